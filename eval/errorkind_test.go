package eval

import (
	"io"
	"math"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam/gold"
)

var markLabel = regexp.MustCompile(`^[A-Z]+\|`)

// marked takes a text with [gold] and {prediction} marked, and gives both documents.
// A mark may name its label: [ORG|...]; else it is PER.
func marked(t testing.TB, s string) (truth, pred gold.Document) {
	t.Helper()
	var text strings.Builder
	type open struct {
		start int
		label string
	}
	var golds, preds []open
	in := []rune(s)
	for i := 0; i < len(in); i++ {
		switch r := in[i]; r {
		case '[', '{':
			label := "PER"
			if l := markLabel.FindString(string(in[i+1:])); l != "" {
				label = strings.TrimSuffix(l, "|")
				i += len(l)
			}
			if r == '[' {
				golds = append(golds, open{text.Len(), label})
			} else {
				preds = append(preds, open{text.Len(), label})
			}
		case ']':
			o := golds[len(golds)-1]
			golds = golds[:len(golds)-1]
			truth.Mentions = append(truth.Mentions, gold.Mention{Span: gold.Span{Start: o.start, End: text.Len(), Label: o.label}})
		case '}':
			o := preds[len(preds)-1]
			preds = preds[:len(preds)-1]
			pred.Mentions = append(pred.Mentions, gold.Mention{Span: gold.Span{Start: o.start, End: text.Len(), Label: o.label}})
		default:
			text.WriteRune(r)
		}
	}
	if len(golds)+len(preds) > 0 {
		t.Fatalf("open mark in %q", s)
	}
	truth.Text, pred.Text = text.String(), text.String()
	return truth, pred
}

func testTitle(w string) bool {
	switch w {
	case
		"الرئيس",
		"رئيس",
		"الدكتور",
		"د",
		"السيد":
		return true
	}
	return false
}

