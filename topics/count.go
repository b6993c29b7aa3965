package topics

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
)

// DocFreqOptions says what CountDocFreq keeps. The zero value keeps every
// word that stands in 5 documents and every phrase that stands in 20.
type DocFreqOptions struct {
	// Stop are words that are not counted and end phrases.
	Stop *StopWords
	// Words is a table whose knowledge of words is used, so that documents are
	// read once. Without it they are read twice, first to learn the words.
	Words *DocFreq
	// MinDF are the least document frequencies of terms of 1, 2 and 3 words.
	// 0 is the default, 5, 20 and 20; -1 leaves terms of this length out.
	MinDF [3]int
	// Room is how many distinct phrases are held while counting; 0 is four
	// million. When they are more, the rarest are dropped, so that the count of
	// a phrase may fall short by the number of times this happened, each time
	// at most by the frequency dropped.
	Room int
}

// CountDocFreq counts in how many documents each term stands, and gives the
// bytes of the file that OpenDocFreq opens. The order of documents does not
// matter unless Room runs short. An error of docs ends the count.
func CountDocFreq(docs iter.Seq2[string, error], opts DocFreqOptions) ([]byte, error) {
	opts = opts.defaults()
	if opts.Room == 0 {
		opts.Room = 4 << 20
	}
	words := opts.Words
	if words == nil {
		var err error
		if words, err = learnWords(docs, opts.Stop, opts.MinDF[0]); err != nil {
			return nil, err
		}
	}
	c := counter{opts: opts, ids: map[string]uint32{}, grams: map[gram]count{}}
	var scanner token.Scanner
	var tokens []token.Token
	for doc, err := range docs {
		if err != nil {
			return nil, err
		}
		tokens = scanner.Append(tokens[:0], doc)
		c.add(words, doc, tokens)
	}
	return c.file(words)
}

// defaults fills in the least document frequencies.
func (o DocFreqOptions) defaults() DocFreqOptions {
	for i, d := range [maxWords]int{5, 20, 20} {
		if o.MinDF[i] == 0 {
			o.MinDF[i] = d
		}
	}
	return o
}

// A gram is the stems of a term, by number from 1; 0 is none.
type gram [maxWords]uint32

type count struct{ df, last uint32 }

// A counter counts the terms of documents.
type counter struct {
	opts  DocFreqOptions
	scan  scan
	ids   map[string]uint32 // of the corpus, from 1
	stems []string
	grams map[gram]count
	multi int // phrases in grams
	docs  uint32
	local []uint32 // id in the corpus of each id in the document
}

func (c *counter) add(words *DocFreq, doc string, tokens []token.Token) {
	c.docs++
	c.scan.reset(words, c.opts.Stop)
	c.scan.run(doc, tokens, nil, 0)
	c.local = c.local[:0]
	for _, s := range c.scan.stems {
		id, ok := c.ids[s]
		if !ok {
			s = strings.Clone(s)
			c.stems = append(c.stems, s)
			id = uint32(len(c.stems))
			c.ids[s] = id
		}
		c.local = append(c.local, id)
	}
	for i := range c.scan.units {
		var g gram
		for n := 0; n < maxWords && i+n < len(c.scan.units); n++ {
			u := &c.scan.units[i+n]
			if n > 0 && u.breaks {
				break
			}
			g[n] = c.local[u.id]
			if c.opts.MinDF[n] < 0 {
				continue
			}
			k, ok := c.grams[g]
			if k.last == c.docs {
				continue
			}
			if !ok && n > 0 {
				c.multi++
			}
			c.grams[g] = count{k.df + 1, c.docs}
		}
	}
	for floor := uint32(1); c.multi > c.opts.Room; floor++ {
		c.prune(floor)
	}
}

// prune drops phrases that stand in no more documents than floor.
func (c *counter) prune(floor uint32) {
	maps.DeleteFunc(c.grams, func(g gram, k count) bool {
		if g[1] == 0 || k.df > floor {
			return false
		}
		c.multi--
		return true
	})
}

// file lays out the table.
func (c *counter) file(words *DocFreq) ([]byte, error) {
	var entries []entry
	for g, k := range c.grams {
		n := 1
		for n < maxWords && g[n] != 0 {
			n++
		}
		if int(k.df) < c.opts.MinDF[n-1] {
			continue
		}
		term := c.stems[g[0]-1]
		for _, id := range g[1:n] {
			term += " " + c.stems[id-1]
		}
		entries = append(entries, entry{term, k.df})
	}
	return layDocFreq(entries, c.docs, words, c.opts.MinDF)
}

// An entry is a row of the table.
type entry struct {
	term string
	df   uint32
}

// layDocFreq lays out the table: terms sorted by bytes, so that it does not
// depend on the order of counting, and what words knows of first letters.
func layDocFreq(entries []entry, docs uint32, words *DocFreq, minDF [maxWords]int) ([]byte, error) {
	for i := 0; docs > 0 && i < words.Len(); i++ {
		if w := words.words.At(i); strings.HasPrefix(w, ownPrefix) {
			entries = append(entries, entry{w, 1})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.term, b.term) })
	terms, df := make([]string, len(entries)), make([]uint32, len(entries))
	for i, e := range entries {
		terms[i], df[i] = e.term, e.df
	}
	meta := []uint32{docs}
	for _, least := range minDF {
		meta = append(meta, uint32(max(least, 0)))
	}
	return packDocFreq(meta, terms, df)
}

func packDocFreq(meta []uint32, terms []string, df []uint32) ([]byte, error) {
	packed, err := flat.PackWords(terms)
	if err != nil {
		return nil, fmt.Errorf("topics: document frequencies: %w", err)
	}
	return flat.Write(docFreqMagic, docFreqVersion,
		flat.AppendUint32s(nil, meta...), flat.AppendUint32s(nil, df...), packed[0], packed[1], packed[2]), nil
}
