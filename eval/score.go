package eval

import (
	"errors"
	"io"

	"github.com/alam-nlp/alam/gold"
)

// Score compares predicted with gold documents. They pair by ID where every ID is
// there once on both sides, else by place. Where both know their text it must be
// the same ([gold.ErrText] shows the first place that differs); spans must be within
// it and not empty ([gold.ErrOffset]).
func Score(truth, pred []gold.Document, o Options) (*Report, error) {
	order, err := gold.Pair(truth, pred)
	if err != nil {
		return nil, err
	}
	s := NewScorer(o)
	for i := range truth {
		if err := s.Add(&truth[i], &pred[order[i]]); err != nil {
			return nil, err
		}
	}
	return s.Report(), nil
}

// Add adds a document, gold and as predicted, which are checked as in [Score].
func (s *Scorer) Add(truth, pred *gold.Document) error {
	if err := gold.CheckPair(truth, pred); err != nil {
		return err
	}
	if s.o.BySentence && len(truth.Sentences) > 0 {
		s.addSentences(truth, pred)
		s.unit = "sentence"
	} else {
		s.addMentions(truth.Mentions, pred.Mentions)
	}
	if len(truth.Tokens) > 0 && len(truth.Tokens) == len(pred.Tokens) {
		right := 0
		for i := range truth.Tokens {
			if s.tag(truth.Tokens[i].Tag) == s.tag(pred.Tokens[i].Tag) {
				right++
			}
		}
		s.addTokens(right, len(truth.Tokens))
	}
	return nil
}

// addSentences adds each sentence of g; a mention belongs to where it starts.
func (s *Scorer) addSentences(g, p *gold.Document) {
	truth, pred := gold.SortedMentions(g.Mentions), gold.SortedMentions(p.Mentions)
	take := func(list []gold.Mention, end int) (part, rest []gold.Mention) {
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
		var x, y []gold.Mention
		x, truth = take(truth, end)
		y, pred = take(pred, end)
		s.addMentions(x, y)
	}
}

// ScoreConll scores one CoNLL stream that holds gold and prediction; without
// [gold.ConllOptions.PredColumn] the last column is the prediction and the one before it
// the gold, as conlleval has it. Each sentence counts as a document. Memory does
// not grow with the file but for a few bytes per sentence.
func ScoreConll(r io.Reader, c gold.ConllOptions, o Options) (*Report, error) {
	if c.PredColumn == 0 {
		c.PredColumn = -1
	}
	read := gold.NewConllReader(r, c)
	s := NewScorer(o)
	s.unit = "sentence"
	var truth, pred []gold.Span
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
			key = append(key, s.tag(read.Tags.Tag(gold.TagID(len(key))).Text))
		}
		right := 0
		for i, id := range sent.Gold {
			if id == sent.Pred[i] || key[id] == key[sent.Pred[i]] {
				right++
			}
		}
		s.addTokens(right, len(sent.Gold))
		truth = read.Tags.AppendChunks(truth[:0], sent.Gold)
		pred = read.Tags.AppendChunks(pred[:0], sent.Pred)
		s.addSpans(truth, pred)
	}
	rep := s.Report()
	info := read.Info()
	rep.Conll = &info
	return rep, nil
}
