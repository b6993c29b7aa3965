package rule

import (
	"math/bits"
	"slices"
)

// A test is a condition as the machine asks it.
type test struct {
	formula
	cond  *cond
	need  []int32 // the token must answer one of these words and expressions; nil if none is needed
	dense int32   // its number among the tests that need none; -1
}

// A formula is a condition over the bits of a token and the words and
// expressions it answers, by their sorted numbers. Of condAnd all
// of must and subs hold and none of not; of condOr one of must, lits or subs;
// of condNot its one sub does not.
type formula struct {
	op        condOp
	must, not []mask
	lits      []int32 // sorted
	subs      []formula
}

// A mask is some bits of one word of a token's bits.
type mask struct {
	word int
	bits uint64
}

func (f *formula) holds(tokenBits []uint64, lits []int32) bool {
	switch f.op {
	case condNot:
		return !f.subs[0].holds(tokenBits, lits)
	case condAnd:
		for _, m := range f.must {
			if tokenBits[m.word]&m.bits != m.bits {
				return false
			}
		}
		for _, n := range f.not {
			if tokenBits[n.word]&n.bits != 0 {
				return false
			}
		}
		for k := range f.subs {
			if !f.subs[k].holds(tokenBits, lits) {
				return false
			}
		}
		return true
	}
	for _, m := range f.must {
		if tokenBits[m.word]&m.bits != 0 {
			return true
		}
	}
	if f.lits != nil {
		for _, l := range lits {
			if _, ok := slices.BinarySearch(f.lits, l); ok {
				return true
			}
		}
	}
	for k := range f.subs {
		if f.subs[k].holds(tokenBits, lits) {
			return true
		}
	}
	return false
}

// test numbers a condition, equal ones once.
func (b *builder) test(c *cond) int32 {
	key := string(c.key(nil))
	if x, ok := b.tested[key]; ok {
		return x
	}
	x := int32(len(b.tests))
	b.tested[key] = x
	f := b.formula(c)
	t := test{formula: f, cond: c, need: f.needs(), dense: -1}
	if t.need == nil {
		t.dense = int32(len(b.dense))
		b.dense = append(b.dense, x)
		if f.worded() {
			b.worded = append(b.worded, x)
		}
	}
	for _, l := range t.need {
		b.byLit[l] = append(b.byLit[l], x)
	}
	b.tests = append(b.tests, t)
	return x
}

func (b *builder) formula(c *cond) formula {
	switch c.op {
	case condNot:
		return formula{op: condNot, subs: []formula{b.formula(c.subs[0])}}
	case condAtom:
		f := formula{op: condAnd}
		b.fold(&f, c)
		return f
	}
	f := formula{op: c.op}
	for _, s := range c.subs {
		b.fold(&f, s)
	}
	slices.Sort(f.lits)
	f.lits = slices.Compact(f.lits)
	return f
}

// fold puts a condition into f: a bit into its masks, else below it.
func (b *builder) fold(f *formula, c *cond) {
	negated := f.op == condAnd && c.op == condNot && c.subs[0].op == condAtom
	a := c.atom
	if negated {
		a = c.subs[0].atom
	}
	switch {
	case c.op != condAtom && !negated:
		f.subs = append(f.subs, b.formula(c))
	case a.Kind == atomAny && f.op == condAnd && !negated: // holds
	case a.Kind == atomAny:
		f.subs = append(f.subs, formula{op: condAnd}) // of which a negation is never true
		if negated {
			f.subs[len(f.subs)-1] = formula{op: condNot, subs: []formula{{op: condAnd}}}
		}
	case a.Kind.listed():
		l := b.numberOf(a)
		if f.op == condOr {
			f.lits = append(f.lits, l)
			return
		}
		one := formula{op: condOr, lits: []int32{l}}
		if negated {
			one = formula{op: condNot, subs: []formula{one}}
		}
		f.subs = append(f.subs, one)
	default:
		to := &f.must
		if negated {
			to = &f.not
		}
		setMask(to, b.index[a])
	}
}

// setMask adds a bit to masks.
func setMask(to *[]mask, bit int) {
	for k := range *to {
		if m := &(*to)[k]; m.word == bit/64 {
			m.bits |= 1 << (bit % 64)
			return
		}
	}
	*to = append(*to, mask{bit / 64, 1 << (bit % 64)})
}

// needs gives words in quotes of which a token must be one for f to hold.
func (f *formula) needs() []int32 {
	switch f.op {
	case condAnd:
		var best []int32
		for k := range f.subs {
			if n := f.subs[k].needs(); n != nil && (best == nil || len(n) < len(best)) {
				best = n
			}
		}
		return best
	case condOr:
		all := slices.Clone(f.lits)
		if len(f.must) > 0 {
			return nil
		}
		for k := range f.subs {
			n := f.subs[k].needs()
			if n == nil {
				return nil
			}
			all = append(all, n...)
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	return nil
}

// worded reports whether f asks for words in quotes or expressions.
func (f *formula) worded() bool {
	if len(f.lits) > 0 {
		return true
	}
	for k := range f.subs {
		if f.subs[k].worded() {
			return true
		}
	}
	return false
}

// bitList gives the numbers of the bits that are set.
func bitList(dst []int32, words []uint64) []int32 {
	for w, word := range words {
		for ; word != 0; word &= word - 1 {
			dst = append(dst, int32(w*64+bits.TrailingZeros64(word)))
		}
	}
	return dst
}
