package measure

import (
	"context"
	"slices"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// The stages of a candidate, in the order of tagging.
const (
	StageListed = "listed" // every match of the lists
	StageKept   = "kept"   // chosen mentions that a list speaks for
	StageChosen = "chosen" // all chosen mentions
)

var stages = [...]string{StageListed, StageKept, StageChosen}

// A Reach says how many names of one label a stage has, and how often it strikes
// where there is none.
type Reach struct {
	Stage string
	Label string
	// Found counts spans: right ones have the start, end and label of a gold
	// mention. Spans of a stage may overlap; the same one counts once.
	Found eval.Counts
	// False are the spans that overlap no gold mention of their label, and
	// Ordinary the tokens of the text outside all gold mentions.
	False, Ordinary int
}

// FalseRate is how many false hits there are to a thousand ordinary tokens,
// undefined where there are none of these.
func (r *Reach) FalseRate() eval.Ratio {
	if r.Ordinary == 0 {
		return eval.Undefined()
	}
	return eval.Ratio(1000 * float64(r.False) / float64(r.Ordinary))
}

// ByCandidate says how many of the gold names the lists have at all, how many
// of these are kept when the choice is made, and how many are chosen for
// whatever reason.
func ByCandidate(ctx context.Context, a *engine.Analyzer, gold []gold.Document, o eval.Options) (*ReachTable, error) {
	t := &ReachTable{Schema: eval.Schema, By: "candidate", Documents: len(gold), Labels: o.Labels, Map: o.Map.String()}
	sums := map[[2]string]*Reach{}
	for i := range gold {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d := &gold[i]
		tokens := token.Tokenize(d.Text)
		ablation := a.Tagger().Ablate(d.Text, tokens)
		chosen, _ := ablation.Without("")
		kept := slices.DeleteFunc(slices.Clone(chosen), func(m ner.Mention) bool {
			return !slices.ContainsFunc(m.Evidence, func(e ner.Evidence) bool { return e.Source == ner.FromGazetteer })
		})
		names := spansOf(d.Mentions, o)
		ordinary := ordinary(d, tokens)
		t.Ordinary += ordinary
		for k, found := range [...][]ner.Mention{ablation.Listed(), kept, chosen} {
			addReach(sums, stages[k], names, spansOf(aligned(d, found), o))
		}
	}
	for _, s := range stages {
		for _, l := range labelsOf(sums, s) {
			r := sums[[2]string{s, l}]
			r.Ordinary = t.Ordinary
			t.Reach = append(t.Reach, *r)
		}
	}
	return t, nil
}

// aligned are mentions each by itself widened to the tokens of a CoNLL file.
func aligned(d *gold.Document, mentions []ner.Mention) []gold.Mention {
	var out []gold.Mention
	for i := range mentions {
		m := &mentions[i]
		one := []gold.Mention{{Span: gold.Span{Start: m.Start, End: m.End, Label: string(m.Label)}}}
		out = append(out, d.SnapToTokens(one)...)
	}
	return out
}

// spansOf are the spans compared, each once, in order.
func spansOf(mentions []gold.Mention, o eval.Options) []gold.Span {
	var out []gold.Span
	for i := range mentions {
		s := mentions[i].Span
		s.Label = o.Map.Get(s.Label)
		if len(o.Labels) == 0 || slices.Contains(o.Labels, s.Label) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, gold.Span.Compare)
	return slices.Compact(out)
}

// ordinary counts the tokens that touch no gold mention, whatever its label:
// those of a CoNLL file, else words and signs as they are cut for tagging.
func ordinary(d *gold.Document, tokens []token.Token) int {
	names := spansOf(d.Mentions, eval.Options{})
	n, k, end := 0, 0, 0
	count := func(from, to int) {
		for k < len(names) && names[k].Start < to {
			end = max(end, names[k].End)
			k++
		}
		if end <= from {
			n++
		}
	}
	for _, t := range d.Tokens {
		count(t.Start, t.End)
	}
	if len(d.Tokens) == 0 {
		for i := range tokens {
			count(tokens[i].Start, tokens[i].End)
		}
	}
	return n
}

// addReach counts what a stage found in one document, by label.
func addReach(sums map[[2]string]*Reach, stage string, truth, found []gold.Span) {
	of := func(label string) *Reach {
		r := sums[[2]string{stage, label}]
		if r == nil {
			r = &Reach{Stage: stage, Label: label}
			sums[[2]string{stage, label}] = r
		}
		return r
	}
	for _, s := range truth {
		if _, ok := slices.BinarySearchFunc(found, s, gold.Span.Compare); ok {
			of(s.Label).Found.TP++
		} else {
			of(s.Label).Found.FN++
		}
	}
	k := 0
	for _, s := range found {
		r := of(s.Label)
		if _, ok := slices.BinarySearchFunc(truth, s, gold.Span.Compare); ok {
			continue
		}
		r.Found.FP++
		for k < len(truth) && truth[k].End <= s.Start {
			k++
		}
		hit := false
		for i := k; i < len(truth) && truth[i].Start < s.End; i++ {
			hit = hit || truth[i].Label == s.Label && truth[i].Overlaps(s)
		}
		if !hit {
			r.False++
		}
	}
}

// labelsOf are the labels of a stage, sorted.
func labelsOf(sums map[[2]string]*Reach, stage string) []string {
	var out []string
	for k := range sums {
		if k[0] == stage {
			out = append(out, k[1])
		}
	}
	slices.Sort(out)
	return out
}
