package alam_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/alam-nlp/alam"
)

const newsPath = "../shared/corpora/raw/saudinewsnet-30mb.txt.gz"

// news gives about 2 MB of newspaper text as articles. It is skipped where the
// corpora are absent.
func news(tb testing.TB) []string {
	tb.Helper()
	return newsOf(tb, 2<<20)
}

func newsOf(tb testing.TB, bytes int) []string {
	tb.Helper()
	f, err := os.Open(newsPath)
	if err != nil {
		tb.Skipf("skipped: %s is absent", newsPath)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	in := bufio.NewReader(z)
	var docs []string
	var doc strings.Builder
	for size := 0; size < bytes; {
		line, err := in.ReadString('\n')
		if err != nil {
			break
		}
		doc.WriteString(line)
		if doc.Len() > 3000 { // an article's length; the corpus does not part them
			docs = append(docs, doc.String())
			size += doc.Len()
			doc.Reset()
		}
	}
	return docs
}

// BenchmarkFields is the yardstick: a bare pass over the same text.
func BenchmarkFields(b *testing.B) {
	docs := news(b)
	b.SetBytes(int64(len(strings.Join(docs, ""))))
	for b.Loop() {
		for _, d := range docs {
			strings.FieldsFunc(d, func(r rune) bool { return !unicode.IsLetter(r) })
		}
	}
}

// BenchmarkAnalyze is the whole pipeline without topics, on one core.
func BenchmarkAnalyze(b *testing.B) { benchmarkAnalyze(b, news(b)) }

// BenchmarkAnalyzeStream is the same over 30 MB, in which there are ever new words.
func BenchmarkAnalyzeStream(b *testing.B) { benchmarkAnalyze(b, newsOf(b, 1<<30)) }

func benchmarkAnalyze(b *testing.B, docs []string) {
	a, err := alam.New(alam.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(strings.Join(docs, ""))))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			if _, err := a.Analyze(context.Background(), d); err != nil {
				b.Fatal(err)
			}
		}
	}
}
