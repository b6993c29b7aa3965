package text

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"sync/atomic"
)

// An expr is a regular expression that is tried at one place, and most times in
// vain. It is compiled when it is first asked for.
type expr struct {
	id    uint32 // another for each
	re    func() *regexp.Regexp
	prog  func() *syntax.Prog
	short atomic.Uint32 // bit n: failures have texts of n bytes
}

func newExpr(id int, source string) *expr {
	source = "^(?:" + source + ")"
	return &expr{
		id: uint32(id),
		re: sync.OnceValue(func() *regexp.Regexp {
			re := regexp.MustCompile(source)
			re.Longest()
			return re
		}),
		prog: sync.OnceValue(func() *syntax.Prog {
			tree, _ := syntax.Parse(source, syntax.Perl)
			prog, _ := syntax.Compile(tree.Simplify())
			return prog
		}),
	}
}

// failures remembers how texts begin in which an expr finds nothing, whatever
// follows, so that it need not be tried in them: most fail at the third rune, and
// texts repeat their words. It is safe for concurrent use.
type failures [1 << 15]atomic.Pointer[failure]

type failure struct {
	of   *expr
	text string
}

// failureMax is how long a text of failures can be, in bytes.
const failureMax = 15

// A place is the hash of an expr and of a text that begins with n bytes.
func (e *expr) hash() uint32 { return e.id * 0x9e3779b1 }

func hashByte(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 0x01000193 }

// has reports whether e is known to find nothing in src.
func (f *failures) has(e *expr, src string) bool {
	h, short := e.hash(), e.short.Load()
	for n := 0; short != 0 && n < len(src); {
		h, short = hashByte(h, src[n]), short>>1
		if n++; short&1 == 0 {
			continue
		}
		short--
		if x := f[h>>17].Load(); x != nil && x.of == e && x.text == src[:n] {
			return true
		}
	}
	return false
}

// add notes that e has found nothing in src, if a short beginning tells so.
func (f *failures) add(e *expr, src string) {
	n := e.deadAfter(src)
	if n == 0 {
		return
	}
	h := e.hash()
	for i := range n {
		h = hashByte(h, src[i])
	}
	f[h>>17].Store(&failure{e, strings.Clone(src[:n])})
	e.short.Or(1 << n)
}

// deadAfter gives how many bytes of src must be read until no match of e is
// possible any more, 0 if that is not told by failureMax of them. It follows the
// instructions of e all at once; what they ask of the place between two runes it
// grants.
func (e *expr) deadAfter(src string) int {
	prog, x := e.prog(), reduced{src, 0, len(src)}
	var now, next []uint32
	seen := make([]bool, len(prog.Inst))
	now = follow(now, prog, uint32(prog.Start), seen)
	for len(now) > 0 {
		r, _, err := x.ReadRune()
		if err != nil || x.at > failureMax {
			return 0
		}
		clear(seen)
		next = next[:0]
		for _, pc := range now {
			if i := &prog.Inst[pc]; i.MatchRune(r) {
				next = follow(next, prog, i.Out, seen)
			}
		}
		now, next = next, now
	}
	return x.at
}

// follow appends the instructions that read a rune, or match, which pc leads to.
func follow(dst []uint32, prog *syntax.Prog, pc uint32, seen []bool) []uint32 {
	if seen[pc] {
		return dst
	}
	seen[pc] = true
	switch i := &prog.Inst[pc]; i.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		return follow(follow(dst, prog, i.Out, seen), prog, i.Arg, seen)
	case syntax.InstCapture, syntax.InstEmptyWidth, syntax.InstNop:
		return follow(dst, prog, i.Out, seen)
	case syntax.InstFail:
		return dst
	default:
		return append(dst, pc)
	}
}
