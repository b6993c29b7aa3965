package rule

// A Rule is one statement of a rule file, ready to be compiled.
type Rule struct {
	Name   string
	Weight float64
	Path   string
	Line   int
	// Fixed says that the rule weighs Weight whatever was fitted for its name.
	Fixed bool
	// Sure says that what the rule captures and a list has is meant, though the
	// list marks it as an ordinary word too.
	Sure bool
	// Examples are written below the rule: what it must find, and must not.
	Examples []Example
	body     *node
}

// An Example is a text that says what a rule proposes.
type Example struct {
	// Text is the text without the brackets.
	Text string
	// Names are the stretches in brackets, in order of text.
	Names []ExampleName
	// Counter says that the rule must not propose Names; nothing at all if
	// there are none.
	Counter bool
	Line    int
}

// An ExampleName is a stretch of an example in brackets: bytes of its text,
// half-open. Label and Kind are empty where none is written.
type ExampleName struct {
	Start, End int
	Label      string
	Kind       string
}

// nodeOp is the sort of a pattern's node.
type nodeOp uint8

const (
	opTest    nodeOp = iota // one token
	opSeq                   // all of subs
	opAlt                   // one of subs
	opRepeat                // subs[0], min to max times; max < 0 without end
	opCapture               // subs[0], as a candidate
	opBegin                 // before the first token of a sentence
	opEnd                   // behind the last token of a sentence
)

// A node is a part of a pattern. It is not changed once it is parsed: macros
// share nodes.
type node struct {
	op       nodeOp
	subs     []*node
	min, max int
	label    string
	kind     string
	cond     *cond // of a test, or of a sequence that stands for a whole form
}

// The limits of a rule: what is larger is refused, not run slowly.
const (
	maxRepeat   = 64
	maxDepth    = 100
	maxProgram  = 1 << 22 // instructions of all rules together
	maxCaptures = 8       // of one rule
)

func (n *node) captures() bool {
	if n.op == opCapture {
		return true
	}
	for _, s := range n.subs {
		if s.captures() {
			return true
		}
	}
	return false
}

// single gives the condition of a node that is always one token, or that can be
// asked of one: a class or label that stands for its whole form.
func (n *node) single() (*cond, bool) {
	if n.cond != nil {
		return n.cond, true
	}
	if n.op != opAlt {
		return nil, false
	}
	var alts []*cond
	for _, s := range n.subs {
		c, ok := s.single()
		if !ok {
			return nil, false
		}
		alts = append(alts, c)
	}
	return anyOf(alts), true
}

// alternatives joins nodes. Neighbours of one token each become one test, so
// that a list of words is one state of the automaton.
func alternatives(alts []*node) *node {
	var out []*node
	for _, n := range alts {
		if k := len(out) - 1; k >= 0 && n.op == opTest && out[k].op == opTest {
			out[k] = &node{op: opTest, cond: anyOf([]*cond{out[k].cond, n.cond})}
			continue
		}
		out = append(out, n)
	}
	if len(out) == 1 {
		return out[0]
	}
	return &node{op: opAlt, subs: out}
}

func sequence(subs []*node) *node {
	if len(subs) == 1 {
		return subs[0]
	}
	return &node{op: opSeq, subs: subs}
}
