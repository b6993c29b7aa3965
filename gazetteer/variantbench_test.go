package gazetteer

import (
	"io/fs"
	"testing"
	"time"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/token"
)

// BenchmarkVariants matches the sample articles with the embedded list, and with
// the same list without variant keys, in turn, so that both meet the same machine.
func BenchmarkVariants(b *testing.B) {
	with, err := Open(data.Gazetteer())
	if err != nil {
		b.Fatal(err)
	}
	without := *with
	without.variants = ""
	paths, err := fs.Glob(data.Samples(), "samples/*.txt")
	if err != nil {
		b.Fatal(err)
	}
	var src string
	for _, p := range paths {
		s, err := fs.ReadFile(data.Samples(), p)
		if err != nil {
			b.Fatal(err)
		}
		src += string(s)
	}
	tokens := token.Tokenize(src)
	var f [2]Scratch
	var ms []Match
	var took [2]time.Duration
	n := 0
	for b.Loop() {
		n++
		for k := range 2 {
			i := (n + k) % 2 // whoever comes second finds the text in the processor's cache
			start := time.Now()
			ms = [2]*Gazetteer{with, &without}[i].Append(ms[:0], &f[i], tokens)
			took[i] += time.Since(start)
		}
	}
	b.ReportMetric(float64(b.N*len(src))/1e6/took[0].Seconds(), "MB/s")
	b.ReportMetric(took[1].Seconds()/took[0].Seconds(), "speed-ratio")
}
