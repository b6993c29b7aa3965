package token_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/alam-nlp/alam/token"

	"github.com/clipperhouse/uax29/v2/words"
)

// checkLaw checks what the package promises of the tokens of src.
func checkLaw(t *testing.T, src string, ts []token.Token) {
	t.Helper()
	last := 0
	for i, k := range ts {
		if k.Start < last || k.End <= k.Start || k.End > len(src) || src[k.Start:k.End] != k.Surface {
			t.Fatalf("token %d: %d to %d %q after %d in %q", i, k.Start, k.End, k.Surface, last, src)
		}
		if utf8.ValidString(src) && (!utf8.ValidString(k.Surface) || !utf8.ValidString(k.Norm)) {
			t.Fatalf("token %d: not on rune boundaries: %q, key %q", i, k.Surface, k.Norm)
		}
		if token.Key(k.Surface) != k.Norm {
			t.Fatalf("token %d: key %q, but Key(%q) is %q", i, k.Norm, k.Surface, token.Key(k.Surface))
		}
		if n := k.After(len(k.Norm)); n != len(k.Surface) {
			t.Fatalf("token %d: %q ends at %d by After", i, k.Surface, n)
		}
		last = k.End
	}
	if len(ts) > 0 && !ts[0].Has(token.SentenceStart|token.LineStart) {
		t.Fatalf("the first token begins no sentence: %q", src)
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{
		"قال د. علي: «نعم»! ثم مضى... 3.5 و١٢٫٥", "صلةأعلن مساءًوقال شكرًالكم", "G20 O'Neill &nbsp;&#1604;&amp;",
		"\u200fلبنــان\u200e \u202bروسیا\u202c \ufdf2 \ufefb", "\xff\xd8", "a\u0301 e\u0301\u200d", "&#x10FFFF;&#0;&#xD800;",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		checkLaw(t, src, token.Tokenize(src))
		for _, w := range strings.Fields(token.Key(src)) {
			for _, c := range token.AppendCuts(nil, w) {
				c.Form(w, nil)
			}
			if s := token.LightStem(w); !strings.Contains(w, s) {
				t.Fatalf("stem %q is no part of %q", s, w)
			}
		}
	})
}

// TestAgainstUAX29: where nothing is glued and no blank is missing, words are
// those of UAX #29, less its numbers joined to letters.
func TestAgainstUAX29(t *testing.T) {
	const src = "وأعلن الرئيس، أمس، أن ١٢٫٥ مليون دولار (نحو 900,000 يورو) صُرفت في لبنــان والقاهرة؛ وقال: «نعم»؟"
	var want []string
	it := words.FromString(src)
	for it.Next() {
		if w := it.Value(); strings.TrimSpace(w) != "" {
			want = append(want, w)
		}
	}
	if got := surfaces(token.Tokenize(src)); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string // first words of sentences
	}{
		{"وصل الوفد. وقال علي.", []string{"وصل", "وقال"}},
		{"قال د. علي إن أ.د. محمد حضر", []string{"قال"}},
		{"هل حضر؟ نعم! حضر", []string{"هل", "نعم", "حضر"}},
		{"نشر موقع العربية.نت الخبر", []string{"نشر"}},
		{"بلغ 3.5 مليون", []string{"بلغ"}},
		{"سطر\nوسطر", []string{"سطر", "وسطر"}},
		{"قال: «انتهى.» ومضى", []string{"قال", "ومضى"}},
		{"انتهى الأمر.وقال آخر", []string{"انتهى", "وقال"}},
	} {
		var got []string
		for _, k := range token.Tokenize(c.src) {
			if k.Has(token.SentenceStart) {
				got = append(got, k.Surface)
			}
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s\ngot %q", c.src, got)
		}
	}
}

