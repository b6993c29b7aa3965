package eval

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

func compareKinds(a, b *KindRow) int {
	if c := strings.Compare(a.Label, b.Label); c != 0 {
		return c
	}
	return strings.Compare(a.Kind, b.Kind)
}

// sortedMentions gives mentions in a total order, so that nothing counted from
// them depends on the order of the file.
func sortedMentions(list []Mention) []Mention {
	less := func(a, b Mention) int {
		if c := a.Span.Compare(b.Span); c != 0 {
			return c
		}
		return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.Entity, b.Entity),
			strings.Compare(a.Name, b.Name), strings.Compare(a.Text, b.Text), cmp.Compare(a.Score, b.Score))
	}
	if slices.IsSortedFunc(list, less) {
		return list
	}
	list = slices.Clone(list)
	slices.SortFunc(list, less)
	return list
}

// Score compares predicted with gold documents. They pair by ID where every ID is
// there once on both sides, else by place. Where both know their text it must be
// the same ([ErrText] shows the first place that differs); spans must be within
// it and not empty ([ErrOffset]).
func Score(gold, pred []Document, o Options) (*Report, error) {
	order, err := pair(gold, pred)
	if err != nil {
		return nil, err
	}
	s := NewScorer(o)
	unit := ""
	for i := range gold {
		g, p := &gold[i], &pred[order[i]]
		if err := checkPair(g, p); err != nil {
			return nil, err
		}
		if o.BySentence && len(g.Sentences) > 0 {
			s.addSentences(g, p)
			unit = "sentence"
		} else {
			s.AddMentions(g.Mentions, p.Mentions)
		}
		if len(g.Tokens) > 0 && len(g.Tokens) == len(p.Tokens) {
			right := 0
			for j := range g.Tokens {
				if s.tag(g.Tokens[j].Tag) == s.tag(p.Tokens[j].Tag) {
					right++
				}
			}
			s.AddTokens(right, len(g.Tokens))
		}
	}
	r := s.Report()
	r.Unit = unit
	return r, nil
}

// addSentences adds each sentence of g; a mention belongs to where it starts.
func (s *Scorer) addSentences(g, p *Document) {
	gold, pred := sortedMentions(g.Mentions), sortedMentions(p.Mentions)
	take := func(list []Mention, end int) (part, rest []Mention) {
		i := 0
		for i < len(list) && list[i].Start < end {
			i++
		}
		return list[:i], list[i:]
	}
	for i := range g.Sentences {
		end := int(^uint(0) >> 1)
		if i+1 < len(g.Sentences) {
			end = g.Tokens[g.Sentences[i+1]].Start
		}
		var x, y []Mention
		x, gold = take(gold, end)
		y, pred = take(pred, end)
		s.AddMentions(x, y)
	}
}

func pair(gold, pred []Document) ([]int, error) {
	if len(gold) != len(pred) {
		return nil, fmt.Errorf("%w: %d gold, %d predicted", ErrDocument, len(gold), len(pred))
	}
	order := make([]int, len(gold))
	for i := range order {
		order[i] = i
	}
	byID := make(map[string]int, len(pred))
	for i, d := range pred {
		if _, dup := byID[d.ID]; dup || d.ID == "" {
			return order, nil
		}
		byID[d.ID] = i
	}
	found := make([]int, 0, len(gold))
	missing := ""
	for _, d := range gold {
		if i, ok := byID[d.ID]; ok {
			found = append(found, i)
			delete(byID, d.ID)
		} else if missing == "" {
			missing = d.ID
		}
	}
	switch {
	case len(found) == len(gold):
		return found, nil
	case len(found) == 0, missing == "":
		return order, nil // two ways of naming: by place
	}
	return nil, fmt.Errorf("%w: no prediction for document %q", ErrDocument, missing)
}

// checkPair refuses documents whose texts differ or whose spans leave them.
func checkPair(g, p *Document) error {
	if g.Text != "" && p.Text != "" && g.Text != p.Text {
		return fmt.Errorf("document %q: %w", g.ID, differ(g.Text, p.Text))
	}
	if err := check(g.Mentions, cmp.Or(g.Text, p.Text)); err != nil {
		return fmt.Errorf("gold document %q: %w", g.ID, err)
	}
	if err := check(p.Mentions, cmp.Or(p.Text, g.Text)); err != nil {
		return fmt.Errorf("predicted document %q: %w", p.ID, err)
	}
	return nil
}

func check(list []Mention, text string) error {
	for _, m := range list {
		if m.Start < 0 || m.End <= m.Start || text != "" && m.End > len(text) {
			return fmt.Errorf("%w: %s %d..%d", ErrOffset, m.Label, m.Start, m.End)
		}
	}
	return nil
}

// differ says where two texts part.
func differ(a, b string) error {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	for i > 0 && (i < len(a) && !utf8.RuneStart(a[i]) || i < len(b) && !utf8.RuneStart(b[i])) {
		i--
	}
	from := max(0, strings.LastIndexByte(a[:i], ' ')+1)
	from = max(from, strings.LastIndexByte(a[:i], '\n')+1)
	return fmt.Errorf("%w at byte %d: %q against %q", ErrText, i, peek(a[from:]), peek(b[from:]))
}

func peek(s string) string {
	const most = 30
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// ScoreConll scores one CoNLL stream that holds gold and prediction; without
// [ConllOptions.PredColumn] the last column is the prediction and the one before it
// the gold, as conlleval has it. Each sentence counts as a document. Memory does
// not grow with the file but for a few bytes per sentence.
func ScoreConll(r io.Reader, c ConllOptions, o Options) (*Report, error) {
	if c.PredColumn == 0 {
		c.PredColumn = -1
	}
	read := NewConllReader(r, c)
	s := NewScorer(o)
	var gold, pred []Span
	var key []string // of each tag id, as it is compared
	for {
		sent, err := read.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		for len(key) < read.Tags.Len() {
			key = append(key, s.tag(read.Tags.list[len(key)].Text))
		}
		right := 0
		for i, id := range sent.Gold {
			if id == sent.Pred[i] || key[id] == key[sent.Pred[i]] {
				right++
			}
		}
		s.AddTokens(right, len(sent.Gold))
		gold = read.Tags.AppendChunks(gold[:0], sent.Gold)
		pred = read.Tags.AppendChunks(pred[:0], sent.Pred)
		s.AddSpans(gold, pred)
	}
	rep := s.Report()
	info := read.Info()
	rep.Conll, rep.Unit = &info, "sentence"
	return rep, nil
}
