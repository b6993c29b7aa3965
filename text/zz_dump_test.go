package text

import (
	"fmt"
	"os"
	"testing"
	"time"
)

func TestDump(t *testing.T) {
	f, _ := os.Open("../data/regions.tsv")
	t0 := time.Now()
	p, err := ParsePatterns("regions.tsv", f)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("compile", time.Since(t0), len(p.rules), "starts", len(p.starts.rules), "within", len(p.within.rules), "inside", len(p.inside.rules))
	b, _ := os.ReadFile(os.Getenv("DUMP"))
	t0 = time.Now()
	d, err := Parse(string(b), p)
	if err != nil {
		t.Fatal(err)
	}
	el := time.Since(t0)
	fmt.Println(el, float64(len(b))/1e6/el.Seconds(), "MB/s", len(d.Regions), d.Articles)
	n := map[RegionKind]int{}
	for _, r := range d.Regions {
		n[r.Kind]++
		if os.Getenv("SHOW") != "" && (r.Kind != Body || len(b) < 20000) && (os.Getenv("SHOW") == "all" || os.Getenv("SHOW") == r.Kind.String()) {
			s := []rune(d.Source[r.Start:r.End])
			fmt.Printf("%d %s %d: %.100q\n", r.Start, r.Kind, r.Article, string(s[:min(len(s), 100)]))
		}
	}
	fmt.Println(n)
}
