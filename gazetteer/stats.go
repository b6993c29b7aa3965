package gazetteer

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Stats counts what lists hold.
type Stats struct {
	// Entries are all entries; Names are their forms that have different keys,
	// without the spellings that Compile derives.
	Entries int `json:"entries"`
	Names   int `json:"names"`
	// ByLabel, ByKind and ByRegion count entries. ByRegion has every one of Regions.
	// ByRef counts those with each id of others, and with a point: geonames,
	// wikidata, iso, at.
	ByLabel  map[string]int `json:"by_label"`
	ByKind   map[string]int `json:"by_kind"`
	ByRegion map[string]int `json:"by_region"`
	ByRef    map[string]int `json:"by_ref"`
}

// Count counts what the lists hold together.
func Count(lists ...*Gazetteer) *Stats {
	s := &Stats{ByLabel: map[string]int{}, ByKind: map[string]int{}, ByRegion: map[string]int{},
		ByRef: map[string]int{refGeoNames: 0, refWikidata: 0, refISO: 0, refAt: 0}}
	for _, r := range Regions() {
		s.ByRegion[r] = 0
	}
	for _, g := range lists {
		for i := range g.Len() {
			e := g.Entry(i)
			s.Entries++
			s.ByLabel[e.Label]++
			s.ByKind[e.Kind]++
			s.ByRegion[Region(e.Country)]++
			for ref, known := range map[string]bool{refGeoNames: e.Ref.GeoNames > 0, refWikidata: e.Ref.Wikidata > 0,
				refISO: e.Ref.ISO != "", refAt: e.Ref.HasPoint()} {
				if known {
					s.ByRef[ref]++
				}
			}
		}
		for n := range uint32(g.Names()) {
			if _, _, flags := g.name(n); flags&nameDerived == 0 {
				s.Names++
			}
		}
	}
	return s
}

// WriteText writes the counts as tables, the largest first.
func (s *Stats) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-14s%8d\n%-14s%8d\n", "entries", s.Entries, "names", s.Names)
	for _, t := range []struct {
		head   string
		counts map[string]int
	}{{"label", s.ByLabel}, {"region", s.ByRegion}, {"id of others", s.ByRef}, {"kind", s.ByKind}} {
		if !slices.ContainsFunc(slices.Collect(maps.Values(t.counts)), func(n int) bool { return n > 0 }) {
			continue
		}
		fmt.Fprintf(&b, "\n%-14s%8s\n", t.head, "entries")
		for _, k := range slices.SortedFunc(maps.Keys(t.counts), func(x, y string) int {
			return cmp.Or(t.counts[y]-t.counts[x], strings.Compare(x, y))
		}) {
			fmt.Fprintf(&b, "%-14s%8d\n", cmp.Or(k, "(none)"), t.counts[k])
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// international is the region of what belongs to no state, or has no country.
const international = "international"

// regions are the ISO 3166 alpha-2 codes of each region: the members of the
// League of Arab States and Western Sahara, and the rest as the United Nations
// group them (M49), with Taiwan in Asia and Kosovo in Europe.
var regions = []struct{ name, codes string }{
	{"Arab world", "AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE"},
	{"Africa", `AO BF BI BJ BW CD CF CG CI CM CV ER ET GA GH GM GN GQ GW IO KE LR LS MG ML MU MW MZ NA NE NG RE RW SC SH SL SN SS ST SZ TD
		TF TG TZ UG YT ZA ZM ZW`},
	{"Europe", `AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT
		RO RS RU SE SI SJ SK SM UA VA XK`},
	{"Asia", "AF AM AZ BD BN BT CN CY GE HK ID IL IN IR JP KG KH KP KR KZ LA LK MM MN MO MV MY NP PH PK SG TH TJ TL TM TR TW UZ VN"},
	{"Americas", `AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF MQ MS MX
		NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI`},
	{"Oceania", "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS"},
	{international, "AQ"},
}

// Regions are the regions of the world that Region gives.
func Regions() []string {
	var names []string
	for _, r := range regions {
		names = append(names, r.name)
	}
	return names
}

// Region is the region of the world in which a country lies, by its ISO 3166
// alpha-2 code; "international" for an empty or unknown one.
func Region(country string) string {
	return cmp.Or(regionOf(country), international)
}

// regionOf is the region of a country, or empty if no region has the code.
func regionOf(country string) string {
	if len(country) != 2 || strings.TrimSpace(country) != country {
		return ""
	}
	for _, r := range regions {
		if strings.Contains(r.codes, country) { // two letters stand together in codes only
			return r.name
		}
	}
	return ""
}
