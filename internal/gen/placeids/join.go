package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/gen/refs"
)

// A joiner joins the entries with what the sources have.
type joiner struct {
	entries   []gazetteer.Entry
	byID      map[uint32]*city
	cities    map[[2]string][]*city // by country and key
	items     map[[2]string][]item
	states    map[string][]item
	divisions map[[2]string][]string
	countries map[string]gazetteer.Ref
	exclude   map[string]map[string]bool
	met       map[string]map[string]bool // of exclude, what was left out
	counts    map[string]int
}

func newJoiner(p paths, entries []gazetteer.Entry) (*joiner, error) {
	j := &joiner{entries: entries, byID: map[uint32]*city{}, cities: map[[2]string][]*city{}, items: map[[2]string][]item{},
		states: map[string][]item{}, met: map[string]map[string]bool{}, counts: map[string]int{}}
	cities, err := readCities(p.cities)
	if err != nil {
		return nil, err
	}
	for _, c := range cities {
		j.byID[c.ref.GeoNames] = c
		keys := map[string]bool{}
		for _, names := range []map[string]bool{c.main, c.other} {
			for k := range names {
				keys[withoutArticle(k)] = true
			}
		}
		for k := range keys {
			j.cities[[2]string{c.country, k}] = append(j.cities[[2]string{c.country, k}], c)
		}
	}
	items, err := readPlaces(p.places)
	if err != nil {
		return nil, err
	}
	for _, x := range items {
		at := [2]string{x.country, withoutArticle(latinKey(x.en))}
		j.items[at] = append(j.items[at], x)
	}
	states, err := readStates(p.states)
	if err != nil {
		return nil, err
	}
	for _, x := range states {
		j.states[x.country] = append(j.states[x.country], x)
	}
	if j.divisions, err = readDivisions(p.divisions); err != nil {
		return nil, err
	}
	if j.countries, err = readCountries(p.countries); err != nil {
		return nil, err
	}
	j.exclude, err = readExclude(p.exclude)
	return j, err
}

// join gives a row for each entry of which something is known, in order of ids.
func (j *joiner) join() []refs.Row {
	var rows []refs.Row
	for i := range j.entries {
		e := &j.entries[i]
		if e.Label != "LOC" {
			continue
		}
		r := refs.Row{Entry: e.EntryID(), Name: e.Name, Country: e.Country}
		switch e.Kind {
		case "country", "territory":
			r.Ref = j.country(e, r.Entry)
		case "state":
			r.Ref.ISO = j.division(e)
		case "city", "district":
			r.Ref = j.place(e)
		}
		rows = append(rows, r)
	}
	j.leaveOut(rows)
	j.once(rows)
	rows = slices.DeleteFunc(rows, func(r refs.Row) bool { return r.Ref == gazetteer.Ref{} })
	slices.SortFunc(rows, func(a, b refs.Row) int { return strings.Compare(a.Entry, b.Entry) })
	for _, r := range rows {
		j.tally(&r.Ref)
	}
	return rows
}

func (j *joiner) tally(r *gazetteer.Ref) {
	for what, has := range map[string]bool{"have geonames": r.GeoNames > 0, "have wikidata": r.Wikidata > 0,
		"have iso, of a country": len(r.ISO) == 2, "have iso, of a division": len(r.ISO) > 2, "have a point": r.HasPoint()} {
		if has {
			j.counts[what]++
		}
	}
}

func (j *joiner) none(what, why string) { j.counts["without: "+what+", "+why]++ }

// country is of the code in the entry's id, if that is one of ISO 3166-1.
func (j *joiner) country(e *gazetteer.Entry, id string) gazetteer.Ref {
	_, code, _ := strings.Cut(id, "/")
	ref, ok := j.countries[code]
	if !ok || code != e.Country {
		j.none("country", "its id is no code of a country today")
		return gazetteer.Ref{}
	}
	if code != "XK" { // of the users' part of ISO 3166-1
		ref.ISO = code
	}
	if list := j.states[code]; len(list) == 1 {
		ref.Wikidata = list[0].wikidata
	}
	return ref
}

