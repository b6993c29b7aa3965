package eval

import (
	"maps"
	"slices"
)

// LabelScore is the score of one label.
type LabelScore struct {
	Label  string `json:"label"`
	Counts Counts `json:"counts"`
}

// Average is a mean of ratios over labels.
type Average struct {
	Precision Ratio `json:"precision"`
	Recall    Ratio `json:"recall"`
	F1        Ratio `json:"f1"`
	Labels    int   `json:"labels"` // how many labels went in
}

// Table holds counts per label and the averages over them.
type Table struct {
	Rows  []LabelScore `json:"rows"`  // by label, in byte order
	Micro Counts       `json:"micro"` // the sum of the rows

	// Macro is the plain mean over the labels of gold and prediction. A label
	// whose ratio is undefined is left out of the mean of that ratio.
	Macro Average `json:"macro"`
	// MacroGold is the same over the labels that occur in the gold only.
	MacroGold Average `json:"macro_gold"`
	// Weighted is the mean weighted by support. A label with gold spans and no
	// prediction counts with precision 0: left out, it would raise the mean of a
	// tagger that never says it. Where nothing at all is predicted there is no
	// weighted precision.
	Weighted Average `json:"weighted"`
}

// Get gives the counts of a label.
func (t *Table) Get(label string) (Counts, bool) {
	i, ok := slices.BinarySearchFunc(t.Rows, label, func(r LabelScore, l string) int {
		switch {
		case r.Label < l:
			return -1
		case r.Label > l:
			return 1
		}
		return 0
	})
	if !ok {
		return Counts{}, false
	}
	return t.Rows[i].Counts, true
}

// NewTable makes a table of counts per label.
func NewTable(counts map[string]Counts) Table {
	t := Table{Rows: []LabelScore{}}
	for _, l := range slices.Sorted(maps.Keys(counts)) {
		t.Rows = append(t.Rows, LabelScore{l, counts[l]})
		t.Micro.Add(counts[l])
	}
	t.Macro = average(t.Rows, func(LabelScore) float64 { return 1 })
	t.MacroGold = average(t.Rows, func(r LabelScore) float64 { return float64(min(r.Counts.Support(), 1)) })
	t.Weighted = average(t.Rows, func(r LabelScore) float64 { return float64(r.Counts.Support()) })
	if t.Weighted.Precision = Undefined(); t.Micro.Found() > 0 {
		var p mean
		for _, r := range t.Rows {
			p.add(Ratio(r.Counts.Precision().Or(0)), float64(r.Counts.Support()))
		}
		t.Weighted.Precision = p.ratio()
	}
	return t
}

// mean is a weighted mean that skips what is undefined.
type mean struct{ sum, weight float64 }

func (m *mean) add(r Ratio, w float64) {
	if r.Defined() && w > 0 {
		m.sum += w * float64(r)
		m.weight += w
	}
}

func (m mean) ratio() Ratio { return ratio(m.sum, m.weight) }

func average(rows []LabelScore, weight func(LabelScore) float64) Average {
	var p, r, f mean
	n := 0
	for _, row := range rows {
		w := weight(row)
		if w > 0 {
			n++
		}
		p.add(row.Counts.Precision(), w)
		r.add(row.Counts.Recall(), w)
		f.add(row.Counts.F1(), w)
	}
	return Average{p.ratio(), r.ratio(), f.ratio(), n}
}
