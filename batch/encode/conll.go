package encode

import (
	"strings"

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
				delimiter := " "
				if strings.Contains(line, "\t") {
					delimiter = "\t"
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

// Between gives the lines that stand before a document: a blank one, so that
// another file begins another sentence, and -DOCSTART- before a document whose
// lines do not say where it begins (it is no CoNLL).
func (s *Seam) Between(path string, conll bool) string {
	lines := ""
	switch {
	case conll && path != s.Path && s.Open:
		lines = "\n"
	case !conll && s.Written && s.Open:
		lines = "\n-DOCSTART- O\n\n"
	case !conll && s.Written:
		lines = "-DOCSTART- O\n\n"
	}
	if lines != "" {
		s.Open = false
	}
	return lines
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

// ownTokens appends a token and a tag a line, and a blank line after each
// sentence.
func (w *Writer) ownTokens(r Result) {
	d := gold.Document{Text: r.Document.Text}
	tokens := token.Tokenize(r.Document.Text)
	for i := range tokens {
		t := &tokens[i]
		if t.Has(token.SentenceStart) {
			d.Sentences = append(d.Sentences, i)
		}
		d.Tokens = append(d.Tokens, gold.Token{Start: t.Start, End: t.End})
	}
	tags := d.AppendTags(nil, mentions(r))
	for i := range tokens {
		t := &tokens[i]
		if i > 0 && t.Has(token.SentenceStart) {
			w.row("")
		}
		w.row(t.Surface + " " + tags[i])
	}
	if w.seam.Open {
		w.row("")
	}
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
