package ner

import (
	"errors"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/data"
)

func TestReadPolicyErrors(t *testing.T) {
	for rows, want := range map[string]string{
		"LOC.city\tsurely":                     `p.tsv:2:10: policy "surely", want sure,`,
		"city\tsure":                           `p.tsv:2:1: class "city" for sure, want PER, LOC, ORG or MISC`,
		"\tsure":                               `p.tsv:2:1: class "" for sure`,
		"ORG.club\toutside":                    `p.tsv:2:1: class "ORG.club" for outside, want one of titles`,
		"ORG.club\tsure\nORG.club\tsure.usual": `p.tsv:3:10: policy of ORG.club a second time`,
		"ORG.club\tnationality\nORG.club\tnationality":      `p.tsv:3:10: policy of ORG.club a second time`,
		"title.royal\toutside\ntitle.royal\toutside":        `p.tsv:3:13: policy of title.royal a second time`,
		"ORG.club\tsure\tnote\tmore":                        `p.tsv:2:`,
		"ORG.club\tsure\nORG.club\tnationality\nLOC\tsomew": `p.tsv:4:5: policy "somew"`,
	} {
		head := "class\tpolicy\n"
		if strings.Contains(rows, "note") {
			head = "class\tpolicy\tnote\n"
		}
		_, err := ReadPolicy("p.tsv", strings.NewReader(head+rows+"\n"))
		var at *ParseError
		if !errors.As(err, &at) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", rows, err, want)
		}
	}
}

// embeddedPolicy reads that of a guideline.
func embeddedPolicy(t testing.TB, guideline string) *Policy {
	t.Helper()
	f, err := data.Files().Open("guidelines/" + guideline + "/policy.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := ReadPolicy("data/guidelines/"+guideline+"/policy.tsv", f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestPolicyData: the embedded policy can be read, and its titles are of the lexicon.
func TestPolicyData(t *testing.T) {
	p := embeddedPolicy(t, "anercorp")
	for key, want := range map[[2]string]classPolicy{
		{"PER", "athlete"}:  {sure: sureAlways},
		{"ORG", "club"}:     {sure: sureAlways, nationality: true},
		{"LOC", "country"}:  {sure: sureUsual},
		{"LOC", "facility"}: {sure: sureHeaded},
		{"ORG", "party"}:    {},
	} {
		if got := p.of(key[0], key[1]); got != want {
			t.Errorf("%v: %+v, want %+v", key, got, want)
		}
	}
	for _, label := range []string{"PER", "LOC", "ORG"} {
		if got := embeddedPolicy(t, "news").of(label, "any"); got != (classPolicy{sure: sureAlways, word: true}) {
			t.Errorf("%s in news: %+v", label, got)
		}
	}
	lexicon, err := OpenLexicon(data.Lexicon())
	if err != nil {
		t.Fatal(err)
	}
	classes := map[string]bool{}
	for i := range lexicon.Len() {
		class, _ := lexicon.ClassNames(lexicon.Class(i))
		classes[class] = true
		if dot := strings.LastIndexByte(class, '.'); dot > 0 {
			classes[class[:dot]] = true // of heads of any flag
		}
	}
	for _, class := range p.standOutside() {
		if !classes[class] {
			t.Errorf("the lexicon has no class %s", class)
		}
	}
}
