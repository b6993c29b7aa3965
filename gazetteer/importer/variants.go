package importer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

var paranamesLicence = []string{
	"Source: ParaNames, https://github.com/bltlab/paranames, licence CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
	"The names were chosen and cleaned. Name ParaNames (J. Saleva, C. Lignos) where you pass this list on.",
}

// paranames reads the TSV of ParaNames: wikidata_id, eng, label, language,
// type, a name a line.
func (r *run) paranames(in *stream) error {
	want := []string{"wikidata_id", "eng", "label", "language", "type"}
	var cols []int
	return in.eachRow(false, func(c []string) error {
		if cols == nil {
			for _, w := range want {
				i := slices.Index(c, w)
				if i < 0 {
					return at(in.path, in.line, 1, fmt.Errorf("no column %q in the header, want %s, separated by tabs", w, strings.Join(want, ", ")))
				}
				cols = append(cols, i)
			}
			return nil
		}
		if n := slices.Max(cols) + 1; len(c) < n {
			return in.fail(c, len(c)-1, "%d columns, want %d", len(c), n)
		}
		r.report.Rows++
		lang, ok := r.lang(c[cols[3]])
		if !ok {
			r.drop(otherLang)
			return nil
		}
		id, ok := itemID(c[cols[0]])
		if !ok {
			return in.fail(c, cols[0], "wikidata_id %q, want Q and a number", c[cols[0]])
		}
		rec := &record{id: id, label: c[cols[4]], nameEn: cleanLatin(c[cols[1]])}
		if !slices.Contains(labels, rec.label) {
			r.drop("type other than PER, LOC, ORG")
			return nil
		}
		r.addName(rec, c[cols[2]], rankOf(lang, preferred), false)
		return r.add(rec, true, false)
	})
}

var jrcLicence = []string{
	"Source: JRC-Names, European Commission, Joint Research Centre. Its end-user licence agreement",
	"(JRC_Names_End-User_Licence, in its package) applies to this list: read it before you pass the list on.",
}

// jrc reads the entities file of JRC-Names: id, P or O, language or u for
// unknown, and a name with + for blanks. A variant in Latin script gives the
// English name.
func (r *run) jrc(in *stream) error {
	return in.eachRow(true, func(c []string) error {
		if len(c) != 4 {
			return in.fail(c, len(c)-1, "%d columns, JRC-Names has 4", len(c))
		}
		r.report.Rows++
		id, err := strconv.ParseUint(c[0], 10, 64)
		if err != nil {
			return in.fail(c, 0, "id %q is not a number", c[0])
		}
		rec := &record{id: "jrc/" + strconv.FormatUint(id, 10)}
		switch c[1] {
		case "P":
			rec.label, rec.kind = "PER", "person"
		case "O":
			rec.label = "ORG"
		default:
			r.drop("type other than P and O")
			return nil
		}
		text := strings.ReplaceAll(c[3], "+", " ")
		unknown := c[2] == "u" || c[2] == ""
		lang, ok := r.lang(c[2])
		switch {
		case (unknown || c[2] == "en") && strings.ContainsFunc(text, latinLetter):
			rec.nameEn = cleanLatin(text)
			return r.add(rec, false, rec.nameEn != "")
		case unknown:
			r.addName(rec, text, untagged, true)
		case !ok:
			r.drop(otherLang)
			return nil
		default:
			r.addName(rec, text, rankOf(lang, preferred), false)
		}
		return r.add(rec, true, false)
	})
}

func latinLetter(c rune) bool { return unicode.Is(unicode.Latin, c) }
