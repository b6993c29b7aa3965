package word

import (
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/flat"
)

// NameSort is a sort of names that are told apart by their letters.
type NameSort uint8

// The sorts of names.
const (
	SortForeignPerson NameSort = iota // أوشاكوف
	SortArabPerson                    // الزبيدي
	SortPlace                         // خاركيف
	NameSorts
)

// NameSortNames are the names of the sorts, in words.
var NameSortNames = [NameSorts]string{"foreign person", "arab person", "place"}

func (s NameSort) String() string {
	if s < NameSorts {
		return NameSortNames[s]
	}
	return "unknown"
}

// NameShape says by the letters of a word, and by nothing else, how much it
// looks like a name, and of which sort: a multinomial logistic regression over
// hashed runs of letters (K. Weinberger et al., Feature Hashing for Large Scale
// Multitask Learning, ICML 2009). It is for words that no list holds. It is
// immutable and safe to share.
type NameShape struct {
	bias    [NameSorts]float32
	scale   [NameSorts]float32
	weights string // nameSorts signed bytes a bucket
	mask    uint32
}

// The file of the model: magic, version, and two sections: the numbers bias
// and scale as bits of float32, and the weights. A change in the features needs
// another version.
const (
	nameMagic    = "ALAMNSH\n"
	nameVersion  = 1
	nameSections = 2
)

// OpenNameShape opens the content of a compiled model, which it uses where it
// lies, and refuses one with the errors of gazetteer.Open.
func OpenNameShape(content string) (*NameShape, error) {
	s, err := flat.Open(content, nameMagic, nameVersion, nameSections)
	if err != nil {
		return nil, fmt.Errorf("name shape: %w", err)
	}
	numbers := flat.Uint32s(s[0])
	buckets := len(s[1]) / int(NameSorts)
	if len(s[0]) != 4*2*int(NameSorts) || len(s[1])%int(NameSorts) != 0 || buckets == 0 || buckets&(buckets-1) != 0 {
		return nil, fmt.Errorf("name shape: %w: %d bytes of numbers, %d of weights", flat.ErrCorrupt, len(s[0]), len(s[1]))
	}
	m := &NameShape{weights: s[1], mask: uint32(buckets - 1)}
	for k := range m.bias {
		m.bias[k] = math.Float32frombits(numbers.At(k))
		m.scale[k] = math.Float32frombits(numbers.At(int(NameSorts) + k))
		if !(m.bias[k] > -100 && m.bias[k] < 100 && m.scale[k] >= 0 && m.scale[k] < 100) { // NaN is none of these
			return nil, fmt.Errorf("name shape: %w: bias %v, scale %v", flat.ErrCorrupt, m.bias[k], m.scale[k])
		}
	}
	return m, nil
}

// PackNameShape gives the compiled form of a model: per sort a bias and a
// weight for each bucket of features, in natural logarithms of odds. Their
// number must be a power of two. Weights are kept in steps of 1/127 of the
// largest of their sort.
func PackNameShape(bias [3]float32, weights [][3]float32) ([]byte, error) {
	if n := len(weights); n == 0 || n&(n-1) != 0 {
		return nil, fmt.Errorf("name shape: %d buckets, want a power of two", n)
	}
	var scale [NameSorts]float32
	for _, w := range weights {
		for k, v := range w {
			scale[k] = max(scale[k], v/127, -v/127)
		}
	}
	var numbers []byte
	for _, list := range [2][NameSorts]float32{bias, scale} {
		for _, v := range list {
			numbers = flat.AppendUint32s(numbers, math.Float32bits(v))
		}
	}
	packed := make([]byte, 0, int(NameSorts)*len(weights))
	for _, w := range weights {
		for k, v := range w {
			q := 0.0
			if scale[k] > 0 {
				q = math.RoundToEven(float64(v / scale[k]))
			}
			packed = append(packed, byte(int8(min(max(q, -127), 127))))
		}
	}
	return flat.Write(nameMagic, nameVersion, numbers, packed), nil
}

// Scores gives, by NameSort, the natural logarithm of the odds that an Arabic
// word is a name of this sort and not a common word, for its key without
// proclitics; the article may stand or be left out. It is meant for words that
// are not listed. Of nil and of the zero value
// it is all zero, as it is for an empty key.
func (m *NameShape) Scores(key string) [3]float32 {
	var out [NameSorts]float32
	if m == nil || m.weights == "" || key == "" {
		return out
	}
	const sorts = int(NameSorts)
	var buf [maxNameFeatures]uint32
	var sum [NameSorts]int32
	for _, f := range AppendNameFeatures(buf[:0], key) {
		at := sorts * int(f&m.mask)
		w := m.weights[at : at+sorts]
		sum[0] += int32(int8(w[0]))
		sum[1] += int32(int8(w[1]))
		sum[2] += int32(int8(w[2]))
	}
	for k := range out {
		out[k] = m.bias[k] + m.scale[k]*float32(sum[k])
	}
	return out
}

// What features are made of.
const (
	maxNameLetters = 24 // letters beyond are not looked at
	maxNameGram    = 5

	maxNameFeatures = (maxNameLetters+2)*maxNameGram + 1
)

// Codes of what is no letter of the Arabic block, whose letters have the low
// byte of their code point.
const (
	codeEdge  = 1
	codeOther = 2
)

// AppendNameFeatures appends the features of a key, as hashes whose low bits
// number a bucket: each run of one to five letters, the edges of the word being
// letters too, and the length. The hash is FNV-1a with the finalizer of
// MurmurHash3.
func AppendNameFeatures(dst []uint32, key string) []uint32 {
	var word [maxNameLetters + 2]byte
	word[0] = codeEdge
	n := 1
	for i := 0; i < len(key) && n <= maxNameLetters; n++ {
		r, w := utf8.DecodeRuneInString(key[i:])
		i += w
		word[n] = codeOther
		if r >= 0x620 && r < 0x700 {
			word[n] = byte(r)
		}
	}
	word[n] = codeEdge
	n++
	for i := range n {
		h := uint32(0x811c9dc5)
		for j := i; j < min(i+maxNameGram, n); j++ {
			h = (h ^ uint32(word[j])) * 0x01000193
			if word[j] != codeEdge || j > i { // an edge alone says nothing
				dst = append(dst, spread(h))
			}
		}
	}
	return append(dst, spread(uint32(n)))
}

// spread gives the low bits of a hash their share of the high ones.
func spread(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}
