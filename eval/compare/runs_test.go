package compare

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// TestMcNemar: the exact p are counted by hand as sums of binomials; those of χ² are
// Python's math.erfc(math.sqrt(x/2)).
func TestMcNemar(t *testing.T) {
	cases := []struct {
		a, b   int
		exact  bool
		chi, p float64
	}{
		{0, 0, true, 0, 1},
		{5, 5, true, 0, 1},
		{0, 5, true, 0, 2.0 / 32},
		{1, 9, true, 0, 2 * 11.0 / 1024},           // 1 + 10
		{6, 16, true, 0, 2 * 110056.0 / (1 << 22)}, // 1 + 22 + 231 + 1540 + 7315 + 26334 + 74613
		{0, 24, true, 0, 2.0 / (1 << 24)},
		{13, 12, false, 0, 1}, // the correction takes all
		{20, 5, false, 196.0 / 25, 0.005110260660855864},
		{121, 59, false, 3721.0 / 180, 5.450094825427123e-06},
	}
	for _, c := range cases {
		got := McNemar(c.a, c.b)
		if got.Exact != c.exact || math.Abs(float64(got.P)/c.p-1) > 1e-12 {
			t.Errorf("McNemar(%d, %d): exact %v, p %.16g, want %.16g", c.a, c.b, got.Exact, float64(got.P), c.p)
		}
		if got.ChiSquare.Defined() == c.exact || !c.exact && math.Abs(float64(got.ChiSquare)-c.chi) > 1e-12 {
			t.Errorf("McNemar(%d, %d): χ² %v, want %v", c.a, c.b, got.ChiSquare, c.chi)
		}
		if back := McNemar(c.b, c.a); back.P != got.P {
			t.Errorf("McNemar(%d, %d) is not symmetric", c.a, c.b)
		}
	}
	// The 95 % quantile of χ² with one degree of freedom stands in any table: 3.8415.
	if p := math.Erfc(math.Sqrt(3.841458820694124 / 2)); math.Abs(p-0.05) > 1e-12 {
		t.Errorf("χ² 3.8415: p %v", p)
	}
}

// randomMentions gives mentions on the words of a text, some off by a few letters.
func randomMentions(rng *rand.Rand, text string, n int) (list []gold.Mention) {
	var edges []int
	for i := range text {
		edges = append(edges, i)
	}
	edges = append(edges, len(text))
	for range rng.IntN(n + 1) {
		i := rng.IntN(len(edges) - 1)
		j := min(len(edges)-1, i+1+rng.IntN(9))
		list = append(list, gold.Mention{
			Span: gold.Span{Start: edges[i], End: edges[j], Label: []string{"PER", "LOC", "ORG"}[rng.IntN(3)]},
			Kind: []string{"", "city"}[rng.IntN(2)], Entity: []string{"", "Q1", "Q2"}[rng.IntN(3)],
		})
	}
	return list
}

const randomText = "قال وبالكرملين الرئيس فلاديمير بوتين\nإن للدكتور محمداً رأيا في موسكو"

// runsOf gives gold and two runs over n documents; B is better.
func runsOf(n int, seed uint64) (truth, a, b []gold.Document) {
	rng := rand.New(rand.NewPCG(seed, 2))
	for i := range n {
		id := string('a' + rune(i))
		g := gold.Document{ID: id, Text: randomText}
		x, y := g, g
		used := map[gold.Span]bool{}
		for _, m := range randomMentions(rng, randomText, 10) {
			if used[m.Span] {
				continue
			}
			used[m.Span] = true
			g.Mentions = append(g.Mentions, m)
			if rng.IntN(2) == 0 {
				x.Mentions = append(x.Mentions, m)
			}
			if rng.IntN(10) > 0 {
				y.Mentions = append(y.Mentions, m)
			}
		}
		x.Mentions = append(x.Mentions, randomMentions(rng, randomText, 2)...)
		y.Mentions = append(y.Mentions, randomMentions(rng, randomText, 2)...)
		truth, a, b = append(truth, g), append(a, x), append(b, y)
	}
	return truth, a, b
}

