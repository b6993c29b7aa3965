package eval

import (
	"fmt"
	"math"
	"strconv"
)

// Fold is one division of documents, as indexes in order.
type Fold struct {
	Train, Test []int
}

// Folds divides documents into n blocks of neighbours whose sizes differ by at most
// one; each is the test part of one fold and training data of the others. Blocks,
// not every n-th document: neighbours are often about the same news, and a name
// that stands on both sides flatters. n must be between 2 and the number of
// documents; [Document.Split] cuts up a long one.
func Folds(docs []Document, n int) ([]Fold, error) {
	if n < 2 || n > len(docs) {
		return nil, fmt.Errorf("eval: %d folds of %s: want 2 to as many as there are documents", n, plural(len(docs), "document"))
	}
	folds := make([]Fold, n)
	for i := range folds {
		from, to := i*len(docs)/n, (i+1)*len(docs)/n
		for d := range docs {
			if d >= from && d < to {
				folds[i].Test = append(folds[i].Test, d)
			} else {
				folds[i].Train = append(folds[i].Train, d)
			}
		}
	}
	return folds, nil
}

// CrossValidate has every document tagged by what was fitted on the other folds
// ([Folds]). fit is given training documents with their gold and test documents
// without it, and returns the test documents with its mentions ([Document.Predict]
// makes one), paired as in [Score]. The reports are those of [ScoreFolds].
func CrossValidate(docs []Document, n int, fit func(train, test []Document) ([]Document, error), o Options) (*Report, []*Report, error) {
	folds, err := Folds(docs, n)
	if err != nil {
		return nil, nil, err
	}
	pred := make([]Document, len(docs))
	for i, f := range folds {
		gold := take(docs, f.Test)
		found, err := fit(take(docs, f.Train), withoutGold(gold))
		if err != nil {
			return nil, nil, fmt.Errorf("fold %d: %w", i+1, err)
		}
		order, err := pair(gold, found)
		if err != nil {
			return nil, nil, fmt.Errorf("fold %d: %w", i+1, err)
		}
		for j, d := range f.Test {
			pred[d] = found[order[j]]
			pred[d].ID = docs[d].ID
		}
	}
	return ScoreFolds(docs, pred, n, o)
}

// ScoreFolds scores documents that are tagged, paired as in [Score], together and
// by folds ([Folds]). The first report is that of all documents, with the folds in
// Folds; then comes that of each fold. Quote the first: F1 of the whole is not the
// mean of the folds' (Forman & Scholz 2010).
func ScoreFolds(gold, pred []Document, n int, o Options) (*Report, []*Report, error) {
	folds, err := Folds(gold, n)
	if err != nil {
		return nil, nil, err
	}
	order, err := pair(gold, pred)
	if err != nil {
		return nil, nil, err
	}
	pred = take(pred, order)
	for i := range pred {
		pred[i].ID = gold[i].ID
	}
	var reports []*Report
	for i, f := range folds {
		r, err := Score(take(gold, f.Test), take(pred, f.Test), o)
		if err != nil {
			return nil, nil, fmt.Errorf("fold %d: %w", i+1, err)
		}
		reports = append(reports, r)
	}
	all, err := Score(gold, pred, o)
	if err != nil {
		return nil, nil, err
	}
	var f1 []float64
	for i, r := range reports {
		all.Folds = append(all.Folds, Part{"fold " + strconv.Itoa(i+1), r.Strict.Micro})
		if x := r.Strict.Micro.F1(); x.Defined() {
			f1 = append(f1, float64(x))
		}
	}
	all.Notes = append(all.Notes, foldNote(n, f1))
	return all, reports, nil
}

func foldNote(n int, f1 []float64) string {
	if len(f1) < 2 {
		return fmt.Sprintf("cross-validation: %d folds", n)
	}
	var sum, square float64
	for _, x := range f1 {
		sum += x
	}
	m := sum / float64(len(f1))
	for _, x := range f1 {
		square += (x - m) * (x - m)
	}
	sd := math.Sqrt(square / float64(len(f1)-1))
	return fmt.Sprintf("cross-validation: %d folds, F1 of a fold %s on average, standard deviation %s",
		n, Ratio(m).Percent(), Ratio(sd).Percent())
}

func take(docs []Document, index []int) []Document {
	out := make([]Document, len(index))
	for i, d := range index {
		out[i] = docs[d]
	}
	return out
}

// withoutGold copies documents and leaves out what a tagger must not see.
func withoutGold(docs []Document) []Document {
	out := make([]Document, len(docs))
	for i, d := range docs {
		d.Mentions, d.Predicted = nil, nil
		tokens := make([]Token, len(d.Tokens))
		for j, t := range d.Tokens {
			tokens[j] = Token{Start: t.Start, End: t.End}
		}
		d.Tokens = tokens
		out[i] = d
	}
	return out
}

// Split cuts a CoNLL document into documents of n sentences each, the last perhaps
// shorter, with ids "ID/1", "ID/2" and so on. A cut that would go through a mention
// is put off to the next sentence end. Without sentences, or with n < 1, the
// document stays whole.
func (d *Document) Split(n int) []Document {
	if n < 1 || len(d.Sentences) <= n {
		return []Document{*d}
	}
	var out []Document
	for from := 0; from < len(d.Sentences); {
		to := min(from+n, len(d.Sentences))
		for to < len(d.Sentences) && d.crossed(d.Tokens[d.Sentences[to]].Start) {
			to++
		}
		out = append(out, d.piece(from, to, d.ID+"/"+strconv.Itoa(len(out)+1)))
		from = to
	}
	return out
}

func (d *Document) crossed(at int) bool {
	for _, list := range [][]Mention{d.Mentions, d.Predicted} {
		for _, m := range list {
			if m.Start < at && at < m.End {
				return true
			}
		}
	}
	return false
}

// piece gives sentences from to to; the first piece has what stands before them,
// the last what stands behind.
func (d *Document) piece(from, to int, id string) Document {
	start, end := 0, len(d.Text)
	first, last := d.Sentences[from], len(d.Tokens)
	if from > 0 {
		start = d.Tokens[first].Start
	}
	if to < len(d.Sentences) {
		last = d.Sentences[to]
		end = d.Tokens[last].Start
	}
	p := Document{ID: id}
	if d.Text != "" {
		p.Text = d.Text[start:end]
	}
	for _, t := range d.Tokens[first:last] {
		t.Start, t.End = t.Start-start, t.End-start
		p.Tokens = append(p.Tokens, t)
	}
	for _, s := range d.Sentences[from:to] {
		p.Sentences = append(p.Sentences, s-first)
	}
	move := func(list []Mention) (out []Mention) {
		for _, m := range list {
			if m.Start >= start && (m.Start < end || to == len(d.Sentences)) {
				m.Start, m.End = m.Start-start, m.End-start
				out = append(out, m)
			}
		}
		return out
	}
	p.Mentions, p.Predicted = move(d.Mentions), move(d.Predicted)
	return p
}
