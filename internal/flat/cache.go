package flat

// A Cache remembers what was worked out for a word, for the words met of late:
// text repeats its words. It has two places per hash, the newer word in the
// first; it holds no pointers if V holds none. It is scratch space for
// one goroutine. The zero value is ready.
type Cache[V any] struct {
	slots []cacheSlot[V]
	long  V // stands in for words that are too long to be kept
}

const (
	cacheSize = 1 << 17
	cacheKey  = 31 // bytes of a word that a slot can hold
)

type cacheSlot[V any] struct {
	n   uint8
	key [cacheKey]byte
	v   V
}

// At gives the place of a word, and whether it holds what was stored for this
// word. If not, the caller stores it there. The place is good until the next
// call.
func (c *Cache[V]) At(word string) (v *V, hit bool) {
	if len(word) > cacheKey || len(word) == 0 {
		return &c.long, false
	}
	if c.slots == nil {
		c.slots = make([]cacheSlot[V], cacheSize)
	}
	at := hash(word) & (cacheSize - 1)
	s, older := &c.slots[at], &c.slots[at^1]
	if int(s.n) == len(word) && string(s.key[:s.n]) == word {
		return &s.v, true
	}
	if int(older.n) == len(word) && string(older.key[:older.n]) == word {
		return &older.v, true
	}
	*older = *s
	s.n = uint8(copy(s.key[:], word))
	return &s.v, false
}