func TestErrorKinds(t *testing.T) {
	cases := []struct {
		name, text string
		want       []ErrorKind
	}{
		{"correct",
			"زار [{بوتين}] دمشق",
			[]ErrorKind{Correct}},
		{"missed",
			"زار [بوتين] دمشق",
			[]ErrorKind{Missed}},
		{"spurious",
			"زار {دمشق} أمس",
			[]ErrorKind{Spurious}},
		{"touching is not meeting",
			"زار [فلاديمير ]{بوتين} أمس",
			[]ErrorKind{Missed, Spurious}},
		{"wrong label",
			"في [ORG|{LOC|موسكو}] أمس",
			[]ErrorKind{WrongLabel}},
		{"wrong label and boundary",
			"قال [ORG|وزارة {LOC|الدفاع}] أمس",
			[]ErrorKind{WrongBoth}},
		{"too long",
			"{[بوتين] أمس} في دمشق",
			[]ErrorKind{TooLong}},
		{"too short",
			"زار [فلاديمير {بوتين}] دمشق",
			[]ErrorKind{TooShort}},
		{"shifted",
			"زار [فلاديمير {بوتين] أمس}",
			[]ErrorKind{Shifted}},
		{"waw taken in",
			"زار {و[بوتين]} دمشق",
			[]ErrorKind{OnlyProclitic}},
		{"waw with fatha",
			"زار {وَ[بوتين]} دمشق",
			[]ErrorKind{OnlyProclitic}},
		{"beh of the name cut off",
			"في [ب{اريس}] أمس",
			[]ErrorKind{OnlyProclitic}},
		{"two proclitics and the article",
			"قال {وبال[كرملين]} أمس",
			[]ErrorKind{OnlyProclitic}},
		{"lam lam",
			"قال {لل[كرملين]} أمس",
			[]ErrorKind{OnlyProclitic}},
		{"second lam is the article",
			"قال ل{ل[كرملين]} أمس",
			[]ErrorKind{OnlyArticle}},
		{"proclitic as a token of its own",
			"قال {و [بوتين]} أمس",
			[]ErrorKind{OnlyProclitic}},
		{"feh",
			"قال {ف[بوتين]} نعم",
			[]ErrorKind{OnlyProclitic}},
		{"half an article",
			"قال ا{ل[كرملين]} أمس",
			[]ErrorKind{TooLong}},
		{"a word like two proclitics",
			"قال {ول [سميث]} أمس",
			[]ErrorKind{TooLong}},
		{"letter inside a word is no proclitic",
			"قال كتا{ب[اريس]} أمس",
			[]ErrorKind{TooLong}},
		{"article taken in",
			"قال {ال[كرملين]} أمس",
			[]ErrorKind{OnlyArticle}},
		{"article left out",
			"قال [ال{كرملين}] أمس",
			[]ErrorKind{OnlyArticle}},
		{"article after a proclitic",
			"قال وب{ال[كرملين]} أمس",
			[]ErrorKind{OnlyArticle}},
		{"article as alef wasla",
			"قال {ٱل[كرملين]} أمس",
			[]ErrorKind{OnlyArticle}},
		{"other letters at the front",
			"قال {ست[الين]} أمس",
			[]ErrorKind{TooLong}},
		{"title taken in",
			"قال {الرئيس [بوتين]} أمس",
			[]ErrorKind{OnlyTitle}},
		{"title left out",
			"قال [الرئيس {بوتين}] أمس",
			[]ErrorKind{OnlyTitle}},
		{"two titles",
			"قال {السيد الرئيس [بوتين]} أمس",
			[]ErrorKind{OnlyTitle}},
		{"title with a proclitic",
			"قال {للرئيس [بوتين]} أمس",
			[]ErrorKind{OnlyTitle}},
		{"title with waw and beh",
			"قال {وبالدكتور [بوتين]} أمس",
			[]ErrorKind{OnlyTitle}},
		{"abbreviated title, glued by a stop",
			"قال {د.[بوتين]} أمس",
			[]ErrorKind{OnlyTitle}},
		{"title behind",
			"قال {[بوتين] الرئيس} أمس",
			[]ErrorKind{OnlyTitle}},
		{"titles on both sides",
			"قال {الرئيس [بوتين] الرئيس} أمس",
			[]ErrorKind{OnlyTitle}},
		{"quote before, title behind",
			"قال {«[بوتين] الرئيس} أمس",
			[]ErrorKind{OnlyTitle}},
		{"title letters glued to the name",
			"قال {د[بوتين]} أمس",
			[]ErrorKind{TooLong}},
		{"title and a proclitic of its own",
			"قال {و الرئيس [بوتين]} أمس",
			[]ErrorKind{OnlyTitle}},
		{"title and a word like two proclitics",
			"قال {الرئيس ول [سميث]} أمس",
			[]ErrorKind{TooLong}},
		{"title and another word",
			"قال {الرئيس السابق [بوتين]} أمس",
			[]ErrorKind{TooLong}},
		{"title on one side, a word on the other",
			"قال {الرئيس [بوتين} أمس]",
			[]ErrorKind{Shifted}},
		{"mark at the end",
			"زار {[محمد]ٌ} دمشق",
			[]ErrorKind{OnlySpelling}},
		{"tanwin with its alef",
			"زار {[محمد]اً} دمشق",
			[]ErrorKind{OnlySpelling}},
		{"tatweel",
			"زار [{محمد}ـــ] دمشق",
			[]ErrorKind{OnlySpelling}},
		{"quotes",
			"قال {«[بوتين]»} أمس",
			[]ErrorKind{OnlySpelling}},
		{"quote and title",
			"قال {«الرئيس [بوتين]»} أمس",
			[]ErrorKind{OnlyTitle}},
		{"the nearest is paired",
			"زار {و}[{لاديمير بوتين}] {دمشق}",
			[]ErrorKind{Spurious, Correct, Spurious}},
		{"the larger share is paired",
			"زار [{فلا}{ديمير بوتين}] أمس",
			[]ErrorKind{Spurious, TooShort}},
		{"the same label is paired",
			"زار [{LOC|فلاديمير} {بوتين}] أمس",
			[]ErrorKind{Spurious, TooShort}},
		{"as many are paired as can be",
			"زار [{فل}{ا] [ديمير} بوتين] أمس",
			[]ErrorKind{TooShort, Shifted}},
		{"nested",
			"قال [ORG|{ORG|جامعة [LOC|{LOC|دمشق}]}] أمس",
			[]ErrorKind{Correct, Correct}},
	}
	for _, c := range cases {
		gold, pred := marked(t, c.text)
		var got []ErrorKind
		for _, e := range Classify(&gold, &pred, ErrorOptions{Title: testTitle}) {
			got = append(got, e.Kind)
			if e.Before+e.Text+e.After != gold.Text {
				t.Errorf("%s: context %q, %q, %q", c.name, e.Before, e.Text, e.After)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

// TestSpellingByKey: what the key folds is spelling.
func TestSpellingByKey(t *testing.T) {
	gold, pred := marked(t,
		"زار {[محمد]ا} دمشق")
	o := ErrorOptions{}
	if got := Classify(&gold, &pred, o)[0].Kind; got != TooLong {
		t.Errorf("without a key: %v", got)
	}
	o.Key = func(s string) string { return strings.TrimSuffix(s, "ا") }
	if got := Classify(&gold, &pred, o)[0].Kind; got != OnlySpelling {
		t.Errorf("with a key: %v", got)
	}
}

// TestContext: whole words of the line, as many as there is room for.
func TestContext(t *testing.T) {
	gold, pred := marked(t,
		"أمس\nزار الرئيس [بوتين] مدينة دمشق\nغدا")
	for _, c := range []struct {
		n             int
		before, after string
	}{
		{0, "زار الرئيس ", " مدينة دمشق"}, // 40
		{11, "زار الرئيس ", " مدينة دمشق"},
		{10, " الرئيس ", " مدينة"},
		{7, " ", " مدينة"},
		{3, " ", ""},
		{-1, "", ""},
	} {
		e := Classify(&gold, &pred, ErrorOptions{Context: c.n})[0]
		if e.Before != c.before || e.After != c.after {
			t.Errorf("%d characters: %q and %q, want %q and %q", c.n, e.Before, e.After, c.before, c.after)
		}
	}
}

func TestErrorKindNames(t *testing.T) {
	for _, k := range ErrorKinds() {
		b, _ := k.MarshalText()
		var back ErrorKind
		if err := back.UnmarshalText(b); err != nil || back != k {
			t.Errorf("%s: %v, %v", b, back, err)
		}
	}
	var k ErrorKind
	if err := k.UnmarshalText([]byte("no such")); err == nil {
		t.Error("an unknown name: no error")
	}
	if !OnlyTitle.Slip() || !OnlyTitle.Boundary() || TooLong.Slip() || WrongBoth.Boundary() {
		t.Error("groups of kinds")
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

// TestErrorsIgnoreOrder: a permutation of the mentions changes nothing.
func TestErrorsIgnoreOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for range 500 {
		truth := []gold.Document{{ID: "1", Text: randomText, Mentions: randomMentions(rng, randomText, 8)}}
		pred := []gold.Document{{ID: "1", Text: randomText, Mentions: randomMentions(rng, randomText, 8)}}
		o := ErrorOptions{Title: testTitle, Train: CollectNames(pred, nil, Options{})}
		first, err := FindErrors(truth, pred, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, list := range [][]gold.Mention{truth[0].Mentions, pred[0].Mentions} {
			rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		}
		again, _ := FindErrors(truth, pred, o)
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
		for _, e := range Classify(&gold, &pred, ErrorOptions{Title: testTitle}) {
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
		o := ErrorOptions{Title: testTitle, Key: strings.ToLower, Train: NameSet{}}
		e, err := FindErrors(truth, pred, o)
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
			c[WrongLabel]+c[WrongBoth]+c.Boundary() != s.Incorrect || c.Errors() != len(e.List) {
			t.Fatalf("errors %v, strict %+v", c, s)
		}
		if err := e.WriteText(io.Discard, TextOptions{Isolate: true}); err != nil {
			t.Fatal(err)
		}
		for _, list := range [][]Part{e.Seen, e.Lengths, e.Docs} {
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
		if met != c[Correct]+c.Errors() {
			t.Fatalf("%d in the confusion, %d classified", met, c[Correct]+c.Errors())
		}
	})
}
