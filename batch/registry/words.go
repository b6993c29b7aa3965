package registry

import (
	"slices"
	"strings"
	"sync"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// words are what lists say of the words of names.
type words struct {
	stats         *word.Stats
	given, family map[string]bool
}

// loadWords gives those of the embedded data.
var loadWords = sync.OnceValues(func() (*words, error) {
	w := &words{given: map[string]bool{}, family: map[string]bool{}}
	var err error
	if w.stats, err = word.OpenStats(data.WordStats()); err != nil {
		return nil, err
	}
	l, err := ner.OpenLexicon(data.Lexicon())
	if err != nil {
		return nil, err
	}
	for _, e := range l.Entries() {
		key := strings.Join(nameWords(token.Key(e.Name)), " ")
		switch class := e.Label + "." + e.Kind; {
		case strings.HasPrefix(class, classGiven):
			w.given[key] = true
		case strings.HasPrefix(class, classFamily):
			w.family[key] = true
		}
	}
	return w, nil
})

// The classes of given names and of family names in the lexicon.
const (
	classGiven  = "name.given"
	classFamily = "name.family"
)

// knownFrom is how often news has a word that it knows.
const knownFrom = 8

// known reports whether a word is one of its own, and no misspelling of another: news
// has it often, or it is listed as a name of persons.
func (w *words) known(key string) bool {
	c := w.stats.Find(key)
	return c.Bare >= knownFrom || w.given[key] || w.family[key]
}

// longWord is how many letters a word has that no other Arabic name comes near: the
// diminutives of names (سلمان, سليمان) have fewer.
const longWord = 7

// aloneWord is the least number of letters of a whole name that is spelled in two ways:
// اشكيت is a port, اسكيت a sport.
const aloneWord = 6

// oneWord reports whether two words of names, by their keys, are spellings of one
// foreign word, and in how many letters they differ. Of two words of their own, of a
// name of several, only those that write g with ج and غ are. A word of a person's name
// differs from one of its own by its consonants alone, unless it is long. alone says
// that they are the whole name, which is not short then.
func (w *words) oneWord(a, b string, alone, person bool) (edits int, ok bool) {
	p, q := w.known(a), w.known(b)
	if alone && min(len(a), len(b)) < 2*aloneWord || p && q && (alone || !sameButG(a, b)) {
		return 0, false
	}
	long := max(len(a), len(b)) >= 2*longWord && !strings.HasPrefix(a, abd) && !strings.HasPrefix(b, abd)
	return gazetteer.Variant(a, b, (p || q) && (alone || person && !long), alone)
}

// sameButG reports whether two words differ in ج for غ alone.
func sameButG(a, b string) bool {
	return ghainAsJeem.Replace(a) == ghainAsJeem.Replace(b)
}

var ghainAsJeem = strings.NewReplacer(string(arabic.Ghain), string(arabic.Jeem))

// givenOnly reports whether a word is a given name and no family name: many have it.
func (w *words) givenOnly(key string) bool { return w.given[key] && !w.family[key] }

// The words that stand before another word of a name and are none without it, by
// their keys.
const (
	abd = "\u0639\u0628\u062f" // عبد
	abu = "\u0627\u0628\u0648" // ابو
	abi = "\u0627\u0628\u064a" // ابي
	bin = "\u0628\u0646"       // بن
	ibn = "\u0627\u0628\u0646" // ابن
	aal = arabic.Article       // آل
	umm = "\u0627\u0645"       // ام
)

var binders = []string{abu, abi, bin, ibn, aal, umm}

// nameWords are the words of a name by its key; عبد is one with the word behind it.
func nameWords(key string) []string {
	list := strings.Fields(key)
	out := list[:0]
	for i := 0; i < len(list); i++ {
		if list[i] == abd && i+1 < len(list) && strings.HasPrefix(list[i+1], arabic.Article) {
			out = append(out, abd+list[i+1])
			i++
			continue
		}
		out = append(out, list[i])
	}
	return out
}

// isShort reports whether the words of a person's name are a short form: one word, or
// one with بن, أبو, آل before it, that is more than a given name.
func (w *words) isShort(name []string) bool {
	switch {
	case len(name) == 1:
		return !w.givenOnly(name[0]) || strings.HasPrefix(name[0], abd)
	case len(name) == 2:
		return slices.Contains(binders, name[0])
	}
	return false
}

// isShortOf reports whether a short form is the end of a full name, and no part of what
// بن or أبو stands before.
func isShortOf(short, full []string) bool {
	k := len(full) - len(short)
	return k > 0 && slices.Equal(full[k:], short) && !slices.Contains(binders, full[k-1])
}
