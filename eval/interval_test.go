package eval

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/gold"
)

// someRuns gives gold and a run that has most of it, over n documents.
func someRuns(n int) (truth, pred []gold.Document) {
	rng := rand.New(rand.NewPCG(4, 2))
	for i := range n {
		g := gold.Document{ID: string('a' + rune(i)), Text: randomText, Mentions: randomMentions(rng, randomText, 10)}
		p := g
		p.Mentions = randomMentions(rng, randomText, 2)
		for _, m := range g.Mentions {
			if rng.IntN(3) > 0 {
				p.Mentions = append(p.Mentions, m)
			}
		}
		truth, pred = append(truth, g), append(pred, p)
	}
	return truth, pred
}

// TestAddIntervals: micro intervals are those of Bootstrap; labels have their own.
func TestAddIntervals(t *testing.T) {
	truth, pred := someRuns(25)
	r, err := Score(truth, pred, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var first *ReportIntervals
	for _, workers := range []int{1, 3, 0} {
		if err := r.AddIntervals(BootstrapOptions{Seed: 8}, workers); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = r.Intervals
		}
		if d := cmp.Diff(first, r.Intervals); d != "" {
			t.Fatalf("%d workers: %s", workers, d)
		}
	}
	want, _ := Bootstrap(r.Docs, BootstrapOptions{Seed: 8})
	if r.Intervals.Micro != want || r.Intervals.Level != 0.95 || r.Intervals.Unit != "document" {
		t.Errorf("micro %+v, want %+v", r.Intervals, want)
	}
	for i, row := range r.Strict.Rows {
		v := r.Intervals.Rows[i]
		if f := row.Counts.F1(); v.Label != row.Label || !(v.F1.Low < f && f < v.F1.High) {
			t.Errorf("%s: F1 %v, interval %v", row.Label, f, v.F1)
		}
		var sum DocCounts
		for _, d := range r.LabelDocs(row.Label) {
			sum.add(d)
		}
		if sum.counts() != row.Counts {
			t.Errorf("%s: documents give %+v, want %+v", row.Label, sum.counts(), row.Counts)
		}
	}
	if err := r.AddIntervals(BootstrapOptions{Level: 3}, 0); err == nil {
		t.Error("level 3: no error")
	}
}

// TestIntervalsBySentence: the unit is told.
func TestIntervalsBySentence(t *testing.T) {
	in := strings.Repeat("زار O O\nبوتين B-PER B-PER\n\nدمشق B-LOC O\n\n", 10)
	r, err := ScoreConll(strings.NewReader(in), gold.ConllOptions{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.AddIntervals(BootstrapOptions{Trials: 200}, 0); err != nil {
		t.Fatal(err)
	}
	v := r.Intervals
	if v.Unit != "sentence" || v.Units != 20 || v.Rows[1].F1 != (Interval{1, 1}) || !(v.Micro.F1.Low < v.Micro.F1.High) {
		t.Errorf("got %+v", v)
	}
	var b strings.Builder
	if err := r.WriteText(&b, TextOptions{}); err != nil || !strings.Contains(b.String(), "intervals: bootstrap, 200 draws of 20 sentences, seed 0") {
		t.Errorf("%v, text:\n%s", err, b.String())
	}
}
