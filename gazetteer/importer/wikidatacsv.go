package importer

import (
	"strconv"
	"strings"
)

// wikidataCSV reads the answer to a SPARQL query with the columns item,
// itemLabel, itemAltLabel, type, sitelinks; only the first two must be there.
// An item stands on as many rows as it has types. type is a class (Q515 or its
// address), or a label: PER, LOC, ORG. itemLabelEn, country (an ISO code), population,
// coord (as Point(31.2 30.0)), geonames and iso are read if there are such columns.
func (r *run) wikidataCSV(in *stream) error {
	t, err := newTable(in, ',', "item", "itemLabel")
	if err != nil {
		return err
	}
	return t.each(func() error {
		r.report.Rows++
		id, ok := itemID(t.cell("item"))
		if !ok {
			return t.failIn("item", "item %q, want Q and a number, or the address of an item", t.cell("item"))
		}
		rec := &record{id: id, nameEn: cleanLatin(t.cell("itemlabelen", "labelen", "itemlabel_en")), country: t.cell("country")}
		for _, col := range []string{"sitelinks", "population"} {
			s := t.cell(col)
			if s == "" {
				continue
			}
			n, err := strconv.ParseInt(s, 10, 64)
			if err != nil {
				in.unknown(noNumber, t.failIn(col, "%s %q is not a number", col, s))
				continue
			}
			if col == "population" {
				rec.population = n
			} else {
				rec.prominence = bySitelinks(n)
			}
		}
		rec.csvRef(t)
		c, ok := csvType(t.cell("type"))
		if !ok {
			r.drop(noClass)
			return nil
		}
		rec.label, rec.kind = c.label, c.kind
		offered := false
		// The label service gives the id where there is no label.
		if label := t.cell("itemlabel"); label != "" && label != id {
			offered = true
			r.addName(rec, label, rankOf(0, preferred), false)
		}
		for a := range strings.SplitSeq(t.cell("itemaltlabel"), ", ") {
			if a != "" {
				offered = true
				r.addName(rec, a, rankOf(0, plain), false)
			}
		}
		return r.add(rec, offered, false)
	})
}

// csvRef reads the columns of a point and of ids, if there are any.
func (rec *record) csvRef(t *table) {
	for _, col := range []string{"coord", "coordinates", "location"} {
		if s := t.cell(col); s != "" && !strings.HasPrefix(s, "<") { // on another globe
			lat, lon, ok := wkt(s)
			if !ok || !rec.setPoint(lat, lon) {
				t.s.unknown(noPoint, t.failIn(col, "%s %q, want Point(LONGITUDE LATITUDE)", col, s))
			}
			break
		}
	}
	rec.ref.GeoNames = geonameID(t.cell("geonames"))
	rec.ref.ISO = isoCode(t.cell("iso"))
}

// csvType reads a label or a class, or a person's occupation.
func csvType(s string) (class, bool) {
	switch s {
	case "PER", "LOC", "ORG":
		return class{label: s}, true
	}
	id, ok := itemID(s)
	if !ok {
		return class{}, false
	}
	if c, ok := classOf([]string{id}); ok {
		return c, true
	}
	c, ok := occupations[id]
	return c.class, ok
}
