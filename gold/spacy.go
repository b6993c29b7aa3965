package gold

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FormatSpacy is that of [ReadSpacy].
const FormatSpacy Format = "spacy"

func looksSpacy(h *fileHead) claim {
	if h.pair {
		return sureClaim
	}
	return byField(spacyField)(h)
}

// spacyField says how sure a field is of a file of spaCy or Prodigy.
func spacyField(f headField, list bool) int {
	switch f.name {
	case "paragraphs", "ents", "answer":
		return 2
	case "spans":
		return 1
	case "entities":
		switch {
		case f.firstHas('[', ""), f.firstHas('{', `"start"`):
			return 2
		case list && f.firstHas(']', ""):
			return 1
		}
	}
	return 0
}

// ReadSpacy reads the JSON forms of spaCy's annotations, as a list or as JSON lines:
//
//	{"text": "...", "entities": [[0, 5, "PER"]]}            training offsets
//	["...", {"entities": [[0, 5, "PER"]]}]                  the same, as a pair
//	{"text": "...", "ents": [{"start", "end", "label"}]}    Doc.to_json of version 3
//	{"text": "...", "spans": [{"start", "end", "label"}], "answer": "accept"}   Prodigy
//	{"id": 0, "paragraphs": [{"raw", "sentences": [{"tokens": [{"orth", "ner"}]}]}]}  version 2
//
// Offsets are code points unless [ReadOptions.Unit] says otherwise. Of Prodigy's
// answers only accept counts: reject says that the spans are wrong but not what is
// right, so a rejected or ignored text gives no document. A paragraph of version 2
// is a document; its tokens must stand in raw in their order, and without raw the
// text is the tokens with one blank between. DocBin (.spacy) is binary and not
// read. Errors are *[ParseError].
func ReadSpacy(r io.Reader, o ReadOptions) ([]Document, error) {
	f, err := readJSONFile(r, o.Path)
	if err != nil {
		return nil, err
	}
	s := spacyReader{o: o}
	if err := f.documents(s.document); err != nil {
		return nil, err
	}
	return s.docs, nil
}

type spacyReader struct {
	o    ReadOptions
	docs []Document
	tags Tags
}

// spacyNames are the names in a span that is an object.
var spacyNames = [3]string{"start", "end", "label"}

