package vector

import (
	"errors"
	"fmt"
	"iter"

	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
)

// Analysis says what the terms of a text are.
type Analysis uint8

// The analyses.
const (
	// Stems are the stems of words; n-grams of them cross no punctuation, number,
	// stop word or sentence end (see the law of package topics).
	Stems Analysis = iota
	// Words are scikit-learn's: runs of two or more letters, digits and
	// underscores (its default token_pattern `(?u)\b\w\w+\b`), in lower case.
	Words
	// Blanks are what stands between white space, as it stands.
	Blanks
)

// A Limit is a number of documents: Count, or, where that is 0, the part Share
// of all documents. The zero value is no limit.
type Limit struct {
	Count int
	Share float64
}

// of gives the limit for n documents. As in scikit-learn it need not be whole.
func (l Limit) of(n int) float64 {
	if l.Count != 0 {
		return float64(l.Count)
	}
	return l.Share * float64(n)
}

// VectorizerOptions have the switches of scikit-learn's TfidfVectorizer
// (release 1.9); the zero value is its default, but for Analysis.
type VectorizerOptions struct {
	Analysis Analysis
	// DF and Stop are the tables that Stems works with, as in topics.Options. They are
	// no part of a saved model, but it is tied to them.
	DF   *topics.DocFreq
	Stop *topics.StopWords
	// StopTerms are terms of one word that are left out, as the analysis gives
	// them (stop_words). In Stems no n-gram crosses one.
	StopTerms []string
	// NgramRange is how many words a term has, at least and at most; zero is 1, 1.
	NgramRange [2]int
	// MinDF and MaxDF leave out terms that stand in fewer and in more documents
	// (min_df, max_df).
	MinDF, MaxDF Limit
	// MaxFeatures keeps so many terms, the most frequent over the corpus, of
	// equals the first by bytes; 0 is all.
	MaxFeatures int
	// Binary counts every term of a document once.
	Binary bool
	topics.Weighting
	// Room is how many distinct terms are held while fitting; 0 is four million
	// (about 400 MB). When they are more, the rarest are dropped: see Undercount.
	Room int
}

// Errors of vectorizers.
var (
	// ErrNoTerms: the documents hold no terms, or only such as are left out.
	ErrNoTerms = errors.New("no terms are left")
	// ErrVocabulary: a model is used with other tables, or with weights of
	// another vocabulary, than it was made with.
	ErrVocabulary = errors.New("made with another vocabulary")
)

// A Vectorizer turns documents into rows of TF-IDF weights over the terms of
// the corpus that it was fitted to. It is immutable and safe to share.
type Vectorizer struct {
	opts             VectorizerOptions
	stop             map[string]bool
	words            flat.Words
	packed           [3][]byte
	df               []uint32
	idf              []float64
	docs, undercount int
	tables           uint32
}

func (o *VectorizerOptions) fill() error {
	if o.NgramRange == [2]int{} {
		o.NgramRange = [2]int{1, 1}
	}
	if o.Room == 0 {
		o.Room = 4 << 20
	}
	switch lo, hi := o.NgramRange[0], o.NgramRange[1]; {
	case lo < 1 || hi < lo || hi > maxGram:
		return fmt.Errorf("vector: NgramRange is %d, %d, want 1 to %d, the lesser first", lo, hi, maxGram)
	case o.MaxFeatures < 0:
		return fmt.Errorf("vector: MaxFeatures is %d, want 0 for all, or more", o.MaxFeatures)
	case o.Analysis > Blanks:
		return fmt.Errorf("vector: Analysis is %d, want Stems, Words or Blanks", o.Analysis)
	case o.Norm > topics.NoNorm:
		return fmt.Errorf("vector: Norm is %d, want L2, L1 or NoNorm", o.Norm)
	case o.Room < 1:
		return fmt.Errorf("vector: Room is %d, want a positive number", o.Room)
	}
	for _, l := range []Limit{o.MinDF, o.MaxDF} {
		if l.Count < 0 || !(l.Share >= 0 && l.Share <= 1) {
			return fmt.Errorf("vector: a limit of document frequency is %d or %v, want a count from 1 on or a share from 0 to 1", l.Count, l.Share)
		}
	}
	return nil
}

