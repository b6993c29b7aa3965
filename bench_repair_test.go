package alam_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/text/repair"
)

// BenchmarkDamage is what the look for damage takes of an analysis of sound text:
// the two are timed in turn, so that a busy machine slows both. percent is the share.
func BenchmarkDamage(b *testing.B) {
	docs := news(b)
	a, err := alam.New(alam.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(strings.Join(docs, ""))))
	var look, all time.Duration
	for b.Loop() {
		for _, d := range docs {
			started := time.Now()
			repair.Detect(d, nil)
			looked := time.Now()
			if _, err := a.Analyze(context.Background(), d); err != nil {
				b.Fatal(err)
			}
			look += looked.Sub(started)
			all += time.Since(looked)
		}
	}
	b.ReportMetric(100*float64(look)/float64(all), "percent")
}
