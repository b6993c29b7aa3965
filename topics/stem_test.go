package topics

import (
	"os"
	"testing"

	"github.com/alam-nlp/alam/token"
)

// projectReader reads words as an Extractor with the project's data does.
func projectReader(t testing.TB) *reader {
	t.Helper()
	file, err := os.ReadFile("../data/docfreq.bin")
	if err != nil {
		t.Fatal(err)
	}
	df, err := OpenDocFreq(string(file))
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.Open("../data/stopwords.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	stop, err := ReadStopWords("data/stopwords.tsv", list)
	if err != nil {
		t.Fatal(err)
	}
	return &reader{df: df, stop: stop}
}

func TestRead(t *testing.T) {
	r := projectReader(t)
	for _, c := range []struct {
		word, stem, rest string // rest: what is shown, without the alef put back
	}{
		{"السلطات", "سلط", "السلطات"},
		{"والسلطات", "سلط", "السلطات"},
		{"بالسلطات", "سلط", "السلطات"},
		{"وبالسلطات", "سلط", "السلطات"},
		{"للسلطات", "سلط", "لسلطات"},
		{"وللسلطات", "سلط", "لسلطات"},
		{"بسلطات", "سلط", "سلطات"},
		{"وسلطات", "سلط", "سلطات"},
		{"وزير", "وزير", "وزير"},
		{"الوزير", "وزير", "الوزير"},
		{"ووزير", "وزير", "وزير"},
		{"لوزير", "وزير", "وزير"},
		{"واشنطن", "واشنطن", "واشنطن"},
		{"وواشنطن", "واشنطن", "واشنطن"},
		{"باريس", "باريس", "باريس"},
		{"بباريس", "باريس", "باريس"},
		{"لندن", "لندن", "لندن"},
		{"كتاب", "كتاب", "كتاب"},
		{"فرنسا", "فرنسا", "فرنسا"},
		{"ولد", "ولد", "ولد"},
		{"لبنان", "لبن", "لبنان"},
		{"banks", "bank", "banks"},
		{"Économie", "economi", "Économie"},
		{"Москва", "москва", "Москва"},
	} {
		tok := token.Tokenize(c.word)[0]
		x := r.read(tok.Norm, tok.Kind)
		at := 0
		if x.cut > 0 {
			at = tok.After(int(x.cut))
		}
		if x.stop != never || x.stem != c.stem || c.word[at:] != c.rest {
			t.Errorf("stem and rest (stop %d):\n%s\n%s\n%s", x.stop, c.word, x.stem, c.word[at:])
		}
	}
	for _, w := range []string{"في", "وفي", "بأنه", "وقالت", "وأضاف", "فأكد", "لليوم", "والثلاثاء", "وعلى", "د", "x"} {
		tok := token.Tokenize(w)[0]
		if x := r.read(tok.Norm, tok.Kind); x.stop == never {
			t.Errorf("is no stop word:\n%s", w)
		}
	}
	for _, w := range []string{"ولي", "وعد", "بلد", "فكر"} {
		tok := token.Tokenize(w)[0]
		if x := r.read(tok.Norm, tok.Kind); x.stop != never {
			t.Errorf("is a stop word:\n%s", w)
		}
	}
}