// division is the code of the one division of the country that has the name.
func (j *joiner) division(e *gazetteer.Entry) string {
	if e.Country == "IR" { // in 2020 ISO 3166-2 gave its provinces the codes of one another
		j.none("division", "CLDR has other codes of Iran than ISO 3166-2")
		return ""
	}
	key := divisionKey(e.NameEn)
	codes := j.divisions[[2]string{e.Country, key}]
	switch {
	case key == "" || strings.Contains(e.NameEn, "("):
		j.none("division", "told from another by a bracket")
	case len(codes) == 0:
		j.none("division", "no code has its name")
	case len(codes) > 1:
		j.none("division", "several codes have its name")
	default:
		return codes[0]
	}
	return ""
}

// place is what GeoNames and Natural Earth say of a city or quarter.
func (j *joiner) place(e *gazetteer.Entry) gazetteer.Ref {
	var ref gazetteer.Ref
	c := j.city(e)
	if c != nil {
		ref = c.ref
	}
	if e.Kind == "city" && j.alone(e, c) {
		ref.Wikidata = j.item(e)
	}
	return ref
}

// city is the place of GeoNames that an entry is, or nil.
func (j *joiner) city(e *gazetteer.Entry) *city {
	if s, ok := strings.CutPrefix(e.ID, "geonames/"); ok {
		ref, err := gazetteer.ParseRef("geonames:"+s, "")
		if c := j.byID[ref.GeoNames]; err == nil && c != nil {
			return c
		}
		j.none("city", "its id is no number of the dump")
		return nil
	}
	key := withoutArticle(latinKey(e.NameEn))
	if key == "" || e.Country == "" || strings.Contains(e.NameEn, "(") {
		j.none("city", "no country, no English name, or told from another by a bracket")
		return nil
	}
	list := j.named(e)
	if len(list) == 0 {
		j.none("city", "GeoNames has no place of its English name and kind")
		return nil
	}
	c := largest(list, e)
	if c == nil {
		j.none("city", "several places have its name")
		return nil
	}
	if why := c.differs(e, key); why != "" {
		j.none("city", why)
		return nil
	}
	return c
}

// named are the places of the country and kind of an entry that have its English name.
func (j *joiner) named(e *gazetteer.Entry) []*city {
	list := slices.Clone(j.cities[[2]string{e.Country, withoutArticle(latinKey(e.NameEn))}])
	return slices.DeleteFunc(list, func(c *city) bool { return !c.of(e.Kind) })
}

// of reports whether a place is of a kind: PPLX is a part of a city, and some are no
// more or never were towns.
func (c *city) of(kind string) bool {
	switch c.code {
	case "PPLX":
		return kind == "district"
	case "PPLH", "PPLQ", "PPLW", "PPLCH", "PPLF", "PPLL", "PPLR", "PPLS", "STLMT":
		return false
	}
	return kind == "city"
}

const (
	fewTimes  = 10 // so many times the next of its name a place must have
	wellKnown = 4  // prominence of what is then meant
)

// largest is the only place of a list, or the one beside which the others are small;
// nil where none is meant before the others.
func largest(list []*city, e *gazetteer.Entry) *city {
	slices.SortFunc(list, func(a, b *city) int { return cmp.Compare(b.population, a.population) })
	if len(list) == 1 || e.Prominence >= wellKnown && list[0].population >= fewTimes*list[1].population && list[1].population > 0 {
		return list[0]
	}
	return nil
}

// differs says why the names of a place are not those of an entry; empty where they are.
func (c *city) differs(e *gazetteer.Entry, key string) string {
	main := false
	for k := range c.main {
		main = main || withoutArticle(k) == key
	}
	switch {
	case len(c.arabic) == 0 && !main:
		return "GeoNames has the English name among others, and no Arabic one"
	case len(c.arabic) == 0 && e.Prominence <= 2:
		return "little known, and GeoNames has no Arabic name"
	case len(c.arabic) > 0 && !agree(e, c.arabic):
		return "another Arabic name"
	}
	return ""
}

