package gold

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func readWebAnno(r io.Reader, o ReadOptions) ([]Document, error) {
	d, err := ReadWebAnno(r, o)
	if err != nil {
		return nil, err
	}
	return []Document{d}, nil
}

const (
	webAnnoNER = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n"
	webAnnoOne = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Name|value\n\n\n"
)

// TestReadWebAnno reads a file with all that the format has, of the text
//
//	😀 زار فلاديمير بوتين وزارة خارجية موسكو.
//	ثم عاد.
//
// where 😀 is two units of UTF-16.
func TestReadWebAnno(t *testing.T) {
	in := "#FORMAT=WebAnno TSV 3.3\n" +
		"#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue|coarseValue\n" +
		"#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n" +
		"#T_RL=webanno.custom.Relation|value|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\n" +
		"\n\n" +
		"#Sentence.id=s1\n" +
		"#Text=😀 زار فلاديمير بوتين وزارة خارجية موسكو.\n" +
		"1-1\t0-2\t😀\tSYM\t*\t_\t_\t_\t_\t\n" +
		"1-2\t3-6\tزار\tVB\t*\t_\t_\t_\t_\t\n" +
		"1-3\t7-15\tفلاديمير\tNN\t*\thttp://www.wikidata.org/entity/Q7747[1]\tPER[1]\t_\t_\t\n" +
		"1-4\t16-21\tبوتين\tNN\t*\thttp://www.wikidata.org/entity/Q7747[1]\tPER[1]\t*\t1-3[1_0]\t\n" +
		"1-5\t22-27\tوزارة\tNN\t*\t*[2]\tORG[2]\t_\t_\t\n" +
		"1-6\t28-34\tخارجية\tNN\t*\t*[2]\tORG[2]\t_\t_\t\n" +
		"1-7\t35-40\tموسكو\tNN\t*\t*[2]|Q649\tORG[2]|LOC\t_\t_\t\n" +
		"1-8\t40-41\t.\tPUNC\t*\t_\t_\t_\t_\t\n" +
		"\n" +
		"#Text=ثم عاد.\n" +
		"2-1\t42-44\tثم\t_\t_\t_\t_\t_\t_\t\n" +
		"2-2\t45-49\tعاد.\t_\t_\t_\t_\t_\t_\t\n" +
		"2-2.1\t45-48\tعاد\t_\t_\t_\t*\t_\t_\t\n" +
		"2-2.2\t48-48\t\t_\t_\t_\tX[9]\t_\t_\t\n"
	text := "😀 زار فلاديمير بوتين وزارة خارجية موسكو.\nثم عاد.\n"
	at := func(surface, label, entity string) Mention {
		i := strings.Index(text, surface)
		return Mention{Span: Span{i, i + len(surface), label}, Text: surface, Entity: entity}
	}
	want := Document{ID: "doc", Text: text, Mentions: []Mention{
		at("فلاديمير بوتين", "PER", "Q7747"), at("وزارة خارجية موسكو", "ORG", ""), at("موسكو", "LOC", "Q649"), at("عاد", "*", ""),
	}}
	for name, in := range map[string]string{"as written": in, "CRLF": strings.ReplaceAll(in, "\n", "\r\n"), "byte order mark": "\ufeff" + in} {
		got, err := ReadWebAnno(strings.NewReader(in), ReadOptions{Path: "a/doc.tsv"})
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%s: %v %s", name, err, d)
		}
	}
	tags, err := ReadWebAnno(strings.NewReader(in), ReadOptions{Layer: "POS|PosValue"})
	if err != nil || len(tags.Mentions) != 8 || tags.Mentions[0].Label != "SYM" || tags.Mentions[0].Text != "😀" {
		t.Errorf("another layer: %v, %v", tags.Mentions, err)
	}
}

