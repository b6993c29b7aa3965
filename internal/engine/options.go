package engine

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/near"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/text/repair"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
)

// Options are those of package alam, which says what they mean. The fields are
// the same in the same order, so that one converts to the other.
type Options struct {
	Gazetteers []*gazetteer.Gazetteer
	Rules      []rule.Rule
	Guideline  string
	Model      *ner.Model
	ByHand     bool
	Explain    bool
	Labels     []ner.Label
	MinScore   float64
	Hide       []string
	Regions    []string
	English    ner.Finder
	Topics     int
	Categories int
	DocFreq    *topics.DocFreq
	Rank       *topics.Rank
	Classifier *vector.Classifier
	Repair     bool
}

// Analysis is that of package alam, field by field.
type Analysis struct {
	Document   *text.Document
	Mentions   []ner.Mention
	Entities   []ner.Entity
	Topics     []topics.Keyphrase
	Categories []vector.Category
	Damage     []repair.Damage
}

// ErrOption is wrapped by the error of New for options that it refuses.
var ErrOption = errors.New("alam: Options refused")

// News is the guideline that is followed where none is named.
const News = "news"

// guidelinesDir is the folder of the embedded files that differ by guideline.
const guidelinesDir = "guidelines"

// Guidelines are the guidelines that the embedded data knows, sorted.
func Guidelines() []string {
	dirs, err := fs.ReadDir(data.Files(), guidelinesDir)
	if err != nil {
		return nil // nothing is embedded
	}
	var out []string
	for _, d := range dirs {
		out = append(out, d.Name())
	}
	return out
}

// guided is the path of an embedded file of the guideline.
func (o *Options) guided(name string) string {
	return path.Join(guidelinesDir, cmp.Or(o.Guideline, News), name)
}

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
	if known := Guidelines(); o.Guideline != "" && !slices.Contains(known, o.Guideline) {
		return refuse("Guideline", "%q, want one of %s%s", o.Guideline, strings.Join(known, ", "), near.Hint(o.Guideline, known, ""))
	}
	for _, r := range o.Regions {
		if known := text.RegionNames(); !slices.Contains(known, r) {
			return refuse("Regions", "%q, want some of %s%s", r, strings.Join(known, ", "), near.Hint(r, known, ""))
		}
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
