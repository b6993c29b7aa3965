package ner

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/internal/tsv"
	"github.com/alam-nlp/alam/ner/slot"
)

// modelLabels is how many labels have weights of properties: all but None.
const modelLabels = int(idNone)

// WeightUnit is the step of the weights of properties, in nats: sums of them
// are exact.
const WeightUnit = 1.0 / 64

// A Model holds fitted weights: of the properties of words, and of evidence.
// It is immutable and safe to share.
type Model struct {
	// Evidence are the weights of lists, rules and memory by name, as in
	// Weights, with the label behind: rule.person.title.PER.
	Evidence Weights
	rows     []row
	most     []int32 // per row its greatest weight, whatever the sign
	names    []string
	numbered [propKinds][]int32 // by kind and number the row + 1
	table    []modelPlace       // of the other properties by hash, open addressing
}

type modelPlace struct {
	prop Property
	row  int32 // + 1; 0 free
}

// find is the number of a property's row, or -1.
func (m *Model) find(p Property) int32 {
	if p.kind().numbered() {
		if rows := m.numbered[p.kind()]; p.value() < uint64(len(rows)) {
			return rows[p.value()] - 1
		}
		return -1
	}
	if len(m.table) == 0 { // of a zero Model
		return -1
	}
	mask := uint64(len(m.table) - 1)
	for at := p.value() & mask; ; at = (at + 1) & mask {
		x := &m.table[at]
		if x.row == 0 || x.prop == p {
			return x.row - 1
		}
	}
}

// add adds the row of a property to a sum that has room for weights up to a
// number of steps, and gives the room that is left. A property for whose
// weights there is no room is left out.
func (m *Model) add(to *row, p Property, room int32) int32 {
	k := m.find(p)
	if k < 0 || m.most[k] > room {
		return room
	}
	to.add(&m.rows[k])
	return room - m.most[k]
}

// evidenceKind begins the lines of evidence in a file of fitted weights.
const evidenceKind = "evidence"

// columns of the file: the property, a column for each slot, the note.
func modelColumns() []string {
	c := []string{"property"}
	for s := range slot.Count {
		c = append(c, slot.Names[s])
	}
	return c
}

