package topics_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/topics"
)

// stopWords reads the project's list.
func stopWords(t testing.TB) *topics.StopWords {
	t.Helper()
	f, err := os.Open("../data/stopwords.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := topics.ReadStopWords("data/stopwords.tsv", f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// docFreq opens the project's table.
func docFreq(t testing.TB) *topics.DocFreq {
	t.Helper()
	file, err := os.ReadFile("../data/docfreq.bin")
	if err != nil {
		t.Fatal(err)
	}
	d, err := topics.OpenDocFreq(string(file))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestStopWords(t *testing.T) {
	s := stopWords(t)
	if s.Len() < 1000 {
		t.Errorf("%d stop words", s.Len())
	}
	for _, w := range []string{"على", "إلى", "الى", "ان", "أنّ", "قالَت", "The", "THEY", "الإثنين", "ثلاثة", "أمس", "اخرى"} {
		if !s.Has(w) {
			t.Errorf("is no stop word:\n%s", w)
		}
	}
	for _, w := range []string{
		"علي", "حسن", "سعيد", "خالد", "صالح", "فهد", "رجب", "شعبان", "محرم", "ربيع", "مي", "خلف", "ماي", "جوان", "صباح", "فرح", "وليد",
		"مصر", "سلام", "حرب", "نفط", "رئيس", "حكومة", "طالب", "trump", "bush",
	} {
		if s.Has(w) {
			t.Errorf("is a stop word:\n%s", w)
		}
	}
	var none *topics.StopWords
	if none.Has("في") || none.Len() != 0 {
		t.Error("no list holds a word")
	}
}

func TestReadStopWordsErrors(t *testing.T) {
	for _, c := range []struct {
		name, file string
		line, col  int
	}{
		{"empty", "", 1, 1},
		{"unknown column", "word\tcolour\n", 1, 6},
		{"no word", "word\tnote\nفي\t\n\tx\n", 3, 1},
		{"two words", "word\tnote\nعلى الرغم\t\n", 2, 1},
		{"cells", "word\tnote\nفي\n", 2, 1},
		{"not UTF-8", "word\tnote\n\xff\t\n", 2, 1},
	} {
		_, err := topics.ReadStopWords("x.tsv", strings.NewReader(c.file))
		var pe *topics.ParseError
		if !errors.As(err, &pe) || pe.Path != "x.tsv" || pe.Line != c.line || pe.Col != c.col {
			t.Errorf("%s: %v, want a ParseError at %d:%d", c.name, err, c.line, c.col)
		}
	}
}
