package topics_test

import (
	"bufio"
	"compress/gzip"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/topics"
)

// BenchmarkCountDocFreqNews counts document frequencies over 30 MB of newspaper
// text in one pass, as alam topics fit does, unpacking included. It reports the
// memory taken from the system, in MB.
func BenchmarkCountDocFreqNews(b *testing.B) {
	const path = "../../shared/corpora/raw/saudinewsnet-30mb.txt.gz"
	if _, err := os.Stat(path); err != nil {
		b.Skipf("the corpus is not here: %v", err)
	}
	df, stop := docFreq(b), stopWords(b)
	size := 0
	docs := func(yield func(string, error) bool) {
		size = 0
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			b.Fatal(err)
		}
		in := bufio.NewReader(z)
		var doc strings.Builder
		for {
			line, err := in.ReadString('\n')
			doc.WriteString(line)
			if err != nil || doc.Len() > 3000 { // an article's length; the corpus does not part them
				size += doc.Len()
				if !yield(doc.String(), nil) || err != nil {
					return
				}
				doc.Reset()
			}
		}
	}
	for b.Loop() {
		if _, err := topics.CountDocFreq(docs, topics.DocFreqOptions{Stop: stop, Words: df}); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(size))
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys>>20), "MB-sys")
}