func TestKey(t *testing.T) {
	for _, c := range [][2]string{
		{"أحمد", "احمد"}, {"إيران", "ايران"}, {"آدم", "ادم"}, {"القاهرة", "القاهره"}, {"مصطفى", "مصطفي"},
		{"روسیا", "روسيا"}, {"کتاب", "كتاب"}, {"مُحَمَّد", "محمد"}, {"لبنــان", "لبنان"}, {"پاریس", "باريس"},
		{"۱۲٣", "123"}, {"\ufefb", "لا"}, {"\ufdf2", "الله"}, {"É", "e"}, {"ÜBER", "uber"}, {"GROẞ", "gross"}, {"مؤسسة", "مؤسسه"},
		{"ل\u200cبنان", "لبنان"}, {"&#1604;بنان", "لبنان"},
	} {
		if got := token.Key(c[0]); got != c[1] {
			t.Errorf("Key\n%s\ngot %s", c[0], got)
		}
	}
}

func TestCuts(t *testing.T) {
	for _, c := range []struct {
		key  string
		want []string
	}{
		{"وبالكرملين", []string{"وبالكرملين", "wa بالكرملين", "wa+ba الكرملين"}},
		{"للامم", []string{"للامم", "la الامم", "la لامم"}},
		{"ولبنان", []string{"ولبنان", "wa لبنان", "wa+la بنان"}},
		{"وان", []string{"وان", "wa ان"}},
		{"كما", []string{"كما", "ka ما"}},
		{"به", []string{"به"}},
	} {
		var got []string
		for _, k := range token.AppendCuts(nil, c.key) {
			got = append(got, strings.TrimSpace(k.Proclitics.String()+" "+string(k.Form(c.key, nil))))
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s\ngot %q", c.key, got)
		}
	}
}

func TestColloquialCut(t *testing.T) {
	for key, want := range map[string]string{"عبيروت": "ala بيروت", "عالشام": "ala الشام", "عمان": "", "بيروت": "", "ععدن": ""} {
		got := ""
		for _, c := range token.AppendColloquial(nil, key) {
			got += c.Proclitics.String() + " " + string(c.Form(key, nil))
		}
		if got != want {
			t.Errorf("%s: cut as %q, want %q", key, got, want)
		}
	}
}

// TestLightStem holds light10 as published: its prefixes and suffixes, a row each.
func TestLightStem(t *testing.T) {
	for _, c := range [][2]string{
		{"الكتاب", "كتاب"}, {"والكتاب", "كتاب"}, {"بالكتاب", "كتاب"}, {"كالكتاب", "كتاب"}, {"فالكتاب", "كتاب"}, {"للكتاب", "كتاب"},
		{"وكتاب", "كتاب"}, {"ولد", "ولد"}, {"كتابها", "كتاب"}, {"كتابان", "كتاب"}, {"كتابات", "كتاب"}, {"مدرسون", "مدرس"}, {"مدرسين", "مدرس"},
		{"كتابيه", "كتاب"}, {"كتابه", "كتاب"}, {"كتابي", "كتاب"}, {"المصريه", "مصر"}, {"ال", "ال"}, {"به", "به"},
	} {
		if got := token.LightStem(c[0]); got != c[1] {
			t.Errorf("LightStem\n%s\ngot %s", c[0], got)
		}
	}
}

func ExampleTokenize() {
	for _, t := range token.Tokenize("قال في القاهرة: 3.5") {
		fmt.Println(t.Start, t.End, t.Kind, t.Norm)
	}
	// Output:
	// 0 6 arabic قال
	// 7 11 arabic في
	// 12 26 arabic القاهره
	// 26 27 punct :
	// 28 31 number 3.5
}

func BenchmarkTokenize(b *testing.B) {
	src := strings.Repeat("وقال الرئيس الروسي، أمس، إن بلاده والأمم المتحدة بلغتا 3.5 مليون. ", 1000)
	var s token.Scanner
	var ts []token.Token
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		ts = s.Append(ts[:0], src)
	}
}
