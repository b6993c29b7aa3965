package encode

import (
	"slices"
	"strings"
	"unicode"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/token"
)

// conll appends the lines of a CoNLL document with the predicted IOB2 tag as
// the last column, the form that conlleval reads. All columns are kept; line
// ends become LF. A token that holds proclitic and name is tagged as the name.
// A text that is no CoNLL is written as its own tokens and their tags.
func (w *Writer) conll(r Result) {
	if r.Document.Conll == nil {
		w.ownTokens(r)
		return
	}
	c := r.Document.Conll
	w.seam.Path = r.Document.Path
	tags := c.Document.AppendTags(nil, mentions(r))
	next := 0
	for _, line := range c.Lines {
		if !source.TokenLine(line) {
			if strings.HasPrefix(line, "-DOCSTART-") { // a column more, as conlleval wants it
				delimiter := string(c.Delimiter)
				if c.Delimiter == 0 {
					delimiter = " " // the document has no words
				}
				line = strings.TrimRight(line, " \t\r") + delimiter + "O"
			}
			w.row(line)
			continue
		}
		w.row(strings.TrimRight(line, " \t\r") + string(c.Delimiter) + tags[next])
		next++
	}
}

// Between gives what stands between two documents: a blank line, so that another
// file begins another sentence. A document that is no CoNLL begins with -DOCSTART-.
func (s *Seam) Between(path string, conll bool) string {
	if !s.Open || conll && path == s.Path {
		return ""
	}
	s.Open = false
	return "\n"
}

// After takes in how a document ends that Append wrote as n bytes.
func (s *Seam) After(end Seam, n int) {
	if s.Written = true; n > 0 {
		s.Open = end.Open
	}
	if end.Path != "" {
		s.Path = end.Path
	}
}

// row appends a line.
func (w *Writer) row(line string) {
	w.buf = append(w.buf, line...)
	w.buf = append(w.buf, '\n')
	w.seam.Open = strings.Trim(line, " \t\r") != ""
}

// ownTokens appends -DOCSTART- with the document's id, a token and a tag a line, and
// a blank line after each sentence. What stands between tokens and is no white
// space, as &nbsp;, is a token too: the lines hold the whole text.
func (w *Writer) ownTokens(r Result) {
	text := r.Document.Text
	d := gold.Document{Text: text}
	tokens := token.Tokenize(text)
	at := 0
	for i := range tokens {
		t := &tokens[i]
		d.Tokens = appendBetween(d.Tokens, text, at, t.Start)
		if t.Has(token.SentenceStart) {
			d.Sentences = append(d.Sentences, len(d.Tokens))
		}
		d.Tokens = append(d.Tokens, gold.Token{Start: t.Start, End: t.End})
		at = t.End
	}
	d.Tokens = appendBetween(d.Tokens, text, at, len(text))
	w.row(gold.DocStart(r.Document.ID, ' '))
	w.row("")
	for i, tag := range d.AppendTags(nil, mentions(r)) {
		if _, starts := slices.BinarySearch(d.Sentences, i); starts && i > 0 {
			w.row("")
		}
		w.row(text[d.Tokens[i].Start:d.Tokens[i].End] + " " + tag)
	}
	if w.seam.Open {
		w.row("")
	}
}

// appendBetween appends what stands between two tokens, cut at white space.
func appendBetween(dst []gold.Token, text string, start, end int) []gold.Token {
	open := -1
	for i, r := range text[start:end] {
		switch {
		case unicode.IsSpace(r):
			if open >= 0 {
				dst = append(dst, gold.Token{Start: open, End: start + i})
			}
			open = -1
		case open < 0:
			open = start + i
		}
	}
	if open >= 0 {
		dst = append(dst, gold.Token{Start: open, End: end})
	}
	return dst
}

// mentions are the mentions of a result as gold has them.
func mentions(r Result) []gold.Mention {
	out := make([]gold.Mention, 0, len(r.Analysis.Mentions))
	for i := range r.Analysis.Mentions {
		m := &r.Analysis.Mentions[i]
		e := &r.Analysis.Entities[m.Entity]
		out = append(out, gold.Mention{Span: gold.Span{Start: m.Start, End: m.End, Label: string(m.Label)},
			Kind: m.Kind, Text: m.Text, Entity: e.ID, Name: e.Name, Score: m.Score})
	}
	return out
}
