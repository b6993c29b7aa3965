package importer

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
)

var naturalearthLicence = []string{
	"Source: Natural Earth, https://www.naturalearthdata.com/, public domain",
	popFormula,
}

// naturalEarth reads the attributes of Natural Earth as CSV or TSV with a
// header that has NAME_AR; or, without a header, views with the columns
// country, class, population, English, Arabic, Persian, Wikidata id (places)
// and three codes, class, English, Arabic, Persian, Wikidata id (countries).
func (r *run) naturalEarth(in *stream) error {
	head, _ := in.in.Peek(1 << 15)
	first, _, _ := strings.Cut(string(head), "\n")
	if !strings.Contains(strings.ToLower(first), "name_ar") {
		return r.naturalEarthView(in)
	}
	comma := ','
	if strings.Count(first, "\t") > strings.Count(first, ",") {
		comma = '\t'
	}
	t, err := newTable(in, comma, "name_ar")
	if err != nil {
		return err
	}
	for {
		if err := t.next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		var pop float64
		for _, col := range []string{"pop_max", "pop_est"} {
			s := t.cell(col)
			if s == "" {
				continue
			}
			if pop, err = strconv.ParseFloat(s, 64); err != nil {
				return t.failIn(col, "%s %q is not a number", col, s)
			}
			break
		}
		feature := t.cell("featurecla")
		if typ := t.cell("type"); strings.HasPrefix(feature, "Admin-0 country") && typ != "" {
			feature = typ
		}
		id := t.cell("wikidataid", "wikidata_id")
		if n := t.cell("ne_id"); id == "" && n != "" {
			id = n
		}
		country := t.cell("iso_a2")
		if len(country) != 2 || country[0] == '-' {
			country = t.cell("iso_a2_eh")
		}
		if err := r.naturalEarthRow(country, feature, population(pop), t.cell("name_en", "name"), t.cell("name_ar"), id); err != nil {
			return err
		}
	}
}

// population makes a whole number of one that may be -99 or absurd.
func population(f float64) int64 {
	if !(f > 0 && f < 1e12) {
		return 0
	}
	return int64(f)
}

func (r *run) naturalEarthView(in *stream) error {
	return in.eachRow(true, func(c []string) error {
		switch len(c) {
		case 7:
			n, err := strconv.ParseFloat(c[2], 64)
			if err != nil && c[2] != "" {
				return in.fail(c, 2, "population %q is not a number", c[2])
			}
			return r.naturalEarthRow(c[0], c[1], population(n), c[3], c[4], c[6])
		case 8:
			if len(c[0]) != 2 {
				c[0] = c[1] // -99, for reasons of politics
			}
			return r.naturalEarthRow(c[0], c[3], 0, c[4], c[5], c[7])
		}
		return in.fail(c, 0, "%w", errNaturalEarth)
	})
}

var errNaturalEarth = errors.New("neither a header with NAME_AR nor the 7 or 8 columns of a view of Natural Earth")

// naturalEarthKinds are the values of featurecla, and of TYPE for countries,
// in lower case.
var naturalEarthKinds = map[string]feature{
	"sovereign country": {"LOC", "country", 0}, "country": {"LOC", "country", 0}, "sovereignty": {"LOC", "country", 0},
	"admin-0 country": {"LOC", "country", 0}, "dependency": {"LOC", "territory", 0}, "disputed": {"LOC", "territory", 0},
	"indeterminate": {"LOC", "territory", 0}, "lease": {"LOC", "territory", 0},
	"admin-0 capital": {"LOC", "city", capital}, "admin-0 capital alt": {"LOC", "city", capital},
	"admin-0 region capital": {"LOC", "city", seat}, "admin-1 capital": {"LOC", "city", seat},
	"admin-1 region capital": {"LOC", "city", seat}, "populated place": {"LOC", "city", 0}, "historic place": {"LOC", "city", 0},
	"scientific station": {"LOC", "facility", 0}, "airport": {"LOC", "facility", 0}, "port": {"LOC", "facility", 0},
	"admin-1 states provinces": {"LOC", "state", 0}, "admin-1 scale rank": {"LOC", "state", 0},
	"ocean": {"LOC", "sea", 0}, "sea": {"LOC", "sea", 0}, "gulf": {"LOC", "sea", 0}, "bay": {"LOC", "sea", 0},
	"strait": {"LOC", "strait", 0}, "channel": {"LOC", "strait", 0}, "canal": {"LOC", "strait", 0},
	"river": {"LOC", "river", 0}, "lake centerline": {"LOC", "river", 0}, "lake": {"LOC", "lake", 0}, "reservoir": {"LOC", "lake", 0},
	"range/mtn": {"LOC", "mountain", 0}, "mountain": {"LOC", "mountain", 0}, "desert": {"LOC", "desert", 0},
	"island": {"LOC", "island", 0}, "island group": {"LOC", "island", 0}, "continent": {"LOC", "continent", 0},
	"peninsula": {"LOC", "region", 0}, "plateau": {"LOC", "region", 0}, "plain": {"LOC", "region", 0}, "geoarea": {"LOC", "region", 0},
}

// naturalEarthRow adds a row of any of the forms. id is that of Wikidata, or
// Natural Earth's own number.
func (r *run) naturalEarthRow(country, class string, population int64, en, ar, id string) error {
	r.report.Rows++
	f, ok := naturalEarthKinds[strings.ToLower(strings.TrimSpace(class))]
	if !ok {
		r.drop("feature class not in the table")
		return nil
	}
	rec := &record{label: f.label, kind: f.kind, nameEn: cleanLatin(en), population: population}
	if len(country) == 2 && country[0] != '-' && !strings.Contains(country, "\t") {
		rec.country = country
	}
	if rec.id, ok = itemID(id); !ok {
		if _, err := strconv.ParseUint(id, 10, 64); err != nil {
			id = gazetteer.Slug(en + " " + rec.country)
		}
		if id == "" {
			r.drop(noID)
			return nil
		}
		rec.id = "naturalearth/" + id
	}
	rec.prominence = byPopulation(population, f.bonus)
	if ar != "" {
		r.addName(rec, ar, rankOf(0, preferred), false)
	}
	return r.add(rec, ar != "", false)
}
