package gold

import (
	"io"
	"slices"
)

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
