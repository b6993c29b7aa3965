package ner

import (
	"io"
	"math"
	"strconv"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/tsv"
	"github.com/alam-nlp/alam/rule"
)

// Weights are the numbers by which evidence counts, in nats of log odds: a
// candidate whose evidence sums to more than 0 is more likely a name than not.
// Rules carry their own weights; these are the rest, by name (see
// data/weights.tsv and DefaultWeights). What has no number weighs nothing.
type Weights map[string]float64

// The weights by name. A gazetteer weight is looked up as
// gazetteer.LABEL.kind, then as gazetteer.LABEL.
const (
	weightGazetteer  = "gazetteer."    // a listed name of one word
	weightWord       = "word"          // each word after the first of a listed name
	weightContext    = "needs_context" // the listed form is an ordinary word, or a word of grammar, too
	weightProminence = "prominence"    // for each step of prominence above 5
	weightAlias      = "alias"         // not the canonical form
	weightHamza      = "spelling.hamza"
	weightFinal      = "spelling.final"
	weightContrary   = "spelling.contrary"
	weightDerived    = "spelling.derived"
	weightVariant    = "gazetteer.variant" // a word is spelled otherwise than the listed form's: زيلنسكي for زيلينسكي
	weightProclitic  = "proclitic"         // proclitics were cut off
	weightRule       = "rule."
	weightSame       = "memory.same."
	weightShort      = "memory.short."
	weightSure       = "sure"      // a name of several words that needs nothing around it, beside fitted weights
	weightSureWord   = "sure.word" // the same, of one word
	weightCommon     = "common"    // a single word that is common in news
)

// DefaultWeights are what New takes for Options.Weights where neither these nor a
// Model is given: small and general, for lists of any kinds. They are those of
// data/weights.tsv without its weights of kinds, and without those that count
// beside fitted weights only ("sure") or are 0. The map is new with each call, to
// be changed at will.
//
// A listed name is found if its weights sum to more than 0, so each number says
// what it takes to find it, or not:
//
//   - gazetteer.LABEL, 2 to 2.5: one word as listed is 7 to 12 times likelier a name
//     than not, and found. A place gets less: it stands within other names.
//   - word.LABEL, 1 to 1.5: each further word leaves less room for chance, and a
//     longer name outweighs a shorter one within it.
//   - needs_context, -3.5: more than any one word weighs, so that a name marked with
//     it is found by one word only where a rule or the memory speaks for it too.
//   - common, -2: as much as a place weighs, which is so not found by one word that
//     is common in news. It takes Options.Stats.
//   - prominence, 0.15: it tells entries of one name apart, 0.6 at most.
//   - gazetteer.variant, proclitic, spelling.*: the further from the form as listed,
//     the less it weighs, and most of all where a letter says otherwise than the
//     listed one. All of them together do not hide a name.
//   - memory.same.LABEL, 0.8 to 2.2: a name that was found carries one of the same
//     words that nothing else speaks for; not a place that needs context, since
//     2 - 3.5 + 1.5 is 0.
//   - memory.short.PER, 3.8: a family name behind the full name is nearly always
//     that person, also where the family name is listed as one that needs context.
func DefaultWeights() Weights {
	return Weights{
		weightGazetteer + string(PER):   2.5,
		weightGazetteer + string(LOC):   2,
		weightGazetteer + string(ORG):   2.5,
		weightGazetteer + string(MISC):  2,
		weightWord + "." + string(PER):  1.5,
		weightWord + "." + string(LOC):  1,
		weightWord + "." + string(ORG):  1.5,
		weightWord + "." + string(MISC): 1,
		weightContext:                   -3.5,
		weightCommon:                    -2,
		weightProminence:                0.15,
		weightVariant:                   -0.5,
		weightProclitic:                 -0.2,
		weightHamza:                     -0.1,
		weightFinal:                     -0.3,
		weightContrary:                  -1,
		weightDerived:                   -0.1,
		weightSame + string(PER):        2.2,
		weightSame + string(LOC):        1.5,
		weightSame + string(ORG):        1.5,
		weightSame + string(MISC):       0.8,
		weightShort + string(PER):       3.8,
	}
}

var weightColumns = []string{"weight", "value", "note"}

