package importer

import (
	"errors"
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
	return t.each(func() error {
		var pop float64
		for _, col := range []string{"pop_max", "pop_est"} {
			s := t.cell(col)
			if s == "" {
				continue
			}
			if pop, err = strconv.ParseFloat(s, 64); err != nil {
				in.unknown(noNumber, t.failIn(col, "%s %q is not a number", col, s))
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
		rec := &record{country: country, population: population(pop), nameEn: t.cell("name_en", "name")}
		if lat, lon := t.cell("latitude", "label_y"), t.cell("longitude", "label_x"); !rec.setPoint(lat, lon) {
			in.unknown(noPoint, t.failIn(naturalEarthPoint(t), "%q and %q are no degrees", lat, lon))
		}
		rec.ref.GeoNames, rec.ref.ISO = geonameID(t.cell("geonameid", "geonamesid", "gn_id")), isoCode(t.cell("iso_3166_2"))
		return r.naturalEarthRow(rec, feature, t.cell("name_ar"), id)
	})
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
				in.unknown(noNumber, in.fail(c, 2, "population %q is not a number", c[2]))
			}
			return r.naturalEarthRow(&record{country: c[0], population: population(n), nameEn: c[3]}, c[1], c[4], c[6])
		case 8:
			if len(c[0]) != 2 {
				c[0] = c[1] // -99, for reasons of politics
			}
			return r.naturalEarthRow(&record{country: c[0], nameEn: c[4]}, c[3], c[5], c[7])
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

// naturalEarthRow adds a row of any of the forms, of which rec has country,
// population, English name and ids. id is that of Wikidata, or Natural Earth's own
// number.
func (r *run) naturalEarthRow(rec *record, class, ar, id string) error {
	r.report.Rows++
	f, ok := naturalEarthKinds[strings.ToLower(strings.TrimSpace(class))]
	if !ok {
		r.drop("feature class not in the table")
		return nil
	}
	en := rec.nameEn
	rec.label, rec.kind, rec.nameEn = f.label, f.kind, cleanLatin(en)
	if len(rec.country) != 2 || rec.country[0] == '-' || strings.Contains(rec.country, "\t") {
		rec.country = ""
	}
	switch f.kind {
	case "country":
		rec.ref.ISO = isoCode(rec.country)
	case "state":
	default: // a dependency has the code of its state, a town that of its division
		rec.ref.ISO = ""
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
	rec.prominence = byPopulation(rec.population, f.bonus)
	if ar != "" {
		r.addName(rec, ar, rankOf(0, preferred), false)
	}
	return r.add(rec, ar != "", false)
}

// naturalEarthPoint is the column that a table has for latitude.
func naturalEarthPoint(t *table) string {
	if _, ok := t.index["latitude"]; ok {
		return "latitude"
	}
	return "label_y"
}
