package eval

import (
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/gold"
)

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

// TestErrorsIgnoreOrder: a permutation of the mentions changes nothing.
func TestErrorsIgnoreOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for range 500 {
		truth := []gold.Document{{ID: "1", Text: randomText, Mentions: randomMentions(rng, randomText, 8)}}
		pred := []gold.Document{{ID: "1", Text: randomText, Mentions: randomMentions(rng, randomText, 8)}}
		o := MismatchOptions{Title: testTitle, Train: pred}
		first, err := FindMismatches(truth, pred, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, list := range [][]gold.Mention{truth[0].Mentions, pred[0].Mentions} {
			rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		}
		again, _ := FindMismatches(truth, pred, o)
		if d := cmp.Diff(first, again); d != "" {
			t.Fatal(d)
		}
	}
}

// TestClassifyBadSpans: offsets that no text has are no reason to panic.
func TestClassifyBadSpans(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	edges := []int{math.MinInt, -7, -1, 0, 1, 5, 9, len(randomText), len(randomText) + 3, math.MaxInt}
	side := func() (d gold.Document) {
		d.Text = []string{"", randomText}[rng.IntN(2)]
		for range rng.IntN(5) {
			d.Mentions = append(d.Mentions, gold.Mention{
				Span: gold.Span{Start: edges[rng.IntN(len(edges))], End: edges[rng.IntN(len(edges))], Label: "PER"},
				Text: []string{"", "x", randomText}[rng.IntN(3)],
			})
		}
		return d
	}
	for range 5000 {
		gold, pred := side(), side()
		golds, preds := 0, 0
		for _, e := range Classify(&gold, &pred, MismatchOptions{Title: testTitle}) {
			_ = e.marked()
			if e.Gold != nil {
				golds++
			}
			if e.Pred != nil {
				preds++
			}
		}
		if golds != len(gold.Mentions) || preds != len(pred.Mentions) {
			t.Fatalf("%d gold and %d predicted mentions classified of %v, %v", golds, preds, gold.Mentions, pred.Mentions)
		}
	}
}

// FuzzErrors: every mention is classified exactly once, the counts add up to those
// of the score, and so do all the parts.
func FuzzErrors(f *testing.F) {
	f.Add(uint64(1), uint8(4), "")
	f.Add(uint64(7), uint8(20), "زار وللرئيس")
	f.Add(uint64(9), uint8(9), "a\xff\nb")
	f.Fuzz(func(t *testing.T, seed uint64, n uint8, text string) {
		if text == "" {
			text = randomText
		}
		rng := rand.New(rand.NewPCG(seed, 1))
		truth := []gold.Document{{Text: text, Mentions: randomMentions(rng, text, int(n%32))}}
		pred := []gold.Document{{Text: text, Mentions: randomMentions(rng, text, int(n%32))}}
		o := MismatchOptions{Title: testTitle, Key: strings.ToLower, Train: []gold.Document{}}
		e, err := FindMismatches(truth, pred, o)
		if err != nil {
			t.Fatal(err)
		}
		golds, preds := 0, 0
		for _, x := range Classify(&truth[0], &pred[0], o) {
			if x.Gold != nil {
				golds++
			}
			if x.Pred != nil {
				preds++
			}
			if x.Text != text[x.Start():x.End()] || !strings.Contains(text, x.Before+x.Text+x.After) {
				t.Fatalf("text %q, before %q, after %q", x.Text, x.Before, x.After)
			}
		}
		if golds != len(truth[0].Mentions) || preds != len(pred[0].Mentions) {
			t.Fatalf("%d gold and %d predicted mentions classified", golds, preds)
		}
		r, err := Score(truth, pred, Options{})
		if err != nil {
			t.Fatal(err)
		}
		s := r.Overall.Strict
		c := e.Counts
		if c.Counts() != r.Strict.Micro || c[Missed] != s.Missed || c[Spurious] != s.Spurious ||
			c[WrongLabel]+c[WrongBoth]+c.Boundary() != s.Incorrect || c.Wrong() != len(e.List) {
			t.Fatalf("errors %v, strict %+v", c, s)
		}
		if err := e.WriteText(io.Discard, TextOptions{Isolate: true}); err != nil {
			t.Fatal(err)
		}
		for _, list := range [][]PartScore{e.Seen, e.ByTraining, e.Lengths, e.Docs} {
			var sum Counts
			for _, p := range list {
				sum.Add(p.Counts)
			}
			if sum != c.Counts() {
				t.Fatalf("parts %v give %v, want %v", list, sum, c.Counts())
			}
		}
		met := 0
		for _, row := range e.Confusion.Counts {
			for _, v := range row {
				met += v
			}
		}
		if met != c[Correct]+c.Wrong() {
			t.Fatalf("%d in the confusion, %d classified", met, c[Correct]+c.Wrong())
		}
	})
}
