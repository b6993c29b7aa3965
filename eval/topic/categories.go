package topic

import (
	"maps"
	"slices"

	"github.com/alam-nlp/alam/eval"
)

// Categories are those of a document: the gold one, and the predicted one with
// its probability, 0 where none is given.
type Categories struct {
	ID         string
	Gold, Pred string
	Score      float64
	// Group is what was held out together, as an outlet; it is reported by itself.
	Group string
}

// CategoryScore says how well categories were found. A document without a
// prediction is wrong.
type CategoryScore struct {
	Documents int        `json:"documents"`
	Right     int        `json:"right"`
	Accuracy  eval.Ratio `json:"accuracy"`
	// AccuracyInterval is by bootstrap over documents.
	AccuracyInterval eval.Interval `json:"accuracy_interval"`
	// Table has a row for each category; its Macro is the mean over them.
	Table eval.Table `json:"table"`
	// Confusion[gold][pred] counts documents; pred is "" for none.
	Confusion map[string]map[string]int `json:"confusion"`
	// Calibration is the expected calibration error: the mean distance between
	// score and accuracy in ten equal ranges of score, weighted by documents
	// (Naeini et al., AAAI 2015). It is undefined without scores.
	Calibration eval.Ratio `json:"calibration_error"`
	Groups      []Group    `json:"groups,omitempty"`

	docs []eval.DocCounts
}

// A Group is the accuracy on what was held out together.
type Group struct {
	Name      string     `json:"name"`
	Documents int        `json:"documents"`
	Accuracy  eval.Ratio `json:"accuracy"`
}

// ScoreCategories compares the categories of documents.
func ScoreCategories(docs []Categories, o eval.BootstrapOptions) (*CategoryScore, error) {
	s := &CategoryScore{Documents: len(docs), Confusion: map[string]map[string]int{}, Calibration: eval.Undefined(), Accuracy: eval.Undefined()}
	counts := map[string]eval.Counts{}
	groups := map[string]*eval.Counts{}
	add := func(label string, c eval.Counts) {
		have := counts[label]
		have.Add(c)
		counts[label] = have
	}
	var bins [10]struct{ n, score, right float64 }
	scored := 0.0
	for _, d := range docs {
		if s.Confusion[d.Gold] == nil {
			s.Confusion[d.Gold] = map[string]int{}
		}
		s.Confusion[d.Gold][d.Pred]++
		c := eval.DocCounts{Pred: 1, Gold: 1}
		right := d.Gold == d.Pred
		if right {
			s.Right++
			c.TP = 1
			add(d.Gold, eval.Counts{TP: 1})
		} else {
			add(d.Gold, eval.Counts{FN: 1})
			if d.Pred != "" {
				add(d.Pred, eval.Counts{FP: 1})
			}
		}
		s.docs = append(s.docs, c)
		if d.Group != "" {
			if groups[d.Group] == nil {
				groups[d.Group] = &eval.Counts{}
			}
			groups[d.Group].Add(eval.Counts{TP: c.TP, FP: 1 - c.TP})
		}
		if d.Score > 0 {
			b := &bins[min(int(d.Score*10), 9)]
			b.n++
			b.score += d.Score
			b.right += float64(c.TP)
			scored++
		}
	}
	s.Table = eval.NewTable(counts)
	if len(docs) > 0 {
		s.Accuracy = eval.Ratio(float64(s.Right) / float64(len(docs)))
	}
	if scored > 0 {
		sum := 0.0
		for _, b := range bins {
			sum += abs(b.score-b.right) / scored
		}
		s.Calibration = eval.Ratio(sum)
	}
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		g := groups[name]
		s.Groups = append(s.Groups, Group{name, g.TP + g.FP, g.Precision()})
	}
	v, err := eval.Bootstrap(s.docs, o)
	s.AccuracyInterval = v.Precision
	return s, err
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

// Labels are the categories of gold and prediction, in order of bytes.
func (s *CategoryScore) Labels() []string {
	seen := map[string]bool{}
	for g, row := range s.Confusion {
		seen[g] = true
		for p := range row {
			seen[p] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// Joined renames categories on both sides, as where two are taken for one.
func Joined(docs []Categories, rename map[string]string) []Categories {
	out := slices.Clone(docs)
	for i := range out {
		if to, ok := rename[out[i].Gold]; ok {
			out[i].Gold = to
		}
		if to, ok := rename[out[i].Pred]; ok {
			out[i].Pred = to
		}
	}
	return out
}
