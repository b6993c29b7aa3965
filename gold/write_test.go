package gold

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// writtenDocuments are documents with all that a format can hold.
func writtenDocuments() []Document {
	putin := readerPutin
	putin.Entity, putin.Name, putin.Kind, putin.Score = "Q7747", "فلاديمير بوتين", "politician", 0.1+0.2
	moscow := readerMoscow
	moscow.Entity, moscow.Name = "LOC:x", `موسكو "<&>"`
	return []Document{readerDocument("ا", putin, moscow)}
}

// kept is what a format keeps of documents.
func kept(f Format, docs []Document) []Document {
	out := make([]Document, len(docs))
	for i, d := range docs {
		out[i] = Document{ID: d.ID, Text: d.Text}
		for _, m := range d.Mentions {
			m.Sources = nil
			if m.Text == "" && d.Text != "" {
				m.Text = d.Text[m.Start:m.End]
			}
			switch f {
			case FormatTSV:
				m.Score = 0
			case FormatBrat:
				m.Score, m.Kind = 0, ""
			case FormatConll:
				m = Mention{Span: m.Span, Text: m.Text}
			}
			out[i].Mentions = append(out[i].Mentions, m)
		}
	}
	return out
}

// writeRead writes documents and reads them back.
func writeRead(f Format, docs []Document) (file []byte, back []Document, err, readErr error) {
	var b bytes.Buffer
	if err := WriteDocuments(&b, f, docs); err != nil {
		return nil, nil, err, nil
	}
	o := ReadOptions{Path: docs[0].ID + ".x", Format: f, Text: textOf(docs)}
	back, _, readErr = ReadDocuments(bytes.NewReader(b.Bytes()), o)
	return b.Bytes(), back, nil, readErr
}

// same compares what was read with what was written.
func same(f Format, want, got []Document) string {
	if f == FormatConll {
		moved, err := Align(want, got) // of numbered documents, by place
		if err != nil {
			return err.Error()
		}
		for i := range moved {
			moved[i].Text, moved[i].Tokens, moved[i].Sentences = want[i].Text, nil, nil
		}
		got = moved
	}
	return cmp.Diff(want, got)
}

// TestWriteDocuments: what is written is read back to the same documents, and the
// file tells its format by itself.
func TestWriteDocuments(t *testing.T) {
	docs := writtenDocuments()
	many := append(writtenDocuments(), Document{ID: "ب", Text: "لا أسماء هنا"})
	for _, info := range Formats() {
		f := info.Format
		if !info.Written {
			if err := WriteDocuments(new(bytes.Buffer), f, docs); !errors.Is(err, ErrUnknownFormat) || !strings.Contains(err.Error(), "conll, tsv, jsonl, brat") {
				t.Errorf("%s: %v", f, err)
			}
			continue
		}
		list := docs
		if f == FormatConll || f == FormatJSONL {
			list = many
		}
		file, back, err, readErr := writeRead(f, list)
		if err != nil || readErr != nil {
			t.Errorf("%s: %v, %v", f, err, readErr)
			continue
		}
		if d := same(f, kept(f, list), back); d != "" {
			t.Errorf("%s: %s\n%s", f, d, file)
		}
		if told, err := DetectFormat("", file); told != f {
			t.Errorf("%s: told as %q, %v", f, told, err)
		}
	}
}

// TestWriteConll: a file of CoNLL comes back with its words, sentences and
// documents; only the tags are those of IOB2.
func TestWriteConll(t *testing.T) {
	in := "و\tI-PERS\nشكري\tI-PERS\n\nقال\tO\n\n-DOCSTART-\tO\n\nنيو يورك\tB-LOC\n"
	docs, _, err := ReadConll(strings.NewReader(in), ConllOptions{})
	if err != nil || len(docs) != 2 {
		t.Fatal(len(docs), err)
	}
	_, back, err, readErr := writeRead(FormatConll, docs)
	if err != nil || readErr != nil {
		t.Fatal(err, readErr)
	}
	docs[0].Tokens[0].Tag = "B-PERS"
	if d := cmp.Diff(docs, back); d != "" {
		t.Error(d)
	}
}

