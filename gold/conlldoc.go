package gold

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ConllInfo says what a CoNLL file turned out to be.
type ConllInfo struct {
	Path      string    `json:"path,omitempty"`
	Columns   int       `json:"columns"`
	Documents int       `json:"documents"`
	Sentences int       `json:"sentences"`
	Tokens    int       `json:"tokens"`
	Gold      TagReport `json:"gold"`
	Pred      TagReport `json:"pred"`
}

// Info tells what was read so far; schemes are sure once Next gave io.EOF.
func (c *ConllReader) Info() ConllInfo {
	if c.r == nil {
		return ConllInfo{}
	}
	return ConllInfo{
		Path: c.o.Path, Columns: c.columns,
		Documents: max(c.docs, min(c.sentences, 1)),
		Sentences: c.sentences, Tokens: c.tokens,
		Gold: c.goldCheck.report(), Pred: c.predCheck.report(),
	}
}

// ReadConll reads a whole CoNLL file into documents, one for each -DOCSTART-, or
// one in all, under the ids that these lines name ([DocStartID]); one with an id may
// have no words. A document's Text is its tokens with one blank between them and a
// line end after each sentence; Mentions come from the gold column, Predicted from
// the prediction column, as [AppendChunks] reads them.
func ReadConll(r io.Reader, o ConllOptions) ([]Document, ConllInfo, error) {
	docs, _, info, err := readConll(r, o)
	return docs, info, err
}

// readConll gives the line of each sentence's first token too.
func readConll(r io.Reader, o ConllOptions) (docs []Document, lines []int, info ConllInfo, err error) {
	c := NewConllReader(r, o)
	var text strings.Builder
	var chunks []Span
	at := -1 // Doc of the sentences now collected
	flush := func() {
		if len(docs) > 0 {
			docs[len(docs)-1].Text = text.String()
			text.Reset()
		}
	}
	for s, err := range c.Sentences() {
		if err != nil {
			return nil, nil, c.Info(), err
		}
		lines = append(lines, s.Line)
		if s.Doc != at {
			flush()
			at = s.Doc
			docs = c.begin(docs, at)
		}
		d := &docs[len(docs)-1]
		first := len(d.Tokens)
		d.Sentences = append(d.Sentences, first)
		for i := range s.Len() {
			if i > 0 {
				text.WriteByte(' ')
			}
			t := Token{Start: text.Len(), End: text.Len() + len(s.Word(i))}
			text.Write(s.Word(i))
			if len(s.Gold) > 0 {
				t.Tag = c.Tags.list[s.Gold[i]].Text
			}
			if len(s.Pred) > 0 {
				t.Pred = c.Tags.list[s.Pred[i]].Text
			}
			d.Tokens = append(d.Tokens, t)
		}
		text.WriteByte('\n')
		chunks = c.Tags.AppendChunks(chunks[:0], s.Gold)
		d.Mentions = appendMentions(d.Mentions, d.Tokens[first:], chunks)
		chunks = c.Tags.AppendChunks(chunks[:0], s.Pred)
		d.Predicted = appendMentions(d.Predicted, d.Tokens[first:], chunks)
	}
	flush()
	docs = c.wordless(docs, c.docs+1)
	for i := range docs {
		docs[i].fillText()
	}
	return docs, lines, c.Info(), nil
}

// begin adds the n-th document, after those before it that have an id and no word.
func (c *ConllReader) begin(docs []Document, n int) []Document {
	docs = c.wordless(docs, n)
	id := strconv.Itoa(len(docs) + 1)
	if len(c.ids) > 0 && c.ids[0].n == n {
		id, c.ids = c.ids[0].id, c.ids[1:]
	}
	return append(docs, Document{ID: id})
}

// wordless adds the documents before the n-th that have an id and were not added.
func (c *ConllReader) wordless(docs []Document, n int) []Document {
	for len(c.ids) > 0 && c.ids[0].n < n {
		docs, c.ids = append(docs, Document{ID: c.ids[0].id}), c.ids[1:]
	}
	return docs
}

func appendMentions(dst []Mention, tokens []Token, chunks []Span) []Mention {
	for _, c := range chunks {
		dst = append(dst, Mention{Span: Span{tokens[c.Start].Start, tokens[c.End-1].End, c.Label}})
	}
	return dst
}