func (s *spacyReader) document(v jsonValue) error {
	if v.kind() == '[' {
		return s.pair(v)
	}
	d := Document{}
	var text, spans, answered, keep = false, false, false, true
	var list []jsonSpan
	var paragraphs jsonValue
	err := v.fields(func(name string, e jsonValue) (err error) {
		switch name {
		case "id":
			d.ID, err = e.id()
		case "text":
			text = true
			d.Text, err = e.text("the text (a string)")
		case "entities", "ents", "spans":
			if name == "spans" && e.kind() == '{' {
				return nil // span groups of Doc.to_json, beside ents
			}
			spans = true
			var more []jsonSpan
			more, err = e.spanList(spacyNames)
			list = append(list, more...)
		case "answer":
			answered = true
			var answer string
			if answer, err = e.text("answer (a string)"); err != nil {
				return err
			}
			if !slices.Contains([]string{"accept", "reject", "ignore"}, answer) {
				return e.fail("%w: want accept, reject or ignore, found %q", ErrFormat, answer)
			}
			keep = answer == "accept"
		case "paragraphs":
			paragraphs = e
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case paragraphs.kind() != 0:
		return s.paragraphs(d.ID, paragraphs)
	case !keep:
		return nil
	case !text:
		return v.fail("%w: a document lacks %q (or %q)", ErrFormat, "text", "paragraphs")
	case !spans && !answered:
		return v.fail("%w: a document lacks its spans; want %q, %q or %q", ErrFormat, "entities", "ents", "spans")
	}
	return s.add(d, list)
}

func (s *spacyReader) add(d Document, list []jsonSpan) (err error) {
	d.Mentions, err = placeAll(list, NewOffsets(d.Text, s.o.unit(CodePoint)))
	s.docs = append(s.docs, d)
	return err
}

// pair reads ["text", {"entities": [...]}].
func (s *spacyReader) pair(v jsonValue) error {
	var d Document
	var list []jsonSpan
	n, spans := 0, false
	err := v.elements(func(i int, e jsonValue) (err error) {
		n = i + 1
		switch i {
		case 0:
			d.Text, err = e.text("the text (a string)")
		case 1:
			err = e.fields(func(name string, e jsonValue) (err error) {
				if name == "entities" {
					spans = true
					list, err = e.spanList(spacyNames)
				}
				return err
			})
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case n != 2 || !spans:
		return v.fail(`%w: want ["text", {"entities": [[start, end, "LABEL"]]}]`, ErrFormat)
	}
	return s.add(d, list)
}

// paragraphs reads those of a document of spaCy 2, each as a document: "0", or
// "0/1", "0/2" where document 0 has several.
func (s *spacyReader) paragraphs(id string, v jsonValue) error {
	first := len(s.docs)
	err := v.elements(func(_ int, e jsonValue) error { return s.paragraph(id, e) })
	if n := len(s.docs) - first; n > 1 {
		for i := range n {
			s.docs[first+i].ID = id + "/" + strconv.Itoa(i+1)
		}
	}
	return err
}

// spacyText is the text of a paragraph as its tokens are found in it.
type spacyText struct {
	text strings.Builder // without raw: what is made of the tokens
	raw  string
	has  bool // raw is there
	at   int  // end of the last token
}

func (s *spacyReader) paragraph(id string, v jsonValue) error {
	var t spacyText
	var list []jsonSpan
	var sentences jsonValue
	err := v.fields(func(name string, e jsonValue) (err error) {
		switch name {
		case "raw":
			if !e.null() {
				t.has = true
				t.raw, err = e.text("raw (a string)")
			}
		case "sentences":
			sentences = e
		case "entities":
			list, err = e.spanList(spacyNames)
		}
		return err
	})
	if err != nil {
		return err
	}
	if sentences.kind() == 0 {
		return v.fail("%w: a paragraph lacks %q", ErrFormat, "sentences")
	}
	d := Document{ID: id}
	var mentions []Mention
	err = sentences.elements(func(_ int, e jsonValue) error {
		found := false
		err := e.fields(func(name string, e jsonValue) (err error) {
			if name == "tokens" {
				found = true
				mentions, err = s.sentence(mentions, e, &t)
			}
			return err
		})
		if err == nil && !found {
			err = e.fail("%w: a sentence lacks %q", ErrFormat, "tokens")
		}
		return err
	})
	if err != nil {
		return err
	}
	if d.Text = t.raw; !t.has {
		d.Text = t.text.String()
	}
	for i := range mentions {
		mentions[i].Text = d.Text[mentions[i].Start:mentions[i].End]
	}
	if d.Mentions, err = placeAll(list, NewOffsets(d.Text, s.o.unit(CodePoint))); err != nil {
		return err
	}
	d.Mentions = append(d.Mentions, mentions...)
	s.docs = append(s.docs, d)
	return nil
}

// sentence finds the tokens of a sentence in the text and appends its chunks.
func (s *spacyReader) sentence(dst []Mention, v jsonValue, t *spacyText) ([]Mention, error) {
	var tokens []Token
	var tags []TagID
	err := v.elements(func(_ int, e jsonValue) error {
		var orth string
		tag, has := "O", false
		err := e.fields(func(name string, e jsonValue) (err error) {
			switch name {
			case "orth":
				has = true
				orth, err = e.text("orth (a string)")
			case "ner":
				if !e.null() {
					tag, err = e.text("ner (a string)")
				}
			}
			return err
		})
		if err != nil {
			return err
		}
		if !has {
			return e.fail("%w: a token lacks %q", ErrFormat, "orth")
		}
		if tag == "-" || tag == "" { // spaCy's "not annotated"
			tag = "O"
		}
		if parsed := ParseTag(tag); !parsed.known || parsed.class != classO && parsed.Label == "" {
			return e.fail("%w: %q; want O, or B-, I-, L- or U- and a label", ErrTag, tag)
		}
		start, ok := t.find(orth)
		if !ok {
			return e.fail("%w: token %q, but the text goes on with %q", ErrSurface, orth, peek(t.raw[t.at:]))
		}
		tokens = append(tokens, Token{Start: start, End: t.at})
		tags = append(tags, s.tags.InternString(tag))
		return nil
	})
	if err != nil {
		return dst, err
	}
	for _, c := range s.tags.AppendChunks(nil, tags) {
		if span := (Span{tokens[c.Start].Start, tokens[c.End-1].End, c.Label}); span.Len() > 0 {
			dst = append(dst, Mention{Span: span})
		}
	}
	return dst, nil
}

// find puts the next token into the text, or finds it there after blanks.
func (t *spacyText) find(orth string) (start int, ok bool) {
	if !t.has {
		if t.text.Len() > 0 {
			t.text.WriteByte(' ')
		}
		start = t.text.Len()
		t.text.WriteString(orth)
		t.at = t.text.Len()
		return start, true
	}
	for at := t.at; ; {
		if strings.HasPrefix(t.raw[at:], orth) {
			t.at = at + len(orth)
			return at, true
		}
		r, size := utf8.DecodeRuneInString(t.raw[at:])
		if size == 0 || !unicode.IsSpace(r) {
			return 0, false
		}
		at += size
	}
}
