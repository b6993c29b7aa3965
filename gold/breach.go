package gold

import "fmt"

// BreachKind is a way in which tags break the rules of their scheme.
type BreachKind uint8

const (
	noBreach      BreachKind = iota
	OrphanInside             // I (or E, L) that continues nothing
	NeedlessBegin            // IOB1: B where no chunk of that label ends
	Unclosed                 // BIOES, BILOU, IOE2: a chunk without its end
	ForeignPrefix            // a prefix of another scheme
	UnknownPrefix            // a prefix of no scheme, or a tag that is none
	breachCount
)

// String names the kind in words.
func (k BreachKind) String() string {
	switch k {
	case OrphanInside:
		return "orphan inside"
	case NeedlessBegin:
		return "needless begin"
	case Unclosed:
		return "unclosed chunk"
	case ForeignPrefix:
		return "prefix of another scheme"
	case UnknownPrefix:
		return "unknown prefix"
	}
	return "none"
}

// MarshalText gives the name.
func (k BreachKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads a name.
func (k *BreachKind) UnmarshalText(b []byte) error {
	for *k = noBreach; *k < breachCount; *k++ {
		if k.String() == string(b) {
			return nil
		}
	}
	*k = noBreach
	return fmt.Errorf("gold: no breach is called %q", b)
}

// Breach is one broken rule. The reader goes on after it.
type Breach struct {
	Line int        `json:"line"`
	Kind BreachKind `json:"kind"`
	Tag  string     `json:"tag"`
}

// String gives line, kind and tag.
func (b Breach) String() string { return fmt.Sprintf("line %d: %s: %s", b.Line, b.Kind, b.Tag) }

// MaxBreaches is how many breaches of a file are listed; all are counted.
const MaxBreaches = 1000

// TagReport says what a column of tags turned out to be.
type TagReport struct {
	Scheme   Scheme         `json:"scheme"`
	Way      string         `json:"way,omitempty"`           // how tags are written, in words, where not as PREFIX-LABEL
	Counts   map[string]int `json:"breach_counts,omitempty"` // by kind's name
	Total    int            `json:"breaches"`
	Breaches []Breach       `json:"first_breaches,omitempty"` // by line, at most MaxBreaches
}

// Count gives the number of breaches of a kind.
func (r *TagReport) Count(k BreachKind) int { return r.Counts[k.String()] }

// candidates are the schemes a file is held against while it is read.
const candidates = 5

func candidate(i int) Scheme { return [candidates]Scheme{IOB2, IOB1, IOE2, BIOES, BILOU}[i] }

// checker follows one tag column and keeps, for each candidate scheme, what the
// column breaks; which scheme it is, is known only at the end.
type checker struct {
	tags      *Tags
	broken    [classCount][classCount][2]bool // whether a transition breaks any candidate
	at        [classCount][classCount][2][candidates]BreachKind
	before    [classCount][classCount][2][candidates]BreachKind
	seen      [classCount]bool
	prev      class
	prevLabel int32
	prevTag   TagID
	prevLine  int
	counts    [candidates][breachCount]int
	lists     [candidates][]Breach
}

func newChecker(tags *Tags) *checker {
	k := &checker{tags: tags}
	for p := range classCount {
		for c := range classCount {
			for same := range 2 {
				for i := range candidates {
					at, before := breaks(candidate(i), p, c, same == 1)
					k.at[p][c][same][i], k.before[p][c][same][i] = at, before
					k.broken[p][c][same] = k.broken[p][c][same] || at != noBreach || before != noBreach
				}
			}
		}
	}
	return k
}

// breaks gives what cur breaks by itself and what the chunk before it leaves open.
func breaks(s Scheme, prev, cur class, same bool) (at, before BreachKind) {
	open := prev == classB || prev == classI // a chunk is open before cur
	goesOn := open && same
	switch {
	case cur == classOther || cur == classAlone:
		at = UnknownPrefix
	case !s.allows(cur):
		at = ForeignPrefix
	case s == IOB2 && cur == classI && !goesOn:
		at = OrphanInside
	case s == IOB1 && cur == classB && !goesOn:
		at = NeedlessBegin
	case (s == BIOES || s == BILOU) && (cur == classI || cur == classE || cur == classL) && !goesOn:
		at = OrphanInside
	}
	ends := cur == classI || cur == classE || cur == classL // what may follow inside
	if (s == BIOES || s == BILOU || s == IOE2) && open && s.allows(prev) && !(ends && same) {
		before = Unclosed
	}
	return at, before
}

// add follows one tag; line is its line.
func (k *checker) add(id TagID, line int) {
	t := &k.tags.list[id]
	k.seen[t.class] = true
	same := 0
	if t.label == k.prevLabel {
		same = 1
	}
	if k.broken[k.prev][t.class][same] || !t.known {
		k.note(t, same, line)
	}
	k.prev, k.prevLabel, k.prevTag, k.prevLine = t.class, t.label, id, line
}

// end closes a sentence.
func (k *checker) end() {
	if k.prev == classB || k.prev == classI {
		outside := Tag{Text: "O", class: classO, label: -1, known: true}
		k.note(&outside, 0, k.prevLine)
	}
	k.prev, k.prevLabel = classO, -1
}

func (k *checker) note(t *Tag, same, line int) {
	before := &k.before[k.prev][t.class][same]
	for i, at := range &k.at[k.prev][t.class][same] {
		if !t.known {
			at = UnknownPrefix
		}
		if before[i] != noBreach {
			k.put(i, Breach{k.prevLine, before[i], k.tags.list[k.prevTag].Text})
		}
		if at != noBreach {
			k.put(i, Breach{line, at, t.Text})
		}
	}
}

func (k *checker) put(i int, b Breach) {
	k.counts[i][b.Kind]++
	if len(k.lists[i]) < MaxBreaches {
		k.lists[i] = append(k.lists[i], b)
	}
}

// report decides on the scheme: by the prefixes seen, and between IOB1 and IOB2 by
// the fewer breaches (IOB2 when equal; IOB1 when no B was seen).
func (k *checker) report() TagReport {
	i := -1
	total := func(i int) (n int) {
		for _, c := range k.counts[i] {
			n += c
		}
		return n
	}
	switch {
	case k.seen[classL] || k.seen[classU]:
		i = 4
	case k.seen[classE] && !k.seen[classB] && !k.seen[classS]:
		i = 2
	case k.seen[classE] || k.seen[classS]:
		i = 3
	case k.seen[classB] && total(0) <= total(1):
		i = 0
	case k.seen[classB] || k.seen[classI]:
		i = 1
	}
	if i < 0 {
		// Only O, or nothing known: what is unknown is so in every scheme.
		return k.make(SchemeUnknown, 0)
	}
	return k.make(candidate(i), i)
}

func (k *checker) make(s Scheme, i int) TagReport {
	r := TagReport{Scheme: s, Breaches: k.lists[i]}
	for kind, n := range k.counts[i] {
		if n > 0 {
			if r.Counts == nil {
				r.Counts = make(map[string]int)
			}
			r.Counts[BreachKind(kind).String()] = n
			r.Total += n
		}
	}
	return r
}
