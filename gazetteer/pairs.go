package gazetteer

// pairs is a Bloom filter of one hash: which words follow on the first of some
// name, as bits that stay in the cache where the trie does not. Its length is a
// power of two, or 0 where no name is of more than one word.
type pairs string

// pairBits is how many bits there are at least for each pair: one word in eight or less
// that follows on no name passes.
const pairBits = 8

func pairHash(a, b int) uint32 {
	h := (uint32(a)*0x9e3779b1 ^ uint32(b)) * 0x85ebca6b
	return h ^ h>>15
}

// has reports whether word b may follow on word a.
func (p pairs) has(a, b int) bool {
	if len(p) == 0 {
		return false
	}
	h := pairHash(a, b)
	return p[h>>3&uint32(len(p)-1)]>>(h&7)&1 != 0
}

// pairs packs the pairs of words that names begin with, by the edges of each node.
func (c *compiler) pairs(children [][]edge) []byte {
	n := 0
	for _, root := range children[0] {
		n += len(children[root.node])
	}
	if n == 0 {
		return nil
	}
	size := 1
	for size < n*pairBits/8 && size < 1<<29 {
		size *= 2
	}
	bits := make([]byte, size)
	for _, root := range children[0] {
		for _, e := range children[root.node] {
			h := pairHash(int(root.word), int(e.word))
			bits[h>>3&uint32(size-1)] |= 1 << (h & 7)
		}
	}
	return bits
}
