package registry

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// BenchmarkArchive makes the registry of documents that name 15 entities each, most of
// them often, and one or two in each that no other names.
func BenchmarkArchive(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "records")
			writeArchive(b, path, n)
			for b.Loop() {
				f, err := os.Open(path)
				if err != nil {
					b.Fatal(err)
				}
				r, err := Build(f, Options{})
				if err != nil {
					b.Fatal(err)
				}
				f.Close()
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				rows := 0
				if err := Write(io.Discard, CSV, func(yield func(Entity) bool) {
					for e := range r.Entities() {
						if rows++; !yield(e) {
							return
						}
					}
				}, WriteOptions{}); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(m.HeapAlloc)/1e6, "MB")
				b.ReportMetric(float64(rows), "rows")
			}
		})
	}
}

func writeArchive(b *testing.B, path string, n int) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	random := rand.New(rand.NewPCG(1, 1))
	often := rand.NewZipf(random, 1.1, 10, 500_000)
	letters := []rune("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
	name := func(k uint64) string { // of two words, by its number
		own := rand.New(rand.NewPCG(k, 2))
		var s strings.Builder
		for i := range 12 {
			if i == 5 {
				s.WriteByte(' ')
			}
			s.WriteRune(letters[own.IntN(len(letters))])
		}
		return s.String()
	}
	for i := range n {
		var list []string
		for range 14 {
			list = append(list, "PER:"+name(often.Uint64()))
		}
		list = append(list, "PER:"+name(1<<40+uint64(i)))
		if _, err := w.Write(record(fmt.Sprintf("archive/%07d", i), fmt.Sprintf("20%02d-%02d-01", i%20, i%12+1), list...)); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
}
