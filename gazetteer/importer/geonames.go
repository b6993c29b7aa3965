package importer

import (
	"strconv"
	"strings"
)

var geonamesLicence = []string{
	"Source: GeoNames, https://www.geonames.org/, licence CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
	"The names were chosen and cleaned. Name GeoNames where you pass this list on.",
	popFormula,
}

// geonames reads a dump of GeoNames (cities15000.txt, allCountries.txt): 19
// columns without a header.
func (r *run) geonames(in *stream) error {
	return in.eachRow(false, func(c []string) error {
		if len(c) != 19 {
			return in.fail(c, len(c)-1, "%d columns, a dump of GeoNames has 19", len(c))
		}
		r.report.Rows++
		id, err := strconv.ParseUint(c[0], 10, 64)
		if err != nil {
			return in.fail(c, 0, "geonameid %q is not a number", c[0])
		}
		var population int64
		if c[14] != "" {
			if population, err = strconv.ParseInt(c[14], 10, 64); err != nil {
				in.unknown(noNumber, in.fail(c, 14, "population %q is not a number", c[14]))
			}
		}
		f, ok := featureKind(c[6], c[7])
		if !ok {
			r.drop("feature that is not named in news")
			return nil
		}
		key := strconv.FormatUint(id, 10)
		rec := &record{
			id: "geonames/" + key, label: f.label, kind: f.kind, nameEn: cleanLatin(c[1]),
			country: c[8], population: population,
		}
		if !rec.setPoint(c[4], c[5]) {
			in.unknown(noPoint, in.fail(c, 4, "latitude %q and longitude %q are no degrees", c[4], c[5]))
		}
		if f.kind == "country" || f.kind == "territory" {
			rec.ref.ISO = isoCode(c[8])
		}
		if f.label == "LOC" {
			rec.prominence = byPopulation(population, f.bonus)
		}
		rec.names = append(rec.names, r.alternate[key]...)
		if f.kind == "country" {
			rec.names = append(rec.names, r.alternate[c[8]]...)
		}
		offered := false
		if r.o.Untagged && len(rec.names) == 0 {
			for s := range strings.SplitSeq(c[3], ",") {
				if s == "" || s[0] < 0xd8 || s[0] > 0xdb { // no letter of the Arabic block
					continue
				}
				offered = true
				r.addName(rec, s, untagged, true)
			}
		}
		return r.add(rec, offered, false)
	})
}

// readAlternateNames reads the Arabic names of alternateNamesV2.txt, or of a
// view with three columns: nothing, geonameid or country code, name.
func (r *run) readAlternateNames() error {
	if r.o.AlternateNames == "" {
		return nil
	}
	r.alternate = map[string][]name{}
	return r.eachStream(r.o.AlternateNames, func(in *stream) error {
		in.names = true
		return in.eachRow(true, func(c []string) error {
			var key, text string
			rank := rankOf(0, plain)
			switch {
			case len(c) == 3 && c[0] == "":
				key, text = c[1], c[2]
			case len(c) >= 4 && len(c) <= 10:
				if _, err := strconv.ParseUint(c[1], 10, 64); err != nil {
					return in.fail(c, 1, "geonameid %q is not a number", c[1])
				}
				lang, ok := r.lang(c[2])
				if !ok || c[2] == "" {
					return nil // of 16 million lines, most
				}
				key, text = strings.TrimLeft(c[1], "0"), c[3]
				rank = rankOf(lang, standing(c))
			default:
				return in.fail(c, len(c)-1, "%d columns, alternateNamesV2.txt has 8 or 10", len(c))
			}
			var rec record
			r.addName(&rec, text, rank, false)
			if len(rec.names) > 0 {
				key = strings.Clone(key) // of the line, which would be held with it
				r.alternate[key] = append(r.alternate[key], rec.names...)
			}
			return nil
		})
	})
}

// standing reads the flags of an alternate name: preferred, short, colloquial,
// historic.
func standing(c []string) int {
	is := func(i int) bool { return i < len(c) && c[i] == "1" }
	switch {
	case is(6), is(7):
		return old
	case is(5):
		return short
	case is(4):
		return preferred
	}
	return plain
}