// ReadWeights reads a weights file: tab-separated, with the columns weight,
// value, note. path is for errors, which are *ParseError.
func ReadWeights(path string, r io.Reader) (Weights, error) {
	w := Weights{}
	err := tsv.Read(path, r, weightColumns[:2], weightColumns, func(row tsv.Row) error {
		name := row.Cell("weight")
		if _, dup := w[name]; dup || name == "" {
			return row.Fail("weight", "weight %q a second time", name)
		}
		v, err := strconv.ParseFloat(row.Cell("value"), 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return row.Fail("value", "value %q, want a number", row.Cell("value"))
		}
		w[name] = v
		return nil
	})
	return w, err
}

// gazetteer is the weight of a listed name of one word.
func (w Weights) gazetteer(label, kind string) float64 {
	if v, ok := w[weightGazetteer+label+"."+kind]; ok {
		return v
	}
	return w[weightGazetteer+label]
}

// A matchPart is a property of a match that has a weight, besides its class.
type matchPart uint8

const (
	partWords      matchPart = iota // it has more words than one
	partWord                        // for each word after the first
	partContext                     // the form is an ordinary word, or a word of grammar, too
	partProminence                  // for each step of prominence above 5
	partAlias                       // not the canonical form
	partProclitic                   // proclitics were cut off
	partHamza
	partFinal
	partContrary
	partDerived
	partVariant
	partCommon // a single word that is common in news
	matchParts
)

var matchPartNames = [matchParts]string{"words", weightWord, weightContext, weightProminence, weightAlias, weightProclitic,
	weightHamza, weightFinal, weightContrary, weightDerived, weightVariant, weightCommon}

// matchWeights are the weights that any match may need, by label, so that none
// is looked up by name while tagging.
type matchWeights [labelCount][matchParts]float64

// A classWeight is what a listed name of one label and kind weighs.
type classWeight struct {
	label labelID
	base  float64
}

// of is the weight of a name with a label, or the one for all labels.
func (w Weights) of(name string, l labelID) float64 {
	if x, ok := w[name+"."+string(labelNames[l])]; ok {
		return x
	}
	return w[name]
}

func newMatchWeights(w Weights) *matchWeights {
	m := new(matchWeights)
	for l := range idNone {
		for p, name := range matchPartNames {
			m[l][p] = w.of(name, l)
		}
	}
	return m
}

// defaultProminence stands in for an entry that has none given.
const defaultProminence = 5

// weigh gives the weight of a match whose class weighs c.
func (w *matchWeights) weigh(v *view, m *gazetteer.Match, c classWeight) float64 {
	var parts [matchParts]float64
	matchValues(&parts, v, m)
	x := c.base
	for p, y := range parts {
		if y != 0 {
			x += y * w[c.label][p]
		}
	}
	return x
}

// sure gives the weight of a match of one word, however common the word is.
func (w *matchWeights) sure(m *gazetteer.Match, c classWeight) float64 {
	x := c.base
	if p := m.List.Prominence(m.Entry); p > 0 {
		x += float64(p-defaultProminence) * w[c.label][partProminence]
	}
	return x
}

// matchValues says how much there is of each part of a match.
func matchValues(to *[matchParts]float64, v *view, m *gazetteer.Match) {
	if n := m.Last - m.First; n > 1 {
		to[partWords], to[partWord] = 1, float64(n-1)
	}
	if p := m.List.Prominence(m.Entry); p > 0 {
		to[partProminence] = float64(p - defaultProminence)
	}
	if m.Alias {
		to[partAlias] = 1
	}
	if m.NeedsContext {
		to[partContext] = 1
	} else if m.Last == m.First+1 {
		switch {
		case v.Has(m.First, bitFunction):
			to[partContext] = 1
		case v.shapes[m.First].Has(rule.ShapeCommon):
			to[partCommon] = 1
		}
	}
	if m.Proclitics != 0 {
		to[partProclitic] = 1
	}
	if m.Derived {
		to[partDerived] = 1
	}
	if m.Variant {
		to[partVariant] = 1
	}
	switch m.Spelling {
	case gazetteer.Hamza:
		to[partHamza] = 1
	case gazetteer.Final:
		to[partFinal] = 1
	case gazetteer.Contrary:
		to[partContrary] = 1
	}
}
