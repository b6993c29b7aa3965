package flat

// A Cache remembers what was worked out for a word, for the words met of late:
// text repeats its words. It has one place per hash, so that a look-up costs
// one comparison; it holds no pointers if V holds none. It is scratch space for
// one goroutine. The zero value is ready.
type Cache[V any] struct {
	slots []cacheSlot[V]
	long  V // stands in for words that are too long to be kept
}

const (
	cacheSize = 1 << 16
	cacheKey  = 23 // bytes of a word that a slot can hold
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
	s := &c.slots[hash(word)&(cacheSize-1)]
	if int(s.n) == len(word) && string(s.key[:s.n]) == word {
		return &s.v, true
	}
	s.n = uint8(copy(s.key[:], word))
	return &s.v, false
}
