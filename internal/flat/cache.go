package flat

// A Cache remembers what was worked out for a word, for the words met of late:
// text repeats its words. A word has four places, of which it takes one that
// was not asked for since the others were; the cache holds no pointers if V
// holds none. It is scratch space for one goroutine. The zero value is ready.
//
// What is kept lies in the order in which it came: frequent words come early, and
// so lie close together.
type Cache[V any] struct {
	sets   [][cacheWays]uint32 // per place the tag of its word and the number of its slot; 0 is free
	chunks []*[cacheChunk]cacheSlot[V]
	slots  int // taken
	long   V   // stands in for words that are too long to be kept
}

const (
	cacheWays  = 4
	cacheSets  = 1 << 15
	cacheSlots = cacheSets * cacheWays
	cacheChunk = 1 << 9
	cacheKey   = 31 // bytes of a word that a slot can hold

	cacheUsed = 1 << 31                             // of a place: the word was asked for of late
	cacheFull = 1 << 30                             // of a place: not free
	cacheTag  = cacheFull<<1 - 1 - (cacheSlots - 1) // of a place: cacheFull, and some bits of the word's hash
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
	if c.sets == nil {
		c.sets = make([][cacheWays]uint32, cacheSets)
	}
	h := hash(word)
	set := &c.sets[h%cacheSets]
	tag := (uint32(h>>32) | cacheFull) & cacheTag
	for k, place := range set {
		if place&cacheTag != tag {
			continue
		}
		if s := c.slot(place); int(s.n) == len(word) && string(s.key[:s.n]) == word {
			set[k] = place | cacheUsed
			return &s.v, true
		}
	}
	k := free(set)
	at := set[k] & (cacheSlots - 1)
	if set[k] == 0 {
		if at = uint32(c.slots); at%cacheChunk == 0 {
			c.chunks = append(c.chunks, new([cacheChunk]cacheSlot[V]))
		}
		c.slots++
	}
	set[k] = cacheUsed | tag | at
	s := c.slot(at)
	s.n = uint8(copy(s.key[:], word))
	return &s.v, false
}

func (c *Cache[V]) slot(place uint32) *cacheSlot[V] {
	at := place & (cacheSlots - 1)
	return &c.chunks[at/cacheChunk][at%cacheChunk]
}

// free is the place of a set for another word. Where all were asked for of
// late, that begins anew.
func free(set *[cacheWays]uint32) int {
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
