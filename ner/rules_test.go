package ner

import (
	"fmt"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
)

// tagger builds a tagger of rules and triggers alone.
func tagger(t testing.TB, rules string, triggers ...Trigger) *Tagger {
	t.Helper()
	rs, err := rule.Parse("t.rules", strings.NewReader(rules))
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := NewLexicon(triggers)
	if err != nil {
		t.Fatal(err)
	}
	tg, err := New(Options{Rules: rs, Lexicon: lexicon, Labels: []Label{PER, LOC, ORG, MISC}})
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

func names(src string, ms []Mention) string {
	var out []string
	for _, m := range ms {
		out = append(out, fmt.Sprintf("%s=%s", m.Label, src[m.Start:m.End]))
	}
	return strings.Join(out, " ")
}

func TestRules(t *testing.T) {
	triggers := []Trigger{
		{Class: "title.office", Form: "الرئيس"},
		{Class: "title.office", Form: "رئيس الوزراء"},
		{Class: "title.profession.weak", Form: "اللاعب"},
		{Class: classNisba, Form: "الروسي", Country: "country/RU"},
	}
	for _, c := range []struct{ name, rules, src, want string }{
		{"sequence and capture",
			`rule x +1 = @title @nisba? PER[ .{2} ]`,
			"قال الرئيس الروسي فلاديمير بوتين أمس",
			"PER=فلاديمير بوتين"},
		{"a class stands for all its words",
			`rule x +1 = @title.office PER[ . ]`,
			"رئيس الوزراء نواف",
			"PER=نواف"},
		{"a class stands for those below it, and * for any",
			`rule x +1 = @title.*.weak PER[ . ]`,
			"الرئيس نواف اللاعب ميسي",
			"PER=ميسي"},
		{"the longest of one beginning",
			`rule x +1 = @title.office PER[ :word+ ] "."`,
			"الرئيس نواف سلام .",
			"PER=نواف سلام"},
		{"proclitics before a trigger",
			`rule x +1 = @title.office PER[ . ]`,
			"وللرئيس نواف",
			"PER=نواف"},
		{"alternatives, negation, conjunction",
			`rule x +1 = ("زار" | "غادر") LOC[ :word&!:def ]`,
			"زار المدينة ثم غادر بيروت",
			"LOC=بيروت"},
		{"sentence bounds",
			`rule x +1 = ^ LOC[ . ] "-"`,
			"بيروت - قال. دمشق - قال مراسل - هنا",
			"LOC=بيروت LOC=دمشق"},
		{"the end of a sentence",
			`rule x +1 = PER[ :word ] "." $`,
			"قال نواف. وقال",
			"PER=نواف"},
		{"not over the end of a sentence",
			`rule x +1 = @title.office "."? PER[ :word ]`,
			"قال الرئيس. نواف",
			""},
		{"several captures",
			`rule x +1 = "بين" PER[ . ] "و" PER[ . ]`,
			"بين ترامب و بوتين",
			"PER=ترامب PER=بوتين"},
		{"what is no name competes",
			"rule x +1 = LOC[ \"مصر\" ]\nrule y +2 = O[ \"مصر\" \"الجديدة\" ]",
			"مصر ومصر الجديدة",
			"LOC=مصر"},
		{"a phrase in quotes",
			`rule x +1 = "رئيس الوزراء" PER[ . ]`,
			"قال رئيس الوزراء نواف ورئيس الوفد سالم",
			"PER=نواف"},
		{"a word as it is spelled",
			`rule x +1 = 'على' LOC[ . ]`,
			"على دمشق علي بيروت عَلى حلب",
			"LOC=دمشق LOC=حلب"},
		{"an expression on the key, folded as keys are",
			`rule x +1 = PER[ /^[أل].*وف$/ ]`,
			"جاء لافروف معروف أوشاكوف",
			"PER=لافروف PER=أوشاكوف"},
		{"a list of words and phrases",
			"list works = أعلن, قال  \"أكد على\"\n  صرح\nrule x +1 = $works PER[ . ]",
			"أعلن سالم أكد على نواف صرح عمر",
			"PER=سالم PER=نواف PER=عمر"},
		{"negation of alternatives",
			"let no = (\"ا\" | @title)\nrule x +1 = \"قال\" PER[ !($no | :punct)&!\"ب\" ]",
			"قال الرئيس قال ب قال ، قال نواف",
			"PER=نواف"},
		{"conjunction of alternatives",
			`rule x +1 = PER[ ("نواف" | "سالم" | :number)&:word ]`,
			"نواف 12 سالم",
			"PER=نواف PER=سالم"},
		{"dashes, colons, ends of lines",
			`rule x +1 = LOC[ :word ] :dash PER[ :word ] :colon ORG[ :line-end ]`,
			"دمشق - سالم: نعم\nبيروت – عمر: لا شيء",
			"LOC=دمشق PER=سالم ORG=نعم"},
		{"the country of a title and the person",
			`rule x +1 = @title.office LOC/country[ @nisba ] PER/official[ . ]`,
			"الرئيس الروسي بوتين",
			"LOC=الروسي PER=بوتين"},
		{"eight captures",
			"rule x +1 = PER[.] LOC[.] PER[.] LOC[.] PER[.] LOC[.] PER[.] LOC[.]",
			"ا ب ت ث ج ح خ د",
			"PER=ا LOC=ب PER=ت LOC=ث PER=ج LOC=ح PER=خ LOC=د"},
		{"of a capture repeated the last counts",
			`rule x +1 = "بين" (PER[ :word ] "،")+ "ثم"`,
			"بين سالم ، نواف ، ثم",
			"PER=نواف"},
		{"a rule cannot begin at the end",
			`rule x +1 = ($ | "ا") PER[ "ب" ] ^?`,
			"ب. ا ب. ب",
			"PER=ب"},
		{"macros and continued lines",
			"let name = (\"علي\" | \"عمر\")\nrule x +1 =\n  PER[ $name+ ]\n# end",
			"جاء علي عمر",
			"PER=علي عمر"},
	} {
		tg := tagger(t, c.rules, triggers...)
		ms, _ := tg.Tag(c.src, token.Tokenize(c.src))
		if got := names(c.src, ms); got != c.want {
			t.Errorf("%s:\n%s\ngot  %s\nwant %s", c.name, c.src, got, c.want)
		}
	}
}

func TestRegions(t *testing.T) {
	const src = "زيارة بغداد\nوصل سالم إلى دمشق"
	tg := tagger(t, "rule a +1 = LOC[ %title&%last ]\nrule b +1 = PER[ %body&!%first&!%last&/سالم/ ]\nrule c +1 = ORG[ %body&%first ]")
	at := strings.Index(src, "\n") + 1
	ms, _ := tg.TagRegions(src, token.Tokenize(src), []text.Region{{Span: text.Span{Start: 0, End: at}, Kind: text.Title},
		{Span: text.Span{Start: at, End: len(src)}, Kind: text.Body}})
	if got, want := names(src, ms), "LOC=بغداد ORG=وصل PER=سالم"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if ms, _ := tg.Tag(src, token.Tokenize(src)); len(ms) > 0 {
		t.Errorf("without regions: %s", names(src, ms))
	}
}

// TestManyRules: with 3000 rules the right ones match, and the next text is not
// disturbed.
func TestManyRules(t *testing.T) {
	var b strings.Builder
	word := func(i int) string { // letters for digits
		s := []rune(fmt.Sprint(i))
		for k := range s {
			s[k] = '\u0633' + s[k] - '0'
		}
		return string(s) + "\u0641\u0641"
	}
	const n = 3000
	for i := range n {
		fmt.Fprintf(&b, "rule x%d +1 = @title? \"%s\" PER[ \"%s\" ] LOC[ . ]?\n", i, word(i), word(n-i))
	}
	tg := tagger(t, b.String(), Trigger{Class: "title", Form: "\u0627\u0644\u0631\u0626\u064a\u0633"})
	for i := 0; i < n; i += 7 {
		src := word(i) + " " + word(n-i) + " " + word(i+1)
		ms, _ := tg.Tag(src, token.Tokenize(src))
		if want := "PER=" + word(n-i) + " LOC=" + word(i+1); names(src, ms) != want {
			t.Fatalf("%s: got %s, want %s", src, names(src, ms), want)
		}
	}
}
