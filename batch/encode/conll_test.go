package encode

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/ner"
)

// conllResults reads a CoNLL file and says that each text in names is a PER.
func conllResults(t *testing.T, path, file string, names ...string) (out []Result) {
	t.Helper()
	for d, err := range source.Read([]string{"-"}, source.Options{Format: source.CoNLL, Stdin: strings.NewReader(file)}) {
		if err != nil {
			t.Fatal(err)
		}
		d.Path = path
		a := &alam.Analysis{Entities: []ner.Entity{{ID: "x", Label: ner.PER}}}
		for _, n := range names {
			if i := strings.Index(d.Text, n); i >= 0 {
				a.Mentions = append(a.Mentions, ner.Mention{Start: i, End: i + len(n), Text: n, Label: ner.PER})
			}
		}
		out = append(out, Result{d, a})
	}
	return out
}

// TestConll: columns, blank lines and -DOCSTART- are kept, with a tag; a token that holds
// proclitic and name is the name; the delimiter is the file's.
func TestConll(t *testing.T) {
	const file = "-DOCSTART- O\n\nقال  O\nوفلاديمير B-PER \r\nبوتين I-PER\n \nثم O\n-DOCSTART- O\nقال O\n"
	got := written(t, Options{Format: CoNLL}, conllResults(t, "a", file, "فلاديمير بوتين")...)
	const want = "-DOCSTART- O O\n\nقال  O O\nوفلاديمير B-PER B-PER\nبوتين I-PER I-PER\n \nثم O O\n-DOCSTART- O O\nقال O O\n"
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	got = written(t, Options{Format: CoNLL}, conllResults(t, "a", "بوتين\tNN\tO\n", "بوتين")...)
	if want := "بوتين\tNN\tO\tB-PER\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestConllFiles: the last sentence of a file does not run into the next file.
func TestConllFiles(t *testing.T) {
	results := append(conllResults(t, "a", "من O\n"), conllResults(t, "b", "هنا O\n")...)
	if got, want := written(t, Options{Format: CoNLL}, results...), "من O O\n\nهنا O O\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestConllOfText: a text is written as its own tokens.
func TestConllOfText(t *testing.T) {
	got := written(t, Options{Format: CoNLL}, result(), result())
	const one = "-DOCSTART-\t(<a>) O\n\n\U0001F600 O\nقال O\nبوتين B-PER\nوروسيا B-LOC\n< O\n& O\n> O\n\n"
	if d := cmp.Diff(one+one, got); d != "" {
		t.Error(d)
	}
}
