package fit

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
)

var all = []ner.Label{ner.PER, ner.LOC, ner.ORG, ner.MISC}

// options are those of a tagger that knows a few words.
func options(t testing.TB) ner.Options {
	t.Helper()
	g, err := gazetteer.New([]gazetteer.Entry{
		{ID: "a", Label: "LOC", Kind: "city", Name: "بيروت", Prominence: 8},
		{ID: "b", Label: "LOC", Kind: "city", Name: "القاهرة", Prominence: 9},
		{ID: "c", Label: "ORG", Kind: "international", Name: "الأمم المتحدة", Prominence: 9},
	})
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := ner.NewLexicon([]ner.Trigger{{Class: "title.office", Form: "الرئيس"}, {Class: "title.office", Form: "الوزير"},
		{Class: "say", Form: "قال"}, {Class: "head.org", Form: "شركة"}})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := rule.Parse("t.rules", strings.NewReader("rule title +1 = @title PER[ :word{1,2} ]\nrule head +1 = ORG[ @head.org :word ]"))
	if err != nil {
		t.Fatal(err)
	}
	return ner.Options{Gazetteer: gazetteer.NewLayers(g), Lexicon: lexicon, Rules: rules, Labels: all}
}

func tagger(t testing.TB, o ner.Options) *ner.Tagger {
	t.Helper()
	tg, err := ner.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

// document reads a text with its names in brackets: [PER علي].
func document(marked string) *gold.Document {
	d := &gold.Document{}
	var b strings.Builder
	for rest := marked; ; {
		before, after, ok := strings.Cut(rest, "[")
		b.WriteString(before)
		if !ok {
			break
		}
		name, behind, _ := strings.Cut(after, "]")
		label, words, _ := strings.Cut(name, " ")
		m := gold.Mention{Span: gold.Span{Start: b.Len(), End: b.Len() + len(words), Label: label}, Text: words}
		b.WriteString(words)
		d.Mentions = append(d.Mentions, m)
		rest = behind
	}
	d.Text = b.String()
	return d
}

const corpus = `قال الرئيس [PER سمير جلال] في [LOC بيروت] أمس
زار الوزير [PER نبيل حداد] مدينة [LOC القاهرة]
أعلنت [ORG شركة الفجر] اليوم
قال [PER سمير جلال] إن [ORG الأمم المتحدة] في [LOC صور]
وصل الوفد إلى [LOC صور] أمس
منح جائزة [MISC القلم الذهبي] أمس
`

func texts(t testing.TB, tg *ner.Tagger, names map[ner.Property]string, marked ...string) []Text {
	t.Helper()
	var out []Text
	for _, m := range marked {
		out = append(out, NewText(tg, document(m), all, names))
	}
	return out
}

// random gives each weight of a problem at random, in steps.
func random(p *problem, r *rand.Rand) []float64 {
	x := make([]float64, p.size())
	for i := range x {
		x[i] = float64(r.IntN(65)-32) * ner.WeightUnit
	}
	return x
}

// TestGradient: the gradient is what the loss changes by, also where texts follow
// two guidelines.
func TestGradient(t *testing.T) {
	for _, other := range []string{"", "other"} {
		gradient(t, other)
	}
}

func gradient(t *testing.T, other string) {
	tg := tagger(t, options(t))
	names := map[ner.Property]string{}
	ts := texts(t, tg, names, corpus)
	ts[0].Weight = 0.5
	ts = append(ts, NewText(tg, document("قال [PER سمير] في [LOC صور]\n"), []ner.Label{ner.PER, ner.LOC}, names))
	ts[1].Guideline = other
	p := newProblem(ts, 1)
	if rows := len(p.props); (other == "") != (p.rows == rows) {
		t.Fatalf("%d rows of %d properties", p.rows, rows)
	}
	r := rand.New(rand.NewPCG(1, 2))
	x := random(p, r)
	m := newMinimizer(p, Options{L2: 0.5, OwnL2: 3, Workers: 2})
	for i := range p.pieces {
		m.share(&p.pieces[i], i)
	}
	m.evaluate(x)
	grad := append([]float64(nil), m.grad...)
	var at []int
	for range 400 {
		at = append(at, r.IntN(len(p.props)*stride))
	}
	for i := len(p.props) * stride; i < p.size() && len(at) < 1200; i++ {
		at = append(at, i) // own rows
	}
	for i := p.rows * stride; i < p.size(); i++ {
		at = append(at, i) // evidence
	}
	if len(p.evidence) < 5 {
		t.Errorf("%d weights of evidence: too few to show anything", len(p.evidence))
	}
	some := 0
	for _, i := range at {
		const h = 1e-4
		was := x[i]
		x[i] = was + h
		m.evaluate(x)
		up := m.value
		x[i] = was - h
		m.evaluate(x)
		down := m.value
		x[i] = was
		if want := (up - down) / (2 * h); math.Abs(want-grad[i]) > 1e-5*max(1, math.Abs(want)) {
			t.Fatalf("weight %d of %d: gradient %v, differences give %v", i, len(x), grad[i], want)
		}
		if math.Abs(grad[i]-0.5*was) > 1e-3 {
			some++
		}
	}
	if some < 50 {
		t.Errorf("%d weights that matter: too few to show anything", some)
	}
}

// ways sums exp(score) over all sets of names from a token on.
func ways(w *work, n, from int, score float64) float64 {
	if from == n {
		return math.Exp(score)
	}
	sum := ways(w, n, from+1, score)
	for j := from + 1; j <= n; j++ {
		for _, s := range w.segs(from, j) {
			if !math.IsInf(s, -1) {
				sum += ways(w, n, j, score+s)
			}
		}
	}
	return sum
}

// TestPartition: the likelihood of the gold names is their share among all sets
// of names.
func TestPartition(t *testing.T) {
	tg := tagger(t, options(t))
	names := map[ner.Property]string{}
	ts := texts(t, tg, names, corpus)
	ts = append(ts, NewText(tg, document("قال [PER سمير] في [LOC صور]\nزار الوزير [PER نبيل]\n[PER علي]\n"), []ner.Label{ner.PER, ner.LOC}, names))
	p := newProblem(ts, 1)
	r := rand.New(rand.NewPCG(3, 4))
	short := 0
	for range 20 {
		params := random(p, r)
		types := make([]float64, len(p.under[0].types)*stride)
		p.typeSums(types, p.sum(nil, params, 0), 0)
		grad, typeGrad := make([]float64, len(params)), make([]float64, len(types))
		for i := range p.pieces {
			x := &p.pieces[i]
			n := len(x.words)
			if n > 5 {
				continue
			}
			short++
			var w work
			w.score(p, x, params, types)
			gold := 0.0
			for _, g := range x.gold {
				gold += w.seg[segAt(g.first, g.last, g.label)]
			}
			want := gold - math.Log(ways(&w, n, 0, 0))
			if got := w.likelihood(p, x, params, types, grad, typeGrad); math.Abs(got-want) > 1e-9 {
				t.Fatalf("sentence %d: log likelihood %v, all sets give %v", i, got, want)
			}
		}
	}
	if short < 60 {
		t.Errorf("%d short sentences: too few to show anything", short)
	}
}

// TestWorkers: the weights do not depend on the number of processors.
func TestWorkers(t *testing.T) {
	var want string
	for _, workers := range []int{1, 4, 3} {
		tg := tagger(t, options(t))
		names := map[ner.Property]string{}
		f, err := Run(tg, texts(t, tg, names, corpus, corpus), names, Options{L2: 1, Workers: workers, Iterations: 30})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := f.Write(&b, "", nil); err != nil {
			t.Fatal(err)
		}
		if want == "" {
			want = b.String()
		}
		if b.String() != want || len(want) < 1000 {
			t.Errorf("%d workers give other weights", workers)
		}
	}
}

func TestNoNames(t *testing.T) {
	tg := tagger(t, options(t))
	names := map[ner.Property]string{}
	for _, marked := range []string{"", "قال الرئيس نعم", "قال [XXX الرئيس] نعم"} {
		if _, err := Run(tg, texts(t, tg, names, marked), names, Options{}); !errors.Is(err, ErrNoNames) {
			t.Errorf("%s\ngot %v", marked, err)
		}
	}
	if _, err := Run(tg, nil, names, Options{}); !errors.Is(err, ErrNoNames) {
		t.Errorf("no texts: got %v", err)
	}
}

// TestSmall: a fit to next to nothing is no accident.
func TestSmall(t *testing.T) {
	tg := tagger(t, ner.Options{Labels: all})
	for _, o := range []Options{{NoMemory: true}, {}, {HeldOut: 2}, {MinCount: 1}} {
		names := map[ner.Property]string{}
		f, err := Run(tg, texts(t, tg, names, "[PER علي]"), names, o)
		if err != nil {
			t.Errorf("%+v: %v", o, err)
			continue
		}
		var b strings.Builder
		if err := f.Write(&b, "", nil); err != nil {
			t.Error(err)
		}
		if _, err := ner.ReadModel("m", strings.NewReader(b.String())); err != nil {
			t.Error(err)
		}
	}
}

// TestLost: names that cannot be used are counted.
func TestLost(t *testing.T) {
	tg := tagger(t, options(t))
	names := map[ner.Property]string{}
	d := document("قال [PER سمير جلال] نعم\n[LOC صور\nبيروت] [ORG " + strings.Repeat("كلمة ", MaxTokens) + "كلمة]\n")
	over := d.Mentions[0]
	over.Start += 2 // within it
	d.Mentions = append(d.Mentions[:1], append([]gold.Mention{over}, d.Mentions[1:]...)...)
	f, err := Run(tg, []Text{NewText(tg, d, all, names)}, names, Options{NoMemory: true, Iterations: 2})
	if err != nil {
		t.Fatal(err)
	}
	if f.Names != 3 || f.Lost != 3 {
		t.Errorf("%d names, %d lost", f.Names, f.Lost)
	}
}

// spans are the names that a tagger finds.
func spans(tg *ner.Tagger, src string) (out []string) {
	mentions, _ := tg.Tag(src, token.Tokenize(src))
	for _, m := range mentions {
		out = append(out, fmt.Sprintf("%d-%d %s %s", m.Start, m.End, m.Label, m.Text))
	}
	return out
}

func fitted(t testing.TB, o ner.Options, f *Fit) *ner.Tagger {
	t.Helper()
	var b strings.Builder
	if err := f.Write(&b, "", []string{"head"}); err != nil {
		t.Fatal(err)
	}
	m, err := ner.ReadModel("m.tsv", strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	o.Model = m
	return tagger(t, o)
}

// TestLearns: a tagger with the fitted weights finds the gold names again, and
// one that was not told of a name finds it where it stands alike.
func TestLearns(t *testing.T) {
	for _, noMemory := range []bool{true, false} {
		o := options(t)
		tg := tagger(t, o)
		names := map[ner.Property]string{}
		f, err := Run(tg, texts(t, tg, names, corpus, corpus), names, Options{L2: 0.05, NoMemory: noMemory})
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := f.problem.evidence["memory.same.PER"]; ok == noMemory {
			t.Errorf("no memory %v, but a weight for it: %v", noMemory, ok)
		}
		learned := fitted(t, o, f)
		d := document(corpus)
		var want []string
		for _, m := range d.Mentions {
			want = append(want, fmt.Sprintf("%d-%d %s %s", m.Start, m.End, m.Label, m.Text))
		}
		if got := spans(learned, d.Text); !reflect.DeepEqual(got, want) {
			t.Errorf("no memory %v\ngot  %q\nwant %q", noMemory, got, want)
		}
		const src = "قال الرئيس فهد ناصر في القاهرة أمس"
		if got := spans(learned, src); len(got) != 2 || !strings.HasSuffix(got[0], "PER فهد ناصر") || !strings.HasSuffix(got[1], "LOC القاهرة") {
			t.Errorf("%s\ngot %q", src, got)
		}
	}
}

// TestAgrees: the tagger finds by weights from a file what the fit finds by the
// same weights, and scores it alike.
func TestAgrees(t *testing.T) {
	o := options(t)
	tg := tagger(t, o)
	names := map[ner.Property]string{}
	ts := texts(t, tg, names, corpus, "قال الرئيس [PER سمير] في بيروت\nوللقاهرة 12 شركة NATO\n")
	p := newProblem(ts, 1)
	r := rand.New(rand.NewPCG(7, 12))
	found := 0
	for range 20 {
		params := random(p, r)
		options := Options{MinRow: 1e-9, MinCell: 1e-9}
		learned := fitted(t, o, &Fit{problem: p, params: params, names: names, options: options})
		names := make([][]ner.Stretch, len(ts))
		p.decode(params, names, func(*piece) bool { return true })
		for k := range ts {
			var want, got []string
			for _, s := range names[k] {
				want = append(want, fmt.Sprint(ts[k].Lattice.Starts[s.First], ts[k].Lattice.Ends[s.Last-1], s.Label, s.Score))
			}
			mentions, _ := learned.Tag(ts[k].source, ts[k].tokens)
			for _, m := range mentions {
				got = append(got, fmt.Sprint(m.Start, m.End, m.Label, m.Score))
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("text %d\ntagger %v\nfit    %v", k, got, want)
			}
			found += len(got)
		}
	}
	if found < 100 {
		t.Errorf("%d names: too few to show anything", found)
	}
}
