package encode

import (
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/ner"
)

// TSVHead names the columns of a table of mentions; no cell is quoted. start and end count what offsets
// says, in the text of the document id.
const TSVHead = "id\toffsets\tstart\tend\tlabel\tkind\ttext\tentity\tname"

// tsv appends a row for each mention, with the evidence if that is asked for, and,
// before the first document, the names of the columns. Tabs and line ends within a
// cell are blanks.
func (w *Writer) tsv(r Result) {
	a := r.Analysis
	w.tsvHeader()
	at := Offsets(r.Document.Text, w.o.Unit)
	keep := keptCells(nil, r.Document, w.o.Keep)
	before := Cell(r.Document.ID) + "\t" + w.o.Unit.String() + "\t"
	for i := range a.Mentions {
		m := &a.Mentions[i]
		e := &a.Entities[m.Entity]
		w.buf = append(w.buf, before...)
		w.buf = strconv.AppendInt(w.buf, int64(at(m.Start)), 10)
		w.buf = append(w.buf, '\t')
		w.buf = strconv.AppendInt(w.buf, int64(at(m.End)), 10)
		for _, s := range []string{string(m.Label), m.Kind, m.Text, e.ID, e.Name} {
			w.buf = append(w.buf, '\t')
			w.buf = append(w.buf, Cell(s)...)
		}
		if w.o.Explain {
			w.buf = append(w.buf, '\t')
			w.buf = append(w.buf, Cell(evidence(m))...)
		}
		for _, s := range keep {
			w.buf = append(w.buf, '\t')
			w.buf = append(w.buf, Cell(s)...)
		}
		w.buf = append(w.buf, '\n')
	}
}

// tsvHeader appends the names of the columns, unless they stand there.
func (w *Writer) tsvHeader() {
	if w.seam.Written {
		return
	}
	w.buf = append(w.buf, TSVHead...)
	if w.o.Explain {
		w.buf = append(w.buf, "\tevidence"...)
	}
	for _, name := range w.o.Keep {
		w.buf = append(w.buf, '\t')
		w.buf = append(w.buf, Cell(keptPrefix+name)...)
	}
	w.buf = append(w.buf, '\n')
}

// evidence writes why on one line: weight, source and name of each reason.
func evidence(m *ner.Mention) string {
	var parts []string
	for _, e := range m.Evidence {
		parts = append(parts, signed(e.Weight)+" "+strings.TrimSpace(e.Source+" "+e.Name))
	}
	return strings.Join(parts, "; ")
}

// signed writes a weight with its sign.
func signed(x float64) string {
	s := strconv.FormatFloat(round(x), 'f', -1, 64)
	if x >= 0 {
		s = "+" + s
	}
	return s
}

// Cell is s without what ends a cell or a row.
func Cell(s string) string {
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, s)
}
