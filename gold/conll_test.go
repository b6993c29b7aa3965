package gold

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

const smallConll = `
-DOCSTART- -X- O O

فلاديمير NN B-PER
بوتين NN I-PER
في IN O
موسكو NN B-LOC

-DOCSTART- -X- O O

زار VB O
بيروت NN I-LOC
`

func TestReadConll(t *testing.T) {
	forms := map[string]string{
		"plain":           smallConll,
		"CRLF":            strings.ReplaceAll(smallConll, "\n", "\r\n"),
		"BOM":             "\ufeff" + smallConll[1:],
		"tabs":            strings.ReplaceAll(smallConll, " ", "\t"),
		"no last newline": strings.TrimRight(smallConll, "\n"),
		"trailing blank":  strings.ReplaceAll(smallConll, "\n", " \n"),
	}
	for name, in := range forms {
		docs, info, err := ReadConll(iotest.OneByteReader(strings.NewReader(in)), ConllOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(docs) != 2 || info.Tokens != 6 || info.Sentences != 2 || info.Columns != 3 {
			t.Errorf("%s: got %d documents, %+v", name, len(docs), info)
			continue
		}
		var got []string
		for _, d := range docs {
			for _, m := range d.Mentions {
				if d.Text[m.Start:m.End] != m.Text {
					t.Errorf("%s: %q at %v", name, m.Text, m.Span)
				}
				got = append(got, m.Label+" "+m.Text)
			}
		}
		want := []string{
			"PER فلاديمير بوتين",
			"LOC موسكو",
			"LOC بيروت",
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if info.Gold.Scheme != IOB2 || info.Gold.Count(OrphanInside) != 1 {
			t.Errorf("%s: got %+v", name, info.Gold)
		}
	}
}

func TestConllErrors(t *testing.T) {
	cases := []struct {
		name, in string
		o        ConllOptions
		line     int
		is       error
	}{
		{"column count changes", "a O\nb X O\n", ConllOptions{}, 2, ErrColumns},
		{"one column", "a\n", ConllOptions{}, 1, ErrColumns},
		{"no such column", "a O\n", ConllOptions{TagColumn: 4}, 1, ErrColumns},
		{"no such column from the end", "a O\n", ConllOptions{TagColumn: -3}, 1, ErrColumns},
		{"empty tag", "a\tO\nb\t\n", ConllOptions{}, 2, ErrColumns},
		{"empty token", "a\tO\n\tO\n", ConllOptions{}, 2, ErrColumns},
		{"not UTF-8", "a O\n\n\xff O\n", ConllOptions{}, 3, ErrUTF8},
		{"delimiter", "a O\n", ConllOptions{Delimiter: ';'}, 1, ErrColumns},
	}
	for _, c := range cases {
		c.o.Path = "x.conll"
		_, _, err := ReadConll(strings.NewReader(c.in), c.o)
		var p *ParseError
		if !errors.As(err, &p) || p.Line != c.line || p.Path != "x.conll" || !errors.Is(err, c.is) {
			t.Errorf("%s: got %v, want line %d: %v", c.name, err, c.line, c.is)
		}
	}
	broken := iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("a O\n")))
	if _, _, err := ReadConll(broken, ConllOptions{}); !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("reader that fails: got %v", err)
	}
}

// TestErrorIsKept: after an error Next gives it again.
func TestErrorIsKept(t *testing.T) {
	r := NewConllReader(strings.NewReader("a O\nb\nc O\n"), ConllOptions{})
	_, first := r.Next()
	_, second := r.Next()
	if first == nil || errors.Is(first, io.EOF) || !errors.Is(second, first) {
		t.Errorf("got %v, then %v", first, second)
	}
}