func TestWebAnnoForms(t *testing.T) {
	name := func(start, end int, label, text string) Mention {
		return Mention{Span: Span{start, end, label}, Text: text}
	}
	runReaders(t, readWebAnno, []readerCase{
		{"escapes", webAnnoOne + "#Text=a\\tb \\\\ c\n1-1\t0-1\ta\tA\\_B\\|C\\[1\\]\t\n1-2\t2-3\tb\t\\*\\;\\->\\n\\\\|\\_[2]\t\n1-3\t4-5\t\\\tx\\y\t\n1-4\t6-7\tc\t_\t\n", ReadOptions{},
			[]Document{{Text: "a\tb \\ c\n", Mentions: []Mention{name(0, 1, "A_B|C[1]", "a"), name(2, 3, "*;->\n\\", "b"), name(2, 3, "_", "b"), name(4, 5, "x\\y", "\\")}}}},
		{"no feature", "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Name|\n\n\n#Text=a b\n1-1\t0-1\ta\t*[1]\t\n1-2\t2-3\tb\t*[1]|*[2]\t\n", ReadOptions{},
			[]Document{{Text: "a b\n", Mentions: []Mention{name(0, 3, "*", "a b"), name(2, 3, "*", "b")}}}},
		{"no layer", "#FORMAT=WebAnno TSV 3.2\n\n\n#Text=a\n1-1\t0-1\ta\t\n", ReadOptions{}, []Document{{Text: "a\n"}}},
		{"no text at all", webAnnoOne, ReadOptions{}, []Document{{}}},
		{"parts of tokens", webAnnoOne + "#Text=aaa bbb ccc\n1-1\t0-3\taaa\t_\t\n1-1.1\t1-3\taa\tX[1]\t\n1-2\t4-7\tbbb\tX[1]\t\n1-3\t8-11\tccc\t_\t\n1-3.1\t8-10\tcc\tX[1]\t\n", ReadOptions{},
			[]Document{{Text: "aaa bbb ccc\n", Mentions: []Mention{name(1, 10, "X", "aa bbb cc")}}}},
		{"over sentences that touch, lines in a sentence, a gap", webAnnoOne + "#Text=a\n#Text=b\n1-1\t0-1\ta\tX[1]\t\n1-2\t2-3\tb\tX[1]\t\n\n#Text=c\n2-1\t3-4\tc\tX[1]\t\n\n#Text=d\n3-1\t8-9\td\tX[1]\t\n", ReadOptions{},
			[]Document{{Text: "a\nbc\n   d\n", Mentions: []Mention{name(0, 9, "X", "a\nbc\n   d")}}}},
	})
	runReaderErrors(t, readWebAnno, []readerError{
		{name: "another file", in: "a b\n", line: 1, is: ErrFormat, says: "want #FORMAT=WebAnno TSV 3.3"},
		{name: "empty", in: "", line: 1, is: ErrFormat},
		{name: "header", in: "#FORMAT=WebAnno TSV 3.3\n#T=x\n", line: 2, is: ErrFormat, says: "#T_SP="},
		{name: "no such layer", in: webAnnoNER, o: ReadOptions{Layer: "Name"}, line: 3, is: ErrFormat, says: `no span layer "Name"`},
		{name: "no such feature", in: webAnnoNER, o: ReadOptions{Layer: "NamedEntity|x"}, line: 3, is: ErrFormat, says: `no feature "x"`},
		{name: "two layers", in: "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.B|v\n#T_SP=a.C|v\n\n", line: 4, is: ErrFormat, says: `["a.B" "a.C"]`},
		{name: "columns", in: webAnnoNER + "#Text=a\n1-1\t0-1\ta\t_\n", line: 6, is: ErrColumns, says: "want id, offsets, token and 2"},
		{name: "id", in: webAnnoOne + "#Text=a\n1\t0-1\ta\t_\t\n", line: 6, is: ErrFormat, says: "1-2.1"},
		{name: "offsets", in: webAnnoOne + "#Text=a\n1-1\t0\ta\t_\t\n", line: 6, is: ErrOffset, says: "want start-end"},
		{name: "no #Text", in: webAnnoOne + "1-1\t0-1\ta\t_\t\n", line: 5, is: ErrFormat, says: "want #Text="},
		{name: "no tokens", in: webAnnoOne + "#Text=a\n", line: 5, is: ErrFormat, says: "want tokens"},
		{name: "surface", in: webAnnoOne + "#Text=سلا\n1-1\t0-3\tسلم\t_\t\n", line: 6, is: ErrSurface, says: `"سلم", but the text has "سلا"`},
		{name: "code points", in: webAnnoOne + "#Text=😀 سلا\n1-1\t0-1\t😀\t_\t\n", line: 6, is: ErrOffset, says: "UTF-16 units"},
		{name: "beyond the sentence", in: webAnnoOne + "#Text=a\n1-1\t0-9\ta\t_\t\n", line: 6, is: ErrOffset, says: "outside its sentence (0..2"},
		{name: "sentences overlap", in: webAnnoOne + "#Text=abc\n1-1\t0-3\tabc\t_\t\n\n#Text=d\n2-1\t2-3\td\t_\t\n", line: 9, is: ErrOffset, says: "the one before ends at 3"},
		{name: "far away", in: webAnnoOne + "#Text=abc\n1-1\t2000000000-2000000003\tabc\t_\t\n", line: 6, is: ErrOffset, says: "far beyond"},
		{name: "two labels", in: webAnnoOne + "#Text=a b\n1-1\t0-1\ta\tX[1]\t\n1-2\t2-3\tb\tY[1]\t\n", line: 7, is: ErrFormat, says: "mention [1] is Y here and X on line 6"},
		{name: "backwards", in: webAnnoOne + "#Text=a b c\n1-1\t0-1\ta\t_\t\n1-3\t4-5\tc\tX[1]\t\n1-2\t2-3\tb\tX[1]\t\n", line: 7, is: ErrOffset, says: "X[1] ends before it starts"},
		{name: "empty cell", in: webAnnoOne + "#Text=a\n1-1\t0-1\ta\t\t\n", line: 6, is: ErrFormat},
		{name: "not UTF-8", in: webAnnoOne + "#Text=\xff\n", line: 5, is: ErrUTF8},
	})
	if _, _, err := ReadDocuments(strings.NewReader(webAnnoOne+"#Text=a\n"), ReadOptions{}); !errors.Is(err, ErrFormat) {
		t.Errorf("through ReadDocuments: %v", err)
	}
}
