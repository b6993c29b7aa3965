package gazetteer

import (
	"strings"
	"unicode"

	"github.com/alam-nlp/alam/token"
)

// An Entry is one thing that has names: a person, place or organization.
type Entry struct {
	// ID names the entry in output: a Wikidata QID where one is known, else
	// kind/english-name (see Slug). Unique in a list.
	ID string
	// Label is PER, LOC, ORG or MISC; Kind refines it: country, party.
	// The label "-" deletes (see Layers).
	Label, Kind string
	// Name is the canonical Arabic name, NameEn the English one.
	Name, NameEn string
	// Aliases are the other forms that texts use.
	Aliases []Alias
	// Country is an ISO 3166 alpha-2 code, or empty.
	Country string
	// Prominence, 1 to 9, says how often the press means this entry: it
	// decides between entries that share a name. 0 is not given.
	Prominence int
	// NeedsContext says that Name is an ordinary word, or another common name, too.
	NeedsContext bool
	// Ref is what others call the entry, and where it lies. An id such as
	// geonames/360630 or Q85 says so too, once the list is compiled.
	Ref Ref
	// StandsFor is the id of the entry that the press also means by these
	// names, often its government: country/US by Washington. Empty for most.
	StandsFor string
}

// An Alias is another form of an entry's name.
type Alias struct {
	Text         string
	NeedsContext bool
}

// EntryID is the id of an entry that was given none: kind/slug of the English
// name, or of the Arabic one where there is no English.
func (e *Entry) EntryID() string {
	if e.ID != "" {
		return e.ID
	}
	name := e.NameEn
	if name == "" {
		name = e.Name
	}
	kind := e.Kind
	if kind == "" {
		kind = strings.ToLower(e.Label)
	}
	return kind + "/" + Slug(name)
}

// Slug writes a name as an identifier: its key, with other signs than letters
// and digits as single hyphens.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range token.Key(name) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r != '\'' && r != '\u2019':
			gap = true
		}
	}
	return b.String()
}
