package discover_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/alam-nlp/alam/topics/discover"
	"github.com/alam-nlp/alam/topics/vector"
)

// planted makes documents of three topics with ten words each, and which topic
// each has.
func planted(n int) (*vector.CSR, []int) {
	rng := rand.New(rand.NewPCG(3, 4))
	x, of := &vector.CSR{Cols: 30, Indptr: []int{0}}, []int{}
	for i := range n {
		t := i % 3
		var v vector.Vector
		for j := range 30 {
			p := 0.03
			if j/10 == t {
				p = 0.6
			}
			if rng.Float64() < p {
				v.Indices = append(v.Indices, int32(j))
				v.Data = append(v.Data, 1+rng.Float64())
			}
		}
		x.Append(v)
		of = append(of, t)
	}
	return x, of
}

func TestNMF(t *testing.T) {
	x, of := planted(300)
	var first *discover.Factorization
	for _, workers := range []int{1, 2, 7} {
		f, err := discover.NMF(context.Background(), x, discover.NMFOptions{Topics: 3, Seed: 5, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = f
		} else if !reflect.DeepEqual(f, first) {
			t.Errorf("%d workers give another answer than 1", workers)
		}
	}
	// The error that is told is that of the product.
	squares, left := 0.0, 0.0
	for i := range 300 {
		for j := range 30 {
			v := x.At(i, j)
			squares += v * v
			for c := range 3 {
				v -= first.W.At(i, c) * first.H.At(c, j)
			}
			left += v * v
		}
	}
	if e := math.Sqrt(left / squares); math.Abs(e-first.Error) > 1e-9 {
		t.Errorf("error %v, told %v", e, first.Error)
	}
	list, docs, _ := discover.Topics(x, first, 10)
	right := 0
	for i, d := range docs {
		// The planted topic is told by the heaviest term.
		if list[d.Topic].Terms[0]/10 == of[i] {
			right++
		}
	}
	if right < 290 {
		t.Errorf("%d of 300 documents are assigned as planted", right)
	}
	for _, k := range list {
		for _, j := range k.Terms[:8] {
			if j/10 != k.Terms[0]/10 {
				t.Errorf("a topic mixes terms: %v", k.Terms)
			}
		}
		if k.Coherence < 0.1 || k.Coherence > 1 {
			t.Errorf("coherence %v", k.Coherence)
		}
	}
	if _, err := discover.NMF(context.Background(), x, discover.NMFOptions{Topics: 31}); !errors.Is(err, discover.ErrTooFew) {
		t.Error(err)
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := discover.NMF(done, x, discover.NMFOptions{Topics: 3}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestNMFEmpty(t *testing.T) {
	x := &vector.CSR{Cols: 4, Indptr: []int{0, 0, 0, 1}, Indices: []int32{2}, Data: []float64{1}}
	f, err := discover.NMF(context.Background(), x, discover.NMFOptions{Topics: 2})
	if err != nil {
		t.Fatal(err)
	}
	_, docs, _ := discover.Topics(x, f, 5)
	if docs[0].Topic != -1 || docs[1].Topic != -1 || docs[2].Topic < 0 {
		t.Errorf("%+v", docs)
	}
}

func TestCommunities(t *testing.T) {
	x, _ := planted(300)
	var first string
	for range 10 {
		list, q, err := discover.Communities(x, discover.CommunityOptions{Seed: 1, NPMI: 0.05})
		if err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprint(list, q)
		if first == "" {
			first = got
			if len(list) != 3 || q < 0.3 {
				t.Fatalf("%d communities, modularity %v: %v", len(list), q, list)
			}
			for _, c := range list {
				for _, j := range c.Terms {
					if j/10 != c.Terms[0]/10 {
						t.Errorf("a community mixes terms: %v", c.Terms)
					}
				}
			}
		}
		if got != first {
			t.Fatalf("two runs:\n%s\n%s", first, got)
		}
	}
	if list, _, err := discover.Communities(&vector.CSR{Cols: 3, Indptr: []int{0}}, discover.CommunityOptions{}); err != nil || len(list) != 0 {
		t.Errorf("of nothing: %v, %v", list, err)
	}
}

func TestNPMI(t *testing.T) {
	// Terms 0 and 1 always together in 2 of 4 documents; 0 and 2 never.
	x := &vector.CSR{Cols: 3, Indptr: []int{0, 2, 4, 5, 5}, Indices: []int32{0, 1, 0, 1, 2}, Data: []float64{1, 1, 1, 1, 1}}
	c := discover.Count(x, []int{0, 1, 2})
	for _, k := range []struct {
		i, j int
		want float64
	}{{0, 1, 1}, {0, 2, -1}, {1, 0, 1}} {
		if got := c.NPMI(k.i, k.j); math.Abs(got-k.want) > 1e-12 {
			t.Errorf("NPMI(%d, %d) = %v, want %v", k.i, k.j, got, k.want)
		}
	}
	if got := discover.Coherence(x, []int{0, 1, 2}); math.Abs(got-(-1.0/3)) > 1e-12 {
		t.Errorf("coherence %v", got)
	}
}

func TestCourse(t *testing.T) {
	day := func(s string) time.Time {
		d, err := discover.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	c := discover.NewCourse([]discover.Assignment{{Topic: 0}, {Topic: 1}, {Topic: 0}, {Topic: -1}, {Topic: 0}},
		[]time.Time{day("2026-11-01"), day("Sun, 01 Nov 2026 10:00:00 +0400"), day("2026-11-03"), day("2026-11-03T09:00:00Z"), {}}, 2)
	if c.Unit != "day" || len(c.Starts) != 3 || c.Undated != 1 || !reflect.DeepEqual(c.Documents, []int{2, 0, 2}) ||
		!reflect.DeepEqual(c.Share, [][]float64{{0.5, 0, 0.5}, {0.5, 0, 0}}) {
		t.Errorf("%+v", c)
	}
	for unit, until := range map[string]string{"week": "2027-03-01", "month": "2029-01-01", "year": "2040-01-01"} {
		c := discover.NewCourse([]discover.Assignment{{}, {}}, []time.Time{day("2026-11-01"), day(until)}, 1)
		if c.Unit != unit || c.Share[0][0] != 1 || c.Share[0][len(c.Starts)-1] != 1 {
			t.Errorf("%s: %+v", unit, c)
		}
	}
	if c := discover.NewCourse(nil, nil, 1); len(c.Starts) != 0 {
		t.Errorf("%+v", c)
	}
	if _, err := discover.ParseDate("yesterday"); err == nil {
		t.Error("yesterday is a date")
	}
}
