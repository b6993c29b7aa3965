package gold

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// looksConll recognizes columns by the first lines: in one of two columns or more,
// half of them or more hold a tag. The reader says which do not.
func looksConll(h *fileHead) claim {
	const enough = 200
	lines, certain := 0, 0
	var tagged [64]int // by column
	rest := h.data
	for lines < enough && len(rest) > 0 {
		line, after, whole := bytes.Cut(rest, []byte("\n"))
		rest = after
		if !whole && len(h.data) >= headSize {
			break // cut off
		}
		if blank(line) || isDocStart(line) || isComment(line) {
			continue
		}
		lines++
		for i, field := range bytes.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' || r == '\r' }) {
			switch t := ParseTag(string(field)); {
			case i >= len(tagged):
			case i == 0 && len(field) == len(bytes.TrimRight(line, " \t\r")): // the only column
			case t.class == classO && t.known:
				tagged[i]++
				certain++
			case t.known && t.Label != "" && letter(t.Label[0]):
				tagged[i]++
				if upper(t.Label) {
					certain++
				}
			}
		}
	}
	for _, n := range tagged {
		// Some O or label in capitals: "E-mail" ends a line of prose too.
		if lines > 0 && 2*n >= lines && certain > 0 {
			return weakClaim
		}
	}
	return noClaim
}

// letter reports whether a label may begin so, as those of B-52 and S-300 do not.
func letter(b byte) bool { return b >= utf8.RuneSelf || 'a' <= b|0x20 && b|0x20 <= 'z' }

// upper reports whether a label has no small letter.
func upper(label string) bool { return !strings.ContainsAny(label, "abcdefghijklmnopqrstuvwxyz") }

// readConllFile reads a file, and says in the Source what it is.
func readConllFile(r io.Reader, o ReadOptions) ([]Document, error) {
	c := o.Conll
	c.Path = o.Path
	docs, info, err := ReadConll(r, c)
	if o.source != nil {
		o.source.Conll = &info
	}
	return docs, err
}

func (c *ConllReader) fail(col int, err error) error {
	return &ParseError{Path: c.o.Path, Line: c.line, Col: col, Err: err}
}

// add takes one token line.
func (c *ConllReader) add(line []byte) error {
	if !utf8.Valid(line) {
		return c.fail(0, ErrUTF8)
	}
	if c.columns == 0 {
		if err := c.start(line); err != nil {
			return err
		}
	}
	var word, gold, pred []byte
	n := 0
	for rest := line; ; n++ {
		var field []byte
		var more bool
		field, rest, more = c.cut(rest)
		if !more {
			break
		}
		if n == c.token {
			word = field
		}
		if n == c.gold {
			gold = field
		}
		if n == c.pred {
			pred = field
		}
	}
	if n != c.columns {
		return c.fail(0, fmt.Errorf("%w: %d, but line %d has %d", ErrColumns, n, c.first, c.columns))
	}
	switch {
	case len(word) == 0:
		return c.fail(c.token+1, fmt.Errorf("%w: empty token", ErrColumns))
	case c.gold >= 0 && len(gold) == 0:
		return c.fail(c.gold+1, fmt.Errorf("%w: empty tag", ErrColumns))
	case c.pred >= 0 && len(pred) == 0:
		return c.fail(c.pred+1, fmt.Errorf("%w: empty tag", ErrColumns))
	}
	s := &c.s
	s.words = append(s.words, word...)
	s.ends = append(s.ends, len(s.words))
	if c.gold >= 0 {
		id := c.Tags.Intern(gold)
		s.Gold = append(s.Gold, id)
		c.goldCheck.add(id, c.line)
	}
	if c.pred >= 0 {
		id := c.Tags.Intern(pred)
		s.Pred = append(s.Pred, id)
		c.predCheck.add(id, c.line)
	}
	return nil
}

// cut gives the next field of a line, what follows it, and whether there was one.
// A nil rest is the end. Tabs delimit one by one, blanks in runs; a delimiter at
// the end of the line is dropped.
func (c *ConllReader) cut(rest []byte) (field, after []byte, more bool) {
	if c.o.Delimiter == '\t' {
		if rest == nil {
			return nil, nil, false
		}
		i := bytes.IndexByte(rest, '\t')
		if i < 0 {
			return rest, nil, true
		}
		if after = rest[i+1:]; blank(after) {
			after = nil
		}
		return rest[:i], after, true
	}
	for len(rest) > 0 && (rest[0] == ' ' || rest[0] == '\t') {
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return nil, nil, false
	}
	for i, b := range rest {
		if b == ' ' || b == '\t' {
			return rest[:i], rest[i:], true
		}
	}
	return rest, nil, true
}

// start settles delimiter and columns from the first line.
func (c *ConllReader) start(line []byte) error {
	switch c.o.Delimiter {
	case 0:
		c.o.Delimiter = ' '
		if bytes.IndexByte(line, '\t') >= 0 {
			c.o.Delimiter = '\t'
		}
	case ' ', '\t':
	default:
		return c.fail(0, fmt.Errorf("%w: delimiter %q is neither tab nor blank", ErrColumns, c.o.Delimiter))
	}
	n := 0
	for rest := line; ; n++ {
		_, after, more := c.cut(rest)
		if !more {
			break
		}
		rest = after
	}
	pick := func(col, deflt int) (int, error) {
		at := col
		if at == 0 {
			at = deflt
		}
		if at == NoColumn {
			return -1, nil
		}
		if at < 0 {
			at += n + 1
		}
		if at < 1 || at > n {
			if col == 0 {
				col = deflt
			}
			return -1, c.fail(0, fmt.Errorf("%w: %d, so there is no column %d", ErrColumns, n, col))
		}
		return at - 1, nil
	}
	tag := -1
	if c.o.PredColumn != 0 && c.o.PredColumn != NoColumn {
		tag = -2
	}
	var err error
	if c.pred, err = pick(c.o.PredColumn, NoColumn); err != nil {
		return err
	}
	if c.gold, err = pick(c.o.TagColumn, tag); err != nil {
		return err
	}
	if c.token, err = pick(c.o.TokenColumn, 1); err != nil {
		return err
	}
	if c.token < 0 {
		return c.fail(0, fmt.Errorf("%w: a token column is needed", ErrColumns))
	}
	if c.o.TagColumn == 0 && c.gold == c.token {
		return c.fail(0, fmt.Errorf("%w: %d, but a token and a tag are needed", ErrColumns, n))
	}
	c.columns, c.first = n, c.line
	return nil
}
