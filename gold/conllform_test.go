package gold

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestConllForms reads the forms of CoNLL that people have.
func TestConllForms(t *testing.T) {
	u := func(rows ...string) string { // id, form, misc
		var b strings.Builder
		for _, r := range rows {
			c := strings.Fields(r)
			b.WriteString(c[0] + "\t" + c[1] + "\t_\tX\t_\t_\t0\troot\t_\t" + c[2] + "\n")
		}
		return b.String() + "\n"
	}
	for name, test := range map[string]struct {
		path, in, want, line string
	}{
		"raw":                   {in: "زار O\nبوتين PER\nموسكو LOC\n. O\n", want: "PER بوتين, LOC موسكو", line: "gold tags: without B- and I-: each run of one tag is one name"},
		"raw, a run":            {in: "زار O\r\nمحمد PER\r\nعلي PER\r\n\r\nعمر PER\r\nهنا O\r\n", want: "PER محمد علي, PER عمر"},
		"raw, label with -":     {in: "a O\nb Population-Center\nc O\n", want: "Population-Center b"},
		"raw and usual":         {in: "a O\nb PER\nc B-LOC\n", want: "LOC c", line: "gold tags: IOB2, 1 unknown prefix (first on line 2)"},
		"behind":                {in: "a O\nb PER-B\nc PER-I\nd LOC-B\n", want: "PER b c, LOC d", line: "gold tags: IOB2, the prefix behind the label (PER-B)"},
		"behind, a breach":      {in: "a O\n\nb PER-B\nc LOC-I\n", want: "PER b, LOC c", line: "gold tags: IOB2, the prefix behind the label (PER-B), 1 orphan inside (first on line 4)"},
		"underscored":           {in: "a O\nb B_PER\nc I_PER\n", want: "PER b c"},
		"in brackets":           {in: "a *\nb (PER*\nc *)\nd (LOC)\n", path: "x.conll", want: "PER b c, LOC d"},
		"nested":                {in: "زار O\nجامعة B-ORG\nالقاهرة I-ORG B-GPE\n. O\n", want: "ORG جامعة القاهرة, GPE القاهرة", line: "gold tags: several of a word: names within names, 1 within others"},
		"nested, tabs and CR":   {in: "a\tB-ORG\tB-PER\r\nb\tI-ORG\r\n\r\nc\tO\r\n", want: "ORG a b, PER a"},
		"CoNLL-U":               {in: "# text = x\n" + u("1 بوتين name=B-PER", "2 زار name=O", "3 موسكو SpaceAfter=No|name=B-LOC"), want: "PER بوتين, LOC موسكو", line: "gold tags: IOB2"},
		"CoNLL-U, raw":          {in: u("1 بوتين NER=PER", "2 زار NER=O"), want: "PER بوتين"},
		"CoNLL-U, split words":  {in: u("1-2 وبوتين _", "1 و _", "2 بوتين NER=B-PER", "3 بوتين NER=I-PER"), path: "x.conllu", want: "PER بوتين بوتين"},
		"CoNLL-2012":            {in: "#begin document (x); part 000\nx 0 0 بوتين NN * - - - - (PERSON* * (1\nx 0 1 فلاديمير NN * - - - - *) -\n\n#end document\n#begin document (y); part 000\ny 0 0 دبي NN * - - - - (GPE) -\n#end document\n", want: "PERSON بوتين فلاديمير, GPE دبي"},
		"two columns of tags":   {in: "a B-X B-Y\nb O O\n", want: "Y a"},
		"one word a line lacks": {in: "a O O\nb B-X B-X\nc O\n", want: "error: line 3: gold: wrong number of columns: 2, but line 1 has 3"},
		"CoNLL-U without names": {in: u("1 بوتين _"), want: "error: line 0: gold: not as the format has it: CoNLL-U without names"},
		"CoNLL-U, a short line": {in: "# x = y\n" + strings.TrimSpace(u("1 بوتين name=B-PER", "1-2 x _")) + "\n2\n", want: "error: line 4: gold: wrong number of columns: 1, but line 2 has 2"},
	} {
		docs, source, err := ReadDocuments(strings.NewReader(test.in), ReadOptions{Path: test.path})
		got := ""
		for i := range docs {
			for _, m := range docs[i].Mentions {
				got += ", " + m.Label + " " + m.Text
			}
		}
		got = strings.TrimPrefix(got, ", ")
		if p := (*ParseError)(nil); errors.As(err, &p) {
			got = "error: line " + string(rune('0'+p.Line)) + ": " + p.Err.Error()
		} else if err != nil {
			got = err.Error()
		}
		if got != test.want && !(strings.HasPrefix(test.want, "error: ") && strings.HasPrefix(got, test.want)) {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
		if test.line != "" && (source.Conll == nil || !slices.Contains(source.Conll.Lines(), test.line)) {
			t.Errorf("%s: %+v, want %q", name, source.Conll, test.line)
		}
	}
}
