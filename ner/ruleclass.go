package ner

import "slices"

// A class is all tokens that answer every test of the rules alike.
type class struct {
	lits [2]int32 // in litTests, the tests it answers that need a word in quotes
	idle [2]int32 // the state it leads to from the two idle ones; -1 not yet known
}

// classes numbers the classes of tokens as they are met.
type classes struct {
	of       []int32 // per profile; -1 not yet known
	list     []class
	dense    []uint64 // per class the dense tests it answers, denseWords each
	words    int
	litTests []int32
	known    map[string]int32 // by what they answer
	temp     []uint64
	tempLits []int32
	key      []byte
}

func (c *classes) forget(p *program) {
	c.words = (len(p.dense) + 63) / 64
	c.of, c.list, c.dense, c.litTests = c.of[:0], c.list[:0], c.dense[:0], c.litTests[:0]
	c.known = map[string]int32{}
	c.temp = make([]uint64, c.words)
}

// number gives the class of a profile.
func (c *classes) number(p *program, s *profiles, profile int32) int32 {
	for int(profile) >= len(c.of) {
		c.of = append(c.of, -1)
	}
	if c.of[profile] < 0 {
		c.of[profile] = c.learn(p, s, profile)
	}
	return c.of[profile]
}

// learn asks all tests of a profile.
func (c *classes) learn(p *program, s *profiles, profile int32) int32 {
	tokenBits, lits := s.bitsOf(profile), s.litsOf(profile)
	clear(c.temp)
	for d, x := range p.dense {
		if p.tests[x].holds(tokenBits, lits) {
			c.temp[d/64] |= 1 << (d % 64)
		}
	}
	c.tempLits = c.tempLits[:0]
	for _, l := range lits {
		for _, x := range p.byLit[l] {
			if p.tests[x].holds(tokenBits, lits) {
				c.tempLits = append(c.tempLits, x)
			}
		}
	}
	slices.Sort(c.tempLits)
	c.tempLits = slices.Compact(c.tempLits)
	c.key = c.key[:0]
	for _, w := range c.temp {
		c.key = appendNumber(c.key, w)
	}
	for _, x := range c.tempLits {
		c.key = appendNumber(c.key, uint64(x))
	}
	if k, ok := c.known[string(c.key)]; ok {
		return k
	}
	k := int32(len(c.list))
	c.known[string(c.key)] = k
	from := int32(len(c.litTests))
	c.litTests = append(c.litTests, c.tempLits...)
	c.list = append(c.list, class{lits: [2]int32{from, int32(len(c.litTests))}, idle: [2]int32{-1, -1}})
	c.dense = append(c.dense, c.temp...)
	return k
}

func appendNumber(b []byte, x uint64) []byte {
	return append(b, byte(x), byte(x>>8), byte(x>>16), byte(x>>24), byte(x>>32), byte(x>>40), byte(x>>48), byte(x>>56))
}

// holds says whether tokens of class k answer test x.
func (c *classes) holds(p *program, k, x int32) bool {
	if d := p.tests[x].dense; d >= 0 {
		return c.dense[int(k)*c.words+int(d>>6)]>>(d&63)&1 != 0
	}
	_, ok := slices.BinarySearch(c.litsOf(k), x)
	return ok
}

func (c *classes) litsOf(k int32) []int32 {
	at := c.list[k].lits
	return c.litTests[at[0]:at[1]]
}

func (c *classes) denseOf(k int32) []uint64 { return c.dense[int(k)*c.words : (int(k)+1)*c.words] }
