package topics

import (
	"fmt"
	"math"

	"github.com/alam-nlp/alam/internal/flat"
)

// The form of a document frequency file.
const (
	docFreqMagic    = "ALAMDFRQ"
	docFreqVersion  = 1
	docFreqSections = 5 // meta, df, and the three of flat.Words
	docFreqMeta     = 1 + maxWords

	// ownPrefix stands before words in the table whose first letter is
	// their own and no proclitic.
	ownPrefix = "="
)

// maxWords is how many words a phrase has at most.
const maxWords = 3

// DocFreq says in how many documents of a corpus a term stands. It is used
// where it lies, immutable, and safe to share. A nil *DocFreq knows nothing.
//
// A term is a word's stem, or up to three with a blank between.
type DocFreq struct {
	words flat.Words
	df    flat.Uint32s
	docs  int
	least [maxWords]int
}

// The states in which OpenDocFreq, and vector.OpenVectorizer and
// vector.OpenClassifier, refuse a compiled file.
var (
	// ErrFormat: it is no file of this kind.
	ErrFormat = flat.ErrFormat
	// ErrVersion: another version of the project made it; make it again.
	ErrVersion = flat.ErrVersion
	// ErrTruncated: its end is missing.
	ErrTruncated = flat.ErrTruncated
	// ErrChecksum: its bytes were changed.
	ErrChecksum = flat.ErrChecksum
	// ErrCorrupt: it holds a value that cannot be.
	ErrCorrupt = flat.ErrCorrupt
)

// OpenDocFreq opens the content of a file that CountDocFreq made. It checks the
// length, the checksum and every number, and refuses with an error that wraps
// ErrFormat, ErrVersion, ErrTruncated, ErrChecksum or ErrCorrupt.
func OpenDocFreq(content string) (*DocFreq, error) {
	s, err := flat.Open(content, docFreqMagic, docFreqVersion, docFreqSections)
	if err != nil {
		return nil, fmt.Errorf("topics: document frequencies: %w", err)
	}
	d := &DocFreq{df: flat.Uint32s(s[1])}
	if d.words, err = flat.OpenWords(s[2], s[3], s[4]); err != nil {
		return nil, fmt.Errorf("topics: document frequencies: %w", err)
	}
	meta := flat.Uint32s(s[0])
	if len(s[0]) != 4*docFreqMeta || len(s[1]) != 4*d.words.Len() {
		return nil, fmt.Errorf("topics: document frequencies: %w: lengths of sections", flat.ErrCorrupt)
	}
	for i := range docFreqMeta {
		if uint64(meta.At(i)) > math.MaxInt {
			return nil, fmt.Errorf("topics: document frequencies: %w: %d documents", flat.ErrCorrupt, meta.At(i))
		}
	}
	d.docs = int(meta.At(0))
	for i := range d.least {
		d.least[i] = int(meta.At(1 + i))
	}
	for i := range d.df.Len() {
		if df := d.df.At(i); df < 1 || uint64(df) > uint64(d.docs) {
			return nil, fmt.Errorf("topics: document frequencies: %w: term %d", flat.ErrCorrupt, i)
		}
	}
	for i := range 16 { // a table made with another hash would find nothing
		if n := d.words.Len(); n > 0 && d.words.Find(d.words.At(i*(n-1)/15)) != i*(n-1)/15 {
			return nil, fmt.Errorf("topics: document frequencies: %w: terms are not where they are looked up; count again", flat.ErrVersion)
		}
	}
	return d, nil
}

// Docs is the number of documents counted.
func (d *DocFreq) Docs() int {
	if d == nil {
		return 0
	}
	return d.docs
}

// Len is the number of terms, and of words known to begin with a letter that
// could be a proclitic.
func (d *DocFreq) Len() int {
	if d == nil {
		return 0
	}
	return d.words.Len()
}

// Least is the document frequency below which terms of n words, 1 to 3, were
// left out of the table.
func (d *DocFreq) Least(n int) int {
	if d == nil || n < 1 || n > maxWords {
		return 0
	}
	return d.least[n-1]
}

// DF is the number of documents that hold a term, 0 for one that is not in
// the table.
func (d *DocFreq) DF(term string) int {
	if d == nil {
		return 0
	}
	return d.at(d.words.Find(term))
}

// dfBytes is DF for bytes.
func (d *DocFreq) dfBytes(term []byte) int {
	if d == nil {
		return 0
	}
	return d.at(d.words.FindBytes(term))
}

func (d *DocFreq) at(i int) int {
	if i < 0 {
		return 0
	}
	return int(d.df.At(i))
}

// owns reports whether the first letter of the word with this key, one of
// و ف ب ل ك, belongs to the word: كتاب, واشنطن.
func (d *DocFreq) owns(key string, buf []byte) bool {
	if d == nil {
		return false
	}
	return d.words.FindBytes(append(append(buf[:0], ownPrefix...), key...)) >= 0
}
