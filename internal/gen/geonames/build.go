package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/gen/dump"
	"github.com/alam-nlp/alam/token"
)

// A city is what the dump says of a place.
type city struct {
	country    string
	code       string // feature code
	population int64
}

// readCities reads a dump of GeoNames.
func readCities(path string) (map[string]city, error) {
	cities := map[string]city{}
	err := dump.EachPlace(path, func(c []string) error {
		n, err := strconv.ParseInt(c[14], 10, 64)
		if err != nil {
			return fmt.Errorf("population %q is not a number", c[14])
		}
		cities[c[0]] = city{country: c[8], code: c[7], population: n}
		return nil
	})
	return cities, err
}

type builder struct {
	ar, en  map[string]string
	cities  map[string]city
	words   *words
	exclude map[string]bool
	places  map[string]bool // keys that other lists have for a place
	others  map[string]bool // keys that other lists have for something else
	sure    map[string]bool // keys written so far
	listed  map[string]bool // keys of the places of other lists by their English names
	english map[string]bool // the same of what is written so far
	dropped map[string]int
}

// readListed notes the names in the other lists.
func (b *builder) readListed(entries []gazetteer.Entry) {
	b.places, b.others, b.listed, b.english = map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, e := range entries {
		if key := gazetteer.PlaceKey(&e); key != "" {
			b.listed[key] = true
		}
		names := b.others
		if e.Label == "LOC" {
			names = b.places
		}
		names[key(e.Name)] = true
		for _, a := range e.Aliases {
			names[key(a.Text)] = true
		}
	}
}

// key is the key of a name, in which a hyphen is a blank.
func key(name string) string {
	return strings.Join(strings.Fields(token.Key(strings.ReplaceAll(name, "-", " "))), " ")
}

// A candidate is a place with a name, before places are compared.
type candidate struct {
	id, name, key, en, country, kind string
	prominence                       int
	population                       int64
	division                         bool
}

