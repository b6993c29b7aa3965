package gazetteer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
)

const lintHead = "id\tlabel\tkind\tname\tname_en\taliases\tcountry\tprominence\tflags\n"

// news is what a word count of news might say: bare, with the article, with a suffix.
func news(key string) (bare, article, suffix int) {
	c := map[string][3]int{
		"كتاب": {500, 300, 200},
		"سلط":  {14, 40, 0},
		"بوتن": {500, 0, 3},
		"فيفا": {200, 300, 0},
	}[key]
	return c[0], c[1], c[2]
}

func lint(t *testing.T, rows string, allow ...gazetteer.Code) []string {
	t.Helper()
	sources, errs := gazetteer.ReadLocated("list.tsv", strings.NewReader(lintHead+rows))
	var out []string
	for _, err := range errs {
		out = append(out, gazetteer.FormatFinding(err).String())
	}
	findings, err := gazetteer.Lint(sources, gazetteer.LintOptions{Words: news, Allow: allow})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		out = append(out, f.String())
	}
	return out
}

func TestLint(t *testing.T) {
	for _, c := range []struct {
		name, rows string
		want       []string // line, severity and code
	}{
		{"nothing wrong",
			"\tLOC\tcity\tبيروت\tBeirut\tمدينة بيروت\tLB\t9\t\n" +
				"\tORG\tclub\tبيروت\tBeirut Club\t\tLB\t3\tneeds_context\n" +
				"\tORG\tcompany\tAT&T\tAT&T\tإيه تي آند تي|OPEC+\tUS\t5\t\n",
			nil},
		{"a row that deletes is not looked at",
			"\t-\t\tم\t\t\t\t\t\n",
			nil},
		{"an id twice",
			"a/1\tLOC\tcity\tحلب\tAleppo\t\tSY\t8\t\na/1\tLOC\tcity\tحماة\tHama\t\tSY\t6\t\n",
			[]string{"3 error duplicate-id"}},
		{"one thing twice",
			"a/1\tPER\tathlete\tمحمد صلاح\tMohamed Salah\t\tEG\t8\t\na/2\tPER\tathlete\tمحمّد صلاح\tMohamed Salah\t\tEG\t8\t\n",
			[]string{"3 error duplicate", "3 error forbidden-character"}},
		{"two people of one name, neither hidden by the other",
			"\tPER\tathlete\tمحمد عبده\tMohamed Abdou\tعبده المصري\tEG\t4\t\n\tPER\tartist\tمحمد عبده\tMohammed Abdu\t\tSA\t7\t\n",
			[]string{"3 warning homonym"}},
		{"all names belong to a more prominent entry",
			"\tLOC\tcity\tطرابلس\tTripoli\tطرابلس الغرب\tLY\t9\t\n\tLOC\tcity\tطرابلس\tTripoli (Lebanon)\t\tLB\t6\t\n",
			[]string{"3 warning shadowed"}},
		{"one name with two labels, the less prominent not marked",
			"\tORG\tclub\tالنصر\tAl Nassr\t\tSA\t8\t\n\tLOC\tdistrict\tحي النصر\tAl-Nasr\tالنصر\tPS\t3\t\n",
			[]string{"3 warning two-labels"}},
		{"one name with two labels, as prominent, and one marked",
			"\tORG\tclub\tالنصر\tAl Nassr\t\tSA\t8\t\n\tLOC\tdistrict\tحي النصر\tAl-Nasr\t?النصر\tPS\t8\t\n",
			nil},
		{"frequent ordinary words",
			"\tORG\tmedia\tكتاب\tKitab\t\tEG\t4\t\n\tLOC\tcity\tالسلط\tSalt\t\tJO\t4\t\n\tPER\tpolitician\tبوتن\tPutin\t\tRU\t4\t\n",
			[]string{"2 warning common-word", "3 warning common-word"}},
		{"marked, prominent, or listed with and without the article",
			"\tORG\tmedia\tكتاب\tKitab\t\tEG\t4\tneeds_context\n\tLOC\tcity\tالسلط\tSalt\t\tJO\t7\t\n\tORG\tfederation\tالفيفا\tFIFA\tفيفا\t\t4\t\n",
			nil},
		{"letters of Persian and Urdu",
			"\tPER\tpolitician\tعلی رضا\tAli Reza\tکریم\tIR\t4\t\n",
			[]string{"2 error persian-letter", "2 error persian-letter"}},
		{"a letter of the Maghreb is none of these",
			"\tPER\tartist\tڤيكتور\tVictor\t\tTN\t4\t\n",
			nil},
		{"marks, tatweel, blanks, signs",
			"\tLOC\tcity\tبَيروت\tBeirut\tبيـروت الكبرى|مدينة  بيروت|بيروت (لبنان)|بيروت\u200f الغربية\tLB\t9\t\n",
			[]string{"2 error forbidden-character", "2 error forbidden-character", "2 error forbidden-character", "2 error forbidden-character",
				"2 error forbidden-character"}},
		{"controls in what is no name",
			"a\u202e1\tLOC\tci\x1b[2Jty\tبيروت\tBei\u009brut\t\tLB\t9\t\nb\u200f/2\t-\t\t\t\t\t\t\t\n",
			[]string{"2 error forbidden-character", "2 error forbidden-character", "2 error forbidden-character", "3 error forbidden-character"}},
		{"no word, one letter",
			"\tLOC\tcity\tبيروت\tBeirut\t-|ب\tLB\t9\t\n",
			[]string{"2 error never-matches", "2 error one-letter"}},
		{"a full stop behind a word parts the words",
			"\tPER\twriter\tكوتزي. الكاتب\tJ. M. Coetzee\tج. م. كوتزي|ج م كوتزي\tZA\t4\t\n",
			[]string{"2 error never-matches", "2 warning redundant-alias"}},
		{"aliases that fold to the name, to a derived spelling, to one another",
			"\tPER\troyal\tعبد الله الثاني\tAbdullah II\tعبدالله الثاني|الملك عبد اللة الثاني|الملك عبد الله الثاني\tJO\t9\t\n",
			[]string{"2 warning redundant-alias", "2 warning redundant-alias"}},
		{"no country of the world",
			"\tLOC\tcity\tبيروت\tBeirut\t\tXX\t9\t\n",
			[]string{"2 error unknown-country"}},
		{"rows that cannot be read, and the next",
			"\tXYZ\tcity\tبيروت\tBeirut\t\tLB\t9\t\n\tLOC\tcity\tصيدا\tSidon\t\tLB\t10\t\n\tLOC\tcity\tم\tM\t\tLB\t1\t\n",
			[]string{"2 error format", "3 error format", "4 error one-letter"}},
	} {
		var got []string
		for _, f := range lint(t, c.rows) {
			var line int
			var severity string
			if _, err := fmt.Sscanf(f, "list.tsv:%d: %s", &line, &severity); err != nil {
				t.Fatalf("%s: %q: %v", c.name, f, err)
			}
			code := f[strings.LastIndexByte(f, '[')+1 : len(f)-1]
			got = append(got, fmt.Sprintf("%d %s %s", line, strings.TrimSuffix(severity, ":"), code))
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\ngot  %q\nwant %q", c.name, c.rows, got, c.want)
		}
	}
}

