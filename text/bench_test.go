package text

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkParse reads the project's own sample articles, repeated to 2 MB.
func BenchmarkParse(b *testing.B) {
	files, err := filepath.Glob(filepath.Join("..", "data", "samples", "*.txt"))
	if err != nil || len(files) == 0 {
		b.Fatal("no samples")
	}
	var all strings.Builder
	for all.Len() < 2e6 {
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			all.Write(data)
			all.WriteString("\n\n")
		}
	}
	source, p := all.String(), patterns(b)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		if _, err := Parse(source, p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParsePatterns(b *testing.B) {
	data, err := os.ReadFile(filepath.Join("..", "data", "regions.tsv"))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := ParsePatterns("regions.tsv", strings.NewReader(string(data))); err != nil {
			b.Fatal(err)
		}
	}
}
