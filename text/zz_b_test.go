package text

import (
	"os"
	"strings"
	"testing"
)

func BenchmarkX(b *testing.B) {
	s, _ := os.ReadFile("../data/regions.tsv")
	for b.Loop() {
		ParsePatterns("x", strings.NewReader(string(s)))
	}
}
func BenchmarkY(b *testing.B) {
	s, _ := os.ReadFile("../data/regions.tsv")
	p, _ := ParsePatterns("x", strings.NewReader(string(s)))
	t, _ := os.ReadFile("/tmp/tx/raw.txt")
	b.SetBytes(int64(len(t)))
	for b.Loop() {
		Parse(string(t), p)
	}
}
