package ner

import (
	"io"
	"math"
	"strconv"

	"alam/gazetteer"
)

// Weights are the numbers by which evidence counts, in nats of log odds: a
// candidate whose evidence sums to more than 0 is more likely a name than not.
// Rules carry their own weights; these are the rest, by name (see
// data/weights.tsv).
type Weights map[string]float64

// The weights by name. A gazetteer weight is looked up as
// gazetteer.LABEL.kind, then as gazetteer.LABEL.
const (
	weightGazetteer  = "gazetteer."    // a listed name of one word
	weightWord       = "word."         // by label, for each further word of a listed name
	weightContext    = "needs_context" // the listed form is an ordinary word, or a word of grammar, too
	weightProminence = "prominence"    // for each step of prominence above 5
	weightAlias      = "alias"         // not the canonical form
	weightHamza      = "spelling.hamza"
	weightFinal      = "spelling.final"
	weightContrary   = "spelling.contrary"
	weightDerived    = "spelling.derived"
	weightVariant    = "gazetteer.variant" // a word is spelled otherwise than the listed form's: زيلنسكي for زيلينسكي
	weightProclitic  = "proclitic"         // proclitics were cut off
	weightSame       = "memory.same."
	weightShort      = "memory.short."
	weightCommon     = "common" // a single word that is common in news
)

var weightColumns = []string{"weight", "value", "note"}

// ReadWeights reads a weights file: tab-separated, with the columns weight,
// value, note. path is for errors, which are *text.ParseError.
func ReadWeights(path string, r io.Reader) (Weights, error) {
	w := Weights{}
	err := gazetteer.ReadTable(path, r, weightColumns[:2], weightColumns, func(row gazetteer.Row) error {
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

// matchWeights are the weights that any match may need, so that none is looked
// up by name while tagging.
type matchWeights struct {
	context, prominence, alias, proclitic,
	hamza, final, contrary, derived, variant, common float64
}

// A classWeight is what a listed name of one label and kind weighs.
type classWeight struct {
	label      labelID
	base, word float64
}

func newMatchWeights(w Weights) matchWeights {
	return matchWeights{
		context: w[weightContext], prominence: w[weightProminence], alias: w[weightAlias],
		proclitic: w[weightProclitic], hamza: w[weightHamza], final: w[weightFinal],
		contrary: w[weightContrary], derived: w[weightDerived], variant: w[weightVariant], common: w[weightCommon],
	}
}

// defaultProminence stands in for an entry that has none given.
const defaultProminence = 5

// weigh gives the weight of a match whose class weighs c.
func (w *matchWeights) weigh(v *view, m *gazetteer.Match, c classWeight) float64 {
	x := c.base + c.word*float64(m.Last-m.First-1)
	if p := m.Source.Prominence(m.Entry); p > 0 {
		x += w.prominence * float64(p-defaultProminence)
	}
	if m.Alias {
		x += w.alias
	}
	if m.NeedsContext {
		x += w.context
	} else if m.Last == m.First+1 {
		switch {
		case v.has(m.First, bitFunction):
			x += w.context
		case v.shapes[m.First].has(shapeCommon):
			x += w.common
		}
	}
	if m.Proclitics != 0 {
		x += w.proclitic
	}
	if m.Derived {
		x += w.derived
	}
	if m.Variant {
		x += w.variant
	}
	switch m.Spelling {
	case gazetteer.Hamza:
		x += w.hamza
	case gazetteer.Final:
		x += w.final
	case gazetteer.Contrary:
		x += w.contrary
	}
	return x
}
