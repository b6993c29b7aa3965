package gold

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ReadBrat reads the mentions of one text from brat standoff (an .ann file):
//
//	T1	PER 0 5	بوتين
//	N1	Reference T1 Wikidata:Q7747	Vladimir Putin
//
// Offsets are code points of the .txt file as it is, the end exclusive. Only text
// bounds (T) make mentions; a normalization (N) gives the mention its Entity (the
// id alone where the resource is Wikidata, else resource:id) and Name. Relations,
// events, attributes, equivalences and notes (R, E, A, M, *, #) are passed over.
//
// A span of several pieces ("0 5;8 12") is [ErrDiscontinuous], except where only
// blanks with a line end stand between them: that is how brat writes one span over
// a line end. The text of the line must stand at the offsets, where brat has a
// blank for a line end. Errors are *[ParseError].
func ReadBrat(ann io.Reader, text string, o ReadOptions) ([]Mention, error) {
	if !utf8.ValidString(text) {
		return nil, &ParseError{Path: o.Path, Err: fmt.Errorf("%w: the text it points into", ErrUTF8)}
	}
	in := newLines(ann, o.Path)
	offsets := NewOffsets(text, CodePoint)
	var out []Mention
	at := make(map[string]int) // mention of a T id
	type norm struct{ target, entity, name string }
	var norms []norm
	for {
		line, err := in.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		fields := strings.SplitN(line, "\t", 3)
		switch line[0] {
		case 'T':
			if _, dup := at[fields[0]]; dup {
				return nil, in.fail(1, "%w: id %s stands twice", ErrFormat, fields[0])
			}
			m, err := in.textBound(fields, offsets)
			if err != nil {
				return nil, err
			}
			at[fields[0]] = len(out)
			out = append(out, m)
		case 'N':
			if len(fields) < 2 {
				return nil, in.fail(0, "%w: want N1<tab>Reference T1 resource:id<tab>name", ErrFormat)
			}
			n := norm{}
			if parts := strings.Fields(fields[1]); len(parts) == 3 {
				n.target, n.entity = parts[1], parts[2]
			} else {
				return nil, in.fail(2, "%w: want Reference T1 resource:id, found %q", ErrFormat, fields[1])
			}
			if resource, id, ok := strings.Cut(n.entity, ":"); ok && strings.EqualFold(resource, "wikidata") {
				n.entity = id
			}
			if len(fields) > 2 {
				n.name = fields[2]
			}
			norms = append(norms, n)
		case 'R', 'E', 'A', 'M', '*', '#':
		default:
			return nil, in.fail(1, "%w: want an id that begins with T, N, R, E, A, M, * or #, found %q", ErrFormat, fields[0])
		}
	}
	for _, n := range norms {
		if i, ok := at[n.target]; ok { // else of an event
			out[i].Entity, out[i].Name = n.entity, n.name
		}
	}
	return out, nil
}

// textBound reads a T line.
func (l *lines) textBound(fields []string, offsets *Offsets) (m Mention, err error) {
	if len(fields) < 3 {
		return m, l.fail(0, "%w: %d, want T1<tab>LABEL start end<tab>text", ErrColumns, len(fields))
	}
	label, places, ok := strings.Cut(fields[1], " ")
	if !ok || label == "" {
		return m, l.fail(2, "%w: want LABEL start end, found %q", ErrFormat, fields[1])
	}
	m.Label = label
	for i, piece := range strings.Split(places, ";") {
		first, second, _ := strings.Cut(piece, " ")
		start, err := strconv.Atoi(first)
		end, err2 := strconv.Atoi(second)
		if err != nil || err2 != nil {
			return m, l.fail(2, "%w: want LABEL start end, found %q", ErrFormat, fields[1])
		}
		from, ok := offsets.Byte(start)
		to, ok2 := offsets.Byte(end)
		switch {
		case !ok || !ok2:
			return m, l.fail(2, "%w: %d..%d is outside the text (%d code points)", ErrOffset, start, end, offsets.end)
		case to <= from:
			return m, l.fail(2, "%w: end %d is not after start %d", ErrOffset, end, start)
		case i == 0:
			m.Start = from
		case from < m.End || !lineEnd(offsets.text[m.End:from]):
			return m, l.fail(2, "%w: %s of %s; one span is wanted, without a gap", ErrDiscontinuous, places, fields[0])
		}
		m.End = to
	}
	m.Text = offsets.text[m.Start:m.End]
	if !sameBrat(fields[2], m.Text) {
		return m, l.fail(3, "%w: %q, but the text has %q", ErrSurface, fields[2], m.Text)
	}
	return m, nil
}

// lineEnd reports whether s is blanks with a line end among them.
func lineEnd(s string) bool {
	return strings.ContainsAny(s, "\r\n") && strings.TrimSpace(s) == ""
}

// sameBrat compares a line's text with that at its offsets: brat writes a blank for
// a line end, or one for all blanks between two pieces.
func sameBrat(given, text string) bool {
	if sameSurface(given, text) {
		return true
	}
	if !strings.ContainsAny(text, "\r\n") {
		return false
	}
	return strings.Join(strings.FieldsFunc(given, unicode.IsSpace), " ") ==
		strings.Join(strings.FieldsFunc(text, unicode.IsSpace), " ")
}