func (d *Document) fillText() {
	for _, list := range [][]Mention{d.Mentions, d.Predicted} {
		for i := range list {
			list[i].Text = d.Text[list[i].Start:list[i].End]
		}
	}
}

// Sentence gives the tokens of sentence i of a CoNLL document.
func (d *Document) Sentence(i int) []Token {
	end := len(d.Tokens)
	if i+1 < len(d.Sentences) {
		end = d.Sentences[i+1]
	}
	return d.Tokens[d.Sentences[i]:end]
}

// SnapToTokens widens mentions to the tokens of d they touch, as token tags must:
// a token that holds proclitic and name is the name. Of mentions that then overlap
// the first wins, the longer of two that start together; mentions that touch no
// token go, and none crosses a sentence end. Without tokens it returns mentions.
func (d *Document) SnapToTokens(mentions []Mention) []Mention {
	if len(d.Tokens) == 0 {
		return mentions
	}
	in := slices.Clone(mentions)
	slices.SortStableFunc(in, func(a, b Mention) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		if a.End != b.End {
			return b.End - a.End
		}
		return strings.Compare(a.Label, b.Label)
	})
	var out []Mention
	next := 0 // first token still free
	for _, m := range in {
		first, _ := slices.BinarySearchFunc(d.Tokens, m.Start, func(t Token, at int) int {
			if t.End <= at {
				return -1
			}
			return 1
		})
		if first < next {
			continue
		}
		last := first
		for last < len(d.Tokens) && d.Tokens[last].Start < m.End {
			if last > first {
				if _, starts := slices.BinarySearch(d.Sentences, last); starts {
					break
				}
			}
			last++
		}
		if last == first {
			continue
		}
		m.Start, m.End = d.Tokens[first].Start, d.Tokens[last-1].End
		if m.End <= len(d.Text) {
			m.Text = d.Text[m.Start:m.End]
		}
		out = append(out, m)
		next = last
	}
	return out
}

// AppendTags appends an IOB2 tag for each token of d, from mentions as
// [Document.SnapToTokens] leaves them.
func (d *Document) AppendTags(dst []string, mentions []Mention) []string {
	i := 0
	for _, m := range d.SnapToTokens(mentions) {
		for ; i < len(d.Tokens) && d.Tokens[i].End <= m.Start; i++ {
			dst = append(dst, "O")
		}
		prefix := "B-"
		for ; i < len(d.Tokens) && d.Tokens[i].Start < m.End; i++ {
			dst = append(dst, prefix+m.Label)
			prefix = "I-"
		}
	}
	for ; i < len(d.Tokens); i++ {
		dst = append(dst, "O")
	}
	return dst
}

// Predict gives the document that a tagger's mentions of d make: the same text and
// tokens, the mentions snapped to them, and their IOB2 tags. Without tokens the
// mentions stay as they are.
func (d *Document) Predict(mentions []Mention) Document {
	p := Document{ID: d.ID, Text: d.Text, Sentences: d.Sentences, Mentions: d.SnapToTokens(mentions)}
	if len(d.Tokens) > 0 {
		p.Tokens = slices.Clone(d.Tokens)
		for i, tag := range d.AppendTags(make([]string, 0, len(d.Tokens)), p.Mentions) {
			p.Tokens[i].Tag, p.Tokens[i].Pred = tag, ""
		}
	}
	return p
}

// Column gives the document as its prediction column has it, with the tags as they
// are written there.
func (d *Document) Column() Document {
	p := d.Predict(d.Predicted)
	for i := range p.Tokens {
		p.Tokens[i].Tag = d.Tokens[i].Pred
	}
	return p
}

