package flat

import (
	"fmt"
	"math/bits"
)

// Words numbers a set of distinct strings: it finds the number of a string by
// an open-addressing hash table, and the string of a number in a pool.
type Words struct {
	ends  Uint32s // where string i ends in the pool
	slots Uint32s // 0 empty, else tag<<24 | number+1
	pool  string
	mask  uint32
}

// maxWords is how many strings a slot can tell apart.
const maxWords = 1<<24 - 2

// maxSlots is how many slots a hash of 32 bits can tell apart, by a power of two
// that an uint32 holds. It is more than an int of 32 bits holds.
const maxSlots uint64 = 1 << 31

// PackWords gives the three sections of Words: ends, slots and pool. String i
// gets the number i.
func PackWords(words []string) ([3][]byte, error) {
	if len(words) > maxWords {
		return [3][]byte{}, fmt.Errorf("%d words, more than %d", len(words), maxWords)
	}
	size := uint32(4)
	for int(size) < 2*len(words) {
		size *= 2
	}
	slots := make([]uint32, size)
	var ends, pool []byte
	for i, w := range words {
		pool = append(pool, w...)
		ends = AppendUint32s(ends, uint32(len(pool)))
		h := hash(w)
		at := uint32(h) & (size - 1)
		for slots[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		slots[at] = uint32(h>>56)<<24 | uint32(i+1)
	}
	return [3][]byte{ends, AppendUint32s(nil, slots...), pool}, nil
}

// OpenWords takes the three sections, whose lengths it checks.
func OpenWords(ends, slots, pool string) (Words, error) {
	w := Words{ends: Uint32s(ends), slots: Uint32s(slots), pool: pool}
	n := w.slots.Len()
	if n == 0 || n&(n-1) != 0 || len(ends)%4 != 0 || len(slots)%4 != 0 || w.ends.Len() >= n || uint64(n) > maxSlots {
		return Words{}, fmt.Errorf("%w: word table", ErrCorrupt)
	}
	w.mask = uint32(n - 1)
	return w, nil
}

// Len is the number of strings.
func (w *Words) Len() int { return w.ends.Len() }

// At is the string of number i, empty where there is none.
func (w *Words) At(i int) string {
	from := uint32(0)
	if i > 0 {
		from = w.ends.At(i - 1)
	}
	to := w.ends.At(i)
	if from > to || uint64(to) > uint64(len(w.pool)) {
		return ""
	}
	return w.pool[from:to]
}

// Find gives the number of a string, or -1.
func (w *Words) Find(s string) int { return find(w, s) }

// FindBytes is Find for bytes, which it does not keep.
func (w *Words) FindBytes(s []byte) int { return find(w, s) }

func find[S string | []byte](w *Words, s S) int {
	h := hash(s)
	tag := uint32(h >> 56)
	at := uint32(h) & w.mask
	for range w.slots.Len() { // there is an empty slot before that, unless the file is corrupt
		slot := w.slots.At(int(at))
		if slot == 0 {
			return -1
		}
		if slot>>24 == tag {
			if i := int(slot&0xffffff) - 1; i >= 0 && i < w.Len() && w.At(i) == string(s) {
				return i
			}
		}
		at = (at + 1) & w.mask
	}
	return -1
}

// Hash is the hash by which Words looks a string up.
func Hash(s string) uint64 { return hash(s) }

// hash mixes eight bytes at a time by multiplication (as wyhash does), the
// last eight overlapping those before.
func hash[S string | []byte](s S) uint64 {
	const k0, k1 = 0xa0761d6478bd642f, 0xe7037ed1a0b428db
	n := len(s)
	h := uint64(n) ^ k0
	if n < 8 {
		var v uint64
		switch {
		case n >= 4:
			v = uint64(le32(s, 0))<<32 | uint64(le32(s, n-4))
		case n > 0:
			v = uint64(s[0])<<16 | uint64(s[n/2])<<8 | uint64(s[n-1])
		}
		hi, lo := bits.Mul64(h^v, k1)
		return hi ^ lo
	}
	for i := 0; i+8 < n; i += 8 {
		hi, lo := bits.Mul64(h^le64(s, i), k1)
		h = hi ^ lo
	}
	hi, lo := bits.Mul64(h^le64(s, n-8), k1)
	return hi ^ lo
}

func le32[S string | []byte](s S, i int) uint32 {
	_ = s[i+3]
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

func le64[S string | []byte](s S, i int) uint64 {
	_ = s[i+7]
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
		uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}
