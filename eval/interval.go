package eval

import (
	"fmt"
	"strings"

	"github.com/alam-nlp/alam/eval/internal/draw"
	"github.com/alam-nlp/alam/eval/internal/show"
)

// labelDoc are the strict counts of one label in one document.
type labelDoc struct {
	Doc            int32 // index in [Report.Docs]
	TP, Pred, Gold int32
}

// LabelIntervals are the intervals of one label.
type LabelIntervals struct {
	Label string `json:"label"`
	Intervals
}

// ReportIntervals are bootstrap intervals of the strict scores.
type ReportIntervals struct {
	Unit   string           `json:"unit"` // what was drawn: "document" or "sentence"
	Units  int              `json:"units"`
	Trials int              `json:"trials"`
	Level  float64          `json:"level"`
	Seed   uint64           `json:"seed"`
	Micro  Intervals        `json:"micro"`
	Rows   []LabelIntervals `json:"rows"` // by label, in byte order
}

// AddIntervals fills r.Intervals: percentile intervals of the micro scores and of
// each label, by [Bootstrap] over the documents of the report, or its sentences
// where those were scored ([Options].BySentence, [ScoreConll]). All labels are
// computed from the same draws. workers is how many goroutines share the work, 0
// for as many as there are processors; the result does not depend on it.
func (r *Report) AddIntervals(o BootstrapOptions, workers int) error {
	filled, err := draw.Options(o).Filled()
	if err != nil {
		return err
	}
	o = BootstrapOptions(filled)
	v := &ReportIntervals{
		Unit: r.unit(), Units: len(r.Docs), Trials: o.Trials, Level: o.Level, Seed: o.Seed,
		Rows: make([]LabelIntervals, len(r.Strict.Rows)),
	}
	err = draw.Share(len(v.Rows)+1, workers, func(i int) (err error) {
		if i == 0 {
			v.Micro, err = Bootstrap(r.Docs, o)
			return err
		}
		row := &v.Rows[i-1]
		row.Label = r.Strict.Rows[i-1].Label
		row.Intervals, err = Bootstrap(r.LabelDocs(row.Label), o)
		return err
	})
	if err != nil {
		return err
	}
	r.Intervals = v
	return nil
}

// LabelDocs gives the strict counts of one label in each document, in order.
func (r *Report) LabelDocs(label string) []DocCounts {
	docs := make([]DocCounts, len(r.Docs))
	for _, d := range r.docsByLabel[label] {
		docs[d.Doc] = DocCounts{int(d.TP), int(d.Pred), int(d.Gold)}
	}
	return docs
}

func (r *Report) unit() string {
	if r.Unit == "" {
		return "document"
	}
	return r.Unit
}

// grid gives the intervals as a table.
func (v *ReportIntervals) grid() *show.Grid {
	g := new(show.Grid)
	g.Add(v.Title(), "precision", "recall", "F1")
	for _, r := range v.Rows {
		g.Add(r.Label, r.Precision.String(), r.Recall.String(), r.F1.String())
	}
	g.Add("micro", v.Micro.Precision.String(), v.Micro.Recall.String(), v.Micro.F1.String())
	return g
}

// Title names the intervals by their level: "95 % interval".
func (v *ReportIntervals) Title() string {
	return strings.TrimSuffix(fmt.Sprintf("%.4g", 100*v.Level), ".") + " % interval"
}

// line says how the intervals were drawn.
func (v *ReportIntervals) line() string {
	return fmt.Sprintf("intervals: bootstrap, %d draws of %s, seed %d", v.Trials, show.Plural(v.Units, v.Unit), v.Seed)
}