// build gives the list in order of prominence, population and id.
func (b *builder) build() []gazetteer.Entry {
	var all []candidate
	for id := range b.ar {
		if c, ok := b.candidate(id); ok {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(x, y candidate) int {
		return cmp.Or(y.prominence-x.prominence, cmp.Compare(y.population, x.population), cmp.Compare(x.id, y.id))
	})
	var entries []gazetteer.Entry
	for _, c := range all {
		e := gazetteer.Entry{ID: "geonames/" + c.id, Label: "LOC", Kind: c.kind, Name: c.name, NameEn: c.en,
			Country: c.country, Prominence: c.prominence}
		english := gazetteer.PlaceKey(&e)
		if b.sure[c.key] || b.english[english] {
			b.drop("the name of a larger place in this list")
			continue
		}
		ok := false
		if ok, e.NeedsContext = b.judge(&c); !ok {
			continue
		}
		b.sure[c.key] = true
		if b.listed[english] {
			b.drop("another spelling of a place in another list, by its English name")
			continue
		}
		if english != "" {
			b.english[english] = true
		}
		entries = append(entries, e)
	}
	return entries
}

func (b *builder) drop(why string) { b.dropped[why]++ }

// candidate looks at one message of the package.
func (b *builder) candidate(id string) (c candidate, ok bool) {
	switch {
	case id == "": // the head of the catalogue
		return c, false
	case len(id) == 2 && id[0] >= 'A':
		b.drop("a country: those come from CLDR")
		return c, false
	case b.exclude[id]:
		b.drop("looked at and left out: exclude.tsv")
		return c, false
	}
	c = candidate{id: id, kind: "city", en: cleanEnglish(b.en[id])}
	if country, _, ok := strings.Cut(id, "."); ok {
		if c.kind, c.country, c.prominence, c.division = "state", country, 2, true; gazetteer.Region(country) == arab {
			b.drop("a division of an Arab state: places-divisions.tsv has them")
			return c, false
		}
	} else if city, ok := b.cities[id]; ok {
		c.country, c.population, c.prominence = city.country, city.population, prominence(city)
		if city.code == "PPLX" {
			c.kind = "district"
		}
		switch city.code {
		case "PPLH", "PPLQ", "PPLW", "PPLCH":
			b.drop("a place that is no more")
			return c, false
		}
	} else {
		b.drop("not among the cities with a population")
		return c, false
	}
	name, why := clean(b.ar[id])
	if why == "" {
		if name = b.withoutHead(name, gazetteer.Region(c.country) == arab); name == "" {
			why = "nothing but a head"
		}
	}
	switch {
	case why != "":
	case c.en == "":
		why = "no English name"
	case silentE(c.country, c.en, name):
		why = "a silent e of English written as if it were spoken"
	case letterByLetter(c.en, name):
		why = "doubled letters of Latin script copied"
	}
	if why != "" {
		b.drop(why)
		return c, false
	}
	c.name, c.key = name, key(name)
	return c, true
}

// The heads that only GeoNames writes, and the one that is part of a name in
// the Arab world: مدينة عيسى is never عيسى.
var (
	municipal = []string{"\u0634\u0639\u0628\u064a\u0647", "\u0628\u0644\u062f\u064a\u0647", "\u062f\u0627\u0626\u0631\u0647"} // شعبية بلدية دائرة
	town      = "\u0645\u062f\u064a\u0646\u0647"                                                                               // مدينة
)

// withoutHead takes off the head that the tagger takes off too: مدينة, محافظة.
func (b *builder) withoutHead(name string, near bool) string {
	first, rest, ok := strings.Cut(name, " ")
	head := key(first)
	if near && head == town || !b.words.heads[head] && !slices.Contains(municipal, head) {
		return name
	}
	if !ok {
		return ""
	}
	return rest
}

// arab is the region in which news here is at home.
const arab = "Arab world"

// What decides between a place that is written and one that is not.
const (
	large     = 5  // prominence from which a place is meant whatever else the word is
	short     = 4  // letters up to which a foreign name is easily something else
	known     = 4  // prominence from which a place of another region is known to news here
	oftenSeen = 40 // so often in news an ordinary word hides a place
)

// saint reports whether a word is سان, سانت or سانتا.
func saint(word string) bool {
	return word == "\u0633\u0627\u0646" || word == "\u0633\u0627\u0646\u062a" || word == "\u0633\u0627\u0646\u062a\u0627"
}

// judge reports whether a place is written, and whether its name needs context.
func (b *builder) judge(c *candidate) (ok, context bool) {
	if b.places[c.key] {
		b.drop("the name of a place in another list")
		return false, false
	}
	near := gazetteer.Region(c.country) == arab
	if near && (b.places[arabic.Article+c.key] || b.places[strings.TrimPrefix(c.key, town+" ")]) {
		b.drop("the name of a place in another list without its article or behind a head")
		return false, false
	}
	parts := strings.Fields(c.key)
	if len(parts) > 1 {
		context = b.others[c.key]
		if !slices.ContainsFunc(parts, func(p string) bool { _, ok := b.words.ordinary(p); return !ok && !b.words.people[p] }) {
			context = true // ordinary words and people's names only
		}
		if !near && c.prominence < known && saint(parts[0]) {
			context = true // churches and hospitals have such names too
		}
		return true, context
	}
	if letters := len([]rune(strings.TrimPrefix(c.key, arabic.Article))); letters < shortest {
		b.drop("one word of less than three letters")
		return false, false
	}
	n, ordinary := b.words.ordinary(c.key)
	if ordinary && c.prominence < large {
		switch {
		case n >= oftenSeen:
			b.drop("an ordinary word, frequent in news")
			return false, false
		case !near && c.prominence < known:
			b.drop("an ordinary word, and a small place of another region")
			return false, false
		}
	}
	far := !near && (c.prominence < known && !c.division || c.prominence <= large && len([]rune(c.key)) <= short)
	return true, ordinary || far || b.others[c.key] || b.words.person(c.key) || b.words.behindProclitic(c.key)
}
