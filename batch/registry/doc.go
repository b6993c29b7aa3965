// Package registry says who is named in an archive: one row an entity, over all
// its documents.
//
// In: a record for each document, which Append writes of its analysis. Out: an
// Entity for each whom the documents name, with how often, as what, when, where
// and with whom, and these as JSON lines, CSV or TSV.
//
// # Law
//
// Every mention of every document is counted in one entity, and no two entities
// have one id. What is counted is exact. Entities that are not listed are put
// together by spelling and by short forms, never two whose full names differ in
// more than that; what the user's Merges say goes before. The same documents give the same
// entities, with the same ids, whatever their order and the number of workers.
//
// Memory is that of the distinct entities and the forms of their names, and of 16 bytes for each form
// of an entity in a document. Co-mentions are counted entity by entity from
// the documents that name it, in time of the sum of the squares of the numbers of
// entities of the documents, and take no memory of their own.
//
// # Sharing
//
// Append is safe for concurrent use. A Merges is immutable; the rest belongs to one
// goroutine.
package registry

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
)

// The states in which a registry is refused.
var (
	ErrFormat = errors.New("registry: format of the registry is not known")
	ErrRecord = errors.New("registry: a record of what documents name is damaged")
	ErrSplit  = errors.New("registry: what is to be apart was merged")
)

// Format is the form of a registry.
type Format string

// The formats.
const (
	JSONL   Format = "jsonl"   // an entity a line, lists nested
	CSV     Format = "csv"     // an entity a row, lists in cells
	TSV     Format = "tsv"     // the same with tabs
	Parquet Format = "parquet" // an entity a row, lists nested
)

// formats are those by their endings.
var formats = []Format{CSV, TSV, JSONL, Parquet}

// ParseName tells the format by the name of a file.
func ParseName(name string) (Format, error) {
	f := Format(strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), "."))
	if !slices.Contains(formats, f) {
		return "", fmt.Errorf("%w: %s; let its name end in .csv, .tsv, .jsonl or .parquet", ErrFormat, name)
	}
	return f, nil
}

// The defaults of Options.
const (
	DefaultCoMentions = 10
	DefaultDocuments  = 100
)

// Options say how a registry is made. The zero value is the default.
type Options struct {
	// CoMentions is how many entities that share documents with it an entity
	// lists, those of most documents; 0 for DefaultCoMentions, negative for none.
	CoMentions int
	// Documents is how many of its documents an entity lists, those that mention it
	// most; 0 for DefaultDocuments, negative for all.
	Documents int
	// Merges say what is put together and what is not; nil says nothing.
	Merges *Merges
	// Note is told of each line of Merges that has no effect, and why; it may be nil.
	Note func(string)
}

// An Entity is a row of a registry.
type Entity struct {
	// ID is the id of a list's entry, or label:name, with the name's lookup key, of an
	// entity that is not listed.
	ID    string
	Label string
	Kind  string
	// Name is the listed name, or the form that is seen most of the commonest
	// spelling.
	Name    string
	NameEn  string
	Country string
	// Ref is what GeoNames, Wikidata and ISO 3166 call it, and where it lies; zero where
	// nothing is known.
	Ref gazetteer.Ref
	// Mentions and Documents are how many there are of it.
	Mentions  int64
	Documents int
	// First and Last are the first day and the last of a document that names it,
	// 2006-01-02; empty where no document has a date.
	First string
	Last  string
	// Names are the forms that were seen, with their mentions; ByDocument the documents that
	// mention it most; ByMonth the months, 2006-01, with their mentions; CoMentions the
	// ids of entities, with the number of documents that name both. All but
	// months, which stand in order, begin with the most.
	Names      []Count
	ByDocument []Count
	ByMonth    []Count
	CoMentions []Count
	// IDs are the ids that its mentions have in the output of the documents.
	IDs []Count
}

// A Count is how often something is there.
type Count struct {
	Of string
	N  int64
}
