package gold

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FormatBrat is that of [ReadBrat].
const FormatBrat Format = "brat"

// looksBrat recognizes a first line that has an id such as T1 and more than one
// word after it.
func looksBrat(h *fileHead) claim {
	if len(h.row) < 2 || len(h.row[0]) == 0 {
		return noClaim
	}
	id, words := h.row[0][1:], bytes.Fields(h.row[1])
	switch h.row[0][0] {
	case 'T':
		return claimIf(len(words) >= 3 && number(id) && number(words[1]))
	case 'R', 'A', 'M', 'N', '#':
		return claimIf(len(words) >= 2 && number(id))
	case 'E':
		return claimIf(number(id) && bytes.IndexByte(h.row[1], ':') > 0)
	case '*':
		return claimIf(len(words) >= 3 && len(id) == 0)
	}
	return noClaim
}

// readBratFile reads an .ann file, which is one document, with the .txt beside it
// where its text is not known.
func readBratFile(r io.Reader, o ReadOptions) ([]Document, error) {
	d := Document{ID: o.documentID()}
	known := false
	if o.Text != nil {
		d.Text, known = o.Text(d.ID)
	}
	if !known {
		var err error
		if d.Text, err = o.beside(); err != nil {
			return nil, err
		}
	}
	var err error
	d.Mentions, err = ReadBrat(r, d.Text, o)
	return []Document{d}, err
}

// textPath is the name of the .txt beside a file.
func (o *ReadOptions) textPath() string {
	return strings.TrimSuffix(o.Path, filepath.Ext(o.Path)) + ".txt"
}

// hasText reports whether there is a .txt beside a file.
func (o *ReadOptions) hasText() bool {
	in, err := o.Open(o.textPath())
	if err == nil {
		in.Close()
	}
	return !errors.Is(err, fs.ErrNotExist)
}

// beside reads the .txt beside a file.
func (o *ReadOptions) beside() (string, error) {
	if o.Open == nil || o.Path == "" {
		return "", &ParseError{Path: o.Path, Err: fmt.Errorf("%w: brat annotations need the .txt beside them", ErrNoText)}
	}
	path := o.textPath()
	in, err := o.Open(path)
	if err != nil {
		return "", fmt.Errorf("%w: brat annotations need the .txt beside them: %w", ErrNoText, err)
	}
	defer in.Close()
	text, err := io.ReadAll(in)
	if err != nil {
		return "", &ParseError{Path: path, Err: fmt.Errorf("gold: %w", err)}
	}
	return string(text), nil
}

// ReadBrat reads the mentions of one text from brat standoff (an .ann file):
//
//	T1	PER 0 5	بوتين
//	N1	Reference T1 Wikidata:Q7747	Vladimir Putin
//
// Offsets are code points of the .txt file as it is, the end exclusive; where only so
// the texts of the lines stand at them, CR LF counts as one or not at all. Only text
// bounds (T) make mentions; a normalization (N) gives the mention its Entity (the
// id alone where the resource is Wikidata or alam, else resource:id) and Name. Relations,
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
	data, err := io.ReadAll(ann)
	if err != nil {
		return nil, &ParseError{Path: o.Path, Err: fmt.Errorf("gold: %w", err)}
	}
	out, err := readBratAt(data, text, o.Path)
	if !strings.Contains(text, crlf) || !errors.Is(err, ErrSurface) && !errors.Is(err, ErrOffset) {
		return out, err
	}
	for _, end := range []string{"\n", ""} {
		if folded, err := readBratAt(data, strings.ReplaceAll(text, crlf, end), o.Path); err == nil {
			unfold(folded, text, len(end))
			o.noteFolded(end)
			return folded, nil
		}
	}
	return out, err
}

// readBratAt reads the mentions of a text as it stands.
func readBratAt(data []byte, text, path string) ([]Mention, error) {
	in := newLines(bytes.NewReader(data), path)
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
			if resource, id, ok := strings.Cut(n.entity, ":"); ok && (strings.EqualFold(resource, wikidata) || resource == bratResource) {
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

// The resources of entity ids in brat.
const (
	wikidata     = "Wikidata"
	bratResource = "alam" // ids that are not Wikidata's
)

// writeBrat writes the annotations of one document.
func writeBrat(w io.Writer, docs []Document) error {
	if len(docs) != 1 {
		return fmt.Errorf("gold: %w: a file of brat is of one document, not %d", ErrFormat, len(docs))
	}
	d := &docs[0]
	for _, m := range d.Mentions {
		switch {
		case d.Text == "":
			return d.refuse(fmt.Errorf("%w: brat counts its code points", ErrNoText))
		case len(strings.Fields(m.Label)) != 1 || strings.TrimSpace(m.Label) != m.Label || strings.TrimSpace(m.Entity) != m.Entity || len(strings.Fields(m.Entity)) > 1:
			return d.refuse(fmt.Errorf("%w: no blank may stand in label %q and entity %q", ErrFormat, m.Label, m.Entity))
		case m.Entity == "" && m.Name != "" || strings.ContainsAny(m.Name, "\t\r\n"):
			return d.refuse(fmt.Errorf("%w: a name is of an entity and stands on one line: %q", ErrFormat, m.Name))
		case strings.Trim(d.Text[m.Start:m.End], "\r\n") != d.Text[m.Start:m.End]:
			return d.refuse(fmt.Errorf("%w: a line end at the end of %q", ErrFormat, d.Text[m.Start:m.End]))
		}
	}
	_, err := w.Write(AppendBrat(nil, d.Text, d.Mentions, func(id string) string {
		if len(id) > 1 && id[0] == 'Q' && number([]byte(id[1:])) {
			return wikidata
		}
		return bratResource
	}))
	return err
}

// AppendBrat appends mentions of a text as standoff annotations: a text bound for
// each, with a blank for a line end and in a piece for each line, and for one with
// an entity a normalization, of the resource that resource gives for the id. Blanks
// in an id are written as _.
func AppendBrat(dst []byte, text string, mentions []Mention, resource func(id string) string) []byte {
	offsets := NewOffsets(text, CodePoint)
	one := strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")
	for i, m := range mentions {
		surface := text[m.Start:m.End]
		dst = fmt.Appendf(dst, "T%d\t%s %s\t%s\n", i+1, m.Label, bratPieces(offsets, m.Start, surface), one.Replace(surface))
		if m.Entity != "" {
			id := strings.Join(strings.Fields(m.Entity), "_")
			dst = fmt.Appendf(dst, "N%d\tReference T%d %s:%s\t%s\n", i+1, i+1, resource(m.Entity), id, one.Replace(m.Name))
		}
	}
	return dst
}

// bratPieces gives the offsets of the lines of a mention.
func bratPieces(offsets *Offsets, at int, surface string) string {
	var out []string
	for line := range strings.SplitAfterSeq(surface, "\n") {
		start, _ := offsets.Unit(at)
		if end, _ := offsets.Unit(at + len(strings.TrimRight(line, "\r\n"))); end > start {
			out = append(out, fmt.Sprintf("%d %d", start, end))
		}
		at += len(line)
	}
	return strings.Join(out, ";")
}
