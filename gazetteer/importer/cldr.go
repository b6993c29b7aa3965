package importer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/gazetteer"
)

var cldrLicence = []string{
	"Source: Unicode CLDR, https://cldr.unicode.org/, licence Unicode-3.0, https://www.unicode.org/license.txt",
	"Copyright Unicode, Inc. Keep this notice where you pass the list on.",
}

// maxCLDR is more than any territories.json has.
const maxCLDR = 64 << 20

// cldr reads territories.json of CLDR, of Arabic for the names and of English
// for the English ones; or a view with the columns code, Arabic, English.
func (r *run) cldr(in *stream) error {
	if head, _ := in.in.Peek(64); !strings.HasPrefix(strings.TrimSpace(string(head)), "{") {
		return in.eachRow(true, func(c []string) error {
			if len(c) != 3 {
				return in.fail(c, 0, "%d columns, want territories.json or the columns code, Arabic, English", len(c))
			}
			base, variant, _ := strings.Cut(c[0], "-alt-")
			if variant != "" {
				return r.territory(base, c[1], rankOf(0, short), "")
			}
			return r.territory(base, c[1], rankOf(0, plain), c[2])
		})
	}
	b, err := io.ReadAll(io.LimitReader(in.in, maxCLDR+1))
	switch {
	case err != nil:
		return at(in.path, 1, 1, err)
	case len(b) > maxCLDR:
		return at(in.path, 1, 1, fmt.Errorf("more than %d MB: not a file of CLDR", maxCLDR>>20))
	}
	var file struct {
		Main map[string]struct {
			LocaleDisplayNames struct {
				Territories map[string]string `json:"territories"`
			} `json:"localeDisplayNames"`
		} `json:"main"`
	}
	if err := json.Unmarshal(b, &file); err != nil {
		offset, err := jsonError(err)
		line, col := lineOf(b, offset)
		return at(in.path, line, col, err)
	}
	rows := 0
	for _, tag := range slices.Sorted(maps.Keys(file.Main)) {
		names := file.Main[tag].LocaleDisplayNames.Territories
		rows += len(names)
		lang, arabic := r.lang(tag)
		for _, code := range slices.Sorted(maps.Keys(names)) {
			base, variant, _ := strings.Cut(code, "-alt-")
			var err error
			switch {
			case arabic:
				rank := rankOf(lang, preferred)
				if variant != "" {
					rank = rankOf(lang, short)
				}
				err = r.territory(base, names[code], rank, "")
			case tag == "en":
				err = r.territory(base, "", 0, names[code])
			default:
				r.report.Rows++
				r.drop(otherLang)
			}
			if err != nil {
				return err
			}
		}
	}
	if rows == 0 {
		return at(in.path, 1, 1, errors.New("no main.LANGUAGE.localeDisplayNames.territories in it"))
	}
	return nil
}

// lineOf gives line and column of a byte.
func lineOf(b []byte, offset int) (int, int) {
	head := string(b[:min(max(offset-1, 0), len(b))])
	return strings.Count(head, "\n") + 1, utf8.RuneCountInString(head[strings.LastIndexByte(head, '\n')+1:]) + 1
}

// Territory codes that are no countries, or not what they seem.
const (
	dependencies = " AC AI AQ AS AW AX BL BM BQ BV CC CK CP CW CX DG EA EH FK FO GF GG GI GL GP GS GU HK HM IC IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR RE SH SJ SX TA TC TF TK UM VG VI WF YT "
	organized    = " EU EZ UN "
	unreal       = " QO XA XB ZZ 001 "
	continents   = " 002 003 005 009 019 142 150 "
)

// territory adds the names of a code of CLDR: an ISO code, or three digits for
// a part of the world.
func (r *run) territory(code, ar string, rank int, en string) error {
	r.report.Rows++
	in := func(list string) bool { return strings.Contains(list, " "+code+" ") }
	rec := &record{label: "LOC", nameEn: cleanLatin(en)}
	switch {
	case in(unreal):
		r.drop("code that stands for no place")
		return nil
	case in(organized):
		rec.label, rec.kind = "ORG", "international"
	case in(continents):
		rec.kind = "continent"
	case len(code) == 3 && strings.Trim(code, "0123456789") == "":
		rec.kind = "region"
	case len(code) != 2 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "":
		r.drop(noID)
		return nil
	case in(dependencies):
		rec.kind, rec.country = "territory", code
	default:
		rec.kind, rec.country = "country", code
	}
	rec.id = rec.kind + "/" + code
	if gazetteer.Region(rec.country) != gazetteer.Region("") || rec.country == "AQ" { // ISO 3166-1 has it
		rec.ref.ISO = rec.country
	}
	if ar != "" {
		r.addName(rec, ar, rank, false)
	}
	return r.add(rec, ar != "", ar == "" && rec.nameEn != "")
}
