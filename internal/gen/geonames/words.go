package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// words says what a word is besides the name of a place.
type words struct {
	stats   *word.Stats
	classes map[string]bool // keys of the lexicon that are no parts of names
	people  map[string]bool // keys of given and family names
	heads   map[string]bool // keys of heads that stand before a place's name
	tokens  map[string]int  // keys of words of people's names, with counts
}

func newWords(triggers []ner.Trigger, stats *word.Stats) *words {
	w := &words{stats: stats, classes: map[string]bool{}, people: map[string]bool{}, heads: map[string]bool{}, tokens: map[string]int{}}
	for _, t := range triggers {
		key := token.Key(t.Form)
		switch {
		case strings.HasPrefix(t.Class, "name."):
			w.people[key] = true
		case strings.HasPrefix(t.Class, "head.loc.") && strings.HasSuffix(t.Class, ".out"):
			w.heads[key] = true
			w.classes[key] = true
		default:
			w.classes[key] = true
		}
	}
	return w
}

// readTokens reads words of people's names: word, count, Latin forms.
func (w *words) readTokens(path string, r io.Reader) error {
	in := bufio.NewScanner(r)
	for line := 1; in.Scan(); line++ {
		c := strings.Split(in.Text(), "\t")
		if strings.HasPrefix(c[0], "#") || len(c) < 2 || line == 1 && c[1] == "count" {
			continue
		}
		n, err := strconv.Atoi(c[1])
		if err != nil {
			return fmt.Errorf("%s:%d: count %q is not a number", path, line, c[1])
		}
		w.tokens[token.Key(c[0])] += n
	}
	return in.Err()
}

// proclitics are the letters that are written with the next word: و ف ب ل ك س.
var proclitics = []string{arabic.WawS, arabic.FehS, arabic.BehS, arabic.LamS, arabic.KafS, arabic.SeenS}

// suffixes are what ordinary words end in: pronouns, plurals, ا of tanwin, ية.
var suffixes = []string{
	"\u0647", "\u0647\u0627", "\u0647\u0645", "\u0646\u0627", "\u064a", "\u0643", "\u0627",
	"\u0627\u062a", "\u064a\u0646", "\u0648\u0646", "\u0627\u0646", "\u0648\u0627", "\u062a", "\u064a\u0647",
}

const (
	seen     = 3 // so often news must have a word for its forms to tell
	person   = 2 // so many people must bear a word for it to be a name of people
	shortest = 3 // letters of a name of one word
	notPlain = 5 // letters up to which a word with a proclitic is looked at
)

// ordinary reports whether news has a word as an ordinary one, and how often: it
// takes the article in one place and none in another, or suffixes; or it is
// such a word behind a proclitic or before a suffix, or a word of the lexicon.
func (w *words) ordinary(key string) (count int, ok bool) {
	if count, ok = w.inflected(key); ok {
		return count, true
	}
	stem, def := strings.CutPrefix(key, arabic.Article)
	if w.classes[key] || def && w.classes[stem] {
		return count, true
	}
	for _, s := range suffixes {
		if root, ok := strings.CutSuffix(stem, s); ok && len([]rune(root)) >= 2 {
			if n, ok := w.inflected(root); ok && n >= seen || w.classes[root] && !w.people[root] {
				return max(n, count), true
			}
		}
	}
	if len([]rune(key)) <= notPlain {
		for _, p := range proclitics {
			if w.classes[p+key] {
				return count, true
			}
			if n, ok := w.inflected(p + key); ok && n > count {
				return n, true
			}
		}
	}
	return count, false
}

// inflected reports whether news has both a word and the word with the article,
// or with suffixes, in shares that names do not have.
func (w *words) inflected(key string) (count int, ok bool) {
	stem, def := strings.CutPrefix(key, arabic.Article)
	c := w.stats.Find(stem)
	count, other := c.Bare, c.Article
	if def {
		count, other = c.Article, c.Bare
	}
	total := c.Bare + c.Article + c.Suffix
	return count, total >= seen && (other*8 >= count || c.Suffix*6 >= count)
}

// person reports whether a word is a name of people.
func (w *words) person(key string) bool { return w.people[key] || w.tokens[key] >= person }

// behindProclitic reports whether a short word with a letter before it that could
// be a proclitic is a name of people: فوستر is not ف and وستر.
func (w *words) behindProclitic(key string) bool {
	return len([]rune(key)) <= notPlain && slices.ContainsFunc(proclitics, func(p string) bool { return w.person(p + key) })
}