func TestSchemes(t *testing.T) {
	cases := []struct {
		tags   string // blanks between tokens, / between sentences
		scheme Scheme
		breaks string
	}{
		{"B-PER I-PER O B-LOC", IOB2, ""},
		{"I-PER B-PER O I-LOC/I-LOC", IOB1, ""},
		{"I-PER I-PER O", IOB1, ""},
		{"O O", SchemeUnknown, ""},
		{"B-PER E-PER S-LOC O", BIOES, ""},
		{"B-PER L-PER U-LOC O", BILOU, ""},
		{"I-PER E-PER E-LOC O", IOE2, ""},
		{"B-PER O I-PER B-LOC I-ORG", IOB2, "line 3: orphan inside: I-PER; line 5: orphan inside: I-ORG"},
		{"I-LOC O B-LOC O I-LOC I-LOC O I-LOC B-LOC", IOB1, "line 3: needless begin: B-LOC"},
		{"B-PER I-PER/S-LOC", BIOES, "line 2: unclosed chunk: I-PER"},
		{"B-PER O L-PER U-LOC", BILOU, "line 1: unclosed chunk: B-PER; line 3: orphan inside: L-PER"},
		{"B-PER O U-LOC S-LOC", BILOU, "line 1: unclosed chunk: B-PER; line 4: prefix of another scheme: S-LOC"},
		{"B-PER X-PER b-per ADJ", IOB2, "line 2: unknown prefix: X-PER; line 3: unknown prefix: b-per; line 4: unknown prefix: ADJ"},
	}
	for _, c := range cases {
		in := "w " + strings.NewReplacer(" ", "\nw ", "/", "\n\nw ").Replace(c.tags)
		_, info, err := ReadConll(strings.NewReader(in), ConllOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range info.Gold.Breaches {
			got = append(got, b.String())
		}
		if s := strings.Join(got, "; "); info.Gold.Scheme != c.scheme || s != c.breaks || info.Gold.Total != len(got) {
			t.Errorf("%s: got %v %q, want %v %q", c.tags, info.Gold.Scheme, s, c.scheme, c.breaks)
		}
	}
}

func TestChunksInEveryScheme(t *testing.T) {
	want := []Span{{0, 2, "PER"}, {2, 3, "PER"}, {4, 7, "LOC"}, {7, 8, "ORG"}}
	for _, tags := range []string{
		"B-PER I-PER B-PER O B-LOC I-LOC I-LOC B-ORG",
		"I-PER I-PER B-PER O I-LOC I-LOC I-LOC I-ORG",
		"B-PER E-PER S-PER O B-LOC I-LOC E-LOC S-ORG",
		"B-PER L-PER U-PER O B-LOC I-LOC L-LOC U-ORG",
		"I-PER E-PER E-PER O I-LOC I-LOC E-LOC E-ORG",
	} {
		if d := cmp.Diff(want, AppendChunks(nil, strings.Fields(tags))); d != "" {
			t.Errorf("%s: %s", tags, d)
		}
	}
	if d := cmp.Diff(strings.Fields("B-PER I-PER B-PER O B-LOC I-LOC I-LOC B-ORG O"), AppendIOB2(nil, 9, want)); d != "" {
		t.Error(d)
	}
}

func TestSnapToTokens(t *testing.T) {
	in := "وبالكرملين O\nفي O\nموسكو B-LOC\n\nبيروت B-LOC\n"
	docs, _, err := ReadConll(strings.NewReader(in), ConllOptions{})
	if err != nil {
		t.Fatal(err)
	}
	d := &docs[0]
	name := strings.Index(d.Text, "كرملين")
	city := d.Mentions[0].Span
	pred := []Mention{
		{Span: Span{city.Start, len(d.Text), "LOC"}}, // over the sentence end
		{Span: Span{name, name + len("كرملين"), "ORG"}},
		{Span: Span{name, name + 2, "PER"}}, // in the same token, shorter
	}
	got := d.AppendTags(nil, pred)
	if diff := cmp.Diff([]string{"B-ORG", "O", "B-LOC", "O"}, got); diff != "" {
		t.Error(diff)
	}
	if s := d.SnapToTokens(pred)[0]; s.Text != "وبالكرملين" {
		t.Errorf("got %q", s.Text)
	}
}

// TestConllComments: lines of comment stand before a sentence; a # with a tag is a token.
func TestConllComments(t *testing.T) {
	in := "# sent_id = w1\n# text = زار بوتين موسكو.\n1\tزار\tO\t-\n2\tبوتين\tB-PER\t-\n\n# newdoc\n# \n1\tموسكو\tB-LOC\t-\n"
	docs, info, err := ReadConll(strings.NewReader(in), ConllOptions{TokenColumn: 2, TagColumn: 3})
	if err != nil || info.Tokens != 3 || info.Sentences != 2 || len(docs[0].Mentions) != 2 || docs[0].Mentions[1].Text != "موسكو" {
		t.Errorf("got %v, %+v, %v", docs, info, err)
	}
	docs, info, err = ReadConll(strings.NewReader("# O x\nبوتين B-PER x\n"), ConllOptions{TagColumn: 2})
	if err != nil || info.Tokens != 2 || docs[0].Text != "# بوتين\n" {
		t.Errorf("a token #: %v, %+v, %v", docs, info, err)
	}
}

// TestDocStart: an id comes back from the line that names it, whatever it holds, and
// the line has the columns of the others.
func TestDocStart(t *testing.T) {
	for _, id := range []string{"a", "1 EU", "a (b) c", "100%", "%41", "tab\tline\n", "خبر\u00a01", ")("} {
		for delimiter, columns := range map[byte]int{' ': 2, '\t': 2} {
			line := DocStart(id, delimiter)
			if got, ok := DocStartID(line); !ok || got != id {
				t.Errorf("%q: %q, %v of %q", id, got, ok, line)
			}
			if n := len(strings.Split(line, string(delimiter))); n != columns || !isDocStart([]byte(line)) {
				t.Errorf("%q: %d columns", line, n)
			}
		}
	}
	if got := DocStart("", ' '); got != "-DOCSTART- O" {
		t.Errorf("without an id: %q", got)
	}
	for line, want := range map[string]string{"-DOCSTART- (947testa CRICKET)": "947testa CRICKET", "-DOCSTART- -X- O O": "", "-DOCSTART-": "",
		"-DOCSTART- () O": "", "w (a) O": "", "-DOCSTART-\t(a%zz)\tO": "a%zz"} {
		if got, ok := DocStartID(line); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", line, got, ok)
		}
	}
}