// agree reports whether an entry has one of some Arabic names, as another
// transliterator may write it.
func agree(e *gazetteer.Entry, names []string) bool {
	own := map[string]bool{skeleton(e.Name): true}
	for _, a := range e.Aliases {
		own[skeleton(a.Text)] = true
	}
	delete(own, "")
	for _, n := range names {
		if own[skeleton(n)] {
			return true
		}
	}
	return false
}

// alone reports whether no other city of the country that the dump has may be meant by
// the English name: Natural Earth does not say where its places lie.
func (j *joiner) alone(e *gazetteer.Entry, c *city) bool {
	list := j.named(e)
	if len(list) == 0 || len(list) == 1 && c == nil {
		return true
	}
	slices.SortFunc(list, func(a, b *city) int { return cmp.Compare(b.population, a.population) })
	return list[0] == c && (len(list) == 1 || c.population >= fewTimes*list[1].population)
}

// item is the item of Wikidata that Natural Earth gives the city of both names.
func (j *joiner) item(e *gazetteer.Entry) uint32 {
	list := slices.Clone(j.items[[2]string{e.Country, withoutArticle(latinKey(e.NameEn))}])
	list = slices.DeleteFunc(list, func(x item) bool {
		ar, _, _ := strings.Cut(x.ar, "\u060c") // a comma, and the country
		return x.class == "Scientific station" || !agree(e, []string{ar})
	})
	if len(list) != 1 || strings.Contains(e.NameEn, "(") {
		return 0
	}
	return list[0].wikidata
}

// leaveOut takes away what the table of joins left out names.
func (j *joiner) leaveOut(rows []refs.Row) {
	for i := range rows {
		r := &rows[i]
		for id := range j.exclude[r.Entry] {
			left := gazetteer.Ref{}
			switch id {
			case (&gazetteer.Ref{GeoNames: r.Ref.GeoNames}).IDs():
				left = gazetteer.Ref{Wikidata: r.Ref.Wikidata, ISO: r.Ref.ISO}
			case (&gazetteer.Ref{Wikidata: r.Ref.Wikidata}).IDs():
				left = r.Ref
				left.Wikidata = 0
			case (&gazetteer.Ref{ISO: r.Ref.ISO}).IDs():
				left = r.Ref
				left.ISO = ""
			default:
				continue
			}
			r.Ref = left
			if j.met[r.Entry] == nil {
				j.met[r.Entry] = map[string]bool{}
			}
			j.met[r.Entry][id] = true
			j.counts["left out: exclude.tsv"]++
		}
	}
}

// excluded is an error where the table of joins left out names what is not joined.
func (j *joiner) excluded() error {
	var idle []string
	for entry, ids := range j.exclude {
		for id := range ids {
			if !j.met[entry][id] {
				idle = append(idle, entry+" "+id)
			}
		}
	}
	if len(idle) == 0 {
		return nil
	}
	slices.Sort(idle)
	return fmt.Errorf("not joined any more, take the rows out: %s", strings.Join(idle, ", "))
}

// once takes an id away from entries that share it, but from the one whose own id
// says it.
func (j *joiner) once(rows []refs.Row) {
	geonames, wikidata, iso := map[uint32]int{}, map[uint32]int{}, map[string]int{}
	for i := range rows {
		r := &rows[i].Ref
		geonames[r.GeoNames]++
		wikidata[r.Wikidata]++
		iso[r.ISO]++
	}
	for i := range rows {
		r := &rows[i].Ref
		if r.GeoNames > 0 && geonames[r.GeoNames] > 1 && !strings.HasPrefix(rows[i].Entry, "geonames/") {
			r.GeoNames, r.Lat, r.Lon = 0, 0, 0
			j.none("city", "two entries are one place of GeoNames")
		}
		if r.Wikidata > 0 && wikidata[r.Wikidata] > 1 {
			r.Wikidata = 0
			j.none("city", "two entries are one item of Wikidata")
		}
		if r.ISO != "" && iso[r.ISO] > 1 {
			r.ISO = ""
			j.none("division", "two entries have one code")
		}
	}
}
