package gold

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// FormatWebAnno is that of [ReadWebAnno].
const FormatWebAnno Format = "webanno"

const webAnnoHeader = "#FORMAT=WebAnno TSV 3"

func looksWebAnno(h *fileHead) claim { return claimIf(bytes.HasPrefix(h.data, []byte(webAnnoHeader))) }

// readWebAnnoFile reads a file, which is one document.
func readWebAnnoFile(r io.Reader, o ReadOptions) ([]Document, error) {
	d, err := ReadWebAnno(r, o)
	return []Document{d}, err
}

// ReadWebAnno reads the mentions of one text from INCEpTION's WebAnno TSV 3
// (written for 3.3; 3.1 and 3.2 are the same here):
//
//	#FORMAT=WebAnno TSV 3.3
//	#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
//
//	#Text=...
//	1-1	0-5	بوتين	http://www.wikidata.org/entity/Q7747	PER
//
// The text is put together from the #Text lines, with line ends and blanks between
// sentences as their offsets say; offsets are UTF-16 units. A value with a number,
// as in PER[1], goes on at every token or sub-token (1-3.1) with that number, "|"
// stacks mentions on a token, "_" is none, and "*" is a mention without a value: its
// label is "*". Mentions may nest and cross sentences. The identifier is the
// mention's Entity, without the path where it is Wikidata's.
//
// [ReadOptions.Layer] says which span layer to read, and after a "|" which feature
// (default value, else the layer's first). Without it, it is the layer NamedEntity,
// else the only one. Relations, chains, links and mentions of no length are passed
// over. A padding beyond 64 KiB plus four times the file is refused. Errors are
// *[ParseError].
func ReadWebAnno(r io.Reader, o ReadOptions) (Document, error) {
	w := webAnno{in: newLines(r, o.Path), byNumber: make(map[string]int)}
	d := Document{ID: o.documentID()}
	if err := w.header(o.Layer); err != nil {
		return d, err
	}
	if err := w.body(); err != nil {
		return d, err
	}
	d.Text = string(w.text)
	for _, a := range w.list {
		if a.End == a.Start {
			continue
		}
		if a.End < a.Start {
			w.in.line = a.line
			return d, w.in.fail(0, "%w: mention %s%s ends before it starts", ErrOffset, a.Label, a.number)
		}
		d.Mentions = append(d.Mentions, Mention{Span: a.Span, Text: d.Text[a.Start:a.End], Entity: a.entity})
	}
	return d, nil
}

// webAnno reads one file.
type webAnno struct {
	in      *lines
	columns int // beside id, offsets and token
	value   int // field of the label; -1 there is no layer
	entity  int // field of the identifier; -1 none

	text  []byte
	units int // length of text in UTF-16 units
	size  int // bytes of the file read so far

	sentence *Offsets // of the sentence at hand; nil between sentences
	unit0    int      // where it starts, in units
	byte0    int      // and in bytes
	lines    []string // #Text lines not yet in the text
	list     []webAnnoMention
	byNumber map[string]int // [1] to a mention of list
}

type webAnnoMention struct {
	Span
	line   int
	number string
	entity string
}

func (w *webAnno) body() error {
	inSentence := false
	for {
		line, err := w.in.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		w.size += len(line) + 1
		switch {
		case line == "":
			inSentence, w.sentence = false, nil
		case line[0] == '#' && !inSentence:
			if text, ok := strings.CutPrefix(line, "#Text="); ok {
				w.lines = append(w.lines, webAnnoUnescape(text))
			}
		default:
			inSentence = true
			if err := w.row(line); err != nil {
				return err
			}
		}
	}
	if len(w.lines) > 0 {
		return w.in.fail(0, "%w: want tokens after #Text=, found the end of the file", ErrFormat)
	}
	return nil
}

