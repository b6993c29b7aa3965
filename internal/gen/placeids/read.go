package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/gen/dump"
	"github.com/alam-nlp/alam/internal/tsv"
)

// A city is what the dump of GeoNames says of a place.
type city struct {
	ref        gazetteer.Ref
	country    string
	code       string // feature code
	population int64
	main       map[string]bool // keys of its name, as it is and in ASCII
	other      map[string]bool // keys of its other names in Latin script
	arabic     []string        // its names in Arabic script
}

// readCities reads a dump of GeoNames.
func readCities(path string) ([]*city, error) {
	var cities []*city
	err := dump.EachPlace(path, func(c []string) error {
		id, err := strconv.ParseUint(c[0], 10, 32)
		if err != nil {
			return fmt.Errorf("geonameid %q is not a number", c[0])
		}
		x := &city{country: c[8], code: c[7], main: map[string]bool{}, other: map[string]bool{}}
		x.ref.GeoNames = uint32(id)
		if x.ref.Lat, err = strconv.ParseFloat(c[4], 64); err != nil {
			return fmt.Errorf("latitude %q is not a number", c[4])
		}
		if x.ref.Lon, err = strconv.ParseFloat(c[5], 64); err != nil {
			return fmt.Errorf("longitude %q is not a number", c[5])
		}
		if x.population, err = strconv.ParseInt(c[14], 10, 64); err != nil {
			return fmt.Errorf("population %q is not a number", c[14])
		}
		for _, s := range c[1:3] {
			x.main[latinKey(s)] = true
		}
		for s := range strings.SplitSeq(c[3], ",") {
			if s = strings.TrimSpace(s); isArabic(s) {
				x.arabic = append(x.arabic, s)
			} else if k := latinKey(s); k != "" {
				x.other[k] = true
			}
		}
		cities = append(cities, x)
		return nil
	})
	return cities, err
}

// An item is what Natural Earth says of a place.
type item struct {
	country, class, en, ar string
	wikidata               uint32
}

// readPlaces reads the view of places: country, class, population, English, Arabic,
// Persian, Wikidata.
func readPlaces(path string) ([]item, error) {
	return readItems(path, 7, func(c []string) item { return item{country: c[0], class: c[1], en: c[3], ar: c[4]} })
}

// readStates reads the view of countries: two codes of two letters and one of
// three, class, English, Arabic, Persian, Wikidata. The second code stands for the
// first where that is -99 for reasons of politics, if it is that of a whole state.
func readStates(path string) ([]item, error) {
	return readItems(path, 8, func(c []string) item {
		x := item{country: c[0], class: c[3], en: c[4], ar: c[5]}
		if whole := c[3] == "Sovereign country" || c[3] == "Country"; len(x.country) != 2 && whole {
			x.country = c[1]
		}
		return x
	})
}

func readItems(path string, columns int, of func([]string) item) ([]item, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var items []item
	err = dump.EachLine(path, f, columns, func(c []string) error {
		x := of(c)
		q := c[columns-1]
		n, err := strconv.ParseUint(strings.TrimPrefix(q, "Q"), 10, 32)
		switch {
		case q == "":
			return nil
		case err != nil || q[0] != 'Q':
			return fmt.Errorf("item %q, want Q and a number", q)
		}
		if x.wikidata = uint32(n); len(x.country) == 2 {
			items = append(items, x)
		}
		return nil
	})
	return items, err
}

// readDivisions gives the codes of ISO 3166-2 by country and key of the English name.
// CLDR writes EG-C as egc.
func readDivisions(path string) (map[[2]string][]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file struct {
		Subdivisions struct {
			LocaleDisplayNames struct {
				Subdivisions map[string]string `json:"subdivisions"`
			} `json:"localeDisplayNames"`
		} `json:"subdivisions"`
	}
	if err := json.Unmarshal(b, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	divisions := map[[2]string][]string{}
	for code, name := range file.Subdivisions.LocaleDisplayNames.Subdivisions {
		if strings.HasSuffix(code, "-alt-variant") || len(code) < 3 {
			continue
		}
		code = strings.ToUpper(code)
		at := [2]string{code[:2], divisionKey(name)}
		divisions[at] = append(divisions[at], code[:2]+"-"+code[2:])
	}
	return divisions, nil
}

// readCountries gives what is known of countries by their codes.
func readCountries(path string) (map[string]gazetteer.Ref, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string]gazetteer.Ref{}
	columns := []string{"code", "name", "geonames", "at"}
	return out, tsv.Read(path, f, columns, columns, func(r tsv.Row) error {
		ref, err := gazetteer.ParseRef("geonames:"+r.Cell("geonames"), r.Cell("at"))
		if err != nil {
			return r.Fail("geonames", "%w", err)
		}
		out[r.Cell("code")] = ref
		return nil
	})
}

// readExclude reads the joins that are left out: the entry, the id, and why.
func readExclude(path string) (map[string]map[string]bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string]map[string]bool{}
	columns := []string{"entry", "id", "reason"}
	return out, tsv.Read(path, f, columns, columns, func(r tsv.Row) error {
		entry, id := r.Cell("entry"), r.Cell("id")
		if strings.TrimSpace(r.Cell("reason")) == "" {
			return r.Fail("reason", "no reason")
		}
		if _, err := gazetteer.ParseRef(id, ""); err != nil {
			return r.Fail("id", "%w", err)
		}
		if out[entry] == nil {
			out[entry] = map[string]bool{}
		}
		out[entry][id] = true
		return nil
	})
}
