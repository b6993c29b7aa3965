package discover

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"

	"gonum.org/v1/gonum/mat"

	"github.com/alam-nlp/alam/topics/vector"
)

// ErrTooFew says that there are fewer documents or terms than topics wanted.
var ErrTooFew = errors.New("fewer documents or terms than topics")

// NMFOptions say how topics are found. The zero value is the default.
type NMFOptions struct {
	// Topics is how many; 0 is 20.
	Topics int
	// Steps are at most so many; 0 is 100. Tolerance ends them when the error
	// falls by a smaller part of itself; 0 is 1e-4.
	Steps     int
	Tolerance float64
	Seed      uint64
	// Workers is how many goroutines share the work, 0 as many as there are
	// processors. The result does not depend on it.
	Workers int
	// Progress, if any, is told after each step.
	Progress func(step, steps int)
}

// A Factorization is X ≈ W H of documents by terms: W has the weights of topics
// in documents, H those of terms in topics. Rows of H have norm L2.
type Factorization struct {
	W, H *mat.Dense
	// Error is the Frobenius norm of X - W H as a part of that of X.
	Error float64
	Steps int
}

// NMF factorizes the rows of a corpus into non-negative parts (Lee and Seung
// 1999) by hierarchical alternating least squares (Cichocki and Phan 2009), from
// a seeded start with the mean of X. It ends early when ctx is done, with its error.
func NMF(ctx context.Context, x *vector.CSR, o NMFOptions) (*Factorization, error) {
	if o.Topics == 0 {
		o.Topics = 20
	}
	if o.Steps == 0 {
		o.Steps = 100
	}
	if o.Tolerance == 0 {
		o.Tolerance = 1e-4
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if x == nil {
		x = new(vector.CSR)
	}
	n, m, k := x.Rows(), x.Cols, o.Topics
	if k < 1 || n < k || m < k {
		return nil, fmt.Errorf("discover: %w: %d topics of %d documents and %d terms", ErrTooFew, k, n, m)
	}
	squares, sum := 0.0, 0.0
	for _, v := range x.Data {
		squares += v * v
		sum += v
	}
	rng := rand.New(rand.NewPCG(o.Seed, 0x9e3779b97f4a7c15))
	mean := math.Sqrt(sum / float64(n) / float64(m) / float64(k))
	start := func(rows int) []float64 { // factors lie by document and by term
		d := make([]float64, rows*k)
		for i := range d {
			d[i] = mean * math.Abs(rng.NormFloat64())
		}
		return d
	}
	w, h := start(n), start(m)
	t := transpose(x)
	f := &Factorization{Error: 1}
	last := math.Inf(1)
	for f.Steps = 0; f.Steps < o.Steps; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		half(x, w, h, n, m, k, o.Workers)
		gram := half(t, h, w, m, n, k, o.Workers)
		f.Steps++
		// |X - WH|² = |X|² - 2 <X, WH> + <WᵀW, HᵀH>, where gram is WᵀW.
		cross := innerProduct(x, w, h, k, o.Workers)
		left := squares - 2*cross + dotAll(gram, product(h, m, k))
		f.Error = math.Sqrt(max(left, 0) / max(squares, math.SmallestNonzeroFloat64))
		if o.Progress != nil {
			o.Progress(f.Steps, o.Steps)
		}
		if last-f.Error < o.Tolerance*f.Error {
			break
		}
		last = f.Error
	}
	f.W = mat.NewDense(n, k, w)
	f.H = mat.NewDense(k, m, nil)
	for c := range k {
		norm := 0.0
		for j := range m {
			norm += h[j*k+c] * h[j*k+c]
		}
		norm = math.Sqrt(norm)
		if norm == 0 {
			continue
		}
		for j := range m {
			f.H.Set(c, j, h[j*k+c]/norm)
		}
		for i := range n {
			f.W.Set(i, c, f.W.At(i, c)*norm)
		}
	}
	return f, nil
}

// product is the k by k matrix AᵀA of a factor.
func product(a []float64, rows, k int) *mat.Dense {
	d := mat.NewDense(rows, k, a)
	var g mat.Dense
	g.Mul(d.T(), d)
	return &g
}

func dotAll(a, b *mat.Dense) float64 {
	sum := 0.0
	for i, v := range a.RawMatrix().Data {
		sum += v * b.RawMatrix().Data[i]
	}
	return sum
}

// half improves factor a of x ≈ a bᵀ, a row after the other, and gives bᵀb.
func half(x *vector.CSR, a, b []float64, rows, cols, k, workers int) *mat.Dense {
	g := product(b, cols, k)
	gram := g.RawMatrix().Data
	share(rows, workers, func(from, to int) {
		xb := make([]float64, k)
		for i := from; i < to; i++ {
			clear(xb)
			row := x.Row(i)
			for p, j := range row.Indices {
				v := row.Data[p]
				for c, u := range b[int(j)*k : int(j)*k+k] {
					xb[c] += v * u
				}
			}
			ai := a[i*k : i*k+k]
			for c := range ai {
				d := gram[c*k+c]
				if d <= 1e-12 {
					continue
				}
				s := xb[c]
				for e, u := range gram[c*k : c*k+k] {
					s -= u * ai[e]
				}
				ai[c] = max(0, ai[c]+s/d)
			}
		}
	})
	return g
}

// innerProduct is the sum of x times w hᵀ where x is not 0.
func innerProduct(x *vector.CSR, w, h []float64, k, workers int) float64 {
	n := x.Rows()
	parts := make([]float64, n)
	share(n, workers, func(from, to int) {
		for i := from; i < to; i++ {
			row := x.Row(i)
			wi := w[i*k : i*k+k]
			for p, j := range row.Indices {
				s := 0.0
				for c, u := range h[int(j)*k : int(j)*k+k] {
					s += u * wi[c]
				}
				parts[i] += row.Data[p] * s
			}
		}
	})
	sum := 0.0
	for _, v := range parts {
		sum += v
	}
	return sum
}

// transpose gives the columns as rows.
func transpose(x *vector.CSR) *vector.CSR {
	t := &vector.CSR{Cols: x.Rows(), Indptr: make([]int, x.Cols+1), Indices: make([]int32, len(x.Indices)), Data: make([]float64, len(x.Data))}
	for _, j := range x.Indices {
		t.Indptr[j+1]++
	}
	for j := range x.Cols {
		t.Indptr[j+1] += t.Indptr[j]
	}
	at := append([]int{}, t.Indptr...)
	for i := range x.Rows() {
		row := x.Row(i)
		for p, j := range row.Indices {
			t.Indices[at[j]], t.Data[at[j]] = int32(i), row.Data[p]
			at[j]++
		}
	}
	return t
}

// share cuts n things into stretches for some goroutines.
func share(n, workers int, work func(from, to int)) {
	workers = max(1, min(workers, n))
	var wg sync.WaitGroup
	for g := range workers {
		wg.Go(func() { work(g*n/workers, (g+1)*n/workers) })
	}
	wg.Wait()
}
