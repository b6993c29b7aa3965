package rule

import (
	"slices"
	"strings"

	"github.com/alam-nlp/alam/token"
)

// facts are what can be known of conditions without a text: which the lists
// cannot answer, which follow from which, and which exclude each other.
type facts struct {
	classes []string      // of the lexicon
	kinds   [][2]string   // labels and kinds of the listed names
	sets    map[Atom]bset // the classes, or kinds, that answer an atom
	steps   int           // left of the search that satisfiable makes
}

// A bset is a set of small numbers.
type bset []uint64

func (s bset) within(o bset) bool {
	for i := range s {
		if s[i]&^o[i] != 0 {
			return false
		}
	}
	return true
}

func (s bset) empty() bool { return s.within(make(bset, len(s))) }

func newFacts(classes []string, kinds [][2]string) *facts {
	return &facts{classes: sorted(classes), kinds: kinds, sets: map[Atom]bset{}}
}

// set gives what answers a class or name; the part is left aside.
func (f *facts) set(a Atom) bset {
	a.Part = PartAny
	if s, ok := f.sets[a]; ok {
		return s
	}
	s := make(bset, (max(len(f.classes), 2*len(f.kinds))+63)/64)
	if a.Kind == AtomClass {
		for i, c := range f.classes {
			if Below(c, a.Text) {
				s[i/64] |= 1 << (i % 64)
			}
		}
	} else {
		for i, k := range f.kinds {
			for j, sure := range [2]bool{false, true} {
				if n := 2*i + j; Answers(k[0], k[1], sure, a.Text) {
					s[n/64] |= 1 << (n % 64)
				}
			}
		}
	}
	f.sets[a] = s
	return s
}

// never reports whether no token answers an atom.
func (f *facts) never(a Atom) bool {
	return (a.Kind == AtomClass || a.Kind == AtomName) && f.set(a).empty()
}

// The shapes that another one includes.
var shapeImplies = map[Shape]Shape{
	shapeCap: ShapeLatin, shapeCaps: ShapeLatin,
	ShapeComma: shapePunct, shapeOpen: shapePunct, shapeClose: shapePunct, shapeQuote: shapePunct,
	shapeDash: shapePunct, shapeColon: shapePunct, ShapeStop: shapePunct,
	ShapeDef: ShapeWord, ShapeNisba: ShapeWord, ShapeShort: ShapeWord, shapeTanwin: ShapeWord, shapeVerb: ShapeWord,
	shapePron: ShapeWord, ShapeName: ShapeWord, ShapeCommon: ShapeWord, ShapeRare: ShapeName,
	shapeWa: shapeCut, shapeFa: shapeCut, ShapeBi: shapeCut, shapeKa: shapeCut, shapeFor: shapeCut, shapeCut: ShapeWord,
}

// The shapes of which a token has at most one.
var shapeKinds = [][]Shape{
	{ShapeWord, ShapeLatin, shapeNumber, shapePunct},
	{ShapeComma, shapeOpen, shapeDash, shapeColon, ShapeStop},
	{ShapeComma, shapeClose, shapeDash, shapeColon, ShapeStop},
	{ShapeName, ShapeCommon},
	{shapeWa, shapeFa},
	{ShapeBi, shapeKa, shapeFor},
}

// implies reports whether every token that answers a answers b.
func (f *facts) implies(a, b Atom) bool {
	switch {
	case a == b || b.Kind == atomAny:
		return true
	case b.Kind == AtomShape && (a.Kind == atomLiteral || a.Kind == atomSpelled):
		s, _ := ShapeOf(b.Text)
		return literalShapes(a.Text).Has(s)
	case a.Kind == atomSpelled && b.Kind == atomLiteral:
		return token.Key(a.Text) == b.Text
	case a.Kind != b.Kind:
		return false
	}
	switch a.Kind {
	case AtomClass, AtomName:
		return (b.Part == PartAny || a.Part == b.Part) && f.set(a).within(f.set(b))
	case AtomShape:
		s, _ := ShapeOf(a.Text)
		for want, _ := ShapeOf(b.Text); ; {
			if s == want {
				return true
			}
			up, ok := shapeImplies[s]
			if !ok {
				return false
			}
			s = up
		}
	}
	return false
}

