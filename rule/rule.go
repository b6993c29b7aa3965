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
// share nodes, so that what is asked of a node while parsing is kept with it.
type node struct {
	op       nodeOp
	subs     []*node
	min, max int
	label    string
	kind     string
	cond     *cond // of a test, or of a sequence that stands for a whole form

	asked     bool // whether the next two are known
	capturing bool // see captures
	one       *cond
}

// The limits of a rule: what is larger is refused, not run slowly.
const (
	maxRepeat   = 64
	maxDepth    = 100
	maxProgram  = 1 << 22 // instructions of all rules together
	maxCaptures = 8       // of one rule
	maxConds    = 1 << 17 // of one token, macros written out
)

// captures reports whether a name in brackets is within a node.
func (n *node) captures() bool {
	n.ask()
	return n.capturing
}

// single gives the condition of a node that is always one token, or that can be
// asked of one: a class or label that stands for its whole form.
func (n *node) single() (*cond, bool) {
	n.ask()
	return n.one, n.one != nil
}

// ask finds what captures and single say, once: a macro of macros has few nodes and
// many ways to them.
func (n *node) ask() {
	if n.asked {
		return
	}
	n.asked, n.one = true, n.cond
	n.capturing = n.op == opCapture
	var alts []*cond
	for _, s := range n.subs {
		s.ask()
		n.capturing = n.capturing || s.capturing
		if s.one != nil {
			alts = append(alts, s.one)
		}
	}
	if n.cond == nil && n.op == opAlt && len(alts) == len(n.subs) {
		n.one = anyOf(alts)
	}
}

// alternatives joins nodes. Neighbours of one token each become one test, so
// that a list of words is one state of the automaton.
func alternatives(alts []*node) *node {
	var out []*node
	for k := 0; k < len(alts); {
		var tests []*cond
		for ; k < len(alts) && alts[k].op == opTest; k++ {
			tests = append(tests, alts[k].cond)
		}
		switch {
		case len(tests) > 1:
			out = append(out, &node{op: opTest, cond: anyOf(tests)})
		case len(tests) == 1:
			out = append(out, alts[k-1])
		}
		if k < len(alts) {
			out = append(out, alts[k])
			k++
		}
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
