package main

import (
	"math"
	"slices"
)

// A clustering puts words into classes so that the class of a word says as
// much as it can of what stands around it: it maximizes the mutual information
// of class and context over the corpus (the predictive exchange of J. Uszkoreit
// and T. Brants, "Distributed word clustering for large scale class-based
// language modeling in machine translation", ACL 2008, with the words on both
// sides as context, as J. Dehdari, L. Tan and J. van Genabith, "BIRA", NAACL
// 2016). Contexts are features: a place (the two words before, the two behind)
// and the word that stands there; in a second run also the class which that
// word had after the first, since two rare words seldom stand beside the same
// words. What is maximized is
//
//	sum over features f and classes c of N(f,c) log N(f,c)
//	  - places * sum over c of N(c) log N(c)
//
// Words are taken in order of frequency, each into the class where the sum is
// greatest, the first of equals; then all words again, as often as asked.
type clustering struct {
	*contextTable
	k     int
	class []int32 // per word; -1 for none yet
	rows  []row   // per feature
	total []int64 // per class
	table []int64 // xlogx of small numbers
	delta []int64 // scratch, per class
}

// A row says how often the words of each class have a feature: in order of
// class while it is short, and with a number for each class when it is long.
type row struct {
	class []int32
	n     []int32
	sum   int32
	dense bool
}

func newClustering(k int, t *contextTable) *clustering {
	c := &clustering{
		contextTable: t, k: k, class: make([]int32, len(t.of)), rows: make([]row, t.places*t.span),
		total: make([]int64, k), table: make([]int64, 1<<16), delta: make([]int64, k),
	}
	for i := range c.class {
		c.class[i] = -1
	}
	for i := range c.table {
		c.table[i] = xlogx(int64(i))
	}
	return c
}

// xlogx is n log n in millionths: whole numbers add up to the same in any
// order and on any machine.
func xlogx(n int64) int64 {
	if n <= 1 {
		return 0
	}
	return int64(math.Round(1e6 * (float64(n) * math.Log(float64(n)))))
}

func (c *clustering) xlogx(n int32) int64 {
	if int(n) < len(c.table) {
		return c.table[n]
	}
	return xlogx(int64(n))
}

// add moves a word into a class (sign 1) or out of it (-1).
func (c *clustering) add(w int, class, sign int32) {
	c.total[class] += int64(sign * c.size[w])
	for _, f := range c.of[w] {
		c.rows[f.id].add(class, sign*f.n, c.k)
	}
}

func (r *row) add(class, n int32, k int) {
	r.sum += n
	if r.dense {
		r.n[class] += n
		return
	}
	i, ok := slices.BinarySearch(r.class, class)
	switch {
	case ok && r.n[i]+n == 0:
		r.class = slices.Delete(r.class, i, i+1)
		r.n = slices.Delete(r.n, i, i+1)
	case ok:
		r.n[i] += n
	default:
		r.class = slices.Insert(r.class, i, class)
		r.n = slices.Insert(r.n, i, n)
		if len(r.class) > k/4 {
			all := make([]int32, k)
			for j, cl := range r.class {
				all[cl] = r.n[j]
			}
			*r = row{n: all, sum: r.sum, dense: true}
		}
	}
}

// best is the class that a word, which is in none, fits best.
func (c *clustering) best(w int) int32 {
	for i := range c.delta {
		c.delta[i] = int64(c.places) * (xlogx(c.total[i]) - xlogx(c.total[i]+int64(c.size[w])))
	}
	for _, f := range c.of[w] {
		c.weigh(&c.rows[f.id], f.n)
	}
	best := 0
	for i, d := range c.delta {
		if d > c.delta[best] {
			best = i
		}
	}
	return int32(best)
}

// weigh adds to delta what n more of a feature are worth in each class, less
// what is the same for all of them.
func (c *clustering) weigh(r *row, n int32) {
	switch {
	case !r.dense:
		alone := c.xlogx(n)
		for j, class := range r.class {
			c.delta[class] += c.xlogx(r.n[j]+n) - c.xlogx(r.n[j]) - alone
		}
	case int(r.sum+n) < len(c.table):
		table, more := c.table, c.table[n:]
		delta := c.delta[:len(r.n)]
		for class, m := range r.n {
			delta[class] += more[m] - table[m]
		}
	default:
		for class, m := range r.n {
			c.delta[class] += c.xlogx(m+n) - c.xlogx(m)
		}
	}
}

// run puts all words into classes, and moves them so many times.
func (c *clustering) run(rounds int) {
	for w := firstWord; w < len(c.of); w++ {
		is := int32(w - firstWord) // the most frequent words open a class each
		if int(is) >= c.k {
			is = c.best(w)
		}
		c.add(w, is, 1)
		c.class[w] = is
	}
	c.move(rounds)
}

// move moves each word so many times.
func (c *clustering) move(rounds int) {
	for range rounds {
		moved := false
		for w := firstWord; w < len(c.of); w++ {
			was := c.class[w]
			c.add(w, was, -1)
			is := c.best(w)
			c.add(w, is, 1)
			c.class[w] = is
			moved = moved || is != was
		}
		if !moved {
			return
		}
	}
}

// refine is a clustering that goes on from c with other contexts.
func (c *clustering) refine(t *contextTable) *clustering {
	out := newClustering(c.k, t)
	copy(out.class, c.class)
	for w := firstWord; w < len(out.of); w++ {
		out.add(w, out.class[w], 1)
	}
	return out
}
