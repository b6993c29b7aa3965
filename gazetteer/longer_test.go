package gazetteer_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/token"
)

// TestAppendLonger: with the numbers of words or without, it gives what AppendAt does
// but the names of one word.
func TestAppendLonger(t *testing.T) {
	words := strings.Fields("بي سي إن دونالد ترمب بن غوريون ج رولينغ مصطفى كييف لندن القاهرة والتر للأمم المتحدة ستيفان")
	signs := []string{" ", " ", " ", " ", "-", ".", ". ", " #", "\n"}
	r := rand.New(rand.NewPCG(1, 14))
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	phrase := func(n int) string {
		s := pick(words)
		for range n - 1 {
			s += pick(signs) + pick(words)
		}
		return s
	}
	found := 0
	for range 2000 {
		var entries []gazetteer.Entry
		for k := range 1 + r.IntN(12) {
			name := pick(words)
			for range r.IntN(3) {
				name += pick([]string{" ", " ", "-"}) + pick(words)
			}
			entries = append(entries, gazetteer.Entry{ID: strconv.Itoa(k), Label: "PER", Name: name})
		}
		g, err := gazetteer.New(entries)
		if err != nil {
			t.Fatal(err)
		}
		tokens := token.Tokenize(phrase(30))
		numbers := make([]int32, len(tokens))
		for i := range tokens {
			numbers[i] = g.Number(&tokens[i])
		}
		var plain, with gazetteer.Scratch
		with.UseNumbers(g, numbers)
		for i := range tokens {
			all := g.AppendAt(nil, &plain, tokens, i, gazetteer.AllCuts)
			longer := slices.DeleteFunc(all, func(m gazetteer.Match) bool { return m.Last-m.First < 2 })
			found += len(longer)
			for _, f := range []*gazetteer.Scratch{&plain, &with} {
				if got := g.AppendLonger(nil, f, tokens, i, gazetteer.AllCuts); !slices.Equal(got, longer) {
					t.Fatalf("at %q: %d names, want %d", tokens[i].Surface, len(got), len(longer))
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("%d names only", found)
	}
}
