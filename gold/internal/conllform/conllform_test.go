package conllform

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestTold(t *testing.T) {
	for _, test := range []struct {
		tags string
		want Spelling
	}{
		{"", Usual},
		{"O", Usual},
		{"B-PER I-PER O", Usual},
		{"O PER LOC", Raw},
		{"O Population-Center Government", Raw},
		{"PER LOC", Usual}, // nothing is outside: it may be any column
		{"O B-PER LOC", Usual},
		{"O I", Usual},
		{"O PER-B PER-I", Behind},
		{"O B-S I-S", Usual},
		{"O B_PER I_PER", Underscored},
		{"O I_PER", Raw},
		{"(PER* *) * (LOC)", Brackets},
		{"- (PER) O", Brackets},
		{"* -", Usual},
		{"O B-ORG I-ORG\x1fB-GPE", Several},
	} {
		if got := Told(strings.Split(test.tags, " ")); test.tags != "" && got != test.want {
			t.Errorf("%q: %d, want %d", test.tags, got, test.want)
		}
	}
}

func TestChunks(t *testing.T) {
	for _, test := range []struct {
		way  Spelling
		tags string
		want []Chunk
	}{
		{Raw, "O PER PER LOC O LOC", []Chunk{{1, 3, "PER"}, {3, 4, "LOC"}, {5, 6, "LOC"}}},
		{Brackets, "(PER* * *) (LOC) * (ORG*", []Chunk{{0, 3, "PER"}, {3, 4, "LOC"}, {5, 6, "ORG"}}},
		{Brackets, "(ORG(GPE) *) O *)", []Chunk{{0, 2, "ORG"}, {0, 1, "GPE"}}},
		{Several, "B-ORG I-ORG\x1fB-GPE O", []Chunk{{0, 2, "ORG"}, {1, 2, "GPE"}}},
		{Several, "B-ORG I-ORG\x1fB-ORG I-ORG\x1fI-ORG", []Chunk{{0, 3, "ORG"}, {1, 3, "ORG"}}},
		{Several, "B-GPE\x1fB-ORG I-ORG", []Chunk{{0, 2, "ORG"}, {0, 1, "GPE"}}},
		{Several, "O I-PER B-PER", []Chunk{{1, 2, "PER"}, {2, 3, "PER"}}},
		{Several, "B-PER E-PER I-PER\x1fS-LOC I-LOC", []Chunk{{0, 2, "PER"}, {2, 3, "PER"}, {2, 3, "LOC"}, {3, 4, "LOC"}}},
	} {
		if got := test.way.Chunks(strings.Split(test.tags, " ")); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q: %v, want %v", test.tags, got, test.want)
		}
	}
}

func TestLayout(t *testing.T) {
	const u = "1-2\tوبوتين\t_\t_\t_\t_\t_\t_\t_\t_\r\n1\tو\tو\tCCONJ\t_\t_\t2\tcc\t_\t_\r\n2\tبوتين\tبوتين\tPROPN\t_\t_\t0\troot\t_\tSpaceAfter=No|name=B-PER\r\n2.1\t_\t_\t_\t_\t_\t_\t_\t_\t_\r\n"
	for name, test := range map[string]struct {
		in, want string
		lines    []int
	}{
		"CoNLL-U": {"# text = x\r\n" + u, "\nو\tO\nبوتين\tB-PER\n\n", []int{1, 3, 4, 6}},
		"CoNLL-U Plus": {"# global.columns = ID FORM UD:NER\n# newdoc id = 1\n1\tبوتين\tB-PER\n2\tزار\t_\n",
			"\n-DOCSTART-\tO\nبوتين\tB-PER\nزار\tO\n\n", []int{2, 2, 3, 4, 5}},
		"CoNLL-2012": {"#begin document (a); part 000\na 0 0 بوتين NN * - - - - (PERSON) * (1)\n\n#end document\n",
			"-DOCSTART-\tO\nبوتين\t(PERSON)\n\n\n\n", []int{1, 2, 3, 4, 5}},
		"several":                                {"\ufeff# x y\nجامعة B-ORG\nالقاهرة\tI-ORG B-GPE \n. O\n", "\nجامعة\tB-ORG\nالقاهرة\tI-ORG\x1fB-GPE\n.\tO\n\n", []int{1, 2, 3, 4, 5}},
		"even":                                   {in: "a B-ORG B-ORG\nb I-ORG B-ORG\n"},
		"gold and prediction of which one lacks": {in: "a O O\nb B-X B-X\nc O\n"},
		"no tag":                                 {in: "a B-X\nb NN B-X\n"},
		"ten columns with a tag last":            {in: "1\ta\t_\t_\t_\t_\t_\t_\t_\tB-X\n"},
		"prose":                                  {in: "زار بوتين\n"},
		"none":                                   {},
	} {
		f, err := Layout([]byte(test.in))
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case f == nil && test.want != "":
			t.Errorf("%s: not recognized", name)
		case f != nil && (string(f.Data) != test.want || !reflect.DeepEqual(f.Lines, test.lines)):
			t.Errorf("%s: %q %v, want %q %v", name, f.Data, f.Lines, test.want, test.lines)
		}
	}
	if _, err := Layout([]byte(strings.ReplaceAll(u, "name=", "x="))); !errors.Is(err, ErrNoNames) {
		t.Errorf("without names: %v", err)
	}
}
