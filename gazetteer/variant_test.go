package gazetteer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/token"
)

const variantList = `label	kind	name	name_en	aliases	prominence
PER	politician	فولوديمير زيلينسكي	Volodymyr Zelensky	زيلينسكي	9
PER	diplomat	أنطونيو غوتيريش	Antonio Guterres	غوتيريش	9
PER	politician	بنيامين نتنياهو	Benjamin Netanyahu	نتنياهو	9
PER	politician	أنتوني بلينكن	Antony Blinken	بلينكن	9
PER	diplomat	رافاييل غروسي	Rafael Grossi	غروسي	8
PER	artist	كريستين أندرسون	Christine Anderson		6
PER	athlete	كريستيان برغسون	Christian Bergson		6
PER	politician	محمد بوخاري	Muhammadu Buhari		8
PER	artist	زانيلا	Zanella		3
LOC	city	كوردوبا	Cordoba		8
PER	person	كردوبا	Cordoba		8
ORG	company	غولدمان ساكس	Goldman Sachs		8
ORG	media	الجزيرة	Al Jazeera		9
LOC	country	كولومبيا	Colombia		9
LOC	city	فيكتوريا	Victoria		7
LOC	city	تكريت	Tikrit		8
`

func TestVariants(t *testing.T) {
	l := layers(t, variantList)
	for _, c := range []struct{ why, src, want string }{
		{"a vowel left out",
			"قال زيلنسكي اليوم",
			"زيلنسكي"},
		{"as listed, which is no variant",
			"قال زيلينسكي اليوم",
			""},
		{"ج for غ",
			"قال جوتيريش اليوم",
			"جوتيريش"},
		{"س for ش",
			"قال غوتيريس اليوم",
			"غوتيريس"},
		{"ز for ش is another name",
			"قال غوتيريز اليوم",
			""},
		{"a vowel put in",
			"قال نتانياهو اليوم",
			"نتانياهو"},
		{"after a conjunction",
			"ونتانياهو",
			"نتانياهو"},
		{"a last vowel put in before the last consonant",
			"قال بلينكين اليوم",
			"بلينكين"},
		{"three consonants: the vowels count",
			"قال جروسي اليوم",
			"جروسي"},
		{"three consonants, another vowel",
			"قال غريسي اليوم",
			""},
		{"both words",
			"قال أنتوني بلينكين ورافائيل جروسي",
			"أنتوني بلينكين|بلينكين|رافائيل جروسي|جروسي"},
		{"the first word of two",
			"شركة جولدمان ساكس",
			"جولدمان ساكس"},
		{"every word listed in some name: the vowels count",
			"كريستيان أندرسون",
			""},
		{"with an article it may be another",
			"محمد البوخاري",
			""},
		{"a name that is not prominent, alone",
			"قال زانيللا",
			""},
		{"two labels",
			"زار كوردبا",
			""},
		{"with the article, alone: an adjective",
			"الأمطار الغزيرة",
			""},
		{"a last vowel makes another name",
			"زوجته كولومبا",
			""},
		{"without a last vowel",
			"كتب فيكتور",
			""},
		{"two edits",
			"تغيرت الأحوال",
			""},
		{"a case ending",
			"رأيت بلينكيناً",
			""},
	} {
		var f gazetteer.Scratch
		var got []string
		for _, m := range l.Append(nil, &f, token.Tokenize(c.src)) {
			if m.Variant {
				got = append(got, c.src[m.Start:m.End])
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s:\n%s\ngot  %q\nwant %q", c.why, c.src, got, c.want)
		}
	}
}

// TestVariantOrdinary: a word that is known as an ordinary one is no variant,
// however it is cut.
func TestVariantOrdinary(t *testing.T) {
	l := layers(t, variantList)
	for _, ordinary := range []string{"نتانياهو", "ونتانياهو"} {
		f := gazetteer.Scratch{Ordinary: func(key string) bool { return key == ordinary }}
		if ms := l.Append(nil, &f, make([]token.Token, 0)); len(ms) != 0 {
			t.Fatal(ms)
		}
		for _, r := range l.LookupBy(&f, "ونتانياهو") {
			if r.Result == gazetteer.Found {
				t.Errorf("%s is ordinary, but found as %v", ordinary, r.Matches[0].Name())
			}
		}
	}
	var f gazetteer.Scratch
	if r := l.LookupBy(&f, "نتانياهو"); r[0].Result != gazetteer.Found || !r[0].Matches[0].Variant || r[0].Matches[0].Name() != "نتنياهو" {
		t.Errorf("%+v", r)
	}
}

// TestVariantLayers: a name of an upper list, or a label that it gives, goes
// before a variant of a lower one; a deleted name has no variants.
func TestVariantLayers(t *testing.T) {
	const head = "id\tlabel\tkind\tname\tprominence\n"
	for _, c := range []struct{ over, want string }{
		{"\tLOC\tcity\tنتانياهو\t3\n", "LOC exact"},
		{"\tLOC\tcity\tنتنياهوو\t9\n", "PER variant"},
		{"\tLOC\tcity\tنتانيهو\t9\n", ""}, // a variant of another label
		{"\t-\t\tنتنياهو\t\n", ""},
	} {
		var f gazetteer.Scratch
		var got []string
		for _, m := range layers(t, variantList, head+c.over).Append(nil, &f, token.Tokenize("نتانياهو")) {
			label, _ := m.List.ClassNames(m.List.Class(m.Entry))
			got = append(got, label+map[bool]string{true: " variant", false: " exact"}[m.Variant])
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q: %v, want %q", c.over, got, c.want)
		}
	}
}

// TestVariantLong: what a long text, of which words are remembered, has is what
// its lines have each by itself.
func TestVariantLong(t *testing.T) {
	g, err := gazetteer.Open(data.Gazetteer())
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.Repeat([]string{"قال زيلنسكى إن بوب كروكر", "زار وولفجانج شويبله موسكو", "وقال بلومبيرج", "بلومبيرجٍ", "كتب"}, 150)
	tokens := token.Tokenize(strings.Join(lines, "\n"))
	if len(tokens) < 1000 {
		t.Fatal(len(tokens))
	}
	l := gazetteer.NewLayers(g)
	want := map[bool][]string{}
	for _, line := range lines {
		var f gazetteer.Scratch
		for _, m := range l.Append(nil, &f, token.Tokenize(line)) {
			want[m.Variant] = append(want[m.Variant], m.Name())
		}
	}
	if len(want[true]) < 300 {
		t.Errorf("only %d variants", len(want[true]))
	}
	for name, appendAll := range map[string]func([]gazetteer.Match, *gazetteer.Scratch, []token.Token) []gazetteer.Match{"list": g.Append, "layers": l.Append} {
		var f gazetteer.Scratch
		got := map[bool][]string{}
		for _, m := range appendAll(nil, &f, tokens) {
			got[m.Variant] = append(got[m.Variant], m.Name())
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %d and %d names, want %d and %d", name, len(got[false]), len(got[true]), len(want[false]), len(want[true]))
		}
	}
}

// TestLintVariants: an alias that lint says is needless is found without it, and
// one that is not found otherwise is not said to be.
func TestLintVariants(t *testing.T) {
	list := func(aliases ...string) string {
		return variantList + "PER\tpolitician\tسيغمار غابريل\tSigmar Gabriel\t" + strings.Join(aliases, "|") + "\t8\n"
	}
	aliases := []string{"سيجمار جابريل", "سيغمار غبريل", "غابريل", "جابريل", "سيغ غابي", "كريستين غابريل"}
	sources, errs := gazetteer.ReadLocated("list.tsv", strings.NewReader(list(aliases...)))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	findings, err := gazetteer.Lint(sources, gazetteer.LintOptions{Notes: true})
	if err != nil {
		t.Fatal(err)
	}
	noted := 0
	for i, a := range aliases {
		less := layers(t, list(slices.Delete(slices.Clone(aliases), i, i+1)...))
		found := slices.ContainsFunc(less.Lookup(a), func(r gazetteer.Reading) bool { return r.Result == gazetteer.Found })
		note := slices.ContainsFunc(findings, func(f gazetteer.Finding) bool {
			return f.Code == gazetteer.CodeVariant && f.Severity == gazetteer.Note && strings.HasPrefix(f.Message, "alias "+a+" ")
		})
		if note {
			noted++
		}
		if note && !found {
			t.Errorf("%s: said to be needless, and not found without", a)
		}
	}
	if noted != 2 {
		t.Errorf("%d notes, want 2: %v", noted, findings)
	}
}
