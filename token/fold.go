package token

import (
	"bytes"
	"slices"

	"github.com/alam-nlp/alam/internal/arabic"
)

// longRun is how many times a letter must stand to be one that is drawn out, as
// in مبروووك: no word has three of a kind.
const longRun = 3

// letterBytes is how long the key of an Arabic letter is.
const letterBytes = 2

// repeats reports whether a key ends in one Arabic letter twice.
func repeats(key []byte) bool {
	n := len(key)
	return n >= 2*letterBytes && key[n-2] >= 0xd8 && key[n-1] == key[n-3] && key[n-2] == key[n-4]
}

// squeeze writes the Arabic letters of a key once that stand longRun times or more.
func squeeze(key []byte) []byte {
	out := key[:0]
	for i := 0; i < len(key); {
		if key[i] < 0xd8 || i+letterBytes > len(key) {
			out = append(out, key[i])
			i++
			continue
		}
		letter, end := key[i:i+letterBytes], i+letterBytes
		for end+letterBytes <= len(key) && bytes.Equal(letter, key[end:end+letterBytes]) {
			end += letterBytes
		}
		stop := end
		if end-i >= longRun*letterBytes {
			stop = i + letterBytes
		}
		out = append(out, key[i:stop]...)
		i = end
	}
	return out
}

// swapped is how a word begins in text taken from some pages, where the article's
// ل and the alef behind it have changed places: األمم. No word begins so by itself.
const swapped = arabic.AlefS + arabic.AlefS + arabic.LamS

// unswap puts the article right in the key of a word, behind one or two proclitics too.
func unswap(key []byte) {
	for from := 0; from <= 2*letterBytes && len(key) > from+len(swapped); from += letterBytes {
		if rest := key[from:]; bytes.HasPrefix(rest, []byte(swapped)) {
			copy(rest, arabic.Article+arabic.AlefS)
			return
		}
		switch string(key[from : from+letterBytes]) {
		case arabic.WawS, arabic.FehS, arabic.BehS, arabic.KafS:
		default:
			return
		}
	}
}

// foldPhrase does to each word of a phrase's key what the scanner does to a word's.
func foldPhrase(key []byte) []byte {
	key = squeeze(key)
	for from := 0; from < len(key); {
		end := len(key)
		if i := slices.Index(key[from:], ' '); i >= 0 {
			end = from + i
		}
		unswap(key[from:end])
		from = end + 1
	}
	return key
}

// drawn is how many bytes of s, which begins with letter r, are that letter drawn
// out; 0 if it is not.
func drawn(s string, r rune) int {
	var buf, other [32]byte
	key := appendKey(buf[:0], r)
	if len(key) != letterBytes {
		return 0
	}
	n, end := 0, 0
	for i := 0; i < len(s); {
		c, w := decode(s, i)
		k := appendKey(other[:0], c)
		if len(k) > 0 && !bytes.Equal(k, key) {
			break
		}
		i += w
		if len(k) > 0 {
			n, end = n+1, i
		}
	}
	if n < longRun {
		return 0
	}
	return end
}
