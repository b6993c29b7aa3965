package importer

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

var wikidataLicence = []string{
	"Source: Wikidata, https://www.wikidata.org/, licence CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/",
	siteFormula,
}

// The reasons for which items of Wikidata are dropped.
const (
	noItem  = "not an item (a property or lexeme)"
	gone    = "deleted or redirected"
	noClass = "class not in the table"
)

// wikidata reads a JSON dump: an array with an entity on each line. What has
// no Arabic name at all is told by a look at the bytes, without parsing.
func (r *run) wikidata(in *stream) error {
	for {
		before := r.report.Rows
		line, err := in.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = r.wikidataLine(in, line)
		}
		if err := in.pass(before, err); err != nil {
			return err
		}
	}
}

// wikidataLine reads a line of a dump.
func (r *run) wikidataLine(in *stream, line []byte) error {
	line = bytes.TrimSuffix(bytes.TrimSpace(line), []byte(","))
	line = bytes.TrimSpace(line)
	if len(line) == 0 || string(line) == "[" || string(line) == "]" {
		return nil
	}
	r.report.Rows++
	if line[0] != '{' || line[len(line)-1] != '}' {
		return in.faultAt(in.line, 1, errors.New("not a JSON object: a dump has a whole entity on each line"))
	}
	if !r.hasName(line) {
		r.drop(withoutName(line))
		return nil
	}
	var e entity
	if err := json.Unmarshal(line, &e); err != nil {
		col, err := jsonError(err)
		return in.faultAt(in.line, col, err)
	}
	return r.item(&e)
}

// hasName reports whether a wanted language stands as a string in the line. All
// codes of Varieties begin with a.
func (r *run) hasName(line []byte) bool {
	for {
		i := bytes.Index(line, []byte(`"a`))
		if i < 0 {
			return false
		}
		line = line[i+1:]
		if n := bytes.IndexByte(line[:min(len(line), 24)], '"'); n > 0 {
			if _, ok := r.lang(string(line[:n])); ok {
				return true
			}
		}
	}
}

// withoutName says why a line without an Arabic name is dropped.
func withoutName(line []byte) string {
	if len(line) < 1024 && (bytes.Contains(line, []byte(`"missing"`)) || bytes.Contains(line, []byte(`"redirect`))) {
		return gone
	}
	return noArabic
}

func (r *run) item(e *entity) error {
	id, ok := itemID(e.ID)
	switch {
	case e.Missing != nil || e.Redirect != nil || e.Redirects != nil:
		r.drop(gone)
		return nil
	case e.Type != "" && e.Type != "item" || e.Type == "" && strings.HasPrefix(e.ID, "P"):
		r.drop(noItem)
		return nil
	case !ok:
		r.drop(noID)
		return nil
	}
	for _, iso := range e.Claims.P297.strings() {
		if len(iso) == 2 {
			r.countries[id] = iso
		}
	}
	rec := &record{id: id}
	offered := r.labels(rec, e)
	c, ok := classOf(e.Claims.P31.items())
	if len(rec.names) > 0 && !ok {
		r.drop(noClass)
		return nil
	}
	rec.label, rec.kind = c.label, c.kind
	if c.label == "PER" {
		rec.kind = occupation(e.Claims.P106.items())
	}
	if countries := e.Claims.P17.items(); r.countries[id] != "" {
		rec.country = id
	} else if len(countries) > 0 {
		rec.country = countries[0]
	}
	for _, l := range []string{"en", "mul", "en-gb"} {
		if rec.nameEn == "" {
			rec.nameEn = cleanLatin(e.Labels[l].Value)
		}
	}
	rec.prominence = bySitelinks(int64(len(e.Sitelinks)))
	if rec.label == "LOC" {
		rec.ref.Lat, rec.ref.Lon = e.Claims.P625.point()
		rec.ref.GeoNames = geonameID(e.Claims.P1566.first())
		rec.ref.ISO = isoCode(cmp.Or(e.Claims.P297.first(), e.Claims.P300.first()))
	}
	rec.population = e.Claims.P1082.population()
	return r.add(rec, offered, false)
}

// labels adds the names of an item, in the order of languages.
func (r *run) labels(rec *record, e *entity) (offered bool) {
	for _, l := range slices.Sorted(maps.Keys(e.Labels)) {
		if i, ok := r.lang(l); ok && e.Labels[l].Value != "" {
			offered = true
			r.addName(rec, e.Labels[l].Value, rankOf(i, preferred), false)
		}
	}
	for _, l := range slices.Sorted(maps.Keys(e.Aliases)) {
		i, ok := r.lang(l)
		if !ok {
			continue
		}
		for _, a := range e.Aliases[l] {
			offered = true
			r.addName(rec, a.Value, rankOf(i, plain), false)
		}
	}
	return offered
}

// itemID gives the Qnnn at the end of an id or of an address such as
// http://www.wikidata.org/entity/Q79.
func itemID(s string) (string, bool) {
	s = strings.Trim(s[strings.LastIndexAny(s, "/:")+1:], "<> ")
	if len(s) < 2 || len(s) > 20 || s[0] != 'Q' || s[1] == '0' {
		return "", false
	}
	for _, c := range s[1:] {
		if c < '0' || c > '9' {
			return "", false
		}
	}
	return s, true
}

// jsonError gives the byte at which JSON is wrong, 1 if that is not known, and
// says what is wrong without the words of Go.
func jsonError(err error) (int, error) {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return int(syntax.Offset), err
	case errors.As(err, &typ):
		return 1, fmt.Errorf("a JSON %s in field %s, which takes another value", typ.Value, cmp.Or(typ.Field, "of the object"))
	}
	return 1, err
}