// writeConll writes a word and an IOB2 tag a line, with tabs if a word or label
// holds a blank.
func writeConll(w io.Writer, docs []Document) error {
	delimiter := byte(' ')
	list := make([]Document, len(docs))
	for i := range docs {
		d := docs[i]
		if len(d.Tokens) == 0 {
			d = d.cut()
		}
		if err := d.columns(&delimiter); err != nil {
			return docs[i].refuse(err)
		}
		list[i] = d
	}
	var b bytes.Buffer
	for i := range list {
		d := &list[i]
		id := d.ID
		if id == strconv.Itoa(i+1) {
			id = "" // it is read so
		}
		b.WriteString(DocStart(id, delimiter) + "\n\n")
		for t, tag := range d.AppendTags(nil, d.Mentions) {
			if _, starts := slices.BinarySearch(d.Sentences, t); starts && t > 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "%s%c%s\n", d.Text[d.Tokens[t].Start:d.Tokens[t].End], delimiter, tag)
		}
		b.WriteByte('\n')
	}
	_, err := w.Write(b.Bytes())
	return err
}

// columns says what columns cannot hold of a document, and whether they need tabs.
func (d *Document) columns(delimiter *byte) error {
	if len(d.Tokens) == 0 {
		return fmt.Errorf("%w: no tokens", ErrFormat)
	}
	cells := make([]string, 0, len(d.Tokens))
	for _, t := range d.Tokens {
		if t.Start < 0 || t.End <= t.Start || t.End > len(d.Text) {
			return fmt.Errorf("%w: token %d..%d", ErrOffset, t.Start, t.End)
		}
		cells = append(cells, d.Text[t.Start:t.End])
	}
	sorted := slices.SortedFunc(slices.Values(d.Mentions), func(a, b Mention) int { return a.Compare(b.Span) })
	snapped := d.SnapToTokens(sorted)
	for i, m := range sorted {
		if i >= len(snapped) || snapped[i].Span != m.Span {
			return fmt.Errorf("%w: mention %d..%d does not stand on tokens of one sentence, apart from the others", ErrFormat, m.Start, m.End)
		}
		cells = append(cells, m.Label)
	}
	for i, c := range cells {
		switch {
		case !utf8.ValidString(c):
			return fmt.Errorf("%w: %q", ErrUTF8, c)
		case strings.ContainsAny(c, "\t\n\r") || blank([]byte(c)) || i < len(d.Tokens) && c == docStart:
			return fmt.Errorf("%w: no column holds %q", ErrFormat, c)
		case strings.Contains(c, " "):
			*delimiter = '\t'
		}
	}
	return nil
}

// cut gives the document with tokens: what stands between white space and the ends
// of mentions. Sentences end with the line, but within a mention.
func (d *Document) cut() Document {
	ends := map[int]bool{}
	inside := map[int]bool{} // places within mentions
	for _, m := range d.Mentions {
		ends[m.Start], ends[m.End] = true, true
		for at := m.Start; at < m.End; at++ {
			inside[at] = true
		}
	}
	c := Document{ID: d.ID, Text: d.Text, Mentions: d.Mentions}
	open, sentence := -1, true
	closeAt := func(at int) {
		if open < 0 {
			return
		}
		if sentence {
			c.Sentences = append(c.Sentences, len(c.Tokens))
		}
		c.Tokens = append(c.Tokens, Token{Start: open, End: at})
		open, sentence = -1, false
	}
	for at, r := range d.Text {
		if ends[at] || unicode.IsSpace(r) {
			closeAt(at)
		}
		switch {
		case r == '\n' && !inside[at]:
			sentence = true
		case !unicode.IsSpace(r) && open < 0:
			open = at
		}
	}
	closeAt(len(d.Text))
	return c
}

// Lines says in words what the tag columns are.
func (c *ConllInfo) Lines() []string {
	var out []string
	for _, x := range []struct {
		name string
		TagReport
	}{{"gold", c.Gold}, {"prediction", c.Pred}} {
		if x.Scheme == SchemeUnknown && x.Total == 0 && x.Way == "" {
			continue
		}
		line := x.name + " tags: " + x.Scheme.String()
		if x.Way != "" && x.Scheme == SchemeUnknown {
			line = x.name + " tags: " + x.Way
		} else if x.Way != "" {
			line += ", " + x.Way
		}
		for k := BreachKind(1); k < breachCount; k++ {
			if n := x.Count(k); n > 0 {
				line += fmt.Sprintf(", %d %s", n, k)
			}
		}
		if len(x.Breaches) > 0 {
			line += fmt.Sprintf(" (first on line %d)", x.Breaches[0].Line)
		}
		out = append(out, line)
	}
	return out
}