// TestWriteRefuses: what a format cannot hold is an error that names the document.
func TestWriteRefuses(t *testing.T) {
	x := func(text string, mentions ...Mention) []Document {
		return []Document{{ID: "x", Text: text, Mentions: mentions}}
	}
	at := func(start, end int) Mention { return Mention{Span: Span{start, end, "PER"}} }
	label := func(l string) Mention { return Mention{Span: Span{0, 1, l}} }
	for _, c := range []struct {
		f    Format
		docs []Document
		is   error
	}{
		{FormatJSONL, x("ab", at(0, 3)), ErrOffset},
		{FormatJSONL, x("ب", at(0, 1)), ErrOffset},
		{FormatJSONL, x("ab", label("")), ErrFormat},
		{FormatJSONL, x("a\xff"), ErrUTF8},
		{FormatJSONL, x("ab", Mention{Span: Span{0, 1, "PER"}, Text: "b"}), ErrSurface},
		{FormatTSV, append(x("a"), x("b")...), ErrFormat},
		{FormatTSV, x("ab", label("a\tb")), ErrFormat},
		{FormatBrat, append(x("a"), x("b")...), ErrFormat},
		{FormatBrat, x("", at(0, 1)), ErrNoText},
		{FormatBrat, x("ab", label("a b")), ErrFormat},
		{FormatBrat, x("a\n", at(0, 2)), ErrFormat},
		{FormatConll, x(""), ErrFormat},
		{FormatConll, x("ab", at(0, 2), at(1, 2)), ErrFormat},
		{FormatConll, x("a -DOCSTART- b"), ErrFormat},
		{FormatConll, []Document{{ID: "x", Text: "ab", Tokens: []Token{{Start: 0, End: 2}}, Sentences: []int{0}, Mentions: []Mention{at(0, 1)}}}, ErrFormat},
	} {
		err := WriteDocuments(new(bytes.Buffer), c.f, c.docs)
		if !errors.Is(err, c.is) || !strings.HasPrefix(err.Error(), "gold: ") || len(c.docs) == 1 && !strings.Contains(err.Error(), `document "x"`) {
			t.Errorf("%s, %q: %v, want %v", c.f, c.docs[0].Text, err, c.is)
		}
	}
}

// FuzzWrite: what is written is read back to the same documents, in every format.
func FuzzWrite(f *testing.F) {
	f.Add("زار بوتين\nموسكو", "PER", "Q7747", "فلاديمير بوتين", uint8(7), uint8(10), uint8(18), uint8(10))
	f.Add("a\r\n\nb c", "X Y", "LOC:x", "n", uint8(0), uint8(5), uint8(2), uint8(3))
	f.Add("\ufeff a\u00a0b-DOCSTART- O", "B-X", "", "", uint8(3), uint8(2), uint8(0), uint8(9))
	f.Fuzz(func(t *testing.T, text, label, entity, name string, start, length, start2, length2 uint8) {
		d := Document{ID: "x", Text: text}
		for _, s := range [][2]int{{int(start), int(length)}, {int(start2), int(length2)}} {
			m := Mention{Span: Span{s[0], s[0] + s[1], label}, Entity: entity, Name: name}
			if m.End > len(text) || m.Start == m.End || !utf8.ValidString(text[m.Start:m.End]) {
				continue
			}
			if d.Mentions = append(d.Mentions, m); len(d.Mentions) == 2 && m.Span.Compare(d.Mentions[0].Span) < 0 {
				d.Mentions[0], d.Mentions[1] = d.Mentions[1], d.Mentions[0]
			}
		}
		for _, info := range Formats() {
			if !info.Written {
				continue
			}
			docs := []Document{d}
			file, back, err, readErr := writeRead(info.Format, docs)
			if err != nil {
				continue // refused
			}
			if readErr != nil {
				t.Fatalf("%s: %v\n%q", info.Format, readErr, file)
			}
			if diff := same(info.Format, kept(info.Format, docs), back); diff != "" {
				t.Fatalf("%s: %s\n%q", info.Format, diff, file)
			}
		}
	})
}
