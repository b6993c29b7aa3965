package word

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
)

// embeddedShape opens the model that the project embeds, which package data
// may not be asked for here.
func embeddedShape(t testing.TB) (*NameShape, string) {
	t.Helper()
	file, err := os.ReadFile("../data/nameshape.bin")
	if err != nil {
		t.Fatal(err)
	}
	m, err := OpenNameShape(string(file))
	if err != nil {
		t.Fatal(err)
	}
	return m, string(file)
}

// best is the sort with the highest score, or nameSorts for a common word.
func best(s [3]float32) NameSort {
	at, top := NameSorts, float32(0)
	for k, v := range s {
		if v > top {
			at, top = NameSort(k), v
		}
	}
	return at
}

func TestNameShapeKnows(t *testing.T) {
	m, _ := embeddedShape(t)
	for _, c := range []struct {
		want  NameSort
		words string
	}{
		{SortForeignPerson, `
			أوشاكوف
			غروسي
			شتاينماير
			زاخاروفا`},
		{SortArabPerson, `
			عبدالرحمن
			الجبوري
			الزبيدي
			القحطاني`},
		{SortPlace, `
			خاركيف
			دونيتسك
			كازاخستان`},
		{NameSorts, `
			قراراتهم
			يستطيعون
			المفاوضات
			استخدامها`},
	} {
		for _, w := range strings.Fields(c.words) {
			if s := m.Scores(token.Key(w)); best(s) != c.want {
				t.Errorf("%s: %v, want the %s to lead", w, s, c.want)
			}
		}
	}
}

// TestNameShapeArticle: a name is one with the article and without it.
func TestNameShapeArticle(t *testing.T) {
	m, _ := embeddedShape(t)
	for _, w := range strings.Fields(`
		الجبوري
		الزبيدي
		السيستاني`) {
		key := token.Key(w)
		for _, k := range []string{key, strings.TrimPrefix(key, arabic.Article)} {
			if s := m.Scores(k); best(s) == NameSorts {
				t.Errorf("%s: %v", k, s)
			}
		}
	}
}

func TestNameShapeEmpty(t *testing.T) {
	var none *NameShape
	if s := none.Scores("x"); s != [3]float32{} {
		t.Errorf("nil: %v", s)
	}
	m, _ := embeddedShape(t)
	if s := m.Scores(""); s != [3]float32{} {
		t.Errorf("empty key: %v", s)
	}
}

// TestNameFeatures: the features of a word of two letters, counted by hand,
// and room for those of the longest.
func TestNameFeatures(t *testing.T) {
	// With ^ and $ for the edges: ^ا ^اب ^اب$ ا اب اب$ ب ب$, and the length.
	if n := len(AppendNameFeatures(nil, "\u0627\u0628")); n != 9 {
		t.Errorf("%d features of a word of two letters, want 9", n)
	}
	long := strings.Repeat("\u0628", 500)
	var buf [maxNameFeatures]uint32
	if f := AppendNameFeatures(buf[:0], long); &f[0] != &buf[0] {
		t.Errorf("%d features, more than %d", len(f), maxNameFeatures)
	}
	m, _ := embeddedShape(t)
	if n := testing.AllocsPerRun(10, func() { m.Scores(long) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// packedShape is a model of four buckets.
func packedShape(t testing.TB) []byte {
	file, err := PackNameShape([3]float32{-1, 0, 1}, [][3]float32{{127, 0, 1}, {-127, 0, 0.5}, {1, 0, 0}, {63.4, 0, -1}})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestPackNameShape: what is packed is read again, rounded.
func TestPackNameShape(t *testing.T) {
	m, err := OpenNameShape(string(packedShape(t)))
	if err != nil {
		t.Fatal(err)
	}
	want := m.bias
	for _, f := range AppendNameFeatures(nil, "\u0643\u062a\u0628") {
		w := [4][3]float32{{127, 0, 127}, {-127, 0, 64}, {1, 0, 0}, {63, 0, -127}}[f&3]
		for k := range want {
			want[k] += w[k] * m.scale[k]
		}
	}
	for k, v := range m.Scores("\u0643\u062a\u0628") {
		if d := v - want[k]; d > 1e-3 || d < -1e-3 {
			t.Errorf("sort %d: %v, want %v", k, v, want[k])
		}
	}
	for _, n := range []int{0, 3} {
		if _, err := PackNameShape([3]float32{}, make([][3]float32, n)); err == nil {
			t.Errorf("%d buckets were packed", n)
		}
	}
}

func TestOpenNameShapeRefuses(t *testing.T) {
	file := packedShape(t)
	newer := append([]byte(nil), file...)
	newer[9]++
	altered := append([]byte(nil), file...)
	altered[len(altered)-1] ^= 1
	numbers, weights := flat.AppendUint32s(nil, 0, 0, 0, 0, 0, 0), []byte{1, 2, 3}
	nan := flat.AppendUint32s(nil, 0x7fc00000, 0, 0, 0, 0, 0)
	pack := func(numbers, weights []byte) string {
		return string(flat.Write(nameMagic, nameVersion, numbers, weights))
	}
	for _, c := range []struct {
		name, file string
		want       error
	}{
		{"empty", "", flat.ErrFormat},
		{"another kind", strings.Repeat("x", 100), flat.ErrFormat},
		{"header only", string(file[:12]), flat.ErrTruncated},
		{"truncated", string(file[:len(file)-1]), flat.ErrTruncated},
		{"altered", string(altered), flat.ErrChecksum},
		{"newer", string(newer), flat.ErrVersion},
		{"no weights", pack(numbers, nil), flat.ErrCorrupt},
		{"three buckets", pack(numbers, []byte("123456789")), flat.ErrCorrupt},
		{"half a bucket", pack(numbers, []byte("1234")), flat.ErrCorrupt},
		{"no numbers", pack(nil, weights), flat.ErrCorrupt},
		{"not a number", pack(nan, weights), flat.ErrCorrupt},
	} {
		if _, err := OpenNameShape(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	if _, err := OpenNameShape(pack(numbers, weights)); err != nil {
		t.Errorf("one bucket: %v", err)
	}
}

// FuzzNameShape: whatever a file holds, it is refused or it can be asked, and
// answers with numbers.
func FuzzNameShape(f *testing.F) {
	f.Add(packedShape(f), "\u0643\u062a\u0628")
	f.Add(packedShape(f)[:30], "\xff\u0643")
	f.Fuzz(func(t *testing.T, b []byte, key string) {
		m, err := OpenNameShape(string(flat.Reseal(b)))
		if err != nil {
			return
		}
		for _, v := range m.Scores(key) {
			if v != v || v-v != 0 {
				t.Errorf("%q: %v", key, v)
			}
		}
	})
}

// BenchmarkNameShape scores a word of eight letters.
func BenchmarkNameShape(b *testing.B) {
	m, _ := embeddedShape(b)
	words := []string{"\u0627\u0644\u0645\u0641\u0627\u0648\u0636\u0627\u062a", "\u0634\u062a\u0627\u064a\u0646\u0645\u0627\u064a\u0631", "\u062f\u0648\u0646\u064a\u062a\u0633\u0643"}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		m.Scores(words[i%len(words)])
		i++
	}
}
