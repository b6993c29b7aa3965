package analyze

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam"
)

func samples(t testing.TB) string {
	t.Helper()
	files, _ := filepath.Glob("../../data/samples/*.txt")
	var b strings.Builder
	for _, f := range files {
		s, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(s)
		b.WriteString("\n\n")
	}
	return b.String()
}

// FuzzCut: a piece is not empty, not longer than the cap, and ends at a rune.
// The text is made of a short one, for the engine shortens what it finds, byte
// by byte, and a text that is cut has more than 1 KB.
func FuzzCut(f *testing.F) {
	f.Add("", "قال بوتين. ثم زار مصر!\n", 1500)
	f.Add("x", "ن", 1025)
	f.Add("", "\xa0", 1024)
	f.Add("\U0001F600 ", "د. أحمد", 3000)
	f.Fuzz(func(t *testing.T, head, unit string, max int) {
		if len(head)+len(unit) > 200 {
			return
		}
		max = 1024 + int(uint(max)%1024)
		s := head
		if len(unit) > 0 {
			s += strings.Repeat(unit, 1+2500/len(unit))
		}
		valid := utf8.ValidString(s)
		for len(s) > 0 {
			n := Cut(s, max)
			if n <= 0 || n > max || n > len(s) {
				t.Fatalf("cut of %d bytes at %d, the cap is %d", len(s), n, max)
			}
			if valid && !utf8.ValidString(s[:n]) {
				t.Fatalf("a rune is cut at %d", n)
			}
			s = s[n:]
		}
	})
}

// TestCutAtSentences: a text with sentences is cut at these.
func TestCutAtSentences(t *testing.T) {
	s := samples(t)
	for len(s) > 4096 {
		n := Cut(s, 4096)
		if before := strings.TrimRight(s[:n], " \n"); !strings.ContainsAny(before[len(before)-2:], ".!?؟:") && s[n-1] != '\n' {
			t.Errorf("cut after %q", before[len(before)-20:])
		}
		s = s[n:]
	}
}

// TestJoin: a text in pieces gives the mentions of its pieces, at their places in
// the whole, and most of what it gives uncut.
func TestJoin(t *testing.T) {
	a, err := alam.New(alam.Options{Topics: 5, Categories: 3})
	if err != nil {
		t.Fatal(err)
	}
	s := "\U0001F600 " + samples(t)
	ctx := context.Background()
	whole, err := a.Analyze(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	x, err := Analyze(ctx, a, s, Options{Piece: 2048, Topics: 5, Categories: 3})
	if err != nil {
		t.Fatal(err)
	}
	at := map[[2]int]string{}
	for _, m := range whole.Mentions {
		at[[2]int{m.Start, m.End}] = string(m.Label)
	}
	same, last := 0, 0
	for i, m := range x.Mentions {
		if s[m.Start:m.End] != m.Text || m.Start < last {
			t.Errorf("mention %d is %q at %d..%d, where %q stands", i, m.Text, m.Start, m.End, s[m.Start:m.End])
		}
		last = m.End
		if at[[2]int{m.Start, m.End}] == string(m.Label) {
			same++
		}
		if !contains(x.Entities[m.Entity].Mentions, i) {
			t.Errorf("mention %d is not of its entity", i)
		}
	}
	if all := len(whole.Mentions); same*100 < all*90 || len(x.Mentions)*100 > all*110 {
		t.Errorf("%d mentions, %d as in the %d without cuts", len(x.Mentions), same, all)
	}
	for _, slots := range []int{1, 2, 5} {
		o := Options{Piece: 2048, Topics: 5, Categories: 3, Slots: make(chan struct{}, slots)}
		y, err := Analyze(ctx, a, s, o)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(x, y); d != "" {
			t.Errorf("%d slots: %.500s", slots, d)
		}
		if len(o.Slots) != 0 {
			t.Errorf("%d slots are held", len(o.Slots))
		}
	}
	ids := map[string]bool{}
	for _, e := range x.Entities {
		if ids[e.ID] {
			t.Errorf("entity %s stands twice", e.ID)
		}
		ids[e.ID] = true
	}
	if len(x.Topics) != 5 {
		t.Errorf("%d topics", len(x.Topics))
	}
	for _, k := range x.Topics {
		at := s[k.Start:k.End]
		if k.Entity >= 0 {
			if !slices.ContainsFunc(x.Entities[k.Entity].Mentions, func(m int) bool { return x.Mentions[m].Text == at }) {
				t.Errorf("keyphrase %q is said to stand at %q, which is no mention of its entity", k.Term, at)
			}
		} else if got := len(strings.Fields(at)); got != k.Words {
			t.Errorf("keyphrase %q of %d words is said to stand at %q", k.Term, k.Words, at)
		}
	}
	if len(x.Categories) != 3 {
		t.Errorf("%d categories", len(x.Categories))
	}
	for i, c := range x.Categories {
		if c.Score <= 0 || c.Score > 1 || i > 0 && c.Score > x.Categories[i-1].Score {
			t.Errorf("category %d has the score %v", i, c.Score)
		}
	}
	end := 0
	for _, r := range x.Document.Regions {
		if r.Start != end {
			t.Errorf("regions do not tile at %d", end)
		}
		end = r.End
	}
	if end != len(s) {
		t.Errorf("regions end at %d of %d", end, len(s))
	}
	one, err := Analyze(ctx, a, s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(whole.Mentions, one.Mentions); d != "" {
		t.Errorf("uncut differs: %s", d)
	}
}

func contains(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}
