package sink

import (
	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/batch/registry"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gold"
)

// Encoded is a document as it will stand in the output.
type Encoded struct {
	// Bytes is the length of its text, Mentions how many there are by label.
	Bytes    int64
	Mentions map[string]int64

	kept    []string // the fields of Options.Keep that it has
	derived bool
	body    []byte
	names   []byte // the record for the registry
	seam    encode.Seam
	path    string
	conll   bool
}

// Encode writes a document and its analysis into memory.
func (s *Sink) Encode(d *source.Document, x *alam.Analysis) (Encoded, error) {
	e := Encoded{Bytes: int64(len(d.Text)), path: d.Path, conll: d.Conll != nil, derived: d.Derived, Mentions: make(map[string]int64, 4)}
	for i := range x.Mentions {
		e.Mentions[string(x.Mentions[i].Label)]++
	}
	for _, name := range s.o.Keep {
		if _, ok := d.Fields[name]; ok {
			e.kept = append(e.kept, name)
		}
	}
	if s.o.Entities != "" {
		e.names = registry.Append(nil, d, x)
	}
	r := encode.Result{Document: d, Analysis: x}
	var err error
	switch s.format {
	case CSV:
		e.body, err = encode.AppendTable(nil, r, s.table(','))
	case TSV:
		e.body, err = encode.AppendTable(nil, r, s.table('\t'))
	case HTML:
		e.body = encode.AppendHTML(nil, r)
	default:
		e.body, e.seam, err = encode.Append(nil, r, s.lines)
	}
	return e, err
}

// AppendLine appends a document as the line of JSON that a Sink and alam tag
// write, for who writes it elsewhere. Unit, Explain, Topics, Categories and Text
// of the options count.
func AppendLine(dst []byte, d *source.Document, x *alam.Analysis, o Options) ([]byte, error) {
	dst, _, err := encode.Append(dst, encode.Result{Document: d, Analysis: x}, linesOptions(&o, JSONL))
	return dst, err
}

// linesOptions are how a document is written as lines, and, for the formats
// that are made of these when a file is whole, what that takes.
func linesOptions(o *Options, f Format) encode.Options {
	l := encode.Options{Format: encode.JSONL, Unit: o.Unit, Explain: o.Explain, Topics: o.Topics, Categories: o.Categories, Text: o.Text, Keep: o.Keep}
	switch f {
	case CoNLL:
		l.Format = encode.CoNLL
	case Brat:
		l.Unit, l.Text = gold.CodePoint, true
	case GeoJSON:
		l = encode.Options{Format: encode.JSONL}
	}
	return l
}

// table is how a document is written as rows.
func (s *Sink) table(comma rune) encode.TableOptions {
	return encode.TableOptions{Comma: comma, Unit: s.o.Unit, EscapeFormulas: s.o.EscapeFormulas, Text: s.o.Text, Keep: s.o.Keep}
}

// head and foot stand around the documents of a file.
func (s *Sink) head() []byte {
	switch s.format {
	case CSV:
		return encode.TableHead(s.table(','))
	case TSV:
		return encode.TableHead(s.table('\t'))
	case HTML:
		return []byte(encode.HTMLHead)
	}
	return nil
}

func (s *Sink) foot() []byte {
	if s.format == HTML {
		return []byte(encode.HTMLFoot)
	}
	return nil
}