func TestLintMessage(t *testing.T) {
	const rows = "\tORG\tclub\tالنصر\tAl Nassr\t\tSA\t8\t\n\tLOC\tdistrict\tحي النصر\tAl-Nasr\tالنصر\tPS\t3\t\n"
	got := strings.Join(lint(t, rows), "\n")
	const want = "list.tsv:3: warning: النصر is LOC district here (prominence 3) and ORG club in line 2 (prominence 8): write ?النصر [two-labels]"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := lint(t, rows, gazetteer.CodeLabels); got != nil {
		t.Errorf("allowed, and reported: %q", got)
	}
}

// TestLintCodes: every code has its place in the list that --help prints.
func TestLintCodes(t *testing.T) {
	seen := map[gazetteer.Code]bool{}
	for _, c := range gazetteer.Codes() {
		if seen[c.Code] || c.Meaning == "" {
			t.Errorf("%s: twice, or without a meaning", c.Code)
		}
		seen[c.Code] = true
	}
	if len(seen) != 17 {
		t.Errorf("%d codes", len(seen))
	}
}

// TestLintCompiled: an entry of a compiled list has an id in place of a line.
func TestLintCompiled(t *testing.T) {
	g, err := gazetteer.New([]gazetteer.Entry{{Label: "LOC", Kind: "city", Name: "م", NameEn: "M"}})
	if err != nil {
		t.Fatal(err)
	}
	findings, err := gazetteer.Lint([]gazetteer.Located{{Entry: g.Entries()[0], Path: "embedded list"}}, gazetteer.LintOptions{})
	if err != nil || len(findings) != 1 || !strings.HasPrefix(findings[0].String(), "embedded list, city/m: error: ") {
		t.Errorf("%v, %v", findings, err)
	}
}
