package flat

// A Cache remembers what was worked out for a word, for the words met of late:
// text repeats its words. A word has four places, of which it takes one that
// was not asked for since the others were; the cache holds no pointers if V
// holds none. It is scratch space for one goroutine. The zero value is ready.
type Cache[V any] struct {
	sets  [][cacheWays]uint16 // per place the tag of its word, 0 free
	slots []cacheSlot[V]
	long  V // stands in for words that are too long to be kept
}

const (
	cacheWays = 4
	cacheSets = 1 << 15
	cacheKey  = 31 // bytes of a word that a slot can hold

	cacheUsed = 1 << 15 // of a tag: the word was asked for of late
	cacheTag  = 1 << 14 // of a tag: not free
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
		c.sets = make([][cacheWays]uint16, cacheSets)
		c.slots = make([]cacheSlot[V], cacheSets*cacheWays)
	}
	h := hash(word)
	at := int(h % cacheSets)
	set, slots := &c.sets[at], c.slots[at*cacheWays:][:cacheWays]
	tag := uint16(h>>48)%cacheTag | cacheTag
	for k := range set {
		if s := &slots[k]; set[k]&^cacheUsed == tag && int(s.n) == len(word) && string(s.key[:s.n]) == word {
			set[k] |= cacheUsed
			return &s.v, true
		}
	}
	k := free(set)
	set[k] = tag | cacheUsed
	s := &slots[k]
	s.n = uint8(copy(s.key[:], word))
	return &s.v, false
}

// free is the place of a set for another word. Where all were asked for of
// late, that begins anew.
func free(set *[cacheWays]uint16) int {
	for k := range set {
		if set[k]&cacheUsed == 0 {
			return k
		}
	}
	for k := range set {
		set[k] &^= cacheUsed
	}
	return 0
}
