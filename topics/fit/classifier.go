package fit

import (
	"fmt"
	"iter"

	"github.com/alam-nlp/alam/topics/vector"
)

// A Labelled is a document whose class is known.
type Labelled struct {
	Text string
	// Class is the index of the class.
	Class int
	// Weight is how much it counts; 0 is 1.
	Weight float64
}

// ClassifierOptions say how a classifier is fitted. The zero value is the
// default but for the tables of the Vectorizer.
type ClassifierOptions struct {
	Vectorizer vector.VectorizerOptions
	Softmax    SoftmaxOptions
	// Every: each Every-th document is held out when the model is fitted for the
	// first time, to find the temperature; then all are fitted to. 0 is 10, negative
	// leaves the scores as they are.
	Every int
}

// A Report says how a classifier did on the documents that were held out, before
// it was fitted to all.
type Report struct {
	Held, Right int
	Temperature float64
}

// Classifier fits the vocabulary, the linear model and its temperature.
func Classifier(docs []Labelled, classes []vector.Class, o ClassifierOptions) (*vector.Classifier, *Report, error) {
	v, err := vector.FitVectorizer(texts(docs), o.Vectorizer)
	if err != nil {
		return nil, nil, fmt.Errorf("fit: %w", err)
	}
	rows, err := v.Transform(texts(docs))
	if err != nil {
		return nil, nil, err
	}
	all := Examples{Rows: rows, Classes: len(classes)}
	for _, d := range docs {
		all.Class = append(all.Class, d.Class)
		w := d.Weight
		if w == 0 {
			w = 1
		}
		all.Weight = append(all.Weight, w)
	}
	if o.Every == 0 {
		o.Every = 10
	}
	r := &Report{Temperature: 1}
	if o.Every > 1 && len(docs) >= 2*o.Every {
		var in, out []int
		for i := range docs {
			if i%o.Every == o.Every-1 {
				out = append(out, i)
			} else {
				in = append(in, i)
			}
		}
		m, err := FitSoftmax(all.Select(in), o.Softmax)
		if err != nil {
			return nil, nil, err
		}
		held := all.Select(out)
		for i, c := range held.Class {
			r.Held++
			if m.Class(held.Rows.Row(i)) == c {
				r.Right++
			}
		}
		if r.Temperature, err = m.Temperature(held); err != nil {
			return nil, nil, err
		}
		o.Softmax.Start = m
	}
	m, err := FitSoftmax(all, o.Softmax)
	if err != nil {
		return nil, nil, err
	}
	c, err := vector.NewClassifier(v, classes, m.Weights, m.Bias, r.Temperature)
	return c, r, err
}

// Select gives some of the examples.
func (e Examples) Select(rows []int) Examples {
	out := Examples{Rows: e.Rows.Select(rows), Classes: e.Classes}
	for _, i := range rows {
		out.Class = append(out.Class, e.Class[i])
		if e.Weight != nil {
			out.Weight = append(out.Weight, e.Weight[i])
		}
	}
	return out
}

func texts(docs []Labelled) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, d := range docs {
			if !yield(d.Text, nil) {
				return
			}
		}
	}
}
