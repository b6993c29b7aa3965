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
		want       []MismatchKind
	}{
		{"correct",
			"زار [{بوتين}] دمشق",
			[]MismatchKind{Correct}},
		{"missed",
			"زار [بوتين] دمشق",
			[]MismatchKind{Missed}},
		{"spurious",
			"زار {دمشق} أمس",
			[]MismatchKind{Spurious}},
		{"touching is not meeting",
			"زار [فلاديمير ]{بوتين} أمس",
			[]MismatchKind{Missed, Spurious}},
		{"wrong label",
			"في [ORG|{LOC|موسكو}] أمس",
			[]MismatchKind{WrongLabel}},
		{"wrong label and boundary",
			"قال [ORG|وزارة {LOC|الدفاع}] أمس",
			[]MismatchKind{WrongBoth}},
		{"too long",
			"{[بوتين] أمس} في دمشق",
			[]MismatchKind{TooLong}},
		{"too short",
			"زار [فلاديمير {بوتين}] دمشق",
			[]MismatchKind{TooShort}},
		{"shifted",
			"زار [فلاديمير {بوتين] أمس}",
			[]MismatchKind{Shifted}},
		{"waw taken in",
			"زار {و[بوتين]} دمشق",
			[]MismatchKind{OnlyProclitic}},
		{"waw with fatha",
			"زار {وَ[بوتين]} دمشق",
			[]MismatchKind{OnlyProclitic}},
		{"beh of the name cut off",
			"في [ب{اريس}] أمس",
			[]MismatchKind{OnlyProclitic}},
		{"two proclitics and the article",
			"قال {وبال[كرملين]} أمس",
			[]MismatchKind{OnlyProclitic}},
		{"lam lam",
			"قال {لل[كرملين]} أمس",
			[]MismatchKind{OnlyProclitic}},
		{"second lam is the article",
			"قال ل{ل[كرملين]} أمس",
			[]MismatchKind{OnlyArticle}},
		{"proclitic as a token of its own",
			"قال {و [بوتين]} أمس",
			[]MismatchKind{OnlyProclitic}},
		{"feh",
			"قال {ف[بوتين]} نعم",
			[]MismatchKind{OnlyProclitic}},
		{"half an article",
			"قال ا{ل[كرملين]} أمس",
			[]MismatchKind{TooLong}},
		{"a word like two proclitics",
			"قال {ول [سميث]} أمس",
			[]MismatchKind{TooLong}},
		{"letter inside a word is no proclitic",
			"قال كتا{ب[اريس]} أمس",
			[]MismatchKind{TooLong}},
		{"article taken in",
			"قال {ال[كرملين]} أمس",
			[]MismatchKind{OnlyArticle}},
		{"article left out",
			"قال [ال{كرملين}] أمس",
			[]MismatchKind{OnlyArticle}},
		{"article after a proclitic",
			"قال وب{ال[كرملين]} أمس",
			[]MismatchKind{OnlyArticle}},
		{"article as alef wasla",
			"قال {ٱل[كرملين]} أمس",
			[]MismatchKind{OnlyArticle}},
		{"other letters at the front",
			"قال {ست[الين]} أمس",
			[]MismatchKind{TooLong}},
		{"title taken in",
			"قال {الرئيس [بوتين]} أمس",
			[]MismatchKind{OnlyTitle}},
		{"title left out",
			"قال [الرئيس {بوتين}] أمس",
			[]MismatchKind{OnlyTitle}},
		{"two titles",
			"قال {السيد الرئيس [بوتين]} أمس",
			[]MismatchKind{OnlyTitle}},
		{"title with a proclitic",
			"قال {للرئيس [بوتين]} أمس",
			[]MismatchKind{OnlyTitle}},
		{"title with waw and beh",
			"قال {وبالدكتور [بوتين]} أمس",
			[]MismatchKind{OnlyTitle}},
		{"abbreviated title, glued by a stop",
			"قال {د.[بوتين]} أمس",
			[]MismatchKind{OnlyTitle}},
		{"title behind",
			"قال {[بوتين] الرئيس} أمس",
			[]MismatchKind{OnlyTitle}},
		{"titles on both sides",
			"قال {الرئيس [بوتين] الرئيس} أمس",
			[]MismatchKind{OnlyTitle}},
		{"quote before, title behind",
			"قال {«[بوتين] الرئيس} أمس",
			[]MismatchKind{OnlyTitle}},
		{"title letters glued to the name",
			"قال {د[بوتين]} أمس",
			[]MismatchKind{TooLong}},
		{"title and a proclitic of its own",
			"قال {و الرئيس [بوتين]} أمس",
			[]MismatchKind{OnlyTitle}},
		{"title and a word like two proclitics",
			"قال {الرئيس ول [سميث]} أمس",
			[]MismatchKind{TooLong}},
		{"title and another word",
			"قال {الرئيس السابق [بوتين]} أمس",
			[]MismatchKind{TooLong}},
		{"title on one side, a word on the other",
			"قال {الرئيس [بوتين} أمس]",
			[]MismatchKind{Shifted}},
		{"mark at the end",
			"زار {[محمد]ٌ} دمشق",
			[]MismatchKind{OnlySpelling}},
		{"tanwin with its alef",
			"زار {[محمد]اً} دمشق",
			[]MismatchKind{OnlySpelling}},
		{"tatweel",
			"زار [{محمد}ـــ] دمشق",
			[]MismatchKind{OnlySpelling}},
		{"quotes",
			"قال {«[بوتين]»} أمس",
			[]MismatchKind{OnlySpelling}},
		{"quote and title",
			"قال {«الرئيس [بوتين]»} أمس",
			[]MismatchKind{OnlyTitle}},
		{"the nearest is paired",
			"زار {و}[{لاديمير بوتين}] {دمشق}",
			[]MismatchKind{Spurious, Correct, Spurious}},
		{"the larger share is paired",
			"زار [{فلا}{ديمير بوتين}] أمس",
			[]MismatchKind{Spurious, TooShort}},
		{"the same label is paired",
			"زار [{LOC|فلاديمير} {بوتين}] أمس",
			[]MismatchKind{Spurious, TooShort}},
		{"as many are paired as can be",
			"زار [{فل}{ا] [ديمير} بوتين] أمس",
			[]MismatchKind{TooShort, Shifted}},
		{"nested",
			"قال [ORG|{ORG|جامعة [LOC|{LOC|دمشق}]}] أمس",
			[]MismatchKind{Correct, Correct}},
	}
	for _, c := range cases {
		gold, pred := marked(t, c.text)
		var got []MismatchKind
		for _, e := range Classify(&gold, &pred, MismatchOptions{Title: testTitle}) {
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
	o := MismatchOptions{}
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
		e := Classify(&gold, &pred, MismatchOptions{Context: c.n})[0]
		if e.Before != c.before || e.After != c.after {
			t.Errorf("%d characters: %q and %q, want %q and %q", c.n, e.Before, e.After, c.before, c.after)
		}
	}
}

func TestErrorKindNames(t *testing.T) {
	for _, k := range MismatchKinds() {
		b, _ := k.MarshalText()
		var back MismatchKind
		if err := back.UnmarshalText(b); err != nil || back != k {
			t.Errorf("%s: %v, %v", b, back, err)
		}
	}
	var k MismatchKind
	if err := k.UnmarshalText([]byte("no such")); err == nil {
		t.Error("an unknown name: no error")
	}
	if !OnlyTitle.Slip() || !OnlyTitle.Boundary() || TooLong.Slip() || WrongBoth.Boundary() {
		t.Error("groups of kinds")
	}
}
