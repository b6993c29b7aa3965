package importer

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/token"
)

// A record is what a row, or some rows, say of one thing.
type record struct {
	id, label, kind, nameEn string
	// country is an ISO code, or the Wikidata id of the country.
	country    string
	names      []name
	prominence int
	population int64 // not kept in a run
	rows       int64
	ref        gazetteer.Ref
}

// A name of a record. The lowest rank is the best: see rankOf.
type name struct {
	text string
	rank int
}

// The standing of a name in its language.
const (
	preferred = iota
	plain
	short
	old
	untagged = 1 << 20 // behind every language
)

// rankOf orders names by language, then by standing.
func rankOf(lang, standing int) int { return lang*4 + standing }

// addName cleans a name and adds it to the record, or counts why not.
// strict is for names whose language nobody vouches for.
func (r *run) addName(rec *record, raw string, rank int, strict bool) {
	s, reason := r.clean(raw, strict)
	if reason != "" {
		r.report.NamesDropped[reason]++
		return
	}
	rec.names = append(rec.names, name{s, rank})
}

// add filters a record of one row and collects it. offered says that the row
// had names, cleaned away or not; a record without any is of use only with
// partial, to give other rows of its id an English name.
func (r *run) add(rec *record, offered, partial bool) error {
	switch o := &r.o; {
	case len(rec.names) == 0 && !partial && offered:
		r.drop(noneLeft)
	case len(rec.names) == 0 && !partial:
		r.drop(noArabic)
	case len(o.Kinds) > 0 && !slices.Contains(o.Kinds, rec.kind) && !slices.Contains(o.Kinds, rec.label):
		r.drop(otherKind)
	case rec.label == "LOC" && rec.population < o.MinPopulation:
		r.drop(fewPeople)
	case rec.prominence < o.MinProminence:
		r.drop(unprominent)
	default:
		rec.rows = 1
		// Cells are parts of lines, which would be held with them.
		rec.id, rec.nameEn, rec.country = strings.Clone(rec.id), strings.Clone(rec.nameEn), strings.Clone(rec.country)
		rec.ref.ISO = strings.Clone(rec.ref.ISO)
		return r.out.add(*rec)
	}
	return nil
}

// drop counts a row that is not kept.
func (r *run) drop(reason string) { r.report.Dropped[reason]++ }

const maxNames = 100

// entry merges the records of one id, which come in the order of their rows.
func (r *run) entry(group []record) (gazetteer.Entry, bool) {
	first := group[0]
	e := gazetteer.Entry{ID: first.id, Label: first.label, Kind: first.kind}
	var names []name
	var rows int64
	for _, rec := range group {
		rows += rec.rows
		names = append(names, rec.names...)
		e.Prominence = max(e.Prominence, rec.prominence)
		if e.NameEn == "" {
			e.NameEn = rec.nameEn
		}
		if e.Country == "" {
			e.Country = rec.country
		}
		merge(&e.Ref, &rec.ref)
		if rec.label != e.Label {
			r.report.Mended["another label for the same id, the first kept"]++
		}
	}
	if len(names) == 0 {
		r.report.Dropped[noArabic] += rows
		return e, false
	}
	if iso, ok := r.countries[e.Country]; ok {
		e.Country = iso
	} else if len(e.Country) != 2 || strings.Trim(e.Country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		e.Country = ""
	}
	e.Ref = e.Ref.WithID(e.ID)
	slices.SortStableFunc(names, func(a, b name) int { return a.rank - b.rank })
	seen := map[string]bool{}
	for _, n := range names {
		key := token.Key(n.text)
		switch {
		case seen[key]:
			r.report.NamesDropped[sameKey]++
			continue
		case len(seen) == maxNames:
			r.report.NamesDropped[tooManyNames]++
			continue
		case e.Name == "":
			e.Name = n.text
		default:
			e.Aliases = append(e.Aliases, gazetteer.Alias{Text: n.text})
		}
		seen[key] = true
	}
	r.report.Kept += rows
	r.report.Entries++
	r.report.Names += int64(len(seen))
	return e, true
}

// append writes the record as numbers and strings behind their lengths.
func (rec *record) append(b []byte) []byte {
	for _, s := range []string{rec.id, rec.label, rec.kind, rec.nameEn, rec.country, rec.ref.ISO} {
		b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
	}
	b = binary.AppendUvarint(b, uint64(rec.prominence))
	b = binary.AppendUvarint(b, uint64(rec.rows))
	for _, n := range []uint64{uint64(rec.ref.GeoNames), uint64(rec.ref.Wikidata), math.Float64bits(rec.ref.Lat), math.Float64bits(rec.ref.Lon)} {
		b = binary.AppendUvarint(b, n)
	}
	b = binary.AppendUvarint(b, uint64(len(rec.names)))
	for _, n := range rec.names {
		b = binary.AppendUvarint(b, uint64(n.rank))
		b = append(binary.AppendUvarint(b, uint64(len(n.text))), n.text...)
	}
	return b
}

// readRecord reads what append wrote; io.EOF is the end.
func readRecord(in *bufio.Reader) (rec record, err error) {
	if _, err := in.Peek(1); err != nil {
		return rec, err
	}
	num := func() (n uint64) {
		if err == nil {
			n, err = binary.ReadUvarint(in)
		}
		return n
	}
	str := func() string {
		b := make([]byte, num())
		if err == nil {
			_, err = io.ReadFull(in, b)
		}
		return string(b)
	}
	rec.id, rec.label, rec.kind, rec.nameEn, rec.country, rec.ref.ISO = str(), str(), str(), str(), str(), str()
	rec.prominence, rec.rows = int(num()), int64(num())
	rec.ref.GeoNames, rec.ref.Wikidata = uint32(num()), uint32(num())
	rec.ref.Lat, rec.ref.Lon = math.Float64frombits(num()), math.Float64frombits(num())
	for range num() {
		rec.names = append(rec.names, name{rank: int(num()), text: str()})
	}
	if err != nil {
		return rec, fmt.Errorf("importer: temporary file: %w", err)
	}
	return rec, nil
}
