package alam_test

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/text"
)

func analyzer(tb testing.TB, o alam.Options) *alam.Analyzer {
	tb.Helper()
	a, err := alam.New(o)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

func analyze(tb testing.TB, a *alam.Analyzer, source string) *alam.Analysis {
	tb.Helper()
	x, err := a.Analyze(context.Background(), source)
	if err != nil {
		tb.Fatal(err)
	}
	return x
}

// checkLaw checks what holds of every analysis.
func checkLaw(tb testing.TB, source string, x *alam.Analysis) {
	tb.Helper()
	boundary := func(i int) bool { return i == len(source) || utf8.RuneStart(source[i]) }
	last := 0
	for i, m := range x.Mentions {
		if m.Start < last || m.End <= m.Start || m.End > len(source) || !boundary(m.Start) || !boundary(m.End) {
			tb.Fatalf("mention %d: bytes %d to %d after %d of %d in %q", i, m.Start, m.End, last, len(source), source)
		}
		if source[m.Start:m.End] != m.Text {
			tb.Fatalf("mention %d: %q is not %q", i, m.Text, source[m.Start:m.End])
		}
		last = m.End
		sum := 0.0
		for _, e := range m.Evidence {
			sum += e.Weight
		}
		if d := sum - m.Score; d > 1e-9 || d < -1e-9 {
			tb.Fatalf("mention %q: score %v, evidence sums to %v", m.Text, m.Score, sum)
		}
		if m.Entity < 0 || m.Entity >= len(x.Entities) || x.Entities[m.Entity].Label != m.Label {
			tb.Fatalf("mention %q: entity %d of %d", m.Text, m.Entity, len(x.Entities))
		}
	}
	named := 0
	for _, e := range x.Entities {
		named += len(e.Mentions)
		for _, i := range e.Mentions {
			if &x.Entities[x.Mentions[i].Entity].Mentions[0] != &e.Mentions[0] {
				tb.Fatalf("entity %s claims mention %d of another", e.ID, i)
			}
		}
	}
	if named != len(x.Mentions) {
		tb.Fatalf("%d mentions, %d in entities", len(x.Mentions), named)
	}
}

// TestLawOnNews checks the law on newspaper text: 2 MB of it, or all 30 with
// ALAM_ALL_NEWS=1.
func TestLawOnNews(t *testing.T) {
	a := analyzer(t, alam.Options{Topics: 10})
	if os.Getenv("ALAM_ALL_NEWS") == "" {
		for _, d := range news(t) {
			checkLaw(t, d, analyze(t, a, d))
		}
		return
	}
	f, err := os.Open(newsPath)
	if err != nil {
		t.Skipf("skipped: %s is absent", newsPath)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	for rest := string(all); rest != ""; {
		n := len(rest)
		if n > 20000 {
			n = 20000 + strings.IndexByte(rest[20000:], '\n') + 1
		}
		checkLaw(t, rest[:n], analyze(t, a, rest[:n]))
		rest = rest[n:]
	}
}

// FuzzAnalyze: any text is analyzed within the law, or refused as not UTF-8.
func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{
		"قال الرئيس الروسي فلاديمير بوتين، أمس، في موسكو: «نعم».",
		"أخبار ذات صلةأعلن يوري أوشاكوف، مساعد الرئيس، 3:45 مساءًوقال روسیا",
		"للأمم المتحدة وَبِلُبْنانَ لبنــان &amp; &#1604;بنان \u200fحزب \ufdf2\u200e NATO",
		"", "\x00", "بن-غوريون أ.ف.ب د. علي (رويترز)\r\n\r\nدبي - وام",
	} {
		f.Add(s)
	}
	a, err := alam.New(alam.Options{Topics: 5, Labels: []ner.Label{ner.PER, ner.LOC, ner.ORG, ner.MISC}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, source string) {
		x, err := a.Analyze(context.Background(), source)
		if !utf8.ValidString(source) {
			if !errors.Is(err, text.ErrNotUTF8) {
				t.Fatalf("not UTF-8, but the error is %v", err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkLaw(t, source, x)
		for _, k := range x.Topics {
			if k.Start < 0 || k.End > len(source) || k.Start > k.End {
				t.Fatalf("topic %q at %d to %d", k.Term, k.Start, k.End)
			}
		}
		if y, err := a.Analyze(context.Background(), source); err != nil || !reflect.DeepEqual(x, y) {
			t.Fatal("a second analysis differs")
		}
	})
}

// TestSpellings: listed names are found as writers spell them, with the span
// behind the proclitics, and not inside other words.
func TestSpellings(t *testing.T) {
	a := analyzer(t, alam.Options{})
	for _, c := range []struct{ src, text, id string }{
		{"وفلسطين", "فلسطين", "country/PS"},
		{"بلبنان", "لبنان", "country/LB"},
		{"والأمم المتحدة", "الأمم المتحدة", "international/united-nations"},
		{"للأمم المتحدة", "لأمم المتحدة", "international/united-nations"},
		{"الامم المتحدة", "الامم المتحدة", "international/united-nations"},
		{"القاهره", "القاهره", "city/cairo"},
		{"مُحَمَّد عَلِي كلاي", "مُحَمَّد عَلِي كلاي", "athlete/muhammad-ali"},
		{"لبنــان", "لبنــان", "country/LB"},
		{"الأمم  المتحدة", "الأمم  المتحدة", "international/united-nations"},
		{"لبنان", "لبنان", "country/LB"},
		{"روسیا", "روسیا", "country/RU"},
	} {
		x := analyze(t, a, c.src)
		if len(x.Mentions) != 1 || x.Mentions[0].Text != c.text || x.Entities[0].ID != c.id {
			t.Errorf("%s\ngot %+v %+v\nwant %s, %s", c.src, x.Mentions, x.Entities, c.text, c.id)
		}
	}
	for _, src := range []string{"معلين", "وعليه", "اللبنانيون"} {
		if x := analyze(t, a, src); len(x.Mentions) != 0 {
			t.Errorf("%s\nfound %+v", src, x.Mentions)
		}
	}
}

// TestSharing: goroutines that share an Analyzer get what one alone gets.
func TestSharing(t *testing.T) {
	a := analyzer(t, alam.Options{Topics: 5})
	const src = "التقى الرئيس الأميركي دونالد ترامب نظيره الروسي فلاديمير بوتين في الرياض، وقال ترامب إن السعودية شريك."
	want := analyze(t, a, src)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if x, err := a.Analyze(context.Background(), src); err != nil || !reflect.DeepEqual(x, want) {
					t.Error("an analysis differs", err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := analyzer(t, alam.Options{}).Analyze(ctx, "لبنان"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestLongLine: one line of 50 MB takes time in proportion to its length.
func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: 50 MB")
	}
	src := strings.Repeat("قال فلاديمير بوتين في موسكو إن روسيا والأمم المتحدة، ", 50<<20/98)
	x := analyze(t, analyzer(t, alam.Options{}), src)
	if len(x.Mentions) < 1e6 {
		t.Errorf("%d mentions", len(x.Mentions))
	}
}
