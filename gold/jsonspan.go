package gold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plural names the unit in a message.
func (u Unit) plural() string {
	switch u {
	case CodePoint:
		return "code points"
	case UTF16:
		return "UTF-16 units"
	}
	return "bytes"
}

// jsonSpan is a span as a file of an annotation tool gives it.
type jsonSpan struct {
	v          jsonValue // where it stands
	start, end int
	label      string
	text       string // "" where the tool does not write it
	entity     string
	same       func(given, text string) bool // how surfaces are compared; nil is exactly
}

// place turns a span into a mention of the text.
func (s *jsonSpan) place(o *Offsets) (Mention, error) {
	m := Mention{Span: Span{Label: s.label}, Entity: s.entity}
	var ok, ok2 bool
	m.Start, ok = o.Byte(s.start)
	m.End, ok2 = o.Byte(s.end)
	switch {
	case !ok || !ok2:
		return m, s.v.fail("%w: %d..%d is outside the text (%d %s) or inside a character", ErrOffset, s.start, s.end, o.end, o.unit.plural())
	case m.End <= m.Start:
		return m, s.v.fail("%w: end %d is not after start %d", ErrOffset, s.end, s.start)
	case s.label == "":
		return m, s.v.fail("%w: want a label for %d..%d", ErrFormat, s.start, s.end)
	}
	m.Text = o.text[m.Start:m.End]
	if s.text != "" && s.text != m.Text && (s.same == nil || !s.same(s.text, m.Text)) {
		return m, s.v.fail("%w: %q, but the text has %q at %d..%d (in %s)", ErrSurface, s.text, m.Text, s.start, s.end, o.unit.plural())
	}
	return m, nil
}

func placeAll(spans []jsonSpan, o *Offsets) ([]Mention, error) {
	if len(spans) == 0 {
		return nil, nil
	}
	out := make([]Mention, 0, len(spans))
	for i := range spans {
		m, err := spans[i].place(o)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// spanList reads a list of [start, end, label] or of objects. names gives the names
// of start, end and label in an object.
func (v jsonValue) spanList(names [3]string) ([]jsonSpan, error) {
	var out []jsonSpan
	err := v.elements(func(_ int, e jsonValue) error {
		s := jsonSpan{v: e}
		var err error
		if e.kind() == '[' {
			err = s.tuple(names)
		} else {
			err = s.object(names)
		}
		out = append(out, s)
		return err
	})
	return out, err
}

func (s *jsonSpan) tuple(names [3]string) error {
	n := 0
	err := s.v.elements(func(i int, e jsonValue) (err error) {
		n = i + 1
		switch i {
		case 0:
			s.start, err = e.number(names[0])
		case 1:
			s.end, err = e.number(names[1])
		case 2:
			s.label, err = e.text(names[2] + " (a string)")
		case 3:
			s.entity, err = e.id()
		}
		return err
	})
	if err == nil && (n < 3 || n > 4) {
		return s.v.fail("%w: want [start, end, label], found %d values", ErrFormat, n)
	}
	return err
}

func (s *jsonSpan) object(names [3]string) error {
	var seen [3]bool
	err := s.v.fields(func(name string, e jsonValue) (err error) {
		switch name {
		case names[0]:
			s.start, err = e.number(name)
			seen[0] = true
		case names[1]:
			s.end, err = e.number(name)
			seen[1] = true
		case names[2]:
			s.label, err = e.text(name + " (a string)")
			seen[2] = true
		case "text":
			if !e.null() {
				s.text, err = e.text("text (a string)")
			}
		case "kb_id":
			s.entity, err = e.id()
		}
		return err
	})
	if err != nil {
		return err
	}
	for i, ok := range seen {
		if !ok {
			return s.v.fail("%w: a span lacks %q; want %s, %s and %s", ErrFormat, names[i], names[0], names[1], names[2])
		}
	}
	return nil
}

// placeFitting turns the spans of a text into mentions, in the unit that o gives.
// Without one they are code points; UTF-16 units where only so every surface stands
// at its offsets; and code points with CR LF counted as one or not at all, where only so they do, or
// where the file has no surfaces and only so every span begins and ends with a word.
func placeFitting(spans []jsonSpan, text string, o ReadOptions) ([]Mention, error) {
	out, err := placeAll(spans, NewOffsets(text, o.unit(CodePoint)))
	if o.Unit != nil || len(spans) == 0 {
		return out, err
	}
	given := 0
	for i := range spans {
		if spans[i].text != "" {
			given++
		}
	}
	if err != nil && given == len(spans) {
		if units, err2 := placeAll(spans, NewOffsets(text, UTF16)); err2 == nil {
			return units, nil
		}
	}
	if !strings.Contains(text, "\r\n") || err == nil && (given > 0 || atWords(out, text)) {
		return out, err
	}
	for _, end := range []string{"\n", ""} {
		folded, err := placeAll(spans, NewOffsets(strings.ReplaceAll(text, "\r\n", end), CodePoint))
		if err != nil {
			continue
		}
		unfold(folded, text, len(end))
		if given == len(spans) || atWords(folded, text) {
			return folded, nil
		}
	}
	return out, err
}

// unfold moves mentions of a text that has one byte or none for CR LF, as left says,
// to the text as it is.
func unfold(list []Mention, text string, left int) {
	removed := 2 - left
	var at []int // where something lacks
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '\r' && text[i+1] == '\n' {
			at = append(at, i-removed*len(at))
		}
	}
	for i := range list {
		m := &list[i]
		first := m.Start
		if left == 0 {
			first++ // behind the line end
		}
		before, _ := slices.BinarySearch(at, first)
		m.Start += removed * before
		before, _ = slices.BinarySearch(at, m.End)
		m.End += removed * before
		m.Text = text[m.Start:m.End]
	}
}

// atWords reports whether all mentions begin and end with a word: neither within
// one, nor with a blank.
func atWords(list []Mention, text string) bool {
	for _, m := range list {
		if !atWord(text, m.Span) {
			return false
		}
	}
	return true
}

func atWord(text string, s Span) bool {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
	first, _ := utf8.DecodeRuneInString(text[s.Start:s.End])
	last, _ := utf8.DecodeLastRuneInString(text[s.Start:s.End])
	after, _ := utf8.DecodeRuneInString(text[s.End:])
	return !unicode.IsSpace(first) && !unicode.IsSpace(last) && !(word(before) && word(first)) && !(word(last) && word(after))
}
