package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadConll(t *testing.T) {
	const file = "\n" +
		"-DOCSTART- -X- O\n" +
		"\n" +
		"زار\tVB\tO\r\n" +
		"بوتين\tNN\tB-PER\r\n" +
		" \n" +
		"ثم\tCC\tO\n" +
		"-DOCSTART-\n" +
		"عاد\tVB\tO\n"
	var docs []*Document
	for d, err := range Read(nil, Options{Format: CoNLL, Stdin: strings.NewReader(file)}) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	if len(docs) != 2 {
		t.Fatalf("%d documents, want 2", len(docs))
	}
	if docs[0].ID != "-:2" || docs[1].ID != "-:8" || !docs[0].Part {
		t.Errorf("ids %s, %s", docs[0].ID, docs[1].ID)
	}
	if got, want := docs[0].Text, "زار بوتين\nثم\n"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	var lines []string
	for _, d := range docs {
		lines = append(lines, d.Conll.Lines...)
		n := 0
		for _, l := range d.Conll.Lines {
			if TokenLine(l) {
				n++
			}
		}
		if n != len(d.Conll.Document.Tokens) {
			t.Errorf("%s: %d token lines, %d tokens", d.ID, n, len(d.Conll.Document.Tokens))
		}
	}
	want := strings.Split(strings.TrimSuffix(strings.ReplaceAll(file, "\r\n", "\n"), "\n"), "\n")
	if d := cmp.Diff(want, lines); d != "" {
		t.Errorf("lines are not kept: %s", d)
	}
}

func TestReadConllOne(t *testing.T) {
	got := read(Options{Format: CoNLL, Stdin: strings.NewReader("زار\nبوتين\n")})
	if d := cmp.Diff([]string{"-|زار بوتين\n"}, got); d != "" {
		t.Error(d)
	}
	if got := read(Options{Format: CoNLL, Stdin: strings.NewReader("")}); len(got) != 0 {
		t.Errorf("an empty file has %q", got)
	}
	if got := read(Options{Format: CoNLL, Stdin: strings.NewReader("\n\n")}); len(got) != 1 {
		t.Errorf("blank lines are lost: %q", got)
	}
}

// TestConllErrors: a bad document is named by its line, and the next one read.
func TestConllErrors(t *testing.T) {
	got := read(Options{Format: CoNLL, Stdin: strings.NewReader("-DOCSTART-\nزار O\nبوتين NN B-PER\n" +
		"-DOCSTART-\nعاد O\n-DOCSTART-\n\xff O\n-DOCSTART-\nثم O\n")})
	want := []string{
		"! -:3: wrong number of columns: 3, but line 2 has 2; every line must have the same columns, the token first",
		"-:4|عاد\n",
		"! -:7:1: not valid UTF-8: byte 0xff; " + hintUTF8,
		"-:8|ثم\n",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestReadConllError: an error counts the lines of the file, and does not name
// the package whose reader found it.
func TestReadConllError(t *testing.T) {
	in := "-DOCSTART- O\n\nثم O\n\n-DOCSTART- O\n\nزار O\nبوتين\n"
	var got []string
	for _, err := range Read(nil, Options{Format: CoNLL, Stdin: strings.NewReader(in)}) {
		if err != nil {
			got = append(got, err.Error())
		}
	}
	if len(got) != 1 || !strings.Contains(got[0], "-:8: wrong number of columns") || strings.Contains(got[0], "gold") {
		t.Errorf("%q", got)
	}
}

// TestConllIDs: documents are called as their lines say, also those without words.
func TestConllIDs(t *testing.T) {
	got := ""
	in := "-DOCSTART- (a) O\n\n-DOCSTART-\t(b%20c) O\n\nزار O\n-DOCSTART- O\n\nعاد O\n-DOCSTART- (d) O\n"
	for d, err := range Read([]string{"-"}, Options{Format: CoNLL, Stdin: strings.NewReader(in)}) {
		if err != nil {
			t.Fatal(err)
		}
		got += d.ID + "=" + strings.TrimSpace(d.Text) + ";"
	}
	if want := "a=;b c=زار;-:6=عاد;d=;"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
