package vector

import (
	"fmt"
	"math"
	"slices"

	"github.com/alam-nlp/alam/token"
)

// DuplicateOptions say what near-duplicates are. The zero value is the default.
type DuplicateOptions struct {
	// Shingle is how many words in a row are compared; 0 is 4.
	Shingle int
	// Threshold is the least resemblance; 0 is 0.7.
	Threshold float64
}

// Duplicates finds near-duplicates in a stream of documents: wire copy with
// another headline, a correction, a repeated story. Documents resemble each
// other by the part of their shingles that they share, the Jaccard index of the
// sets of runs of words (Broder 1997). Candidates come from min-wise hashing in
// bands; a pair at the default threshold is missed less than once in 100,000.
// Every candidate is then compared exactly, up to collisions of 32-bit hashes.
//
// A document that resembles the first of a group joins it; else it begins one.
// It keeps the shingles of the first of each group in memory. It belongs to one
// goroutine. The zero value is as NewDuplicates makes it of zero options.
type Duplicates struct {
	opts    DuplicateOptions
	scanner token.Scanner
	tokens  []token.Token
	words   []uint32
	sets    map[int32][]uint32 // by first of a group: its shingles, sorted
	buckets map[uint64][]int32 // by band and its values: firsts of groups
	n       int
}

// minBands bands of bandRows values each: documents that share s of their
// shingles meet in a band with probability 1-(1-s^3)^32, 0.999998 at s 0.7.
const (
	minBands = 32
	bandRows = 3
)

// NewDuplicates makes an empty Duplicates.
func NewDuplicates(o DuplicateOptions) (*Duplicates, error) {
	o.fill()
	if o.Shingle < 1 || !(o.Threshold > 0 && o.Threshold <= 1) {
		return nil, fmt.Errorf("vector: near-duplicates by %d words from %v on: want at least 1 word and a threshold from 0 to 1", o.Shingle, o.Threshold)
	}
	d := &Duplicates{opts: o}
	d.ready()
	return d, nil
}

func (o *DuplicateOptions) fill() {
	if o.Shingle == 0 {
		o.Shingle = 4
	}
	if o.Threshold == 0 {
		o.Threshold = 0.7
	}
}

// ready makes a zero value an empty Duplicates.
func (d *Duplicates) ready() {
	if d.sets == nil {
		d.opts.fill()
		d.sets, d.buckets = map[int32][]uint32{}, map[uint64][]int32{}
	}
}

// Add reads the next document and says which earlier one it repeats: the first
// of its group, by number from 0, and their resemblance. It is -1 for a document
// that is new. A document without words repeats nothing.
func (d *Duplicates) Add(doc string) (of int, resemblance float64) {
	d.ready()
	me := int32(d.n)
	d.n++
	set := d.shingles(doc)
	if len(set) == 0 {
		return -1, 0
	}
	bands := signature(set)
	best, most := int32(-1), 0.0
	seen := map[int32]bool{}
	for _, b := range bands {
		for _, first := range d.buckets[b] {
			if seen[first] {
				continue
			}
			seen[first] = true
			if s := resemblanceOf(set, d.sets[first]); s >= d.opts.Threshold && (s > most || s == most && first < best) {
				best, most = first, s
			}
		}
	}
	if best >= 0 {
		return int(best), most
	}
	d.sets[me] = slices.Clone(set)
	for _, b := range bands {
		d.buckets[b] = append(d.buckets[b], me)
	}
	return -1, 0
}

// shingles gives the hashes of the runs of words of a document, sorted, each
// once. One that has fewer words than a run is a run itself.
func (d *Duplicates) shingles(doc string) []uint32 {
	d.tokens = d.scanner.Append(d.tokens[:0], doc)
	d.words = d.words[:0]
	for i := range d.tokens {
		if t := &d.tokens[i]; t.IsWord() {
			d.words = append(d.words, hash32(t.Norm))
		}
	}
	if len(d.words) == 0 {
		return nil
	}
	n := min(d.opts.Shingle, len(d.words))
	out := make([]uint32, 0, len(d.words))
	for i := 0; i+n <= len(d.words); i++ {
		h := uint64(n)
		for _, w := range d.words[i : i+n] {
			h = mix(h ^ uint64(w))
		}
		out = append(out, uint32(h>>32))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// signature gives the bands of a set: each the hash of some minima.
func signature(set []uint32) []uint64 {
	var least [minBands * bandRows]uint32
	for i := range least {
		least[i] = math.MaxUint32
	}
	for _, s := range set {
		h := mix(uint64(s) + 1)
		step := mix(h) | 1
		for i := range least {
			h += step // double hashing: one multiplication serves all minima
			least[i] = min(least[i], uint32(h>>32))
		}
	}
	out := make([]uint64, minBands)
	for b := range out {
		h := uint64(b)
		for _, v := range least[b*bandRows : (b+1)*bandRows] {
			h = mix(h ^ uint64(v))
		}
		out[b] = h
	}
	return out
}

// resemblanceOf is the Jaccard index of two sorted sets.
func resemblanceOf(a, b []uint32) float64 {
	both, k := 0, 0
	for _, v := range a {
		for k < len(b) && b[k] < v {
			k++
		}
		if k < len(b) && b[k] == v {
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// mix spreads the bits of a number (the finalizer of splitmix64, Steele et al.
// 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// hash32 is FNV-1a.
func hash32(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
