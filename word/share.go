package word

import (
	"fmt"
	"math"

	"github.com/alam-nlp/alam/internal/flat"
)

// contextPrior is how many occurrences of an average word the share of a
// context is smoothed with.
const contextPrior = 4

// The shares that the levels of a context stand for: none, below 1 in 90 or so,
// and then the middle (in ratio) of steps of half an octave, up to all.
var levelShares = [16]float32{
	0, 0.0078, 0.0131, 0.0186, 0.0263, 0.0372, 0.0526, 0.0743, 0.1051, 0.1487, 0.2102, 0.2973, 0.4204, 0.5946, 0.8409, 1,
}

// shareLevel packs a share of total, half octaves below all, into four bits.
func shareLevel(n, total int) uint8 {
	if n <= 0 || total <= 0 {
		return 0
	}
	square, level := uint64(n)*uint64(n), uint8(15)
	for level > 1 && square < uint64(total)*uint64(total) {
		square *= 2
		level--
	}
	return level
}

func (c Usage) level(x Context) uint8 {
	if x >= ContextCount {
		return 0
	}
	return c.levels[x/2] >> (x % 2 * 4) & 15
}

// Seen reports whether the word was seen in the context at all.
func (c Usage) Seen(x Context) bool { return c.level(x) > 0 }

// Share is the share of the word's occurrences that stand in the context,
// smoothed with four occurrences of an average word, so that a word seen three
// times is not sure of anything. It is 0 for the zero WordContext.
func (c Usage) Share(x Context) float32 {
	if c.base == nil || x >= ContextCount {
		return 0
	}
	n := float32(c.Count)
	return (levelShares[c.level(x)]*n + contextPrior*c.base[x]) / (n + contextPrior)
}

// Lift is how much more often the word stands in the context than an average
// word, in octaves: 1 for twice as often, -1 for half as often. It is 0 for
// the zero WordContext.
func (c Usage) Lift(x Context) float64 {
	if c.base == nil || x >= ContextCount {
		return 0
	}
	return math.Log2(float64(c.Share(x) / c.base[x]))
}

// LiftBuckets is the number of buckets of Bucket.
const LiftBuckets = 6

// Bucket is Lift in steps, for the features of a model: 0 below -1, 1 below 1,
// 2 below 2, 3 below 3, 4 below 4, else 5.
func (c Usage) Bucket(x Context) int {
	if c.base == nil || x >= ContextCount {
		return 1
	}
	ratio := c.Share(x) / c.base[x]
	b := 0
	for _, limit := range [LiftBuckets - 1]float32{0.5, 2, 4, 8, 16} {
		if ratio >= limit {
			b++
		}
	}
	return b
}

// UsageCounts is what was counted of one word.
type UsageCounts struct {
	Fine  uint16
	Count int
	In    [ContextCount]int
}

// PackContexts gives the compiled form of a table of words, in the order
// given. coarse gives the coarse class of each fine one.
func PackContexts(words []string, counts []UsageCounts, coarse []uint8) ([]byte, error) {
	if len(words) != len(counts) {
		return nil, fmt.Errorf("word contexts: %d words, counts of %d", len(words), len(counts))
	}
	packed, err := flat.PackWords(words)
	if err != nil {
		return nil, fmt.Errorf("word contexts: %w", err)
	}
	var records []byte
	var sums [ContextCount + 1]uint32
	for i, c := range counts {
		if int(c.Fine) >= len(coarse) {
			return nil, fmt.Errorf("word contexts: word %d: class %d of %d", i, c.Fine, len(coarse))
		}
		var levels [(ContextCount + 1) / 2]uint8
		sums[0] += uint32(c.Count)
		for x, n := range c.In {
			levels[x/2] |= shareLevel(n, c.Count) << (x % 2 * 4)
			sums[1+x] += uint32(n)
		}
		records = append(records, uint8(c.Fine), uint8(c.Fine>>8), packCount(c.Count))
		records = append(records, levels[:]...)
	}
	return flat.Write(contextMagic, contextVersion, packed[0], packed[1], packed[2],
		records, coarse, flat.AppendUint32s(nil, sums[:]...)), nil
}
