package gold

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/gold/internal/conllform"
)

// looksConll recognizes columns by the first lines: in one of two columns or more,
// half of them or more hold a tag. The reader says which do not.
func looksConll(h *fileHead) claim {
	if conllform.IsOntoNotes(h.data) || conllform.IsUniversal(h.data) {
		return weakClaim
	}
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
			t := ParseTag(string(field))
			if !t.known {
				t = ParseTag(conllform.Upright(string(field)))
			}
			switch {
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
			case conllform.Capitals(string(field)):
				tagged[i]++ // without a prefix
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

// readConllFile reads a file, and says in the Source what it is. Beside what
// [ReadConll] reads it reads CoNLL-U, CoNLL-2012, lines of several tags, and tags
// that are written otherwise, all of a file alike.
func readConllFile(r io.Reader, o ReadOptions) ([]Document, error) {
	c := o.Conll
	c.Path = o.Path
	var lines []int // of the file, for those that are read
	if c.TokenColumn == 0 && c.TagColumn == 0 && (c.PredColumn == 0 || c.PredColumn == NoColumn) && c.Delimiter == 0 {
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, &ParseError{Path: c.Path, Err: fmt.Errorf("gold: %w", err)}
		}
		f, err := conllform.Layout(data)
		if err != nil {
			return nil, &ParseError{Path: c.Path, Err: fmt.Errorf("%w: %w", ErrFormat, err)}
		}
		if f != nil {
			data, lines, c.Delimiter = f.Data, f.Lines, '\t'
		}
		r = bytes.NewReader(data)
	}
	docs, first, info, err := readConll(r, c)
	if p := (*ParseError)(nil); errors.As(err, &p) && p.Line > 0 && p.Line <= len(lines) {
		p.Line, p.Col = lines[p.Line-1], 0
	}
	if err == nil {
		respell(docs, first, &info)
	}
	for _, list := range [][]Breach{info.Gold.Breaches, info.Pred.Breaches} {
		for i := range list {
			if at := list[i].Line; at > 0 && at <= len(lines) {
				list[i].Line = lines[at-1]
			}
		}
	}
	if o.source != nil {
		o.source.Conll = &info
	}
	return docs, err
}

// tagColumn is one of the two columns of tags.
type tagColumn struct {
	report   *TagReport
	tag      func(*Token) *string
	mentions func(*Document) *[]Mention
}

// respell reads the tags of documents once more, where they are written in another
// way than with a prefix before the label. first are the lines of sentences.
func respell(docs []Document, first []int, info *ConllInfo) {
	for _, c := range []tagColumn{
		{&info.Gold, func(t *Token) *string { return &t.Tag }, func(d *Document) *[]Mention { return &d.Mentions }},
		{&info.Pred, func(t *Token) *string { return &t.Pred }, func(d *Document) *[]Mention { return &d.Predicted }},
	} {
		seen := make(map[string]bool)
		for i := range docs {
			for j := range docs[i].Tokens {
				seen[*c.tag(&docs[i].Tokens[j])] = true
			}
		}
		if way := conllform.Told(slices.Sorted(maps.Keys(seen))); way != conllform.Usual {
			c.respell(docs, first, way)
		}
	}
}

func (c *tagColumn) respell(docs []Document, first []int, way conllform.Spelling) {
	single := way == conllform.Behind || way == conllform.Underscored
	var tags Tags
	tags.InternString("O")
	k := newChecker(&tags)
	inner, n := 0, 0
	for i := range docs {
		d := &docs[i]
		list := c.mentions(d)
		*list = nil
		for s := range d.Sentences {
			tokens := d.Sentence(s)
			texts := make([]string, len(tokens))
			for j := range tokens {
				texts[j] = way.Tag(*c.tag(&tokens[j]))
			}
			var chunks []Span
			if single {
				chunks = AppendChunks(nil, texts)
			} else {
				for _, x := range way.Chunks(texts) {
					chunks = append(chunks, Span(x))
				}
				texts = AppendIOB2(texts[:0], len(tokens), chunks)
				inner += within(chunks)
			}
			for j := range tokens {
				*c.tag(&tokens[j]) = texts[j]
				k.add(tags.InternString(texts[j]), first[n]+j)
			}
			k.end()
			n++
			*list = appendMentions(*list, tokens, chunks)
		}
		d.fillText()
	}
	if *c.report = k.report(); !single {
		*c.report = TagReport{}
	}
	if c.report.Way = way.String(); inner > 0 {
		c.report.Way += fmt.Sprintf(", %d within others", inner)
	}
}

// within counts the chunks that overlap an earlier one.
func within(chunks []Span) (n int) {
	for i := range chunks {
		if slices.ContainsFunc(chunks[:i], chunks[i].Overlaps) {
			n++
		}
	}
	return n
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
