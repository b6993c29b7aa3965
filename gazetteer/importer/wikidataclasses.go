package importer

import "strings"

// A class says what the items of a class of Wikidata are.
type class struct{ label, kind string }

// classTable has a kind a line: label, kind, and the classes (P31), the most
// telling kinds first: an item of many classes is of the kind that stands
// highest. Subclasses are not followed: a class that is not here is dropped.
const classTable = `
PER person       Q5 human
LOC country      Q3624078 sovereign state, Q6256 country, Q3024240 historical country
LOC territory    Q161243 dependent territory, Q46395 British overseas territory
LOC continent    Q5107 continent
LOC city         Q5119 capital city, Q515 city, Q1549591 big city, Q1637706 city of a million, Q1093829 city of the United States, Q7930989 city or town
LOC state        Q10864048 first-level division, Q35657 state of the United States, Q107390 federated state, Q34876 province, Q1221156 state of Germany
LOC city         Q3957 town, Q486972 settlement, Q532 village, Q15284 municipality, Q484170 commune of France, Q747074 comune of Italy, Q262166 municipality of Germany
LOC district     Q149621 district, Q123705 neighborhood, Q13220204 second-level division, Q47168 county of the United States
LOC sea          Q165 sea, Q9430 ocean, Q1322134 gulf, Q39594 bay
LOC river        Q4022 river
LOC lake         Q23397 lake, Q131681 reservoir
LOC strait       Q37901 strait, Q12284 canal
LOC island       Q23442 island, Q33837 archipelago
LOC mountain     Q8502 mountain, Q46831 mountain range, Q8072 volcano
LOC desert       Q8514 desert
LOC region       Q82794 geographic region, Q3502482 cultural region, Q1620908 historical region, Q34763 peninsula
LOC facility     Q1248784 airport, Q644371 international airport, Q483110 stadium, Q32815 mosque, Q16560 palace, Q23413 castle, Q16917 hospital, Q33506 museum, Q12323 dam, Q12280 bridge, Q245016 military base, Q622499 refugee camp, Q134447 nuclear power plant, Q839954 archaeological site
ORG ministry     Q192350 ministry
ORG parliament   Q35749 parliament, Q11204 legislature
ORG party        Q7278 political party
ORG court        Q190752 supreme court, Q41487 court
ORG security     Q47913 intelligence agency, Q35535 police, Q732717 law enforcement agency
ORG army         Q772547 armed forces, Q37726 army, Q4508 navy, Q11211 air force
ORG armed_group  Q17149090 armed organization, Q17127659 terrorist organization
ORG government   Q7188 government, Q640506 cabinet
ORG international Q245065 intergovernmental organization, Q484652 international organization
ORG agency       Q327333 government agency
ORG bank         Q66344 central bank, Q22687 bank
ORG exchange     Q11691 stock exchange
ORG media        Q192283 news agency, Q11032 newspaper, Q1110794 daily newspaper, Q41298 magazine, Q2001305 television channel, Q1616075 television station, Q14350 radio station, Q15265344 broadcaster
ORG university   Q3918 university, Q875538 public university, Q902104 private university
ORG club         Q476028 football club, Q847017 sports club, Q6979593 national football team
ORG federation   Q2485448 sports governing body
ORG union        Q178790 trade union
ORG ngo          Q79913 non-governmental organization, Q708676 charity, Q163740 nonprofit organization
ORG institute    Q155271 think tank, Q31855 research institute
ORG religious    Q1530022 religious organization
ORG company      Q891723 public company, Q4830453 business, Q783794 company, Q6881511 enterprise, Q46970 airline, Q786820 car maker
ORG -            Q43229 organization
`

// occupationTable refines people by occupation (P106), in the same form; the
// first occupation of a person that is here counts.
const occupationTable = `
PER politician   Q82955 politician
PER royal        Q116 monarch
PER military     Q189290 military officer, Q47064 military personnel
PER diplomat     Q193391 diplomat
PER coach        Q628099 football manager
PER athlete      Q937857 footballer, Q3665646 basketball player, Q10833314 tennis player
PER artist       Q33999 actor, Q177220 singer, Q2526255 film director, Q1028181 painter
PER writer       Q36180 writer, Q49757 poet, Q6625963 novelist
PER scientist    Q901 scientist, Q169470 physicist, Q188094 economist
PER cleric       Q2259532 cleric
PER business     Q43845 businessperson
PER journalist   Q1930187 journalist
PER activist     Q15253558 activist
`

type ranked struct {
	class
	rank int
}

var (
	classes     = parseClasses(classTable)
	occupations = parseClasses(occupationTable)
)

func parseClasses(table string) map[string]ranked {
	m := map[string]ranked{}
	for i, line := range strings.Split(strings.TrimSpace(table), "\n") {
		f := strings.Fields(line)
		c := class{f[0], strings.Trim(f[1], "-")}
		for _, w := range f[2:] {
			if id, ok := itemID(w); ok {
				m[id] = ranked{c, i}
			}
		}
	}
	return m
}

// classOf gives the class that stands highest in the table.
func classOf(ids []string) (class, bool) {
	best := ranked{rank: len(classes)}
	for _, id := range ids {
		if c, ok := classes[id]; ok && c.rank < best.rank {
			best = c
		}
	}
	return best.class, best.label != ""
}

// occupation gives the kind of a person.
func occupation(ids []string) string {
	for _, id := range ids {
		if c, ok := occupations[id]; ok {
			return c.kind
		}
	}
	return "person"
}
