package labelled

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/eval/peer"
	"github.com/alam-nlp/alam/gold"
)

// Scorers are the names that [Selection.Score] knows.
var Scorers = []string{"seqeval", "seqeval-strict", "seqscore", "seqscore-conlleval", "seqscore-discard", "nervaluate", "nervaluate-1.1"}

// peerDigits are the decimals of what is printed.
const peerDigits = 4

// Score writes what a scorer of the field prints for predictions, by the tags of
// tokens, as [gold.Align] leaves them; nervaluate's by spans where there are no tokens.
func (s Selection) Score(w io.Writer, scorer string, truth, pred []gold.Document) error {
	pred, err := gold.Align(truth, pred)
	if err != nil {
		return err
	}
	tagged := slices.ContainsFunc(truth, func(d gold.Document) bool { return len(d.Tokens) > 0 })
	if strings.HasPrefix(scorer, "nervaluate") {
		o := peer.NervaluateOptions{FirstMet: scorer == "nervaluate-1.1"}
		var r *peer.NervaluateReport
		if tagged {
			var g, p [][]string
			if g, p, err = s.sequences(truth, pred); err == nil {
				r, err = peer.NervaluateTags(g, p, tagsOf(g, p), o)
			}
		} else {
			g, p := s.spans(truth), s.spans(pred)
			r, err = peer.Nervaluate(g, p, labelsOf(g, p), o)
		}
		if err != nil {
			return err
		}
		return r.WriteText(w, peerDigits)
	}
	g, p, err := s.sequences(truth, pred)
	if err != nil {
		return err
	}
	if strings.HasPrefix(scorer, "seqscore") {
		repair := map[string]gold.Repair{"seqscore-conlleval": gold.RepairConlleval, "seqscore-discard": gold.RepairDiscard}[scorer]
		r, err := peer.Seqscore(g, p, schemeOf(g, p), repair)
		if errors.Is(err, gold.ErrSequence) && repair == gold.RepairNone {
			err = fmt.Errorf("%w; seqscore-conlleval and seqscore-discard repair it", err)
		}
		if err != nil {
			return err
		}
		return r.WriteText(w)
	}
	o := peer.SeqevalOptions{Strict: scorer == "seqeval-strict"}
	if o.Strict {
		o.Scheme = schemeOf(g, p)
	}
	r, err := peer.Seqeval(g, p, o)
	if err != nil {
		return err
	}
	return r.WriteText(w, peerDigits)
}

// schemeOf is the scheme of the gold's tags or, where they do not say, of all; IOB2
// where none says.
func schemeOf(g, p [][]string) gold.Scheme {
	if s, err := gold.DetectScheme(g); err == nil {
		return s
	}
	if s, err := gold.DetectScheme(slices.Concat(g, p)); err == nil {
		return s
	}
	return gold.IOB2
}

// sequences are the tags of gold and prediction by sentence.
func (s Selection) sequences(truth, pred []gold.Document) (g, p [][]string, err error) {
	for i := range truth {
		d := &truth[i]
		if len(d.Tokens) == 0 {
			if strings.TrimSpace(d.Text) == "" && len(d.Mentions) == 0 {
				continue
			}
			return nil, nil, fmt.Errorf("document %d (%s) has no tokens, and this scorer compares tags of tokens; give the gold as CoNLL or as Hugging Face tokens, or use nervaluate, which compares spans", i+1, d.ID)
		}
		for k := range d.Sentences {
			g, p = append(g, s.tags(d.Sentence(k))), append(p, s.tags(pred[i].Sentence(k)))
		}
	}
	return g, p, nil
}

// tags are those of a sentence.
func (s Selection) tags(tokens []gold.Token) []string {
	out := make([]string, len(tokens))
	for i := range tokens {
		out[i] = s.tag(tokens[i].Tag)
	}
	return out
}

// tag renames the label of a tag, and selects it.
func (s Selection) tag(tag string) string {
	prefix, label, ok := strings.Cut(tag, "-")
	switch {
	case tag == "":
		return "O"
	case !ok:
		return tag
	}
	if label, ok = s.label(label); !ok {
		return "O"
	}
	return prefix + "-" + label
}

// label renames a label, and reports whether it is selected.
func (s Selection) label(label string) (string, bool) {
	label = s.Map.Get(label)
	return label, len(s.Labels) == 0 || slices.Contains(s.Labels, label)
}

// spans are the mentions, in the order of the file, in code points where the text is
// known.
func (s Selection) spans(docs []gold.Document) [][]gold.Span {
	out := make([][]gold.Span, len(docs))
	for i := range docs {
		d := &docs[i]
		for _, m := range d.Mentions {
			label, ok := s.label(m.Label)
			if !ok {
				continue
			}
			at := gold.Span{Start: m.Start, End: m.End, Label: label}
			if m.End <= len(d.Text) {
				at.Start = utf8.RuneCountInString(d.Text[:m.Start])
				at.End = at.Start + utf8.RuneCountInString(d.Text[m.Start:m.End])
			}
			out[i] = append(out[i], at)
		}
	}
	return out
}

// tagsOf are the labels of all tags.
func tagsOf(sides ...[][]string) []string {
	seen := map[string]bool{}
	for _, list := range slices.Concat(sides...) {
		for _, tag := range list {
			if tag != "O" {
				seen[tag[min(2, len(tag)):]] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// labelsOf are the labels of all spans.
func labelsOf(sides ...[][]gold.Span) []string {
	seen := map[string]bool{}
	for _, list := range slices.Concat(sides...) {
		for _, at := range list {
			seen[at.Label] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
