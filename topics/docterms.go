package topics

import (
	"errors"
	"iter"
	"strings"

	"github.com/alam-nlp/alam/token"
)

// ErrNoWords is that words cannot be learned from one document.
var ErrNoWords = errors.New("topics: no table of words; give DocFreqOptions.Words")

// DocTerms gives the terms of one document after another, for who counts them
// on many machines: how many documents give a term is its document frequency,
// and PackDocFreq makes the table. It belongs to one goroutine. The zero value
// has no words and gives no terms.
type DocTerms struct {
	opts    DocFreqOptions
	scanner token.Scanner
	tokens  []token.Token
	scan    scan
	seen    map[gram]bool
}

// NewDocTerms gives the terms that CountDocFreq counts with the same options.
// Words must be given, else the error is ErrNoWords. Room does not matter.
func NewDocTerms(opts DocFreqOptions) (*DocTerms, error) {
	if opts.Words == nil {
		return nil, ErrNoWords
	}
	return &DocTerms{opts: opts.defaults(), seen: map[gram]bool{}}, nil
}

// Append appends the terms of a document, each once, in the order in which they
// first stand there.
func (d *DocTerms) Append(dst []string, doc string) []string {
	if d.seen == nil {
		return dst
	}
	d.tokens = d.scanner.Append(d.tokens[:0], doc)
	d.scan.reset(d.opts.Words, d.opts.Stop)
	d.scan.run(doc, d.tokens, nil, 0)
	clear(d.seen)
	for i := range d.scan.units {
		var g gram
		term := ""
		for n := 0; n < maxWords && i+n < len(d.scan.units); n++ {
			u := &d.scan.units[i+n]
			if n > 0 && u.breaks {
				break
			}
			if n > 0 {
				term += " "
			}
			term += d.scan.stems[u.id]
			g[n] = u.id + 1
			if d.opts.MinDF[n] >= 0 && !d.seen[g] {
				d.seen[g] = true
				dst = append(dst, strings.Clone(term))
			}
		}
	}
	return dst
}

// PackDocFreq makes the file that CountDocFreq makes of so many documents, of
// terms with their document frequencies, each once, in any order.
func PackDocFreq(terms iter.Seq2[string, int], docs int, opts DocFreqOptions) ([]byte, error) {
	if opts.Words == nil {
		return nil, ErrNoWords
	}
	opts = opts.defaults()
	var entries []entry
	for term, df := range terms {
		if least := opts.MinDF[min(strings.Count(term, " "), maxWords-1)]; least >= 0 && df >= least {
			entries = append(entries, entry{term, uint32(df)})
		}
	}
	return layDocFreq(entries, uint32(docs), opts.Words, opts.MinDF)
}