// ReadModel reads a file of fitted weights: tab-separated, a line for each
// property, with a column for each slot. A cell holds the weights of PER, LOC,
// ORG and MISC in nats, parted by blanks, or nothing. The lines "evidence NAME"
// have one weight, in the first column. The last line is a comment that says how
// many lines there are, so that a file which was cut is refused. path is for errors, which are
// *ParseError.
func ReadModel(path string, r io.Reader) (*Model, error) {
	m := &Model{Evidence: Weights{}}
	columns := modelColumns()
	seen := map[string]bool{}
	hashed := map[Property]int32{}
	err := tsv.ReadClosed(path, r, columns, columns, func(in tsv.Row) error {
		name := in.Cell("property")
		if name == "" {
			return in.Fail("property", "no property")
		}
		if seen[name] {
			return in.Fail("property", "property %q a second time", name)
		}
		seen[name] = true
		if kind, value, _ := strings.Cut(name, " "); kind == evidenceKind {
			for _, column := range slot.Names[1:] {
				if in.Cell(column) != "" {
					return in.Fail(column, "a second weight of evidence, want one in column %s", slot.Names[0])
				}
			}
			x, err := readWeight(in.Cell(slot.Names[0]), maxEvidence)
			if err != nil {
				return in.Fail(slot.Names[0], "%v", err)
			}
			m.Evidence[value] = math.Round(x/WeightUnit) * WeightUnit
			return nil
		}
		p, err := propertyOf(name)
		if err != nil {
			return in.Fail("property", "%v", err)
		}
		var w row
		most := int32(0)
		for s, column := range slot.Names {
			cells := strings.Fields(in.Cell(column))
			if len(cells) != 0 && len(cells) != modelLabels {
				return in.Fail(column, "%d weights, want %d or none", len(cells), modelLabels)
			}
			for l, c := range cells {
				x, err := readWeight(c, maxWeight)
				if err != nil {
					return in.Fail(column, "%v", err)
				}
				steps := int32(math.Round(x / WeightUnit))
				w[s].set(l, steps)
				most = max(most, steps, -steps)
			}
		}
		m.rows, m.names, m.most = append(m.rows, w), append(m.names, name), append(m.most, most)
		if p.kind().numbered() {
			if m.find(p) >= 0 {
				return in.Fail("property", "property %q a second time, as %q before", name, m.names[m.find(p)])
			}
			m.number(p, int32(len(m.rows)))
		} else {
			hashed[p] = int32(len(m.rows))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	m.index(hashed)
	return m, nil
}

// What weights there may be, in nats: of evidence, and of properties.
const (
	maxEvidence = 100
	maxWeight   = 16
)

func readWeight(s string, limit float64) (float64, error) {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || !(math.Abs(x) <= limit) {
		return 0, fmt.Errorf("weight %q, want a number between -%v and %v", s, limit, limit)
	}
	return x, nil
}

// number files a row, numbered from 1, under a property whose value has a
// number.
func (m *Model) number(p Property, row int32) {
	rows := &m.numbered[p.kind()]
	for len(*rows) <= int(p.value()) {
		*rows = append(*rows, 0)
	}
	(*rows)[p.value()] = row
}

// index files the rows of the other properties.
func (m *Model) index(rows map[Property]int32) {
	size := 16
	for size < 3*len(rows) {
		size *= 2
	}
	m.table = make([]modelPlace, size)
	for _, p := range slices.Sorted(maps.Keys(rows)) {
		at := p.value() & uint64(size-1)
		for m.table[at].row != 0 {
			at = (at + 1) & uint64(size-1)
		}
		m.table[at] = modelPlace{p, rows[p]}
	}
}

// Len is the number of properties that have weights.
func (m *Model) Len() int { return len(m.rows) }

// A Weighted is a property and its weights by slot and label, in nats.
type Weighted struct {
	Name    string
	Weights [slot.Count][4]float64 // PER, LOC, ORG, MISC
}

// WriteModel writes a file of fitted weights, which ReadModel reads. Each line
// of head is a comment at its top. Evidence is sorted by name; weights of
// properties are rounded to WeightUnit.
func WriteModel(out io.Writer, head []string, evidence Weights, properties []Weighted) error {
	w := bufio.NewWriter(out)
	for _, h := range head {
		fmt.Fprintf(w, "# %s\n", h)
	}
	fmt.Fprintln(w, strings.Join(modelColumns(), "\t"))
	for _, name := range slices.Sorted(maps.Keys(evidence)) {
		fmt.Fprintf(w, "%s %s\t%s%s\n", evidenceKind, name, formatWeight(math.Round(evidence[name]/WeightUnit)), strings.Repeat("\t", slot.Count-1))
	}
	for i := range properties {
		p := &properties[i]
		w.WriteString(p.Name)
		for s := range p.Weights {
			w.WriteByte('\t')
			var cells [4]string
			some := false
			for l, x := range p.Weights[s] {
				n := math.Round(x / WeightUnit)
				some = some || n != 0
				cells[l] = formatWeight(n)
			}
			if some {
				w.WriteString(strings.Join(cells[:], " "))
			}
		}
		w.WriteByte('\n')
	}
	fmt.Fprintln(w, tsv.Closing(len(evidence)+len(properties)))
	return w.Flush()
}

// formatWeight writes a number of steps in nats, with as many digits as tell
// it from its neighbours.
func formatWeight(steps float64) string {
	s := strings.TrimRight(strconv.FormatFloat(steps*WeightUnit, 'f', 2, 64), "0")
	if s = strings.TrimSuffix(s, "."); s == "-0" {
		return "0"
	}
	return s
}
