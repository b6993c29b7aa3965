package token

import (
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
)

// Proclitic is a set of the particles that Arabic writes joined to the front
// of a word.
type Proclitic uint8

// The proclitics, in the order in which they stack.
const (
	Wa  Proclitic = 1 << iota // و and
	Fa                        // ف so
	Ba                        // ب in, with
	La                        // ل to, for
	Ka                        // ك as
	Ala                       // ع for على, in dialect
)

var procliticNames = [...]string{"wa", "fa", "ba", "la", "ka", "ala"}

// String lists the particles as wa+la; it is empty for none.
func (p Proclitic) String() string {
	var b strings.Builder
	for i, n := range procliticNames {
		if p&(1<<i) != 0 {
			if b.Len() > 0 {
				b.WriteByte('+')
			}
			b.WriteString(n)
		}
	}
	return b.String()
}

// A Cut is a way to read a word as proclitics and a rest.
type Cut struct {
	// N is how many bytes of the key the proclitics take.
	N int
	// Article says that the rest is the article, which ل writes as لل, and a
	// word: the form to look up is ال + key[N+2:], and the name begins in the
	// text at key[N:], the second ل of للأمم.
	Article bool
	// Swapped says that the word is ل, the article and alef, of which a conversion
	// has swapped the last two letters: لألمم for للأمم. All of it is the name.
	Swapped bool
	// Proclitics are the particles in key[:N].
	Proclitics Proclitic
}

// Form is the key of the rest, which is a part of key unless c.Article. The
// bytes of a form with the article are appended to buf[:0].
func (c Cut) Form(key string, buf []byte) []byte {
	if c.Swapped {
		return append(append(append(buf[:0], arabic.Article...), arabic.AlefS...), key[c.N+len(swappedLam):]...)
	}
	if c.Article {
		return append(append(buf[:0], arabic.Article...), key[c.N+len(arabic.LamS):]...)
	}
	return append(buf[:0], key[c.N:]...)
}

// swappedLam is how the key of such a word begins.
const swappedLam = arabic.LamS + arabic.AlefS + arabic.LamS

// AppendCuts appends the ways to read the key of an Arabic word, the uncut
// one first: (و|ف)? (ب|ل|ك)? rest, with at least two letters left. Whether a
// cut is right is for a list to say: باريس is a city, not ب + اريس.
func AppendCuts(dst []Cut, key string) []Cut {
	dst = append(dst, Cut{})
	dst = appendPreposition(dst, key, 0, 0)
	if strings.HasPrefix(key, swappedLam) && len(key) >= len(swappedLam)+4 {
		dst = append(dst, Cut{Article: true, Swapped: true, Proclitics: La})
	}
	switch {
	case key == arabic.WawS+arabic.AlefS:
		dst = append(dst, Cut{N: 2, Proclitics: Wa}) // the first letter of a sign: وأ ف ب
	case len(key) < 6:
	case strings.HasPrefix(key, arabic.WawS):
		dst = append(dst, Cut{N: 2, Proclitics: Wa})
		dst = appendPreposition(dst, key, 2, Wa)
	case strings.HasPrefix(key, arabic.FehS):
		dst = append(dst, Cut{N: 2, Proclitics: Fa})
		dst = appendPreposition(dst, key, 2, Fa)
	}
	return dst
}

// AppendReadings appends the cuts of AppendCuts, and behind them that of
// AppendColloquial.
func AppendReadings(dst []Cut, key string) []Cut {
	return AppendColloquial(AppendCuts(dst, key), key)
}

// AppendColloquial appends the cut of ع, which dialect writes for على (عبيروت،
// عالشام), if four letters are left: it begins too many words to be one of AppendCuts.
func AppendColloquial(dst []Cut, key string) []Cut {
	const least = 2 + 4*2 // bytes
	if len(key) >= least && strings.HasPrefix(key, string(arabic.Ain)) {
		dst = append(dst, Cut{N: 2, Proclitics: Ala})
	}
	return dst
}

// appendPreposition appends the cuts behind ب, ل or ك at key[n:].
func appendPreposition(dst []Cut, key string, n int, p Proclitic) []Cut {
	rest := key[n:]
	if len(rest) < 6 {
		return dst
	}
	switch rest[:2] {
	case arabic.BehS:
		p |= Ba
	case arabic.KafS:
		p |= Ka
	case arabic.LamS:
		p |= La
		if rest[2:4] == arabic.LamS {
			dst = append(dst, Cut{N: n + 2, Article: true, Proclitics: p})
		}
	default:
		return dst
	}
	return append(dst, Cut{N: n + 2, Proclitics: p})
}