// literalShapes are the shapes that every token with this key has.
func literalShapes(word string) (s Shapes) {
	for _, t := range token.Tokenize(word) {
		switch t.Kind {
		case token.Arabic:
			s.Add(ShapeWord)
		case token.Latin:
			s.Add(ShapeLatin)
		case token.Number:
			s.Add(shapeNumber)
		case token.Punct, token.Symbol:
			punctShapes(&s, t.Surface)
		}
	}
	return s
}

// exclude reports whether no token answers both a and b.
func (f *facts) exclude(a, b Atom) bool {
	if a.Kind > b.Kind {
		a, b = b, a
	}
	quoted := func(a Atom) bool { return a.Kind == atomLiteral || a.Kind == atomSpelled }
	switch {
	case a.Kind == AtomShape && b.Kind == AtomShape:
		x, _ := ShapeOf(a.Text)
		y, _ := ShapeOf(b.Text)
		return excludeShapes(x, y)
	case a.Kind == AtomRegion && b.Kind == AtomRegion:
		x, _ := RegionOf(a.Text)
		y, _ := RegionOf(b.Text)
		return x != y && x < RegionFirst && y < RegionFirst
	case a.Kind == AtomShape && quoted(b):
		x, _ := ShapeOf(a.Text)
		for y := range ShapeCount {
			if literalShapes(b.Text).Has(y) && excludeShapes(x, y) {
				return true
			}
		}
		return false
	case quoted(a) && quoted(b): // two words of one token: as it is and without proclitics
		x, y := token.Key(a.Text), token.Key(b.Text)
		return !strings.HasSuffix(x, y) && !strings.HasSuffix(y, x)
	}
	return false
}

func excludeShapes(x, y Shape) bool {
	for a, ok := x, true; ok; a, ok = shapeImplies[a] {
		for b, ok := y, true; ok; b, ok = shapeImplies[b] {
			for _, kind := range shapeKinds {
				if a != b && slices.Contains(kind, a) && slices.Contains(kind, b) {
					return true
				}
			}
		}
	}
	return false
}

// maxSteps bounds the search for a token that answers a condition.
const maxSteps = 5000

// satisfiable reports whether some token could answer all of the conditions. It
// says yes where the search takes too long.
func (f *facts) satisfiable(all ...*cond) bool {
	f.steps = maxSteps
	todo := make([]literal, len(all))
	for i, c := range all {
		todo[i] = literal{c, false}
	}
	return f.search(todo, nil)
}

// entails reports whether every token that answers a answers b, as far as can be
// seen.
func (f *facts) entails(a, b *cond) bool {
	return a == b || !f.satisfiable(a, &cond{op: condNot, subs: []*cond{b}})
}

// A literal is a condition or its negation.
type literal struct {
	*cond
	not bool
}

// search tries whether todo can hold together with what is held to be so.
func (f *facts) search(todo, held []literal) bool {
	for len(todo) > 0 {
		if f.steps--; f.steps < 0 {
			return true
		}
		l := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		switch {
		case l.op == condNot:
			todo = append(slices.Clip(todo), literal{l.subs[0], !l.not})
		case l.op == condAnd && !l.not || l.op == condOr && l.not:
			todo = slices.Clip(todo)
			for _, s := range l.subs {
				todo = append(todo, literal{s, l.not})
			}
		case l.op != condAtom:
			for _, s := range l.subs {
				if f.search(append(slices.Clone(todo), literal{s, l.not}), held) {
					return true
				}
			}
			return false
		case f.contradicts(l, held):
			return false
		default:
			held = append(slices.Clip(held), l)
		}
	}
	return true
}

// contradicts reports whether an atom or its negation cannot be so with the others.
func (f *facts) contradicts(l literal, held []literal) bool {
	if l.not && l.atom.Kind == atomAny || !l.not && f.never(l.atom) {
		return true
	}
	for _, h := range held {
		switch {
		case l.not && !h.not && f.implies(h.atom, l.atom),
			!l.not && h.not && f.implies(l.atom, h.atom),
			!l.not && !h.not && f.exclude(l.atom, h.atom):
			return true
		}
	}
	return false
}
