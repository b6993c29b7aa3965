package registry

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/tsv"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// Merges say which entities are put together and which are not. It is immutable;
// nil says nothing.
type Merges struct {
	rows []mergeRow
}

// A mergeRow puts b under a, or keeps them apart.
type mergeRow struct {
	row   tsv.Row
	path  string
	split bool
	a, b  string
}

// The actions.
const (
	actionMerge = "merge"
	actionSplit = "split"
)

// ReadMerges reads merges: tab-separated, with the columns action (merge, split), a, b,
// comment. a and b are ids or names. path is for errors, which are *tsv.ParseError.
func ReadMerges(path string, r io.Reader) (*Merges, error) {
	m := &Merges{}
	columns := []string{"action", "a", "b", "comment"}
	err := tsv.Read(path, r, columns[:3], columns, func(row tsv.Row) error {
		x := mergeRow{row: row, path: path, a: strings.TrimSpace(row.Cell("a")), b: strings.TrimSpace(row.Cell("b"))}
		switch action := row.Cell("action"); action {
		case actionMerge:
		case actionSplit:
			x.split = true
		default:
			return row.Fail("action", "action %q, want %s or %s", action, actionMerge, actionSplit)
		}
		switch {
		case x.a == "":
			return row.Fail("a", "no id or name")
		case x.b == "":
			return row.Fail("b", "no id or name")
		case refer(x.a) == refer(x.b):
			return row.Fail("b", "%s is the same as a", x.b)
		}
		m.rows = append(m.rows, x)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return m, m.contradiction()
}

// contradiction is that of rows as they are written; those that name one entity in
// two ways are found when the registry is made.
func (m *Merges) contradiction() error {
	number := map[reference]int32{}
	of := func(s string) int32 {
		r := refer(s)
		if _, ok := number[r]; !ok {
			number[r] = int32(len(number))
		}
		return number[r]
	}
	var pairs []pair
	for i := range m.rows {
		pairs = append(pairs, pair{&m.rows[i], of(m.rows[i].a), of(m.rows[i].b)})
	}
	s := newSets(len(number))
	return s.force(pairs)
}

// A pair is a row with the numbers of those whom it names.
type pair struct {
	*mergeRow
	x, y int32
}

// force does the merges in order. A split whose two are together then is an
// error, with the line that puts them together.
func (s *sets) force(pairs []pair) error {
	var splits []pair
	for _, p := range pairs {
		if p.split {
			splits = append(splits, p)
		}
	}
	for _, p := range pairs {
		if p.split || s.find(p.x) == s.find(p.y) {
			continue
		}
		s.put(p.x, p.y)
		for _, t := range splits {
			if s.find(t.x) == s.find(t.y) {
				return t.row.FailAt("a", 0, fmt.Errorf("%w: line %d puts %s and %s together", ErrSplit, p.row.Line(), t.a, t.b))
			}
		}
	}
	return nil
}

// A reference is what a cell says: a name by its key, of a label or any; an id is such a
// name too, with what it is as written.
type reference struct{ label, key string }

func refer(s string) reference {
	if label, name, ok := strings.Cut(s, ":"); ok && slices.Contains(labels, ner.Label(label)) {
		return reference{label, keyOf(name)}
	}
	return reference{"", keyOf(s)}
}

var labels = []ner.Label{ner.PER, ner.LOC, ner.ORG, ner.MISC}

// keyOf is the key of a name, as the tagger makes it of one that is not listed: those
// of its words, without punctuation.
func keyOf(name string) string {
	var b strings.Builder
	for _, t := range token.Tokenize(name) {
		if t.Kind == token.Punct {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Norm)
	}
	return b.String()
}
