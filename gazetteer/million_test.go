package gazetteer_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/token"
)

const million = 1_000_000

// millionNames makes a list of so many names: the embedded ones, so that as much
// is found, and made-up ones, five to three entries, of two to four words. These
// are out of the words of the embedded names, so that they begin where the
// text's names begin, and 120,000 made of Arabic syllables.
func millionNames(embedded *gazetteer.Gazetteer) []gazetteer.Entry {
	r := rand.New(rand.NewPCG(1, 2))
	const consonants, vowels = "بتثجحخدذرزسشصضطظعغفقكلمنهي", "اوي"
	c, v := []rune(consonants), []rune(vowels)
	entries := embedded.Entries()
	seen := map[string]bool{}
	var words []string
	for i := range entries {
		for _, w := range strings.Fields(entries[i].Name) {
			if !seen[w] {
				seen[w] = true
				words = append(words, w)
			}
		}
	}
	for range 120_000 {
		var w []rune
		for range 2 + r.IntN(2) {
			w = append(w, c[r.IntN(len(c))], v[r.IntN(len(v))])
			if r.IntN(2) == 0 {
				w = append(w, c[r.IntN(len(c))])
			}
		}
		words = append(words, string(w))
	}
	// Those at the front come oftener, as given names do.
	word := func() string { x := r.Float64(); return words[int(x*x*float64(len(words)))] }
	name := func(n int) string {
		var w []string
		for range n {
			w = append(w, word())
		}
		return strings.Join(w, " ")
	}
	kinds := []string{"politician", "athlete", "artist", "writer"}
	for n, i := embedded.Names(), 0; n < million; i++ {
		e := gazetteer.Entry{
			ID: fmt.Sprintf("Q%d", 1_000_000+i*37), Label: "PER", Kind: kinds[r.IntN(len(kinds))], Name: name(2 + r.IntN(2)),
			NameEn: fmt.Sprintf("Firstname Surname %d", i), Country: "EG", Prominence: 1 + r.IntN(9),
		}
		if i%3 != 0 {
			e.Aliases = []gazetteer.Alias{{Text: name(2 + r.IntN(3))}}
		}
		n += 1 + len(e.Aliases)
		entries = append(entries, e)
	}
	return entries
}

// samples is the text of the sample articles.
func samples(b *testing.B) string {
	b.Helper()
	paths, err := fs.Glob(data.Samples(), "samples/*.txt")
	if err != nil || len(paths) == 0 {
		b.Fatalf("%d samples, %v", len(paths), err)
	}
	var text strings.Builder
	for _, p := range paths {
		s, err := fs.ReadFile(data.Samples(), p)
		if err != nil {
			b.Fatal(err)
		}
		text.Write(s)
	}
	return text.String()
}

// BenchmarkMillion compiles a list of a million names and gives how large the
// file is (B/name), how long it takes to open from memory (ms/open) and from
// the file (ms/load), and how fast the sample articles are matched with it, in
// share of the speed with the embedded list (matching alone; the tokens are
// the same).
func BenchmarkMillion(b *testing.B) {
	embedded, err := gazetteer.Open(data.Gazetteer())
	if err != nil {
		b.Fatal(err)
	}
	compiled, err := gazetteer.Compile(millionNames(embedded))
	if err != nil {
		b.Fatal(err)
	}
	file := string(compiled)
	large, err := gazetteer.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	if n := large.Names(); n < million*99/100 {
		b.Fatalf("%d names", n)
	}
	path := filepath.Join(b.TempDir(), "million.gaz")
	if err := os.WriteFile(path, compiled, 0o644); err != nil {
		b.Fatal(err)
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			if _, err := gazetteer.Open(file); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/open")
		b.ReportMetric(float64(len(file))/float64(large.Names()), "B/name")
	})
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			g, err := gazetteer.OpenFile(path)
			if err != nil {
				b.Fatal(err)
			}
			if err := g.Close(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/load")
	})
	b.Run("match", func(b *testing.B) {
		src := samples(b)
		tokens := token.Tokenize(src)
		var f [2]gazetteer.Scratch
		var ms []gazetteer.Match
		var took [2]time.Duration
		for b.Loop() {
			for i, g := range []*gazetteer.Gazetteer{embedded, large} { // in turn, so that both meet the same machine
				start := time.Now()
				for range 20 {
					ms = g.Append(ms[:0], &f[i], tokens)
				}
				took[i] += time.Since(start)
			}
		}
		for i, name := range []string{"embedded-MB/s", "million-MB/s"} {
			b.ReportMetric(float64(20*b.N*len(src))/1e6/took[i].Seconds(), name)
		}
		b.ReportMetric(took[0].Seconds()/took[1].Seconds(), "speed-ratio")
	})
}
