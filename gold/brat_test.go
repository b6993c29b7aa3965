package gold

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func readBrat(r io.Reader, o ReadOptions) ([]Document, error) {
	o.Text = func(string) (string, bool) { return readerText, true }
	return readBratFile(r, o)
}

func TestReadBrat(t *testing.T) {
	linked, resource := readerPutin, readerMoscow
	linked.Entity, linked.Name = "Q7747", "فلاديمير بوتين"
	resource.Entity = "GeoNames:524901"
	over := Mention{Span: Span{29, 55, "X"}, Text: "بوتين\nفي موسكو"}
	runReaders(t, readBrat, []readerCase{
		{"plain", "T1\tPER 15 20\tبوتين\nT2\tLOC 24 29\tموسكو\n", ReadOptions{}, []Document{readerDocument("", readerPutin, readerMoscow)}},
		{"everything", "\ufeffN1\tReference T1 Wikidata:Q7747\tفلاديمير بوتين\r\nT1\tPER 15 20\tبوتين\r\n#1\tAnnotatorNotes T1\tالرئيس\r\n" +
			"R1\tVisited Arg1:T1 Arg2:T2\r\nE1\tVisit:T3 Agent:T1\r\nA1\tNegated E1\r\nM1\tSpeculated E1\r\n*\tEquiv T1 T3\r\n\r\n" +
			"T2\tLOC 24 29\tموسكو\r\nN2\tReference T2 GeoNames:524901\r\nN3\tReference E1 x:1\tx",
			ReadOptions{}, []Document{readerDocument("", linked, resource)}},
		{"over a line end, as one piece", "T1\tX 15 29\tبوتين في موسكو\n", ReadOptions{}, []Document{readerDocument("", over)}},
		{"over a line end, as brat cuts it", "T1\tX 15 20;21 29\tبوتين في موسكو\n", ReadOptions{}, []Document{readerDocument("", over)}},
		{"nothing", "", ReadOptions{}, []Document{readerDocument("")}},
	})
}

func TestBratErrors(t *testing.T) {
	runReaderErrors(t, readBratDocs, []readerError{
		{name: "discontinuous", in: "\nT3\tPER 0 5;8 12\tx\n", line: 2, is: ErrDiscontinuous, says: "0 5;8 12 of T3"},
		{name: "discontinuous over a blank", in: "T1\tPER 6 14;15 20\tالرَّئيس بوتين\n", line: 1, is: ErrDiscontinuous},
		{name: "pieces overlap", in: "T1\tPER 6 14;7 20\tx\n", line: 1, is: ErrDiscontinuous},
		{name: "wrong surface", in: "T1\tPER 15 20\tموسكو\n", line: 1, is: ErrSurface, says: `"موسكو", but the text has "بوتين"`},
		{name: "UTF-16", in: "T1\tPER 16 21\tبوتين\n", line: 1, is: ErrSurface},
		{name: "beyond the text", in: "T1\tPER 15 99\tx\n", line: 1, is: ErrOffset, says: "29 code points"},
		{name: "negative", in: "T1\tPER -1 3\tx\n", line: 1, is: ErrOffset},
		{name: "end before start", in: "T1\tPER 5 3\tx\n", line: 1, is: ErrOffset},
		{name: "no numbers", in: "T1\tPER a b\tx\n", line: 1, is: ErrFormat, says: "want LABEL start end"},
		{name: "three numbers", in: "T1\tPER 1 2 3\tx\n", line: 1, is: ErrFormat},
		{name: "no label", in: "T1\t0 5\tx\n", line: 1, is: ErrFormat},
		{name: "no text", in: "T1\tPER 15 20\n", line: 1, is: ErrColumns, says: "want T1<tab>LABEL"},
		{name: "blanks for tabs", in: "T1 PER 15 20 بوتين\n", line: 1, is: ErrColumns},
		{name: "twice", in: "T1\tPER 15 20\tبوتين\nT1\tPER 15 20\tبوتين\n", line: 2, is: ErrFormat, says: "T1 stands twice"},
		{name: "no brat", in: "بوتين B-PER\n", line: 1, is: ErrFormat, says: "want an id"},
		{name: "normalization", in: "N1\tReference T1\n", line: 1, is: ErrFormat, says: "resource:id"},
		{name: "not UTF-8", in: "\xff", line: 1, is: ErrUTF8},
	})
	_, err := ReadBrat(strings.NewReader(""), "\xff", ReadOptions{Path: "a.ann"})
	if !errors.Is(err, ErrUTF8) {
		t.Errorf("text that is not UTF-8: %v", err)
	}
}

