package rule

import "slices"

// A class is all tokens that answer every test of the rules alike.
type class struct {
	lits   [2]int32 // in litTests, the tests it answers that need a word in quotes
	roots  [2]int32 // the group its words lead to from the two roots; none, or unknown
	family int32
}

// A family is all classes that answer the tests alike which need no word in
// quotes. However many words the rules name, texts have few families.
type family struct {
	idle [2]int32 // the state it leads to from the two idle ones; unknown if not yet known
}

// classes numbers the classes of tokens as they are met.
type classes struct {
	of       []int32 // per profile; unknown if not yet known
	list     []class
	families []family
	dense    []uint64 // per family the dense tests it answers, words each
	words    int
	litTests []int32
	known    map[string]int32 // classes by what they answer
	alike    map[string]int32 // families
	unnamed  map[string]int32 // by the bits of profiles, where base has what they answer if they are no word
	base     []uint64
	temp     []uint64
	tempLits []int32
	key      []byte
}

func (c *classes) forget(p *Program) {
	c.words = (len(p.dense) + 63) / 64
	c.of, c.list, c.families, c.dense, c.litTests = c.of[:0], c.list[:0], c.families[:0], c.dense[:0], c.litTests[:0]
	c.known, c.alike, c.unnamed = map[string]int32{}, map[string]int32{}, map[string]int32{}
	c.base = c.base[:0]
	c.temp = make([]uint64, c.words)
}

// unlink forgets which states and groups classes and families lead to.
func (c *classes) unlink() {
	for k := range c.list {
		c.list[k].roots = [2]int32{unknown, unknown}
	}
	for f := range c.families {
		c.families[f].idle = [2]int32{unknown, unknown}
	}
}

// number gives the class of a profile.
func (c *classes) number(p *Program, s *Profiles, profile int32) int32 {
	for int(profile) >= len(c.of) {
		c.of = append(c.of, unknown)
	}
	if c.of[profile] < 0 {
		c.of[profile] = c.learn(p, s, profile)
	}
	return c.of[profile]
}

// learn asks all tests of a profile; those that ask for no word once for all
// profiles that differ in words alone.
func (c *classes) learn(p *Program, s *Profiles, profile int32) int32 {
	tokenBits, lits := s.BitsOf(profile), s.litsOf(profile)
	copy(c.temp, c.baseOf(p, tokenBits))
	if len(lits) > 0 {
		for _, x := range p.worded {
			d := p.tests[x].dense
			c.temp[d>>6] &^= 1 << (d & 63)
			if p.tests[x].holds(tokenBits, lits) {
				c.temp[d>>6] |= 1 << (d & 63)
			}
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
	family := c.familyOf(c.key)
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
	c.list = append(c.list, class{
		lits: [2]int32{from, int32(len(c.litTests))}, roots: [2]int32{unknown, unknown}, family: family,
	})
	return k
}

// baseOf gives the dense tests that hold of bits without words.
func (c *classes) baseOf(p *Program, tokenBits []uint64) []uint64 {
	c.key = c.key[:0]
	for _, w := range tokenBits {
		c.key = appendNumber(c.key, w)
	}
	at, ok := c.unnamed[string(c.key)]
	if !ok {
		at = int32(len(c.base))
		c.unnamed[string(c.key)] = at
		c.base = append(c.base, make([]uint64, c.words)...)
		for d, x := range p.dense {
			if p.tests[x].holds(tokenBits, nil) {
				c.base[int(at)+d/64] |= 1 << (d % 64)
			}
		}
	}
	return c.base[at : int(at)+c.words]
}

// familyOf gives the family that answers the dense tests of c.temp, by their key.
func (c *classes) familyOf(key []byte) int32 {
	if f, ok := c.alike[string(key)]; ok {
		return f
	}
	f := int32(len(c.families))
	c.alike[string(key)] = f
	c.families = append(c.families, family{idle: [2]int32{unknown, unknown}})
	c.dense = append(c.dense, c.temp...)
	return f
}

func appendNumber(b []byte, x uint64) []byte {
	return append(b, byte(x), byte(x>>8), byte(x>>16), byte(x>>24), byte(x>>32), byte(x>>40), byte(x>>48), byte(x>>56))
}

// holds reports whether tokens of class k answer the test of an instruction.
func (c *classes) holds(k int32, in *inst) bool {
	if d := in.y; d >= 0 {
		return c.dense[int(c.list[k].family)*c.words+int(d>>6)]>>(d&63)&1 != 0
	}
	_, ok := slices.BinarySearch(c.litsOf(k), in.x)
	return ok
}

func (c *classes) litsOf(k int32) []int32 {
	at := c.list[k].lits
	return c.litTests[at[0]:at[1]]
}

// denseOf are the bits of the dense tests that a family answers.
func (c *classes) denseOf(f int32) []uint64 { return c.dense[int(f)*c.words : (int(f)+1)*c.words] }
