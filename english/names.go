package english

import (
	"cmp"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// names are the English names of the lists, by their words with a blank between.
type names struct {
	byName map[string]ref
	most   int // words of the longest
}

// A ref is the entry that a name means.
type ref struct {
	list  *gazetteer.Gazetteer
	entry int32
}

// readNames reads the English names. Of the entries that share one, that of the
// upper list counts, then the most prominent, then the first by id.
func readNames(lists []*gazetteer.Gazetteer) *names {
	n := &names{byName: map[string]ref{}}
	var scanner token.Scanner
	var words []token.Token
	for _, g := range lists {
		for i := range g.Len() {
			e := g.Entry(i)
			if e.NameEn == "" || ner.Label(e.Label) != ner.PER && ner.Label(e.Label) != ner.LOC && ner.Label(e.Label) != ner.ORG {
				continue
			}
			words = scanner.Append(words[:0], e.NameEn)
			key := joined(words)
			if len(key) < 3 {
				continue
			}
			if old, ok := n.byName[key]; !ok || old.list == g && better(e, g.Entry(old.entry)) {
				n.byName[key] = ref{g, i}
				n.most = max(n.most, len(words))
			}
		}
	}
	return n
}

func better(a, b gazetteer.Entry) bool {
	if c := cmp.Compare(a.Prominence, b.Prominence); c != 0 {
		return c > 0
	}
	return a.ID < b.ID
}

// joined are words as written, with a blank between: Apple is no apple.
func joined(words []token.Token) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[i].Surface)
	}
	return b.String()
}

// at gives the entity of the longest name that begins at a token, and its
// tokens; 0 if there is none.
func (n *names) at(s *stretched, i int) (ner.Entity, int) {
	if !s.capital(i) {
		return ner.Entity{}, 0
	}
	for k := min(n.most, len(s.tokens)-i); k > 0; k-- {
		if s.tokens[i+k-1].Kind == token.Punct {
			continue
		}
		if r, ok := n.byName[bare(joined(s.tokens[i:i+k]))]; ok {
			e := r.list.Entry(r.entry)
			return ner.Entity{ID: e.ID, Label: ner.Label(e.Label), Kind: e.Kind, Name: e.Name, NameEn: e.NameEn, Country: e.Country, Ref: e.Ref}, k
		}
	}
	return ner.Entity{}, 0
}