// readBratDocs gives no document beside an error.
func readBratDocs(r io.Reader, o ReadOptions) ([]Document, error) {
	docs, err := readBrat(r, o)
	if err != nil {
		return nil, err
	}
	return docs, nil
}

// TestBratSibling: the text is the .txt beside the .ann, through any file system.
func TestBratSibling(t *testing.T) {
	files := fstest.MapFS{"set/doc-7.txt": {Data: []byte(readerText)}}
	o := ReadOptions{Path: "set/doc-7.ann", Open: func(path string) (io.ReadCloser, error) { return files.Open(path) }}
	docs, source, err := ReadDocuments(strings.NewReader("T1\tPER 15 20\tبوتين\n"), o)
	if err != nil || source.Format != FormatBrat {
		t.Fatal(source, err)
	}
	if d := cmp.Diff([]Document{readerDocument("doc-7", readerPutin)}, docs); d != "" {
		t.Error(d)
	}
	o.Path = "set/doc-8.ann"
	if _, _, err = ReadDocuments(strings.NewReader(""), o); !errors.Is(err, ErrNoText) || !strings.Contains(err.Error(), "set/doc-8.txt") {
		t.Errorf("no text: %v", err)
	}
	o.Open = nil
	if _, _, err = ReadDocuments(strings.NewReader(""), o); !errors.Is(err, ErrNoText) {
		t.Errorf("no way to open: %v", err)
	}
}

// TestBratLineEnds reads offsets that count CR LF as two, as one and not at all.
func TestBratLineEnds(t *testing.T) {
	const text = "زار بوتين موسكو.\r\nووصل غوتيريش إلى دبي.\r\n\r\nثم\r\nعاد"
	for name, test := range map[string]struct {
		ann    string
		starts []int
		noted  bool
		is     error
	}{
		"two":                {ann: "T1\tPER 4 9\tبوتين\nT3\tPER 23 30\tغوتيريش\n", starts: []int{7, 40}},
		"one":                {ann: "T1\tPER 4 9\tبوتين\nT3\tPER 22 29\tغوتيريش\nT4\tLOC 34 37\tدبي\n", starts: []int{7, 40, 62}, noted: true},
		"none":               {ann: "T1\tPER 4 9\tبوتين\nT3\tPER 21 28\tغوتيريش\n", starts: []int{7, 40}, noted: true},
		"over a line end":    {ann: "T1\tX 40 42;43 46\tثم عاد\nT3\tPER 22 29\tغوتيريش\n", starts: []int{strings.Index(text, "ثم"), 40}, noted: true},
		"only the first":     {ann: "T1\tPER 4 9\tبوتين\n", starts: []int{7}},
		"neither":            {ann: "T1\tPER 4 9\tبوتين\nT3\tPER 20 27\tغوتيريش\n", is: ErrSurface},
		"at the end of text": {ann: "T1\tX 43 46\tعاد\nT3\tPER 22 29\tغوتيريش\n", starts: []int{strings.Index(text, "عاد"), 40}, noted: true},
	} {
		var s Source
		list, err := ReadBrat(strings.NewReader(test.ann), text, ReadOptions{source: &s})
		if !errors.Is(err, test.is) || (len(s.Notes) > 0) != test.noted {
			t.Errorf("%s: %v, notes %q", name, err, s.Notes)
		}
		if test.is != nil {
			continue
		}
		var starts []int
		for _, m := range list {
			starts = append(starts, m.Start)
			if text[m.Start:m.End] != m.Text {
				t.Errorf("%s: %q is not at %d", name, m.Text, m.Start)
			}
		}
		if !cmp.Equal(starts, test.starts) {
			t.Errorf("%s: at %v, want %v", name, starts, test.starts)
		}
	}
}
