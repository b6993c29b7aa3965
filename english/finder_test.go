package english_test

import (
	"context"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/english"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
)

func analyzer(tb testing.TB, o alam.Options, e english.Options) *alam.Analyzer {
	tb.Helper()
	f, err := english.New(e)
	if err != nil {
		tb.Fatal(err)
	}
	o.English = f
	a, err := alam.New(o)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// found gives the mentions as LABEL/kind text source.
func found(tb testing.TB, a *alam.Analyzer, source string) []string {
	tb.Helper()
	x, err := a.Analyze(context.Background(), source)
	if err != nil {
		tb.Fatal(err)
	}
	checkLaw(tb, source, x)
	var out []string
	for _, m := range x.Mentions {
		by := "tagger"
		if m.Evidence[0].Source == english.Source {
			by = "english"
		}
		out = append(out, string(m.Label)+" "+m.Text+" "+by)
	}
	return out
}

func checkLaw(tb testing.TB, source string, x *alam.Analysis) {
	tb.Helper()
	last, seen := 0, 0
	for i, m := range x.Mentions {
		if m.Start < last || m.End <= m.Start || source[m.Start:m.End] != m.Text || !utf8.ValidString(m.Text) {
			tb.Fatalf("mention %d: %+v in %q", i, m, source)
		}
		e := x.Entities[m.Entity]
		if e.Label != m.Label || !slices.Contains(e.Mentions, i) {
			tb.Fatalf("mention %+v of %+v", m, e)
		}
		if m.Entity > seen {
			tb.Fatalf("entity %d before %d", m.Entity, seen)
		}
		seen = max(seen, m.Entity+1)
		last = m.End
	}
}

const paragraph = "U.S. President Donald Trump met Vladimir Putin in Anchorage on Friday, and NATO allies said they would wait.\n"

// TestParagraph: an English paragraph within an Arabic article.
func TestParagraph(t *testing.T) {
	a := analyzer(t, alam.Options{}, english.Options{})
	for _, c := range []struct {
		src  string
		want []string
	}{
		{
			"التقى فلاديمير بوتين نظيره في ألاسكا.\n" + paragraph + "وعاد بوتين إلى موسكو.",
			[]string{
				"PER فلاديمير بوتين tagger", "LOC ألاسكا tagger",
				"LOC U.S. english", "PER Donald Trump english", "PER Vladimir Putin english", "LOC Anchorage english", "ORG NATO tagger",
				"PER بوتين tagger", "LOC موسكو tagger",
			},
		},
		{
			"Israeli Prime Minister Benjamin Netanyahu told “reporters” in Jerusalem that Hamas had rejected Tony Wilkinson’s plan.",
			[]string{"PER Benjamin Netanyahu english", "LOC Jerusalem english", "ORG Hamas tagger", "PER Tony Wilkinson english"},
		},
		{
			"أضاف (Elon Musk) في حديثه",
			[]string{"PER Elon Musk english"},
		},
		{
			"فتح الملف بصيغة PDF أو DOCX من www.example.com",
			nil,
		},
	} {
		got := found(t, a, c.src)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\ngot  %q\nwant %q", c.src, got, c.want)
		}
	}
}

// TestEntities: a Latin name joins whom the Arabic one names, beside it or
// elsewhere in the text.
func TestEntities(t *testing.T) {
	a := analyzer(t, alam.Options{}, english.Options{})
	const src = "قال هيرمان شولتسه (Hermann Schultze) إن بيروت تغيرت.\nHe said that people in Beirut had waited for years."
	x, err := a.Analyze(context.Background(), src)
	if err != nil {
		t.Fatal(err)
	}
	checkLaw(t, src, x)
	for _, c := range []struct{ arabic, latin string }{{"هيرمان شولتسه", "Hermann Schultze"}, {"بيروت", "Beirut"}} {
		i := slices.IndexFunc(x.Mentions, func(m ner.Mention) bool { return m.Text == c.arabic })
		k := slices.IndexFunc(x.Mentions, func(m ner.Mention) bool { return m.Text == c.latin })
		if i < 0 || k < 0 || x.Mentions[i].Entity != x.Mentions[k].Entity || x.Mentions[i].Kind != x.Mentions[k].Kind {
			t.Errorf("%s and %s are not one: %+v", c.arabic, c.latin, x.Mentions)
		}
	}
}

// TestAsked: labels, scores and the user's lists hold for English too.
func TestAsked(t *testing.T) {
	if got := found(t, analyzer(t, alam.Options{Labels: []ner.Label{ner.ORG}}, english.Options{}), paragraph); !slices.Equal(got, []string{"ORG NATO tagger"}) {
		t.Errorf("only ORG asked for: %q", got)
	}
	for _, m := range found(t, analyzer(t, alam.Options{MinScore: english.Listed + 1}, english.Options{}), paragraph) {
		if m != "ORG NATO tagger" {
			t.Errorf("above the least score: %q", m)
		}
	}
	g, err := gazetteer.New([]gazetteer.Entry{{ID: "x", Label: "ORG", Kind: "company", Name: "\u0623\u0646\u0643\u0648\u0631\u064a\u062c", NameEn: "Anchorage"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := found(t, analyzer(t, alam.Options{}, english.Options{Gazetteers: []*gazetteer.Gazetteer{g}}), paragraph); !slices.Contains(got, "ORG Anchorage english") {
		t.Errorf("the user's Anchorage is a company: %q", got)
	}
}

// FuzzFind: whatever the text, spans are right and nothing panics.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		paragraph, "(Elon Musk) Charles I (", "\u201cWe\u2019re in Paris\u201d said Tom\u00a0Smith of the U.N. yesterday &rsquo;",
		"a b c D e f $ (G) :-) don't C\u00f4te d\u2019Ivoire \u200fRome\u200e x\u0000y", "-NONE- * 0 *-1 (-8 \u00af\\(\u30c4)/\u00af and More words here",
		"Donald Trump قال Donald Trump in the White House that (he", "Caf\u00e9 de la Paix e\u0301tait ferm\u00e9 hier \u0130stanbul",
	} {
		f.Add(s)
	}
	a := analyzer(f, alam.Options{}, english.Options{})
	f.Fuzz(func(t *testing.T, source string) {
		if utf8.ValidString(source) {
			found(t, a, source)
		}
	})
}

// BenchmarkFind: bytes a second of English, once the model is read; and
// of Arabic, which never asks for it.
func BenchmarkFind(b *testing.B) {
	a := analyzer(b, alam.Options{}, english.Options{})
	for _, c := range []struct{ name, src string }{{"english", paragraph}, {"arabic", "وعاد بوتين إلى موسكو بعد لقاء ترامب في ألاسكا."}} {
		b.Run(c.name, func(b *testing.B) {
			found(b, a, c.src)
			b.SetBytes(int64(len(c.src)))
			for b.Loop() {
				if _, err := a.Analyze(context.Background(), c.src); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
