package gold

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The text of these tests holds an emoji (two UTF-16 units), marks and a line end:
//
//	bytes 12..28, code points  6..14, UTF-16  7..15: الرَّئيس
//	bytes 29..39, code points 15..20, UTF-16 16..21: بوتين
//	bytes 45..55, code points 24..29, UTF-16 25..30: موسكو
const readerText = "😀 زار الرَّئيس بوتين\nفي موسكو"

var (
	readerPutin  = Mention{Span: Span{29, 39, "PER"}, Text: "بوتين"}
	readerMoscow = Mention{Span: Span{45, 55, "LOC"}, Text: "موسكو"}
)

func readerDocument(id string, mentions ...Mention) Document {
	return Document{ID: id, Text: readerText, Mentions: mentions}
}

type readerCase struct {
	name, in string
	o        ReadOptions
	want     []Document
}

func runReaders(t *testing.T, read func(io.Reader, ReadOptions) ([]Document, error), cases []readerCase) {
	t.Helper()
	for _, c := range cases {
		got, err := read(strings.NewReader(c.in), c.o)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

type readerError struct {
	name, in string
	line     int
	is       error
	says     string
	o        ReadOptions
}

func runReaderErrors(t *testing.T, read func(io.Reader, ReadOptions) ([]Document, error), cases []readerError) {
	t.Helper()
	for _, c := range cases {
		c.o.Path = "f.x"
		docs, err := read(strings.NewReader(c.in), c.o)
		var p *ParseError
		if !errors.As(err, &p) || p.Line != c.line || p.Path != "f.x" || !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want line %d: %v: … %s", c.name, err, c.line, c.is, c.says)
		}
		if docs != nil {
			t.Errorf("%s: documents beside the error", c.name)
		}
	}
}

func TestReadDoccano(t *testing.T) {
	escaped := `"\ud83d\ude00 زار الرَّئيس بوتين\nفي موسكو"`
	runReaders(t, ReadDoccano, []readerCase{
		{"old", `{"id": 7, "text": ` + escaped + `, "label": [[15, 20, "PER"], [24, 29, "LOC"]], "Comments": []}` + "\n",
			ReadOptions{}, []Document{readerDocument("7", readerPutin, readerMoscow)}},
		{"old, named labels, two lines", "\ufeff" + `{"labels": [[15, 20, "PER"]], "text": ` + escaped + `}` + "\r\n\r\n" + `{"id":"b","data":"x","labels":[]}`,
			ReadOptions{}, []Document{readerDocument("", readerPutin), {ID: "b", Text: "x"}}},
		{"new", `{"id": 1, "text": ` + escaped + `, "entities": [{"id": 3, "label": "LOC", "start_offset": 24, "end_offset": 29}], "relations": []}`,
			ReadOptions{}, []Document{readerDocument("1", readerMoscow)}},
		{"UTF-16", `{"id": 1, "text": ` + escaped + `, "label": [[16, 21, "PER"], [25, 30, "LOC"]]}`,
			ReadOptions{Unit: new(UTF16)}, []Document{readerDocument("1", readerPutin, readerMoscow)}},
		{"bytes, a list, nested", `[{"text": ` + escaped + `, "label": [[12, 39, "X"], [29, 39, "PER"]]}]`,
			ReadOptions{Unit: new(Byte)}, []Document{readerDocument("", Mention{Span: Span{12, 39, "X"}, Text: "الرَّئيس بوتين"}, readerPutin)}},
		{"nothing", "\n", ReadOptions{}, nil},
	})
	runReaderErrors(t, ReadDoccano, []readerError{
		{name: "no JSON", in: "{\"text\": \"a\", \"label\": []}\n{\"text\" \"b\"}\n", line: 2, is: ErrFormat, says: "not JSON"},
		{name: "cut off", in: "{\"text\": \"a\", \"label\": [\n1", line: 2, is: ErrFormat, says: "begins on line 1"},
		{name: "not UTF-8", in: "\n{\"text\": \"\xff\"}", line: 2, is: ErrUTF8},
		{name: "a word", in: "x", line: 1, is: ErrFormat},
		{name: "a number", in: "3", line: 1, is: ErrFormat, says: "want an object, found 3"},
		{name: "no text", in: "{\"label\": []}", line: 1, is: ErrFormat, says: `lacks "text"`},
		{name: "no spans", in: "{\"text\": \"a\"}", line: 1, is: ErrFormat, says: `"entities", "label" or "labels"`},
		{name: "classification", in: "{\"text\": \"a\",\n\"label\": [\"sport\"]}", line: 2, is: ErrFormat, says: "want an object"},
		{name: "two values", in: "{\"text\": \"a\", \"label\": [[0, 1]]}", line: 1, is: ErrFormat, says: "want [start, end, label], found 2"},
		{name: "half a number", in: "{\"text\": \"a\", \"label\": [[0, 0.5, \"X\"]]}", line: 1, is: ErrFormat, says: "whole number"},
		{name: "no start_offset", in: "{\"text\": \"a\", \"entities\": [{\"end_offset\": 1, \"label\": \"X\"}]}", line: 1, is: ErrFormat, says: `lacks "start_offset"`},
		{name: "beyond the text", in: "{\"text\": \"😀\",\n\n \"label\": [[0, 2, \"X\"]]}", line: 3, is: ErrOffset, says: "1 code points"},
		{name: "inside a pair", in: "{\"text\": \"😀\", \"label\": [[0, 1, \"X\"]]}", line: 1, is: ErrOffset, o: ReadOptions{Unit: new(UTF16)}},
		{name: "empty span", in: "{\"text\": \"a\", \"label\": [[1, 1, \"X\"]]}", line: 1, is: ErrOffset},
		{name: "id", in: "{\"id\": [1], \"text\": \"a\", \"label\": []}", line: 1, is: ErrFormat, says: "want a string or a number, found [1]"},
		{name: "text", in: "{\"text\": 5, \"label\": []}", line: 1, is: ErrFormat, says: "want the text (a string), found 5"},
		{name: "spans", in: "{\"text\": \"a\", \"label\": {\"" + strings.Repeat("س", 30) + "\": 1}}", line: 1, is: ErrFormat, says: "want a list, found {"},
		{name: "empty label", in: "{\"text\": \"a\", \"label\": [[0, 1, \"\"]]}", line: 1, is: ErrFormat, says: "label"},
	})
}

// TestErrorLineInList: an error inside a list of documents over many lines names the
// line of the span, not that of the document.
func TestErrorLineInList(t *testing.T) {
	in := "[\n {\"text\": \"ab\",\n  \"label\": [\n   [0, 1, \"X\"],\n   [0, 9, \"X\"]\n  ]\n }\n]\n"
	_, err := ReadDoccano(strings.NewReader(in), ReadOptions{Path: "l.json"})
	if want := "l.json:5: bad offset: 0..9 is outside the text (2 code points) or inside a character"; err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestReadSpacy(t *testing.T) {
	text := `"😀 زار الرَّئيس بوتين\nفي موسكو"`
	both := []Document{readerDocument("", readerPutin, readerMoscow)}
	linked := readerPutin
	linked.Entity = "Q7747"
	runReaders(t, ReadSpacy, []readerCase{
		{"offsets", `[{"text": ` + text + `, "entities": [[15, 20, "PER"], [24, 29, "LOC"]]}]`, ReadOptions{}, both},
		{"a pair", `[[` + text + `, {"entities": [[15, 20, "PER"], [24, 29, "LOC"]]}]]`, ReadOptions{}, both},
		{"a pair a line", `[` + text + `, {"entities": [[15, 20, "PER", "Q7747"]]}]` + "\n" + `["", {"entities": []}]`,
			ReadOptions{}, []Document{readerDocument("", linked), {}}},
		{"Doc.to_json", `{"text": ` + text + `, "ents": [{"start": 15, "end": 20, "label": "PER", "kb_id": "Q7747"}], "sents": [{"start": 0, "end": 30}], "tokens": [{"id": 0, "start": 0, "end": 1}], "spans": {}}`,
			ReadOptions{}, []Document{readerDocument("", linked)}},
		{"Prodigy", `{"text": ` + text + `, "_input_hash": 5, "tokens": [], "spans": [{"start": 15, "end": 20, "token_start": 3, "token_end": 3, "label": "PER"}], "answer": "accept"}
{"text": "س", "spans": [{"start": 0, "end": 1, "label": "PER"}], "answer": "reject"}
{"text": "ص", "answer": "ignore"}
{"text": "ع", "answer": "accept"}
`, ReadOptions{}, []Document{readerDocument("", readerPutin), {Text: "ع"}}},
		{"UTF-16", `{"text": ` + text + `, "entities": [[16, 21, "PER"], [25, 30, "LOC"]]}`, ReadOptions{Unit: new(UTF16)}, both},
		{"version 2", `[{"id": 4, "paragraphs": [{"raw": ` + text + `, "sentences": [
{"tokens": [{"id": 0, "orth": "😀", "ner": "O"}, {"id": 1, "orth": "زار", "ner": "-"}, {"id": 2, "orth": "الرَّئيس"}, {"id": 3, "orth": "بوتين", "ner": "U-PER"}, {"orth": "\n", "ner": "O"}]},
{"tokens": [{"orth": "في", "ner": null}, {"orth": "موسكو", "ner": "U-LOC"}], "brackets": []}], "cats": []}]}]`,
			ReadOptions{}, []Document{readerDocument("4", readerPutin, readerMoscow)}},
		{"version 2 without raw", `[{"id": 0, "paragraphs": [
{"sentences": [{"tokens": [{"orth": "فلاديمير", "ner": "B-PER"}, {"orth": "بوتين", "ner": "L-PER"}]}]},
{"raw": null, "sentences": [{"tokens": [{"orth": "لندن", "ner": "U-LOC"}]}, {"tokens": []}]}]}]`,
			ReadOptions{}, []Document{
				{ID: "0/1", Text: "فلاديمير بوتين", Mentions: []Mention{{Span: Span{0, 27, "PER"}, Text: "فلاديمير بوتين"}}},
				{ID: "0/2", Text: "لندن", Mentions: []Mention{{Span: Span{0, 8, "LOC"}, Text: "لندن"}}},
			}},
	})
	runReaderErrors(t, ReadSpacy, []readerError{
		{name: "no spans", in: `[{"text": "a"}]`, line: 1, is: ErrFormat, says: `"entities", "ents" or "spans"`},
		{name: "no text", in: `[{"entities": []}]`, line: 1, is: ErrFormat, says: `"text" (or "paragraphs")`},
		{name: "answer", in: "{\"text\": \"a\",\n\"answer\": \"yes\"}", line: 2, is: ErrFormat, says: "accept, reject or ignore"},
		{name: "pair of one", in: `["a"]`, line: 1, is: ErrFormat, says: `want ["text", `},
		{name: "end before start", in: `[["ab", {"entities": [[1, 0, "X"]]}]]`, line: 1, is: ErrOffset},
		{name: "wrong surface", in: "{\"text\": \"ab\", \"spans\": [\n{\"start\": 0, \"end\": 1, \"label\": \"X\", \"text\": \"b\"}]}", line: 2, is: ErrSurface, says: `"b", but the text has "a"`},
		{name: "no sentences", in: `[{"paragraphs": [{"raw": "a"}]}]`, line: 1, is: ErrFormat, says: `lacks "sentences"`},
		{name: "no tokens", in: `[{"paragraphs": [{"sentences": [{}]}]}]`, line: 1, is: ErrFormat, says: `lacks "tokens"`},
		{name: "no orth", in: `[{"paragraphs": [{"sentences": [{"tokens": [{"ner": "O"}]}]}]}]`, line: 1, is: ErrFormat, says: `lacks "orth"`},
		{name: "tag", in: `[{"paragraphs": [{"sentences": [{"tokens": [{"orth": "a", "ner": "PER"}]}]}]}]`, line: 1, is: ErrTag},
		{name: "token not in raw", in: "[{\"paragraphs\": [{\"raw\": \"a b c\", \"sentences\": [{\"tokens\": [{\"orth\": \"a\"},\n{\"orth\": \"c\"}]}]}]}]", line: 2, is: ErrSurface, says: `token "c", but the text goes on with " b c"`},
	})
}
