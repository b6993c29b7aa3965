package batch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch"
	"github.com/alam-nlp/alam/batch/sink"
)

// news makes JSON lines of the raw newspaper text beside the checkout, about an
// article a line.
func news(b *testing.B) string {
	b.Helper()
	f, err := os.Open("../../shared/corpora/raw/saudinewsnet-30mb.txt.gz")
	if err != nil {
		b.Skip("skipped: ../shared, which has the newspaper text, is absent")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		b.Fatal(err)
	}
	var lines bytes.Buffer
	for rest := strings.ToValidUTF8(string(text), ""); rest != ""; {
		n := min(len(rest), 4000)
		if k := strings.IndexByte(rest[n:], '\n'); k >= 0 {
			n += k + 1
		} else {
			n = len(rest)
		}
		line, _ := json.Marshal(map[string]string{"text": rest[:n]})
		lines.Write(append(line, '\n'))
		rest = rest[n:]
	}
	path := filepath.Join(b.TempDir(), "news.jsonl")
	if err := os.WriteFile(path, lines.Bytes(), 0o644); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkWorkers gives how many times the rate of one worker two have, on 30
// MB of news: the ratio of the best runs of each, taken in turns.
func BenchmarkWorkers(b *testing.B) {
	in := news(b)
	a, err := alam.New(alam.Options{})
	if err != nil {
		b.Fatal(err)
	}
	best := map[int]time.Duration{}
	var c sink.Counts
	for b.Loop() {
		for _, n := range []int{1, 2} {
			o := batch.Options{Inputs: []string{in}, Analyzer: a, Workers: n, Sink: sink.Options{Output: filepath.Join(b.TempDir(), "o.jsonl")}}
			started := time.Now()
			if c, err = batch.Run(context.Background(), o); err != nil {
				b.Fatal(err)
			}
			if t := time.Since(started); best[n] == 0 || t < best[n] {
				best[n] = t
			}
		}
	}
	b.ReportMetric(float64(c.Bytes)/1e6/best[1].Seconds(), "MB/s-1-worker")
	b.ReportMetric(float64(c.Bytes)/1e6/best[2].Seconds(), "MB/s-2-workers")
	b.ReportMetric(best[1].Seconds()/best[2].Seconds(), "ratio")
}
