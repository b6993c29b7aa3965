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

// Scorers are the names that [Selection.Score] knows, and what each is.
var Scorers = []string{"seqeval", "seqeval-strict", "seqscore", "seqscore-conlleval", "seqscore-discard", "nervaluate", "nervaluate-1.1"}

// peerDigits are the decimals of what is printed.
const peerDigits = 4

// Score writes what a scorer of the field prints for predictions. The tags of tokens
// are those of the files, where they have them. column says that the predictions are
// those of a column of the gold.
func (s Selection) Score(w io.Writer, scorer string, truth, pred []gold.Document, column bool) error {
	order, err := gold.Pair(truth, pred)
	if err != nil {
		return err
	}
	asRead := make([]gold.Document, len(truth)) // with the tags of the file
	for i := range truth {
		asRead[i] = pred[order[i]]
	}
	if pred, err = gold.Align(truth, pred); err != nil {
		return err
	}
	for i := range truth {
		if n := len(asRead[i].Tokens); n > 0 && n == len(truth[i].Tokens) && asRead[i].Tokens[0].Tag != "" {
			pred[i].Tokens = asRead[i].Tokens
		}
	}
	tagged := slices.ContainsFunc(truth, func(d gold.Document) bool { return len(d.Tokens) > 0 })
	if strings.HasPrefix(scorer, "nervaluate") {
		o := peer.NervaluateOptions{FirstMet: scorer == "nervaluate-1.1"}
		var r *peer.NervaluateReport
		if tagged {
			var g, p [][]string
			if g, p, err = s.sequences(truth, pred, column); err == nil {
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
	g, p, err := s.sequences(truth, pred, column)
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
func (s Selection) sequences(truth, pred []gold.Document, column bool) (g, p [][]string, err error) {
	for i := range truth {
		d := &truth[i]
		if len(d.Tokens) == 0 {
			if strings.TrimSpace(d.Text) == "" && len(d.Mentions) == 0 {
				continue
			}
			return nil, nil, fmt.Errorf("document %d (%s) has no tokens, and this scorer compares tags of tokens; give the gold as CoNLL or as Hugging Face tokens, or use nervaluate, which compares spans", i+1, d.ID)
		}
		gt, pt := s.tags(d, d, false), s.tags(d, &pred[i], column)
		for k, from := range d.Sentences {
			to := len(d.Tokens)
			if k+1 < len(d.Sentences) {
				to = d.Sentences[k+1]
			}
			g, p = append(g, gt[from:to]), append(p, pt[from:to])
		}
		if len(d.Sentences) == 0 {
			g, p = append(g, gt), append(p, pt)
		}
	}
	return g, p, nil
}

// tags are those that a document has for the tokens of d, in column the predicted ones
// of d itself; IOB2 of its mentions where it has none.
func (s Selection) tags(d, from *gold.Document, column bool) []string {
	out := make([]string, 0, len(d.Tokens))
	switch {
	case column:
		for _, t := range d.Tokens {
			out = append(out, t.Pred)
		}
	case len(from.Tokens) == len(d.Tokens) && from.Tokens[0].Tag != "":
		for _, t := range from.Tokens {
			out = append(out, t.Tag)
		}
	default:
		out = d.AppendTags(out, from.Mentions)
	}
	for i, tag := range out {
		out[i] = s.tag(tag)
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
	if to, ok := s.Map[label]; ok {
		label = to
	}
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
