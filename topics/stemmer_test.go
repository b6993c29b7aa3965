package topics

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/token"
)

// TestStemmer compares the quick way to the stems of a text with scan.run,
// which the keyphrases come from.
func TestStemmer(t *testing.T) {
	b, err := os.ReadFile("../data/docfreq.bin")
	if err != nil {
		t.Fatal(err)
	}
	df, err := OpenDocFreq(string(b))
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open("../data/stopwords.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	stop, err := ReadStopWords("stopwords.tsv", f)
	if err != nil {
		t.Fatal(err)
	}
	stemmer := NewStemmer(df, stop)
	for _, name := range []string{"culture", "economy", "politics", "scraped", "sport"} {
		doc, err := os.ReadFile("../data/samples/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		src := string(doc) + " #سد_النهضة The central banks 12 وقال للكتاب علي على " + strings.Repeat("والمكتبات", 40)
		tokens := token.Tokenize(src)
		got := stemmer.Append(nil, tokens)
		var s scan
		s.reset(df, stop)
		s.run(src, tokens, nil, 0)
		var want []string
		for _, u := range s.units {
			if u.breaks {
				want = append(want, "")
			}
			want = append(want, s.stems[u.id])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n%q\nwant\n%q", name, got, want)
		}
	}
}
