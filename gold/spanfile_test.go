package gold

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

const spanText = "😀 زار بوتين\nموسكو"

func TestReadSpanTSV(t *testing.T) {
	forms := map[string]struct {
		in string
		o  SpanOptions
	}{
		"plain":                   {in: "# start and end in bytes\n12\t22\tPER\tبوتين\tفلاديمير بوتين\n\n23\t33\tLOC\tموسكو\tموسكو\n"},
		"CRLF":                    {in: "12\t22\tPER\tبوتين\tفلاديمير بوتين\r\n23\t33\tLOC\tموسكو\tموسكو\r\n"},
		"tagger":                  {in: "12\t22\tPER\t\tبوتين\tQ7747\tفلاديمير بوتين\n23\t33\tLOC\tcity\tموسكو\tQ649\tموسكو\n"},
		"header":                  {in: SpanHeader + "\n12\t22\tPER\t\tبوتين\tQ7747\tفلاديمير بوتين\n23\t33\tLOC\tcity\tموسكو\tQ649\tموسكو\n"},
		"header in another order": {in: "start\tend\tname\tlabel\n12\t22\tفلاديمير بوتين\tPER\n23\t33\tموسكو\tLOC\n"},
		"code points":             {in: "6\t11\tPER\tبوتين\tفلاديمير بوتين\n12\t17\tLOC\tموسكو\tموسكو\n", o: SpanOptions{Unit: CodePoint}},
		"UTF-16":                  {in: "7\t12\tPER\tبوتين\tفلاديمير بوتين\n13\t18\tLOC\tموسكو\tموسكو\n", o: SpanOptions{Unit: UTF16}},
		"no surface":              {in: "12\t22\tPER\t\tفلاديمير بوتين\n23\t33\tLOC\t\tموسكو\n"},
	}
	for name, f := range forms {
		list, err := ReadSpanTSV(strings.NewReader(f.in), spanText, f.o)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i := range list {
			list[i].Entity, list[i].Kind = "", ""
		}
		want := []Mention{
			{Span: Span{12, 22, "PER"}, Text: "بوتين", Name: "فلاديمير بوتين"},
			{Span: Span{23, 33, "LOC"}, Text: "موسكو", Name: "موسكو"},
		}
		if d := cmp.Diff(want, list); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	list, err := ReadSpanTSV(strings.NewReader("12\t33\tX\tبوتين موسكو\n"), spanText, SpanOptions{})
	if err != nil || list[0].Text != "بوتين\nموسكو" {
		t.Errorf("a line end in the surface: %v, %v", list, err)
	}
}

func TestSpanTSVErrors(t *testing.T) {
	cases := []struct {
		name, in  string
		unit      Unit
		line, col int
		is        error
	}{
		{"wrong surface", "# x\n12\t22\tPER\tموسكو\n", Byte, 2, 4, ErrSurface},
		{"inside a character", "13\t22\tPER\n", Byte, 1, 1, ErrOffset},
		{"inside a surrogate pair", "1\t3\tPER\n", UTF16, 1, 1, ErrOffset},
		{"beyond the text", "12\t99\tPER\n", Byte, 1, 2, ErrOffset},
		{"negative", "-1\t22\tPER\n", Byte, 1, 1, ErrOffset},
		{"no number", "x\t22\tPER\n", Byte, 1, 1, ErrOffset},
		{"end before start", "22\t12\tPER\n", Byte, 1, 2, ErrOffset},
		{"empty", "12\t12\tPER\n", Byte, 1, 2, ErrOffset},
		{"no label", "12\t22\t\n", Byte, 1, 3, ErrColumns},
		{"too few columns", "12\t22\n", Byte, 1, 0, ErrColumns},
		{"too many columns", "1\t2\t3\t4\t5\t6\t7\t8\n", Byte, 1, 0, ErrColumns},
		{"blanks for tabs", "12 22 PER\n", Byte, 1, 0, ErrColumns},
		{"unknown header", "start\tend\tlabel\tx\n", Byte, 1, 4, ErrColumns},
		{"header twice", "start\tend\tlabel\tend\n", Byte, 1, 4, ErrColumns},
		{"header without label", "start\tend\n", Byte, 1, 0, ErrColumns},
		{"not UTF-8", "12\t22\tPER\n\xff\n", Byte, 2, 0, ErrUTF8},
	}
	for _, c := range cases {
		_, err := ReadSpanTSV(strings.NewReader(c.in), spanText, SpanOptions{Path: "g.tsv", Unit: c.unit})
		var p *ParseError
		if !errors.As(err, &p) || p.Line != c.line || p.Col != c.col || !errors.Is(err, c.is) {
			t.Errorf("%s: got %v, want line %d, column %d: %v", c.name, err, c.line, c.col, c.is)
		}
	}
	if _, err := ReadSpanTSV(strings.NewReader(""), "", SpanOptions{Unit: UTF16}); !errors.Is(err, ErrOffset) {
		t.Errorf("UTF-16 without the text: %v", err)
	}
}

func TestReadSpanJSONL(t *testing.T) {
	in := `{"id":"a","offsets":"utf16","mentions":[{"start":7,"end":12,"text":"بوتين","label":"PER","kind":"politician","entity":"Q7747","score":0.9}],"entities":[{"id":"Q7747","name":"فلاديمير بوتين"}]}

{"id":2,"text":"في بيروت","mentions":[{"start":5,"end":15,"label":"LOC"}]}
`
	texts := func(id string) (string, bool) { return spanText, id == "a" }
	got, err := ReadSpanJSONL(strings.NewReader(in), SpanOptions{Text: texts})
	if err != nil {
		t.Fatal(err)
	}
	want := []Document{
		{ID: "a", Text: spanText, Mentions: []Mention{{
			Span: Span{12, 22, "PER"}, Text: "بوتين", Kind: "politician", Entity: "Q7747", Name: "فلاديمير بوتين", Score: 0.9,
		}}},
		{ID: "2", Text: "في بيروت", Mentions: []Mention{{Span: Span{5, 15, "LOC"}, Text: "بيروت"}}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestSpanJSONLErrors(t *testing.T) {
	cases := []struct {
		name, in string
		is       error
	}{
		{"no JSON", "x", nil},
		{"unknown unit", `{"offsets":"char"}`, nil},
		{"no text for UTF-16", `{"offsets":"utf16","mentions":[{"start":0,"end":1,"label":"X"}]}`, ErrOffset},
		{"no end", `{"mentions":[{"start":0,"label":"X"}]}`, ErrColumns},
		{"beyond the text", `{"text":"ab","mentions":[{"start":0,"end":3,"label":"X"}]}`, ErrOffset},
		{"inside a character", `{"text":"ب","mentions":[{"start":0,"end":1,"label":"X"}]}`, ErrOffset},
		{"end before start", `{"mentions":[{"start":3,"end":1,"label":"X"}]}`, ErrOffset},
		{"wrong surface", `{"text":"ab","mentions":[{"start":0,"end":1,"text":"b","label":"X"}]}`, ErrSurface},
		{"id is a list", `{"id":[]}`, nil},
	}
	for _, c := range cases {
		_, err := ReadSpanJSONL(strings.NewReader("\n"+c.in+"\n"), SpanOptions{Path: "p.jsonl"})
		var p *ParseError
		if !errors.As(err, &p) || p.Line != 2 || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

// TestOffsets compares with the obvious conversions, back and forth.
func TestOffsets(t *testing.T) {
	text := strings.Repeat("a😀بُ\n", 100)
	for u, length := range map[Unit]func(string) int{
		Byte:      func(s string) int { return len(s) },
		CodePoint: utf8.RuneCountInString,
		UTF16:     func(s string) int { return len(utf16.Encode([]rune(s))) },
	} {
		o := NewOffsets(text, u)
		starts := make(map[int]int)
		for b := range len(text) + 1 {
			n, ok := o.Unit(b)
			whole := b == len(text) || utf8.RuneStart(text[b])
			if ok != whole || ok && n != length(text[:b]) {
				t.Fatalf("%v: byte %d: got %d, %v", u, b, n, ok)
			}
			if ok {
				starts[n] = b
			}
		}
		for n := -1; n <= length(text)+1; n++ {
			b, ok := o.Byte(n)
			if want, there := starts[n]; ok != there || ok && b != want {
				t.Fatalf("%v: unit %d: got %d, %v; want %d, %v", u, n, b, ok, want, there)
			}
		}
	}
	if _, err := ParseUnit("char"); err == nil {
		t.Error("unit char: no error")
	}
}

func TestDetectFormat(t *testing.T) {
	cases := []struct {
		name, head string
		want       Format
	}{
		{"x.conll", "0\t5\tLOC\n", FormatConll},
		{"", "\ufeff# spans\n\n0\t16\tORG\tالكرملين\n", FormatTSV},
		{"", SpanHeader + "\n", FormatTSV},
		{"x.tsv", "فرانكفورت\tB-LOC\tB-Population-Center\t1\n", FormatConll},
		{"x.jsonl", "", FormatJSONL},
		{"x.NDJSON", "\n", FormatJSONL},
		{"", "{ O\n", FormatConll},
		{"", "# O\n", FormatConll},
		{"x.conll", "", FormatConll},
	}
	for _, c := range cases {
		if got, err := DetectFormat(c.name, []byte(c.head)); got != c.want || err != nil {
			t.Errorf("%q, %q: got %v, %v, want %v", c.name, c.head, got, err, c.want)
		}
	}
}