// begin puts the #Text lines into the text, at the first token's offset.
func (w *webAnno) begin(at int) error {
	if len(w.lines) == 0 {
		return w.in.fail(0, "%w: want #Text= before the tokens of a sentence", ErrFormat)
	}
	switch {
	case w.units == at+1 && bytes.HasSuffix(w.text, []byte("\n")):
		w.text = w.text[:len(w.text)-1] // the sentences touch: no line end between them
		w.units--
	case w.units > at:
		return w.in.fail(2, "%w: sentence starts at %d, but the one before ends at %d", ErrOffset, at, w.units-1)
	case at > 1<<16+4*w.size:
		return w.in.fail(2, "%w: sentence starts at %d, far beyond the text so far (%d)", ErrOffset, at, w.units)
	}
	for ; w.units < at; w.units++ {
		w.text = append(w.text, ' ')
	}
	w.unit0, w.byte0 = at, len(w.text)
	s := strings.Join(w.lines, "\n") + "\n"
	w.lines = w.lines[:0]
	w.text = append(w.text, s...)
	w.sentence = NewOffsets(s, UTF16)
	w.units += w.sentence.end
	return nil
}

// row reads a token or sub-token.
func (w *webAnno) row(line string) error {
	fields := strings.Split(line, "\t")
	if len(fields) < 3+w.columns {
		return w.in.fail(0, "%w: %d, want id, offsets, token and %d as the header has them", ErrColumns, len(fields), w.columns)
	}
	if !webAnnoID(fields[0]) {
		return w.in.fail(1, "%w: want a token id such as 1-2 or 1-2.1, found %q", ErrFormat, fields[0])
	}
	first, second, _ := strings.Cut(fields[1], "-")
	begin, err := strconv.Atoi(first)
	end, err2 := strconv.Atoi(second)
	if err != nil || err2 != nil || begin < 0 || end < begin {
		return w.in.fail(2, "%w: want start-end, found %q", ErrOffset, fields[1])
	}
	if w.sentence == nil {
		if err := w.begin(begin); err != nil {
			return err
		}
	}
	from, ok := w.sentence.Byte(begin - w.unit0)
	to, ok2 := w.sentence.Byte(end - w.unit0)
	if !ok || !ok2 {
		return w.in.fail(2, "%w: %s is outside its sentence (%d..%d in UTF-16 units) or inside a character",
			ErrOffset, fields[1], w.unit0, w.unit0+w.sentence.end)
	}
	surface := w.sentence.text[from:to]
	if fields[2] != surface && webAnnoUnescape(fields[2]) != surface {
		return w.in.fail(3, "%w: %q, but the text has %q", ErrSurface, fields[2], surface)
	}
	if w.value < 0 || fields[w.value] == "_" {
		return nil
	}
	entities := []string{}
	if w.entity >= 0 {
		entities = webAnnoSplit(fields[w.entity], '|')
	}
	for i, v := range webAnnoSplit(fields[w.value], '|') {
		label, number := webAnnoNumber(v)
		if label != "*" {
			label = webAnnoUnescape(label)
		}
		if label == "" {
			return w.in.fail(w.value+1, "%w: want a value, * or _, found nothing", ErrFormat)
		}
		at, known := w.byNumber[number]
		if number == "" || !known {
			m := webAnnoMention{Span: Span{w.byte0 + from, w.byte0 + to, label}, line: w.in.line, number: number}
			if i < len(entities) {
				m.entity = webAnnoEntity(entities[i])
			}
			if number != "" {
				w.byNumber[number] = len(w.list)
			}
			w.list = append(w.list, m)
			continue
		}
		m := &w.list[at]
		if m.Label != label {
			return w.in.fail(w.value+1, "%w: mention %s is %s here and %s on line %d", ErrFormat, number, label, m.Label, m.line)
		}
		m.End = w.byte0 + to
	}
	return nil
}

// webAnnoID reports whether s is 1-2, or 1-2.3 of a sub-token.
func webAnnoID(s string) bool {
	sentence, token, ok := strings.Cut(s, "-")
	token, sub, has := strings.Cut(token, ".")
	return ok && number([]byte(sentence)) && number([]byte(token)) && (!has || number([]byte(sub)))
}

// webAnnoSplit splits at a separator that no backslash stands before.
func webAnnoSplit(s string, sep byte) []string {
	var out []string
	from := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case sep:
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}

// webAnnoNumber takes "PER[1]" apart into PER and [1].
func webAnnoNumber(s string) (value, disambiguation string) {
	open := -1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			open = i
		case ']':
			if i == len(s)-1 && open >= 0 && number([]byte(s[open+1:i])) {
				return s[:open], s[open:]
			}
		}
	}
	return s, ""
}

