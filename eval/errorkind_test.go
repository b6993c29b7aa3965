package eval

import (
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
