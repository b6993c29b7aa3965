package repair

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// sound are ten texts as they should be.
var sound = []string{
	"زار الرئيس بوتين القاهرة وأعلنت الحكومة في بيان أن المحادثات كانت مثمرة",
	"قالت وزارة الخارجية السعودية إن الوزير يصل إلى الرياض غدا الأحد",
	"أكد الأمين العام للأمم المتحدة أنطونيو غوتيريش أن الإمارات والأردن شريكان في الاتحاد",
	"فاز ريال مدريد على برشلونة (2-1) في الدوري الإسباني، فقط… وقال: «نحن سعداء»",
	"وقع الاتفاق في الدوحة بحضور أمير قطر الشيخ تميم بن حمد آل ثاني",
	"بلغ عدد السكان 104 ملايين نسمة عام 2020، وفق البيانات الأخيرة؛ فهل يزيد؟",
	"لا شيء مثلا إلا أولا وأخيرا الأعمال الكبرى والآمال الأولى",
	"قال النبي محمد ﷺ إن الأعمال بالنيات، واستشهد بقوله تعالى ﴿وَالْعَصْرِ﴾",
	"وصل Søren Ørsted وÉmile Zola إلى شركة Peugeot الفرنسية في باريس",
	"إلى الآن لم يعلن الاتحاد الأوروبي الأسماء الأولى ولا الأخيرة للأعضاء",
}

// read reads the bytes of a text in a wrong encoding.
func read(t testing.TB, s string, as *charmap.Charmap) string {
	t.Helper()
	var b strings.Builder
	for i := range len(s) {
		r := as.DecodeByte(s[i])
		if r == utf8.RuneError {
			r = rune(s[i]) // as browsers do
		}
		b.WriteRune(r)
	}
	return b.String()
}

// forms are the shapes of a letter that stand alone, for those that have one.
func forms(s string) string {
	all := map[string]rune{}
	for r := rune(0xfe70); r <= 0xfefc; r++ {
		if t, step := mendForms(string(r)); len(step) > 0 && all[t] == 0 {
			all[t] = r
		}
	}
	var b strings.Builder
	for _, r := range s {
		if f := all[string(r)]; f != 0 {
			r = f
		}
		b.WriteRune(r)
	}
	return b.String()
}

// swap takes the article apart as text from some PDF files has it.
func swap(s string) string {
	for _, alef := range []string{"أ", "إ", "آ", "ا"} {
		s = strings.ReplaceAll(s, "ال"+alef, "ا"+alef+"ل")
	}
	return s
}

