package alam_test

import (
	"context"
	"testing"

	"github.com/alam-nlp/alam"
)

// BenchmarkAnalyzeTopics is the whole pipeline with keyphrases and categories:
// what it takes longer than BenchmarkAnalyze is the cost of scoring.
func BenchmarkAnalyzeTopics(b *testing.B) {
	benchmarkTopics(b, alam.Options{Topics: 10, Categories: 3})
}

// BenchmarkAnalyzeKeyphrases is the pipeline with keyphrases alone.
func BenchmarkAnalyzeKeyphrases(b *testing.B) {
	benchmarkTopics(b, alam.Options{Topics: 10})
}

func benchmarkTopics(b *testing.B, o alam.Options) {
	docs := news(b)
	a, err := alam.New(o)
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, d := range docs {
		size += len(d)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			if _, err := a.Analyze(context.Background(), d); err != nil {
				b.Fatal(err)
			}
		}
	}
}
