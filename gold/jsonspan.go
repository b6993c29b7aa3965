package gold

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/arabic"
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
	if !strings.Contains(text, crlf) || err == nil && (given > 0 || atWords(out, text)) {
		return out, err
	}
	for _, end := range []string{"\n", ""} {
		folded, err := placeAll(spans, NewOffsets(strings.ReplaceAll(text, crlf, end), CodePoint))
		if err != nil {
			continue
		}
		unfold(folded, text, len(end))
		if given == len(spans) || atWords(folded, text) {
			o.noteFolded(end)
			return folded, nil
		}
	}
	return out, err
}

// crlf ends the lines of texts from Windows.
const crlf = "\r\n"

// noteFolded notes that CR LF was counted as end.
func (o *ReadOptions) noteFolded(end string) {
	as := "one character"
	if end == "" {
		as = "none"
	}
	o.note("the text has CR LF at its line ends, which the offsets count as " + as + "; read so, since only so the surfaces stand at their offsets or begin and end with words")
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

// noteEnds notes mentions that begin or end with a blank, which it cuts off if Trim
// is set, and mentions that begin or end within a word.
func (o *ReadOptions) noteEnds(docs []Document) {
	blanks, within, all := 0, 0, 0
	var blank, part string // the first of each
	for i := range docs {
		d := &docs[i]
		if d.Text == "" || len(d.Tokens) > 0 {
			continue
		}
		for j := range d.Mentions {
			m := &d.Mentions[j]
			all++
			at := func() string {
				which := strconv.Quote(d.ID)
				if d.ID == "" {
					which = strconv.Itoa(i + 1)
				}
				return fmt.Sprintf("%q at bytes %d..%d of document %s", d.Text[m.Start:m.End], m.Start, m.End, which)
			}
			if t := strings.TrimFunc(d.Text[m.Start:m.End], unicode.IsSpace); len(t) < m.End-m.Start && t != "" {
				if blanks++; blanks == 1 {
					blank = at()
				}
				if o.Trim {
					m.Start += strings.Index(d.Text[m.Start:m.End], t)
					m.End = m.Start + len(t)
					m.Text = t
				}
			}
			if cutsWord(d.Text, m.Span) {
				if within++; within == 1 {
					part = at()
				}
			}
		}
	}
	switch {
	case blanks > 0 && o.Trim:
		o.note(fmt.Sprintf("blanks were cut off the ends of %d of %d mentions (first: %s)", blanks, all, blank))
	case blanks > 0:
		o.note(fmt.Sprintf("%d of %d mentions begin or end with a blank (first: %s); Trim cuts them off", blanks, all, blank))
	}
	if within > 0 {
		o.note(fmt.Sprintf("%d of %d mentions begin or end within a word (first: %s); see whether the offsets count what the text has", within, all, part))
	}
}

// What may stand before and behind a name in one word.
var (
	proclitics = []string{"و", "ف", "أ", "ب", "ل", "ك", "س", "ع", "ه", "ال", "بال", "كال", "لل", "وال", "فال", "وبال", "فبال", "وكال", "ولل", "فلل", "وب", "ول", "وك", "فب", "فل", "عال", "هال", "وع"}
	enclitics  = []string{"ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "كن", "نا", "ي"}
)

// cutsWord reports whether a mention begins or ends within a word, where neither a
// proclitic nor an enclitic stands there.
func cutsWord(text string, s Span) bool {
	letter := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == arabic.Tatweel
	}
	other := func(r rune) bool { return !letter(r) }
	plain := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsMark(r) || r == arabic.Tatweel {
				return -1
			}
			return r
		}, s)
	}
	inside := text[s.Start:s.End]
	first, _ := utf8.DecodeRuneInString(inside)
	last, _ := utf8.DecodeLastRuneInString(inside)
	before := text[:s.Start]
	before = before[max(0, len(before)-64):] // no proclitics are longer
	before = before[strings.LastIndexFunc(before, other)+1:]
	for before != "" && !utf8.RuneStart(before[0]) {
		before = before[1:]
	}
	if before != "" && letter(first) {
		if p := plain(before); p != "" && !slices.Contains(proclitics, p) {
			return true
		}
	}
	after := text[s.End:]
	after = after[:min(len(after), 64)]
	if end := strings.IndexFunc(after, other); end >= 0 {
		after = after[:end]
	}
	if after != "" && letter(last) {
		if e := plain(after); e != "" && !slices.Contains(enclitics, e) {
			return true
		}
	}
	return false
}
