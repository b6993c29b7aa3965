package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// articles is news in small: names and places that stand alike.
func articles() string {
	var b strings.Builder
	names := []string{"كوهين", "دريفوس", "ماريتان", "شتاين"}
	places := []string{"غرينوبل", "هايدلبرغ", "سالزبورغ", "لوغانو"}
	for i := range 12 {
		fmt.Fprintf(&b, "{\"title\": \"وصول الوزير %s\", \"text\": \"قال الرئيس %s في %s أمس. ووصل وفد إلى مدينة %s.\"}\n",
			names[i%4], names[(i+1)%4], places[i%4], places[(i+i/4)%4])
	}
	return b.String()
}

func corpusFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.jsonl")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestRun: words that stand alike share a class, contexts are counted, and the
// same input gives the same bytes.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	o := options{in: corpusFile(t, articles()), out: filepath.Join(dir, "a.bin"), least: 3, ratio: 2, fine: 10, coarse: 6, rounds: 2, again: 1, contexts: variant{class: 2}}
	var out bytes.Buffer
	if err := run(o, &out); err != nil {
		t.Fatal(err)
	}
	first, err := os.ReadFile(o.out)
	if err != nil {
		t.Fatal(err)
	}
	o.out = filepath.Join(dir, "b.bin")
	if err := run(o, &out); err != nil {
		t.Fatal(err)
	}
	if second, _ := os.ReadFile(o.out); !bytes.Equal(first, second) {
		t.Error("two runs wrote different bytes")
	}
	w, err := word.OpenContexts(string(first))
	if err != nil {
		t.Fatal(err)
	}
	a, _ := w.Find(token.Key("كوهين"))
	b, _ := w.Find(token.Key("شتاين"))
	c, ok := w.Find(token.Key("لوغانو"))
	if !ok || a.Fine != b.Fine || a.Fine == c.Fine {
		t.Errorf("classes of two names and a place: %d, %d, %d", a.Fine, b.Fine, c.Fine)
	}
	if !a.Seen(word.ContextAfterTitle) || a.Seen(word.ContextAfterIn) || c.Seen(word.ContextAfterTitle) || !c.Seen(word.ContextAfterIn) || !c.Seen(word.ContextAfterPlaceHead) {
		t.Errorf("contexts of a name %+v and of a place %+v", a, c)
	}
}

func TestRunRefuses(t *testing.T) {
	o := options{in: corpusFile(t, "{\"text\":\"\"}\n{\n"), least: 3, ratio: 2, fine: 10, coarse: 6}
	if err := run(o, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "in.jsonl:2:") {
		t.Errorf("bad line: %v", err)
	}
	o.in = corpusFile(t, articles())
	o.fine = 1000
	if err := run(o, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "fewer than 1000") {
		t.Errorf("too few words: %v", err)
	}
	o.fine, o.coarse = 10, 11
	if err := run(o, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "coarse") {
		t.Errorf("more coarse classes than fine: %v", err)
	}
}

// TestBest holds the class that best finds against the definition: the one in
// which the sum that is maximized is greatest.
func TestBest(t *testing.T) {
	c := newCorpus()
	var scanner token.Scanner
	for line := range strings.Lines(articles()) {
		tokens := scanner.Append(nil, line)
		c.add(tokens, make([]marks, len(tokens)))
	}
	c.cut(2, 2)
	const k = 5
	cl := newClustering(k, features(c, variant{}, nil))
	cl.run(1)
	cl = cl.refine(features(c, variant{class: 2}, cl.class))
	objective := func() (sum int64) {
		joint, total := map[[2]int32]int64{}, make([]int64, k)
		for w := firstWord; w < len(cl.of); w++ {
			total[cl.class[w]] += int64(cl.size[w])
			for _, f := range cl.of[w] {
				joint[[2]int32{f.id, cl.class[w]}] += int64(f.n)
			}
		}
		for _, n := range joint {
			sum += xlogx(n)
		}
		for _, n := range total {
			sum -= int64(cl.places) * xlogx(n)
		}
		return sum
	}
	for w := firstWord; w < len(cl.of); w++ {
		was := cl.class[w]
		cl.add(w, was, -1)
		got := cl.best(w)
		var sums []int64
		for class := range int32(k) {
			cl.class[w] = class
			sums = append(sums, objective())
		}
		if want := slices.Index(sums, slices.Max(sums)); int(got) != want {
			t.Errorf("word %d: class %d, want %d of %v", w, got, want, sums)
		}
		cl.class[w] = was
		cl.add(w, was, 1)
	}
}

// TestJudge: a class that is the label tells all of it, one class for all
// words nothing.
func TestJudge(t *testing.T) {
	var gold []labelled
	for i := range 400 {
		l := labelled{key: "x", label: "O"}
		if i%4 == 0 {
			l = labelled{key: "y", label: "B-PERS"}
		}
		gold = append(gold, l)
	}
	told := judge(gold, func(key string) []int {
		if key == "y" {
			return []int{1}
		}
		return []int{0}
	})
	untold := judge(gold, func(string) []int { return []int{0} })
	// The entropy of 1/4 and 3/4 is 0.8113 bits.
	if math.Abs(told.entropy-0.8113) > 1e-4 || math.Abs(told.info-0.8113) > 1e-4 || told.heldOut > 0.05 {
		t.Errorf("classes that are the labels: %+v", told)
	}
	if math.Abs(untold.info) > 1e-9 || math.Abs(untold.heldOut-0.8113) > 0.01 || math.Abs(untold.prior-0.8113) > 0.01 {
		t.Errorf("one class: %+v", untold)
	}
}

func TestQuotes(t *testing.T) {
	tokens := token.Tokenize("قناة \"الجزيرة\" و«العربية» (ناتو) قال \"هذا كلام طويل جدا لا ينتهي هنا\"")
	m := marker{out: make([]marks, len(tokens))}
	m.quotes(tokens)
	var got []string
	for i := range tokens {
		if m.out[i]&quoted != 0 {
			got = append(got, tokens[i].Norm)
		}
	}
	if strings.Join(got, " ") != "الجزيره العربيه ناتو" {
		t.Errorf("quoted: %q", got)
	}
}
