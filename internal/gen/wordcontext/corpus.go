package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// A corpus is the text as numbers: words as they are written, then words
// without their proclitics.
type corpus struct {
	forms   []string // keys as written; form 0 stands for the bounds of sentences
	numbers map[string]int32
	freq    []int32
	stream  []int32 // forms, a bound between sentences
	marks   []marks // of each place in the stream, see marks.go

	words   []string // keys without proclitics, the most frequent first
	count   []int32
	wordOf  []int32 // per form; rare for a word that is left out
	clitics []token.Proclitic
	ids     map[string]int32
}

// bound is the form and the word that stands between sentences.
const bound = 0

// rare is the word of a form that occurs too seldom to be kept; firstWord is
// the first that is kept.
const (
	rare      = 1
	firstWord = 2
)

func newCorpus() *corpus {
	return &corpus{forms: []string{""}, numbers: map[string]int32{"": bound}, freq: []int32{0}}
}

// add appends a text.
func (c *corpus) add(tokens []token.Token, ms []marks) {
	for i := range tokens {
		if tokens[i].Has(token.SentenceStart) {
			c.push("", 0)
		}
		c.push(word.ContextKey(&tokens[i]), ms[i])
	}
	if len(tokens) > 0 {
		c.push("", 0)
	}
}

func (c *corpus) push(key string, m marks) {
	n, ok := c.numbers[key]
	if !ok {
		n = int32(len(c.forms))
		key = strings.Clone(key)
		c.forms = append(c.forms, key)
		c.freq = append(c.freq, 0)
		c.numbers[key] = n
	}
	if n == bound && len(c.stream) > 0 && c.stream[len(c.stream)-1] == bound {
		return
	}
	c.freq[n]++
	c.stream = append(c.stream, n)
	c.marks = append(c.marks, m)
}

// cutKey gives a key without its proclitics: cut where the rest is a word that
// occurs more than twice as often as with less cut off, as ner does for words
// that no list knows.
func (c *corpus) cutKey(key string, ratio float64) (string, token.Proclitic) {
	best, count, clitics := key, c.frequency(key), token.Proclitic(0)
	for _, t := range token.AppendCuts(nil, key)[1:] {
		form := string(t.Form(key, nil))
		if n := c.frequency(form); n >= 3 && float64(n) > ratio*float64(count) {
			best, count, clitics = form, n, t.Proclitics
		}
	}
	return best, clitics
}

func (c *corpus) frequency(key string) int32 {
	if n, ok := c.numbers[key]; ok {
		return c.freq[n]
	}
	return 0
}

// cut numbers the words without proclitics that occur at least least times.
func (c *corpus) cut(least int, ratio float64) {
	keys := make([]string, len(c.forms))
	c.clitics = make([]token.Proclitic, len(c.forms))
	counts := map[string]int32{}
	for i, f := range c.forms {
		keys[i] = f
		keys[i], c.clitics[i] = c.cutKey(f, ratio)
		counts[keys[i]] += c.freq[i]
	}
	words := make([]string, 0, len(counts))
	for w, n := range counts {
		if w != "" && int(n) >= least {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	c.words = append([]string{"", "\x00"}, words...)
	c.count = make([]int32, len(c.words))
	c.ids = make(map[string]int32, len(c.words))
	for i, w := range c.words {
		c.ids[w] = int32(i)
	}
	c.wordOf = make([]int32, len(c.forms))
	for i := range c.forms {
		id, ok := c.ids[keys[i]]
		if !ok {
			id = rare
		}
		c.wordOf[i] = id
		c.count[id] += c.freq[i]
	}
}

// word is the word at a place of the stream, bound outside it.
func (c *corpus) word(i int) int32 {
	if i < 0 || i >= len(c.stream) {
		return bound
	}
	return c.wordOf[c.stream[i]]
}

// clitic is what was cut off the word at a place, 0 for nothing.
func (c *corpus) clitic(i int) int32 {
	if i < 0 || i >= len(c.stream) {
		return 0
	}
	return int32(c.clitics[c.stream[i]])
}