func TestRuns(t *testing.T) {
	text := "زار الرئيس بوتين دمشق وموسكو"
	at := func(s, label string) gold.Mention {
		i := strings.Index(text, s)
		return gold.Mention{Span: gold.Span{Start: i, End: i + len(s), Label: label}}
	}
	truth := []gold.Document{{ID: "1", Text: text, Mentions: []gold.Mention{
		at("بوتين", "PER"),
		at("دمشق", "LOC"),
		at("موسكو", "LOC"),
	}}}
	a := []gold.Document{{ID: "1", Text: text, Mentions: []gold.Mention{
		at("الرئيس بوتين", "PER"),
		at("دمشق", "LOC"),
		at("زار", "ORG"),
	}}}
	b := []gold.Document{{ID: "1", Text: text, Mentions: []gold.Mention{
		at("بوتين", "PER"),
		at("وموسكو", "LOC"),
		at("زار", "ORG"),
	}}}
	c, err := Runs(truth, a, b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, list := range [][]Change{c.Gained, c.Lost, c.NewFalse, c.GoneFalse} {
		for _, x := range list {
			got = append(got, x.Mention.Label+" "+x.Mention.Text+" "+x.Kind.String())
		}
		got = append(got, "")
	}
	want := []string{
		"PER بوتين too long", "",
		"LOC دمشق missed", "",
		"LOC وموسكو only a proclitic", "",
		"PER الرئيس بوتين too long", "",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if c.Total.A != (eval.Counts{TP: 1, FP: 2, FN: 2}) || c.Total.B != (eval.Counts{TP: 1, FP: 2, FN: 2}) || c.Total.Difference.F1 != 0 {
		t.Errorf("total %+v", c.Total)
	}
	if x := c.Total.McNemar; x.OnlyA != 1 || x.OnlyB != 1 || x.P != 1 {
		t.Errorf("McNemar %+v", x)
	}
	if len(c.Rows) != 3 || c.Rows[0].Label != "LOC" || c.Rows[0].McNemar.OnlyA != 1 || c.Rows[1].A.FP != 1 {
		t.Errorf("rows %+v", c.Rows)
	}
	if c.Gained[0].Before+c.Gained[0].Text+c.Gained[0].After != text {
		t.Errorf("context %+v", c.Gained[0])
	}
	if _, err := Runs(truth, a, nil, Options{}); err == nil || !strings.HasPrefix(err.Error(), "second run") {
		t.Errorf("a run without documents: %v", err)
	}
}

// TestCompareSeeded: the same on every run, for any number of workers, and a run
// does not differ from itself.
func TestCompareSeeded(t *testing.T) {
	truth, a, b := runsOf(25, 3)
	one := func(b []gold.Document, workers int) string {
		o := Options{Workers: workers}
		o.Randomization.Seed, o.Bootstrap.Seed = 5, 5
		c, err := Runs(truth, a, b, o)
		if err != nil {
			t.Fatal(err)
		}
		var s strings.Builder
		if err := c.WriteJSON(&s); err != nil {
			t.Fatal(err)
		}
		if err := c.WriteText(&s, eval.TextOptions{Isolate: true}); err != nil {
			t.Fatal(err)
		}
		return s.String()
	}
	first := one(b, 1)
	for _, workers := range []int{0, 2, 7, 100} {
		if d := cmp.Diff(first, one(b, workers)); d != "" {
			t.Fatalf("%d workers: %s", workers, d)
		}
	}
	var c Report
	if err := json.NewDecoder(strings.NewReader(first)).Decode(&c); err != nil {
		t.Fatal(err)
	}
	if !(c.Total.P.F1 < 0.05 && c.Total.Interval.F1.Low > 0 && c.Total.McNemar.P < 0.05 && c.Trials == 10_000) {
		t.Errorf("the better run is not seen: %+v", c.Total)
	}
	if n := c.Total.B.TP - c.Total.A.TP; len(c.Gained)-len(c.Lost) != n {
		t.Errorf("gained %d, lost %d, difference %d", len(c.Gained), len(c.Lost), n)
	}
	if n := c.Total.B.FP - c.Total.A.FP; len(c.NewFalse)-len(c.GoneFalse) != n {
		t.Errorf("new %d, gone %d, difference %d", len(c.NewFalse), len(c.GoneFalse), n)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for _, run := range [][]gold.Document{truth, a, b} {
		for _, d := range run {
			rng.Shuffle(len(d.Mentions), func(i, j int) { d.Mentions[i], d.Mentions[j] = d.Mentions[j], d.Mentions[i] })
		}
	}
	if d := cmp.Diff(first, one(b, 2)); d != "" {
		t.Errorf("the order of the mentions matters: %s", d)
	}
	same, err := Runs(truth, b, b, Options{})
	if err != nil || len(same.Gained)+len(same.Lost)+len(same.NewFalse)+len(same.GoneFalse) > 0 ||
		same.Total.P.F1 != 1 || same.Total.McNemar.P != 1 || same.Total.Interval.F1 != (eval.Interval{}) {
		t.Errorf("a run against itself: %+v, %v", same.Total, err)
	}
}

// TestOptional: what gold leaves open changes neither a comparison nor what a source is worth.
func TestOptional(t *testing.T) {
	m := func(start, end int, label string) gold.Mention {
		return gold.Mention{Span: gold.Span{Start: start, End: end, Label: label}, Sources: []string{"r"}}
	}
	truth := []gold.Document{{ID: "1", Text: "aaaa bbbb", Mentions: []gold.Mention{m(0, 4, "PER"), m(5, 9, "ORG")}}}
	truth[0].Mentions[1].Optional = true
	a := []gold.Document{{ID: "1", Text: "aaaa bbbb", Mentions: []gold.Mention{m(0, 4, "PER"), m(5, 9, "LOC")}}}
	b := []gold.Document{{ID: "1", Text: "aaaa bbbb", Mentions: []gold.Mention{m(0, 4, "PER")}}}
	r, err := Runs(truth, a, b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Gained)+len(r.Lost)+len(r.NewFalse)+len(r.GoneFalse) != 0 {
		t.Errorf("changes in what is left open: %+v", r)
	}
	w, err := WorthOf("r", truth, a, b, eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if want := (eval.Counts{TP: 1}); w.All != want || w.Without != want || w.Hits != 1 {
		t.Errorf("worth %+v, want %+v with and without, and one hit", w, want)
	}
}
