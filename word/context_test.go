package word_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// contextFile is a small table: a word often after titles, one with the
// article, a rare one.
func contextFile(t testing.TB) []byte {
	t.Helper()
	words := []string{
		"بوتين",
		"الامم",
		"لمياء",
		word.NumberKey,
	}
	counts := []word.UsageCounts{{Fine: 2, Count: 1000}, {Fine: 0, Count: 100}, {Fine: 1, Count: 3}, {Fine: 1, Count: 10000}}
	counts[0].In[word.ContextAfterTitle] = 500
	counts[1].In[word.ContextWithLa] = 1
	counts[2].In[word.ContextAfterTitle] = 1
	file, err := word.PackContexts(words, counts, []uint8{0, 1, 1})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func openContexts(t testing.TB, file string) *word.Contexts {
	t.Helper()
	w, err := word.OpenContexts(file)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWordContexts(t *testing.T) {
	w := openContexts(t, string(contextFile(t)))
	if fine, coarse := w.Classes(); fine != 3 || coarse != 2 || w.Len() != 4 {
		t.Errorf("%d and %d classes, %d words", fine, coarse, w.Len())
	}
	c, ok := w.Find("بوتين")
	if !ok || c.Fine != 2 || c.Coarse != 1 || c.Count < 900 || c.Count > 1000 {
		t.Errorf("got %+v, %v", c, ok)
	}
	if s := c.Share(word.ContextAfterTitle); s < 0.5 || s > 0.6 {
		t.Errorf("share after a title is %v, want about half", s)
	}
	if !c.Seen(word.ContextAfterTitle) || c.Seen(word.ContextAfterSay) {
		t.Error("seen after titles alone is wanted")
	}
	if l, b := c.Lift(word.ContextAfterTitle), c.Bucket(word.ContextAfterTitle); math.Abs(l-3.5) > 0.5 || b != 4 {
		t.Errorf("lift %v, bucket %d", l, b) // 1001 of 11,103 stand after one
	}
	seldom, _ := w.Find("لمياء")
	if s := seldom.Share(word.ContextAfterTitle); s <= 0.05 || s >= 0.33 {
		t.Errorf("the share of a rare word, 1 of 3, is smoothed to %v", s)
	}
	if l, _ := w.Find("الامم"); !l.Seen(word.ContextWithLa) || l.Share(word.ContextWithLa) > 0.02 {
		t.Errorf("1 of 100 is %v", l.Share(word.ContextWithLa))
	}
	if _, ok := w.Find("ترامب"); ok {
		t.Error("found a word that is not in the table")
	}
}

func TestWordContextsOf(t *testing.T) {
	w := openContexts(t, string(contextFile(t)))
	for _, c := range []struct {
		word string
		cut  int
		fine int // -1 for unknown
	}{
		{"وبوتين", 2, 2},
		{"بوتين", 0, 2},
		{"للأمم", 2, 0},
		{"وللأمم", 4, 0},
		{"لمياء", 2, 1}, // cut in error, found as it is
		{"١٢٫٥", 0, 1},
		{"مياء", 0, -1},
		{"Putin", 0, -1},
		{"بوتين", 99, 2},
		{"بوتين", -1, 2},
	} {
		got, ok := w.Of(&token.Tokenize(c.word)[0], c.cut)
		if ok != (c.fine >= 0) || ok && int(got.Fine) != c.fine {
			t.Errorf("%s cut at %d: %+v, %v", c.word, c.cut, got, ok)
		}
	}
}

// TestNoContexts: a nil table and the zero record answer.
func TestNoContexts(t *testing.T) {
	var w *word.Contexts
	if _, ok := w.Find("بوتين"); ok {
		t.Error("a nil table found a word")
	}
	c, ok := w.Of(&token.Tokenize("وبوتين")[0], 2)
	if fine, coarse := w.Classes(); ok || fine != 0 || coarse != 0 || w.Len() != 0 {
		t.Error("a nil table holds something")
	}
	if c.Share(word.ContextAfterTitle) != 0 || c.Lift(word.ContextAfterTitle) != 0 || c.Seen(word.ContextCount) || c.Bucket(word.ContextAfterTitle) != 1 {
		t.Error("the zero record says something")
	}
}

func TestOpenWordContextsRefuses(t *testing.T) {
	file := contextFile(t)
	altered := append([]byte(nil), file...)
	altered[len(altered)-1] ^= 1
	newer := append([]byte(nil), file...)
	newer[9]++
	for _, c := range []struct {
		name, file string
		want       error
	}{
		{"empty", "", flat.ErrFormat},
		{"another kind", data.WordStats(), flat.ErrFormat},
		{"truncated", string(file[:len(file)-1]), flat.ErrTruncated},
		{"altered", string(altered), flat.ErrChecksum},
		{"longer", string(file) + "x", flat.ErrChecksum},
		{"newer", string(newer), flat.ErrVersion},
	} {
		if _, err := word.OpenContexts(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	if _, err := word.PackContexts([]string{"x"}, []word.UsageCounts{{Fine: 1}}, []uint8{0}); err == nil {
		t.Error("packed a word whose class has no coarse class")
	}
	if _, err := word.PackContexts([]string{"x"}, nil, nil); err == nil {
		t.Error("packed a word without counts")
	}
}

// FuzzOpenContexts: whatever a file holds, it is refused or can be asked.
func FuzzOpenContexts(f *testing.F) {
	file := contextFile(f)
	f.Add(file)
	f.Add(file[:40])
	tokens := token.Tokenize(strings.Join([]string{"قال بوتين", "للأمم المتحدة 5 NATO"}, " "))
	f.Fuzz(func(t *testing.T, b []byte) {
		w, err := word.OpenContexts(string(flat.Reseal(b)))
		if err != nil {
			return
		}
		fine, coarse := w.Classes()
		for i := range tokens {
			c, ok := w.Of(&tokens[i], 2)
			if ok && (int(c.Fine) >= fine || int(c.Coarse) >= coarse) {
				t.Fatalf("class %d/%d of %d/%d", c.Coarse, c.Fine, coarse, fine)
			}
			for x := range word.ContextCount {
				if s := c.Share(x); s < 0 || s > 1 || c.Bucket(x) >= word.LiftBuckets || math.IsNaN(c.Lift(x)) {
					t.Fatalf("share %v", s)
				}
			}
		}
	})
}

// TestEmbeddedContexts: the embedded table knows what it was made for, and a
// look-up allocates nothing.
func TestEmbeddedContexts(t *testing.T) {
	w := openContexts(t, data.WordContexts())
	putin, ok := w.Find("بوتين")
	erdogan, _ := w.Find("اردوغان")
	if !ok || putin.Coarse != erdogan.Coarse {
		t.Errorf("بوتين is of class %d/%d, أردوغان of %d/%d", putin.Coarse, putin.Fine, erdogan.Coarse, erdogan.Fine)
	}
	vladimir, _ := w.Find("فلاديمير")
	book, _ := w.Find("كتاب")
	if vladimir.Lift(word.ContextAfterNisba) < 2 || book.Lift(word.ContextAfterNisba) > 1 {
		t.Errorf("after a nisba: فلاديمير %v, كتاب %v", vladimir.Lift(word.ContextAfterNisba), book.Lift(word.ContextAfterNisba))
	}
	tokens := token.Tokenize("وقال بوتين للأمم المتحدة")
	n := testing.AllocsPerRun(100, func() {
		for i := range tokens {
			c, _ := w.Of(&tokens[i], 2*(i%2))
			_ = c.Bucket(word.ContextAfterTitle)
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}