func reverse(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

// TestDamage: what is done to a text is told, by its name, and mended if it can be.
func TestDamage(t *testing.T) {
	articles := func(s string) bool { return swap(s) != s }
	tests := []struct {
		name  string
		harm  func(string) string
		kind  Kind
		texts func(string) bool // those that are harmed
	}{
		{"UTF-8 as Latin-1", func(s string) string { return read(t, s, charmap.ISO8859_1) }, Mojibake, nil},
		{"UTF-8 as windows-1252", func(s string) string { return read(t, s, charmap.Windows1252) }, Mojibake, nil},
		{"UTF-8 as windows-1256", func(s string) string { return read(t, s, charmap.Windows1256) }, Mojibake, nil},
		{"UTF-8 as windows-1252, twice", func(s string) string {
			return read(t, read(t, s, charmap.Windows1252), charmap.Windows1252)
		}, Mojibake, nil},
		{"windows-1256 as Latin-1", func(s string) string {
			b, err := charmap.Windows1256.NewEncoder().String(s)
			if err != nil {
				t.Fatal(err)
			}
			return read(t, b, charmap.Windows1252)
		}, Mojibake, func(s string) bool { return !strings.ContainsAny(s, "ﷺéÉØ") }},
		{"presentation forms", forms, Forms, nil},
		{"swapped lam-alef", swap, LamAlef, articles},
		{"visual order", reverse, Visual, func(s string) bool { return !strings.Contains(s, "مثلا") }},
		{"visual order in presentation forms", func(s string) string { return reverse(forms(s)) }, Visual, func(s string) bool { return !strings.Contains(s, "مثلا") }},
	}
	for _, x := range tests {
		t.Run(x.name, func(t *testing.T) {
			tried := 0
			for _, s := range sound {
				if x.texts != nil && !x.texts(s) {
					continue
				}
				tried++
				for _, s := range []string{s, s + "\n" + strings.Repeat("x", 80), strings.Repeat(s+"\n", 5)} {
					harmed := x.harm(s)
					d := Detect(harmed, nil)
					i := slices.IndexFunc(d, func(d Damage) bool { return d.Kind == x.kind })
					if i < 0 || d[i].Count < 1 || d[i].Of < d[i].Count || d[i].First < 0 {
						t.Errorf("%q: %+v", harmed, d)
						continue
					}
					if mended, m := Repair(harmed); x.kind.Mends() && mended != s {
						t.Errorf("%q became %q", harmed, mended)
					} else {
						law(t, harmed, mended, m)
					}
				}
			}
			if tried < 5 {
				t.Errorf("%d texts", tried)
			}
		})
	}
}

// TestSound: sound text is not damaged, and mended to itself.
func TestSound(t *testing.T) {
	texts := append(slices.Clone(sound), "", " ", "ﷲ أكبر", "English text, été à Zürich", "Ærø Østergård Ångström", "ﻻ إله", "مبروووك", "سلام", "ط…", "فقط\u00a0خط\u00a0شرط",
		"قال إن االعمال بدأت في القاهرة. "+strings.Repeat("قالت الحكومة في البيان إن الوزير في الرياض. ", 10))
	files, _ := filepath.Glob("../../data/samples/*.txt")
	if len(files) == 0 {
		t.Error("no samples")
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	for _, s := range texts {
		if d := Detect(s, nil); len(d) > 0 {
			t.Errorf("%.80q: %+v", s, d)
		}
	}
	for _, s := range sound {
		if got, m := Repair(s); got != s || !m.Same() {
			t.Errorf("%q became %q", s, got)
		}
	}
}

// TestMend: what stands beside damage stays, and what is mended in part is.
func TestMend(t *testing.T) {
	for _, x := range []struct{ in, want string }{
		{"«األمم» (واإلمارات) وباألردن", "«الأمم» (والإمارات) وبالأردن"},
		{"االتحاد الاتحاد", "الاتحاد الاتحاد"},
		{"فاآلن كاألول", "فالآن كالأول"},
		{"لألف", "لألف"},
		{"ﷲ ﷺ ﷴ", "الله ﷺ محمد"},
		{"ﻣﺤﻤﺪ ﺻﻼﺡ", "محمد صلاح"},
		{"ﺍﻷﻣﻢ ﺍﳌﺘﺤﺪﺓ", "الأمم المتحدة"},
		{"مَﹶﹸ", "مَ\u064e\u064f"},
		{"زار Ø¨ÙˆØªÙŠÙ† مصر", "زار بوتين مصر"},
		{"طھظ„ظƒ المدن", "تلك المدن"},
		{"Ø¨Ù Ø¨Ù", "Ø¨Ù Ø¨Ù"}, // a byte is lost
		{"café Ã© x", "café Ã© x"},
		{"a\xff ﻣﺤﻤﺪ", "a\xff ﻣﺤﻤﺪ"},
	} {
		got, m := Repair(x.in)
		if got != x.want {
			t.Errorf("%q became %q, want %q", x.in, got, x.want)
		}
		law(t, x.in, got, m)
	}
}

// TestSpan: a name in the mended text stands in the source where it was mended from.
func TestSpan(t *testing.T) {
	for _, x := range []struct{ in, name, want string }{
		{"زار Ø¨ÙˆØªÙŠÙ† مصر", "بوتين", "Ø¨ÙˆØªÙŠÙ†"},
		{"زار Ø¨ÙˆØªÙŠÙ† مصر", "مصر", "مصر"},
		{"في (واألردن) وباإلمارات.", "الأردن", "األردن"},
		{"في (واألردن) وباإلمارات.", "الإمارات", "اإلمارات"},
		{"ﻣﺤﻤﺪ ﺻﻼﺡ ﷴ", "صلا", "ﺻﻼ"},
		{"ﻣﺤﻤﺪ ﺻﻼﺡ ﷴ", "صل", "ﺻﻼ"}, // half of a ligature is all of it
		{"طھظ„ظƒ المدن", "ت", "طھ"},
	} {
		mended, m := Repair(x.in)
		at := strings.Index(mended, x.name)
		if at < 0 {
			t.Errorf("%q became %q", x.in, mended)
			continue
		}
		start, end := m.Span(at, at+len(x.name))
		if got := x.in[start:end]; got != x.want {
			t.Errorf("%q: %q stands at %q, want %q", x.in, x.name, got, x.want)
		}
	}
}

// TestUnknown: a text of unknown words is told, one with some is not.
func TestUnknown(t *testing.T) {
	known := func(w string) bool { return w == "معلوم" }
	for _, x := range []struct {
		text string
		want int
	}{
		{strings.Repeat("مجهول ", 10), 10},
		{strings.Repeat("مجهول ", 100), 100},
		{strings.Repeat("«مجهول» ", 9) + "معلوم", 9},
		{strings.Repeat("مجهول معلوم ", 50), 0},
		{strings.Repeat("مجهول ", 7), 0},
		{strings.Repeat("unknown 12 لا ", 50), 0},
		{strings.Repeat("معلوم ", 50) + strings.Repeat("مجهول ", 500), 0},
	} {
		d := Detect(x.text, known)
		got := 0
		if len(d) > 0 && d[0].Kind == Unknown {
			got = d[0].Count
		}
		if got != x.want {
			t.Errorf("%.60q: %+v, want %d", x.text, d, x.want)
		}
	}
}

// TestJoin: damage of pieces is that of the whole.
func TestJoin(t *testing.T) {
	got := Join(nil, []Damage{{LamAlef, 3, 1, 9}}, 10)
	got = Join(got, []Damage{{Mojibake, 1, 2, 3}, {LamAlef, 0, 4, 5}}, 20)
	want := []Damage{{Mojibake, 21, 2, 3}, {LamAlef, 13, 5, 14}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// law holds that the stretches of the runes of a mended text stand in order and
// cover the source, and that those of longer ones are their union.
func law(t *testing.T, source, mended string, m Map) {
	t.Helper()
	begin, end := 0, 0 // the last stretch
	check := func(s, e int) {
		if s >= e || s < 0 || e > len(source) || !utf8.RuneStart(source[s]) || e < len(source) && !utf8.RuneStart(source[e]) {
			t.Fatalf("%q from %q: a stretch %d..%d", mended, source, s, e)
		}
	}
	if !utf8.ValidString(source) {
		if source != mended {
			t.Fatalf("%q, which is not UTF-8, became %q", source, mended)
		}
		return
	}
	if !utf8.ValidString(mended) {
		t.Fatalf("%q became %q", source, mended)
	}
	for i, r := range mended {
		s, e := m.Span(i, i+utf8.RuneLen(r))
		check(s, e)
		if s != end && (s != begin || e != end) && !(s >= begin && s <= end && e >= end) {
			t.Fatalf("%q from %q: %d..%d behind %d..%d", mended, source, s, e, begin, end)
		}
		begin, end = s, e
		if from, to := m.Span(0, i+utf8.RuneLen(r)); from != 0 || to != e {
			t.Fatalf("%q from %q: %d bytes from %d..%d, the last of them to %d", mended, source, i, from, to, e)
		}
	}
	if end != len(source) {
		t.Fatalf("%q from %q: it ends at %d", mended, source, end)
	}
}

// FuzzRepair keeps the law of the package.
func FuzzRepair(f *testing.F) {
	for _, s := range sound {
		f.Add(s)
		f.Add(swap(s))
		f.Add(forms(s))
		f.Add(read(f, s, charmap.Windows1252))
		f.Add(read(f, s, charmap.Windows1256))
		f.Add(forms(swap(s)) + read(f, s, charmap.ISO8859_1))
	}
	f.Add("ÇáÑÆíÓ ÈæÊíä\x85\ufeff")
	f.Fuzz(func(t *testing.T, source string) {
		mended, m := Repair(source)
		law(t, source, mended, m)
		if m.Same() != (mended == source) && m.Same() {
			t.Fatalf("%q became %q without a step", source, mended)
		}
		for _, d := range Detect(source, func(string) bool { return false }) {
			if d.Count < 1 || d.Count > d.Of || d.First < 0 || d.First >= len(source) {
				t.Fatalf("%q: %+v", source, d)
			}
		}
	})
}

// BenchmarkDetect is the cost for sound text.
func BenchmarkDetect(b *testing.B) {
	files, _ := filepath.Glob("../../data/samples/*.txt")
	var all []string
	n := 0
	for _, f := range files {
		s, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, string(s))
		n += len(s)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		for _, s := range all {
			Detect(s, nil)
		}
	}
}
