package rule

import (
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// A Text is a text as rules see it: its tokens, and for each the number of its
// profile and how many bytes of it proclitics take. It is scratch space for one
// goroutine.
type Text struct {
	Tokens   []token.Token
	Cut      []int   // per token how many bytes of it the proclitics take
	Profile  []int32 // per token its profile
	Profiles Profiles
}

// Begins reports whether token i is the first of a sentence.
func (v *Text) Begins(i int) bool { return i < len(v.Tokens) && v.Tokens[i].Has(token.SentenceStart) }

// Has reports whether token i answers an atom.
func (v *Text) Has(i int32, bit int) bool {
	return int(i) < len(v.Profile) && v.Profiles.Has(v.Profile[i], bit)
}

// AppendLits appends the numbers, sorted, of the words in quotes that a token is,
// and of the expressions that match its key.
func (p *Program) AppendLits(dst []int32, tok *token.Token, cut, at int) []int32 {
	if len(p.lits) > 0 {
		dst = appendFound(dst, p.lits, tok.Norm)
		if cut > 0 {
			dst = appendFound(dst, p.lits, tok.Norm[cut:])
			if form, ok := withArticle(tok.Norm, cut); ok {
				dst = appendFound(dst, p.lits, form)
			}
		}
	}
	if len(p.spelled) > 0 {
		dst = appendFound(dst, p.spelled, spelling(tok.Surface))
		if cut > 0 {
			dst = appendFound(dst, p.spelled, spelling(tok.Surface[at:]))
		}
	}
	if len(p.regexps) > 0 {
		dst = p.exprs.append(dst, tok.Norm[cut:])
	}
	return sorted(dst)
}

// withArticle is what a key with so many bytes cut off is if those end with ل and
// the rest begins with the ل of an article: of للحكومة, الحكومة.
func withArticle(key string, cut int) (string, bool) {
	rest := key[cut:]
	if len(rest) <= 2*len(arabic.LamS) || !strings.HasPrefix(rest, arabic.LamS) || !strings.HasSuffix(key[:cut], arabic.LamS) {
		return "", false
	}
	return arabic.Article + rest[len(arabic.LamS):], true
}

func appendFound(dst []int32, in map[string]int32, word string) []int32 {
	if n, ok := in[word]; ok {
		dst = append(dst, n)
	}
	return dst
}

// Profiles numbers profiles as they are met. A profile is all that rules can ask
// of a token by itself: bits, and the words in quotes and expressions that it
// answers. Texts have few different ones, so a token is known by the number of its
// profile. It is scratch space for one goroutine.
type Profiles struct {
	words int      // 64-bit words of a profile's bits
	bits  []uint64 // of all profiles
	ends  []int32  // per profile where its words end in lits
	lits  []int32  // of all profiles
	table []int32  // number + 1 by hash; 0 free
	memo  []marked // what with gave
	age   uint32   // how often all were forgotten
	temp  []uint64
}

// marked says that profile from with a mark set is profile to.
type marked struct {
	from, mark int32
	to         int32 // + 1; 0 free
}

const (
	memoSize    = 1 << 12
	maxProfiles = 1 << 16
	maxBits     = 1 << 22 // words of bits that are kept from one text to the next
)

// Ready forgets the profiles if there are too many, and says so.
func (s *Profiles) Ready(words int) (fresh bool) {
	if s.table != nil && s.words == words && len(s.ends) < maxProfiles && len(s.bits) < maxBits {
		return false
	}
	s.words, s.bits, s.ends, s.lits, s.age = words, s.bits[:0], s.ends[:0], s.lits[:0], s.age+1
	s.table = make([]int32, 1<<10)
	s.memo = make([]marked, memoSize)
	s.temp = make([]uint64, words)
	return true
}

// len is how many there are.
func (s *Profiles) len() int { return len(s.ends) }

// litsOf are the numbers, sorted, of the words and expressions that a profile
// answers.
func (s *Profiles) litsOf(p int32) []int32 {
	from := int32(0)
	if p > 0 {
		from = s.ends[p-1]
	}
	return s.lits[from:s.ends[p]]
}

// BitsOf are the bits of a profile.
func (s *Profiles) BitsOf(p int32) []uint64 {
	return s.bits[int(p)*s.words : (int(p)+1)*s.words]
}

// Has reports whether a profile has a bit.
func (s *Profiles) Has(p int32, bit int) bool {
	at := int(p)*s.words + bit>>6
	return at < len(s.bits) && s.bits[at]>>(bit&63)&1 != 0
}

// Number gives the number of a profile.
func (s *Profiles) Number(bits []uint64, lits []int32) int32 {
	if s.len()*2 >= len(s.table) {
		s.grow()
	}
	mask := uint64(len(s.table) - 1)
	for at := hashProfile(bits, lits) & mask; ; at = (at + 1) & mask {
		k := s.table[at] - 1
		if k < 0 {
			k = int32(s.len())
			s.table[at] = k + 1
			s.bits = append(s.bits, bits...)
			s.lits = append(s.lits, lits...)
			s.ends = append(s.ends, int32(len(s.lits)))
			return k
		}
		if slices.Equal(s.BitsOf(k), bits) && slices.Equal(s.litsOf(k), lits) {
			return k
		}
	}
}

func (s *Profiles) grow() {
	s.table = make([]int32, max(1<<6, 4*len(s.table)))
	mask := uint64(len(s.table) - 1)
	for k := range s.len() {
		at := hashProfile(s.BitsOf(int32(k)), s.litsOf(int32(k))) & mask
		for s.table[at] != 0 {
			at = (at + 1) & mask
		}
		s.table[at] = int32(k) + 1
	}
}

// With gives profile p, one that Number gave, with the bits of a mark set.
func (s *Profiles) With(p, mark int32, bits []int32) int32 {
	if int(p) >= s.len() {
		return p
	}
	m := &s.memo[(uint32(p)*0x9e3779b1^uint32(mark)*0x85ebca6b)>>20&(memoSize-1)]
	if m.from == p && m.mark == mark && m.to != 0 {
		return m.to - 1
	}
	copy(s.temp, s.BitsOf(p))
	for _, b := range bits {
		s.temp[b>>6] |= 1 << (b & 63)
	}
	to := s.Number(s.temp, s.litsOf(p))
	*m = marked{p, mark, to + 1}
	return to
}

func hashProfile(bits []uint64, lits []int32) uint64 {
	h := uint64(0x9e3779b97f4a7c15)
	for _, w := range bits {
		h = (h ^ w) * 0xff51afd7ed558ccd
		h ^= h >> 32
	}
	for _, l := range lits {
		h = (h ^ uint64(uint32(l))) * 0xff51afd7ed558ccd
		h ^= h >> 32
	}
	return h
}
