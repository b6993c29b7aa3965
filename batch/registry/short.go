package registry

import "github.com/alam-nlp/alam/ner"

// shorts gives every place the node whose set it names: its own, but for a short form
// of a person's name in a document with just one full name that it may be of. What
// the user put together with others, or took out of them, is no short form.
func (g *grouper) shorts() {
	short := make([][]string, len(g.nodes)) // the words of short forms
	for x := range g.nodes {
		n := &g.nodes[x]
		if n.listed || n.label() != string(ner.PER) || g.sets.forced[g.sets.find(int32(x))] || g.takenOut[int32(x)] {
			continue
		}
		if name := nameWords(n.key()); g.words.isShort(name) {
			short[x] = name
		}
	}
	from := 0
	full := fullNames{grouper: g, words: map[int32][]string{}}
	for _, d := range g.documents {
		places := g.places[from:d.end]
		from = d.end
		some := false
		for i := range places {
			x := g.forms[places[i].form].node
			places[i].group = x
			some = some || short[x] != nil
		}
		if !some {
			continue
		}
		full.collect(places)
		for i := range places {
			if name := short[places[i].group]; name != nil {
				places[i].group = full.of(places[i].group, name)
			}
		}
	}
}

// fullNames are those of persons in a document, by their last word.
type fullNames struct {
	*grouper
	words  map[int32][]string // by form
	byLast map[string][]fullName
}

type fullName struct {
	node  int32
	words []string
}

func (f *fullNames) collect(places []place) {
	f.byLast = map[string][]fullName{}
	for i := range places {
		x := places[i].group
		n := &f.nodes[x]
		var name []string
		switch {
		case f.what(n).label != string(ner.PER):
		case n.listed:
			name = f.formWords(places[i].form)
		default:
			name = nameWords(n.key())
		}
		if len(name) > 1 {
			last := name[len(name)-1]
			f.byLast[last] = append(f.byLast[last], fullName{x, name})
		}
	}
}

// formWords are the words of the key of a form.
func (f *fullNames) formWords(form int32) []string {
	w, ok := f.words[form]
	if !ok {
		w = nameWords(keyOf(f.forms[form].text))
		f.words[form] = w
	}
	return w
}

// of is the node of the only full name of the document that node x, a short form, may
// be of; x if there is none or there are several, or the user keeps it apart.
func (f *fullNames) of(x int32, short []string) int32 {
	found := x
	for _, n := range f.byLast[short[len(short)-1]] {
		if !isShortOf(short, n.words) || f.sets.find(n.node) == f.sets.find(x) {
			continue
		}
		if found != x && f.sets.find(found) != f.sets.find(n.node) {
			return x
		}
		found = n.node
	}
	if !f.mayJoin(x, found) {
		return x
	}
	return found
}