// maxGram is how many words a term of a Vectorizer has at most.
const maxGram = 5

// Terms is the number of terms, the columns of rows.
func (v *Vectorizer) Terms() int { return v.words.Len() }

// Term is the term of a column. Terms stand in order of their bytes.
func (v *Vectorizer) Term(i int) string { return v.words.At(i) }

// Column is the column of a term, -1 for one that is not in the vocabulary.
func (v *Vectorizer) Column(term string) int { return v.words.Find(term) }

// DF is in how many of the documents the term of a column stood.
func (v *Vectorizer) DF(i int) int { return int(v.df[i]) }

// IDF is the inverse document frequency of the term of a column (see topics.Weighting).
func (v *Vectorizer) IDF(i int) float64 { return v.idf[i] }

// Docs is the number of documents of the fit.
func (v *Vectorizer) Docs() int { return v.docs }

// Undercount is by how much document frequencies may fall short, because Room
// ran out and rare terms were dropped while counting: a term that is dropped
// and met again is counted from there. 0 where that did not happen. A term
// whose frequency was greater at all times is counted right.
func (v *Vectorizer) Undercount() int { return v.undercount }

// weigh turns counts into weights.
func (v *Vectorizer) weigh(row *Vector) {
	for i, c := range row.Indices {
		tf := row.Data[i]
		if v.opts.Binary {
			tf = 1
		}
		row.Data[i] = v.opts.TF(tf)
		if !v.opts.NoIDF {
			row.Data[i] *= v.idf[c]
		}
	}
	row.norm(v.opts.Norm)
}

// Transform gives a row for each document. Terms that are not in the vocabulary
// do not count; a document without terms gives an empty row. An error of docs
// ends it.
func (v *Vectorizer) Transform(docs iter.Seq2[string, error]) (*CSR, error) {
	m := &CSR{Cols: v.Terms(), Indptr: []int{0}}
	w := v.Writer()
	for doc, err := range docs {
		if err != nil {
			return nil, err
		}
		m.Append(w.Row(doc))
	}
	return m, nil
}

// A RowWriter turns documents into rows one at a time. It belongs to one
// goroutine. The zero value has no vocabulary, and gives empty rows.
type RowWriter struct {
	v       *Vectorizer
	a       analyzer
	columns []int32
	row     Vector
}

// Writer makes a RowWriter.
func (v *Vectorizer) Writer() *RowWriter { return &RowWriter{v: v, a: newAnalyzer(&v.opts, v.stop)} }

// Row gives the row of a document. It is good until the next call.
func (w *RowWriter) Row(doc string) Vector {
	if w.v == nil {
		return Vector{}
	}
	w.columns = w.columns[:0]
	w.a.terms(doc, w.add)
	return w.weighed()
}

// TokenRow is Row for a document that is split into tokens, or for a part of
// it: tokens are of src. It is for Stems; other analyses split the text that
// the tokens span anew.
func (w *RowWriter) TokenRow(src string, tokens []token.Token) Vector {
	if w.v == nil {
		return Vector{}
	}
	w.columns = w.columns[:0]
	switch {
	case len(tokens) == 0:
	case w.v.opts.Analysis == Stems:
		w.a.words = w.a.words[:0]
		w.a.stemTokens(tokens)
		w.a.grams(w.add)
	default:
		w.a.terms(src[tokens[0].Start:tokens[len(tokens)-1].End], w.add)
	}
	return w.weighed()
}

func (w *RowWriter) add(term []byte) {
	if c := w.v.words.FindBytes(term); c >= 0 {
		w.columns = append(w.columns, int32(c))
	}
}

func (w *RowWriter) weighed() Vector {
	w.row.counted(w.columns)
	w.v.weigh(&w.row)
	return w.row
}