// TestConllIDs: documents have the ids that their lines name, also those without words.
func TestConllIDs(t *testing.T) {
	const in = "-DOCSTART- (a) O\n\n-DOCSTART- (b) O\n\nبوتين B-PER\n-DOCSTART- O\n\nقال O\n-DOCSTART- (d) O\n-DOCSTART- O\n"
	docs, _, err := ReadConll(strings.NewReader(in), ConllOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range docs {
		got = append(got, d.ID+"="+strings.TrimSpace(d.Text))
	}
	if want := "a= b=بوتين 3=قال d="; strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", strings.Join(got, " "), want)
	}
}

// TestRecode: each scheme says the same names in its own letters, and keeps its
// own rules.
func TestRecode(t *testing.T) {
	const from = "B-A I-A B-A O B-B I-B I-B B-A O B-B"
	for scheme, want := range map[Scheme]string{
		SchemeUnknown: from,
		IOB2:          from,
		IOB1:          "I-A I-A B-A O I-B I-B I-B I-A O I-B",
		IOE1:          "I-A E-A I-A O I-B I-B I-B I-A O I-B",
		IOE2:          "I-A E-A E-A O I-B I-B E-B E-A O E-B",
		BIOES:         "B-A E-A S-A O B-B I-B E-B S-A O S-B",
		BILOU:         "B-A L-A U-A O B-B I-B L-B U-A O U-B",
	} {
		tags := strings.Fields(from)
		Recode(tags, scheme)
		if got := strings.Join(tags, " "); got != want {
			t.Errorf("%s: %s, want %s", scheme, got, want)
		}
		if d := cmp.Diff(AppendChunks(nil, strings.Fields(from)), AppendChunks(nil, tags)); d != "" {
			t.Errorf("%s: other chunks: %s", scheme, d)
		}
	}
}