// webAnnoUnescape undoes the format's backslashes; one before any other character
// stays.
func webAnnoUnescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch c := s[i]; {
		case c == 't':
			b.WriteByte('\t')
		case c == 'n':
			b.WriteByte('\n')
		case c == 'r':
			b.WriteByte('\r')
		case c == 'f':
			b.WriteByte('\f')
		case c == 'b':
			b.WriteByte('\b')
		case strings.IndexByte(`\[]|_;*`, c) >= 0, c == '-' && strings.HasPrefix(s[i:], "->"), c < ' ':
			b.WriteByte(c)
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
	}
	return b.String()
}

// webAnnoEntity gives the id of an identifier cell, which may be an address.
func webAnnoEntity(cell string) string {
	id, _ := webAnnoNumber(cell)
	if id == "*" || id == "_" {
		return ""
	}
	id = webAnnoUnescape(id)
	for _, prefix := range []string{"http://www.wikidata.org/entity/", "https://www.wikidata.org/entity/"} {
		if rest, ok := strings.CutPrefix(id, prefix); ok {
			return rest
		}
	}
	return id
}

// webAnnoLayer is a span layer as the header has it.
type webAnnoLayer struct {
	name     string
	features []string
	first    int // its first column, from 0
}

// header reads the lines up to the first blank one and finds the columns.
func (w *webAnno) header(want string) error {
	line, err := w.in.next()
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !strings.HasPrefix(line, webAnnoHeader) {
		w.in.line = max(w.in.line, 1)
		return w.in.fail(0, "%w: want #FORMAT=WebAnno TSV 3.3 on the first line, found %q", ErrFormat, peek(line))
	}
	w.size = len(line) + 1
	var layers []webAnnoLayer
	for {
		line, err := w.in.next()
		if errors.Is(err, io.EOF) || err == nil && line == "" {
			break
		}
		if err != nil {
			return err
		}
		w.size += len(line) + 1
		kind, rest, ok := strings.Cut(line, "=")
		if !ok || kind != "#T_SP" && kind != "#T_RL" && kind != "#T_CH" {
			return w.in.fail(0, "%w: want a layer (#T_SP=, #T_RL= or #T_CH=) or the blank line after them, found %q", ErrFormat, peek(line))
		}
		parts := strings.Split(rest, "|")
		l := webAnnoLayer{name: parts[0], features: parts[1:], first: w.columns}
		if len(l.features) == 0 {
			l.features = []string{""} // a layer without features has a column too
		}
		w.columns += len(l.features)
		if kind == "#T_SP" {
			layers = append(layers, l)
		}
	}
	return w.choose(layers, want)
}

// choose finds the columns of the layer that is wanted.
func (w *webAnno) choose(layers []webAnnoLayer, want string) error {
	w.value, w.entity = -1, -1
	if len(layers) == 0 && want == "" {
		return nil // nothing is marked
	}
	name, feature, _ := strings.Cut(want, "|")
	if name == "" {
		name = "NamedEntity"
	}
	at := slices.IndexFunc(layers, func(l webAnnoLayer) bool {
		return l.name == name || strings.HasSuffix(l.name, "."+name)
	})
	if at < 0 && (len(layers) > 1 || len(layers) == 0 || want != "") {
		names := make([]string, len(layers))
		for i, l := range layers {
			names[i] = l.name
		}
		return w.in.fail(0, "%w: no span layer %q; the file has %q", ErrFormat, name, names)
	}
	l := layers[max(at, 0)]
	value := slices.Index(l.features, feature)
	if feature == "" {
		if value = slices.Index(l.features, "value"); value < 0 {
			value = max(0, slices.IndexFunc(l.features, func(f string) bool { return f != "identifier" }))
		}
	}
	if value < 0 {
		return w.in.fail(0, "%w: layer %s has no feature %q, only %q", ErrFormat, l.name, feature, l.features)
	}
	w.value = 3 + l.first + value
	if i := slices.Index(l.features, "identifier"); i >= 0 && i != value {
		w.entity = 3 + l.first + i
	}
	return nil
}
