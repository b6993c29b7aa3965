package engine

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
)

// Options are those of package alam, which says what they mean. The fields are
// the same in the same order, so that one converts to the other.
type Options struct {
	Gazetteers []*gazetteer.Gazetteer
	Rules      []rule.Rule
	Model      *ner.Model
	ByHand     bool
	Explain    bool
	Labels     []ner.Label
	MinScore   float64
	Hide       []string
	English    ner.Finder
	Topics     int
	Categories int
	DocFreq    *topics.DocFreq
	Rank       *topics.Rank
	Classifier *vector.Classifier
}

// Analysis is that of package alam, field by field.
type Analysis struct {
	Document   *text.Document
	Mentions   []ner.Mention
	Entities   []ner.Entity
	Topics     []topics.Keyphrase
	Categories []vector.Category
}

// ErrOption is wrapped by the error of New for options that it refuses.
var ErrOption = errors.New("alam: Options refused")

// refuse is the error for what a field holds.
func refuse(field, format string, args ...any) error {
	return fmt.Errorf("%w: %s: %s", ErrOption, field, fmt.Sprintf(format, args...))
}

// check refuses what no analyzer can be made of. ner.New looks at the labels, and
// at what is hidden.
func (o *Options) check() error {
	if i := slices.Index(o.Gazetteers, nil); i >= 0 {
		return refuse("Gazetteers", "list %d is nil", i)
	}
	if math.IsNaN(o.MinScore) {
		return refuse("MinScore", "it is not a number")
	}
	for _, x := range []struct {
		field string
		n     int
	}{{"Topics", o.Topics}, {"Categories", o.Categories}} {
		if x.n < 0 {
			return refuse(x.field, "%d, want 0 for none or how many", x.n)
		}
	}
	return nil
}
