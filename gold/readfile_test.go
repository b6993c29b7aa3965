package gold

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
)

func TestDetectEveryFormat(t *testing.T) {
	cases := []struct {
		name, head string
		want       Format
	}{
		{"a.ann", "", FormatBrat},
		{"", "T1\tPER 0 5\tبوتين\n", FormatBrat},
		{"", "\n#1\tAnnotatorNotes T1\tx\n", FormatBrat},
		{"", "E1\tVisit:T3 Agent:T1\n", FormatBrat},
		{"", "*\tEquiv T1 T3\n", FormatBrat},
		{"", "T1\tO\n", FormatConll},
		{"", "U2\tB-ORG x\n", FormatConll},
		{"a.tsv", webAnnoNER, FormatWebAnno},
		{"", "\ufeff" + webAnnoOne, FormatWebAnno},
		{"x.jsonl", `{"id":1,"text":"س","label":[[0,1,"PER"]]}`, FormatDoccano},
		{"x.jsonl", `{"id":1,"data":"س","labels":[]}`, FormatDoccano},
		{"x.jsonl", `{"id":1,"text":"س","entities":[{"id":1,"label":"PER","start_offset":0`, FormatDoccano},
		{"x.jsonl", `{"id":1,"text":"س","entities":[],"relations":[],"Comments":[]}`, FormatDoccano},
		{"x.json", `[{"id":1,"annotations":[],"data":{"text":"س"}}]`, FormatLabelStudio},
		{"x.json", "{\n \"data\": {\"text\": \"س\"}, \"completions\": []}", FormatLabelStudio},
		{"x.json", `[{"data":{"text":"س"`, FormatLabelStudio},
		{"x.json", `[{"text":"س","entities":[[0,1,"PER"]]}]`, FormatSpacy},
		{"x.json", `[{"text":"س","entities":[]}]`, FormatSpacy},
		{"x.jsonl", `{"text":"س","entities":[[0,1,"PER"]]}`, FormatSpacy},
		{"x.json", `[ ["س", {"entities": []}]]`, FormatSpacy},
		{"x.jsonl", `["س", {"entities": []}]`, FormatSpacy},
		{"x.json", `[{"id":0,"paragraphs":[{"raw":"س"`, FormatSpacy},
		{"x.json", `{"text":"س","ents":[]}`, FormatSpacy},
		{"x.jsonl", `{"text":"س","_input_hash":3,"tokens":[{"text":"س"}],"spans":[],"answer":"accept"}`, FormatSpacy},
		{"x.jsonl", `{"id":"1","entities":[{"id":"Q1","name":"س"}],"mentions":[]}`, FormatJSONL},
		{"x.jsonl", `{"id":"1","text":"س","entities":[],"mentions":[{"start":0`, FormatJSONL},
		{"x.jsonl", `{"id":"1","offsets":"utf16","spans":[]}`, FormatJSONL},
		{"x.jsonl", "\n", FormatJSONL},
		{"", "[ O\n\" O\n", FormatConll},
		{"", "[\tO\nس\tO\n", FormatConll},
		{"", "\" O\n", FormatConll},
	}
	for _, c := range cases {
		if got, err := DetectFormat(c.name, []byte(c.head)); got != c.want || err != nil {
			t.Errorf("%q, %q: got %v, %v, want %v", c.name, c.head, got, err, c.want)
		}
	}
	for _, name := range FormatNames() {
		if back, err := ParseFormat(name); err != nil || back.String() != name {
			t.Errorf("%v: got %v, %v", name, back, err)
		}
	}
	if _, err := ParseFormat("xml"); err == nil || !strings.Contains(err.Error(), "labelstudio") {
		t.Errorf("xml: %v", err)
	}
}

func TestReadDocumentsConll(t *testing.T) {
	docs, source, err := ReadDocuments(strings.NewReader("بوتين B-PER x\n"), ReadOptions{Path: "a.conll", Conll: ConllOptions{TagColumn: 2}})
	if err != nil || source.Format != FormatConll || source.Conll == nil || source.Conll.Path != "a.conll" || docs[0].Mentions[0].Label != "PER" {
		t.Errorf("got %v, %+v, %v", docs, source, err)
	}
	_, _, err = ReadDocuments(strings.NewReader("0\t5\tPER\n"), ReadOptions{Path: "t/a.tsv", Text: func(string) (string, bool) { return "", false }})
	if !errors.Is(err, ErrNoText) || !strings.Contains(err.Error(), `"a"`) {
		t.Errorf("table without its text: %v", err)
	}
	broken := errors.New("broken pipe")
	for _, f := range append(Formats(), FormatInfo{}) {
		o := ReadOptions{Path: "p", Format: f.Format, Text: func(string) (string, bool) { return "text", true }}
		if _, _, err := ReadDocuments(iotest.ErrReader(broken), o); !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "p:") {
			t.Errorf("%v: a reader that fails: %v", f.Format, err)
		}
	}
}

// TestReadersMemory: what a reader allocates in all, not only what it keeps, grows
// with the size of the file and no faster. Each file is one long document.
func TestReadersMemory(t *testing.T) {
	const most = 80 // bytes allocated for one of the file; the race detector adds some
	word := "وزارة "
	for name, file := range map[string]func(n int) (string, Format){
		"brat": func(n int) (string, Format) {
			return strings.Repeat("A1\tNegated E1\n", n), FormatBrat
		},
		"doccano": func(n int) (string, Format) {
			return `{"text":"` + strings.Repeat(word, n) + `","label":[[0,1,"X"]` + strings.Repeat(`,[0,5,"X"]`, n) + `]}`, FormatDoccano
		},
		"label studio": func(n int) (string, Format) {
			return `[{"data":{"text":"` + strings.Repeat(word, n) + `"},"annotations":[{"result":[{}` +
				strings.Repeat(`,{"value":{"start":0,"end":5,"labels":["X"]}}`, n) + `]}]}]`, FormatLabelStudio
		},
		"spacy": func(n int) (string, Format) {
			return `[{"paragraphs":[{"sentences":[{"tokens":[{"orth":""}` + strings.Repeat(`,{"orth":"وزارة","ner":"U-X"}`, n) + `]}]}]}]`, FormatSpacy
		},
		"webanno": func(n int) (string, Format) {
			var b strings.Builder
			b.WriteString(webAnnoOne)
			for i := range n {
				at := 6 * i // sentences that touch
				fmt.Fprintf(&b, "#Text=وزارة \n%d-1\t%d-%d\tوزارة\tX[%d]\t\n\n", i+1, at, at+5, i)
			}
			return b.String(), FormatWebAnno
		},
	} {
		for _, n := range []int{2000, 20000} {
			in, format := file(n)
			if name == "label studio" {
				in = strings.Replace(in, `[{},`, `[`, 1)
			}
			o := ReadOptions{Format: format, Text: func(string) (string, bool) { return "x", true }}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, _, err := ReadDocuments(strings.NewReader(in), o); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			runtime.ReadMemStats(&after)
			if per := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(in)); per > most {
				t.Errorf("%s, %d bytes: %.1f bytes allocated for each, want at most %d", name, len(in), per, most)
			} else {
				t.Logf("%s, %d bytes: %.1f bytes allocated for each", name, len(in), per)
			}
		}
	}
}

// TestReadersEndEarly: a file cut off at any byte is read or refused with a place,
// and nothing panics.
func TestReadersEndEarly(t *testing.T) {
	for path, in := range map[string]string{
		"doccano":     `{"id": 1, "text": "😀 زار", "label": [[2, 5, "X"]]}`,
		"labelstudio": studioJSON(studioResult("1", "", studioPutin)),
		"spacy":       `[["س", {"entities": [[0, 1, "X"]]}]]`,
		"webanno":     webAnnoNER + "#Text=😀\\\\\n1-1\t0-2\t😀\tQ1[1]\tX[1]|Y\t\n",
		"brat":        "T1\tPER 15 20\tبوتين\nN1\tReference T1 Wikidata:Q7747\tx\n",
		"jsonl":       `{"id":"1","text":"س","mentions":[{"start":0,"end":2,"label":"X"}]}`,
	} {
		f, err := ParseFormat(path)
		if err != nil {
			t.Fatal(err)
		}
		for cut := range len(in) + 1 {
			o := ReadOptions{Path: path, Format: f, Text: func(string) (string, bool) { return readerText, true }}
			_, _, err := ReadDocuments(io.LimitReader(strings.NewReader(in), int64(cut)), o)
			var p *ParseError
			if err != nil && (!errors.As(err, &p) || p.Line < 1) {
				t.Errorf("%s cut at %d: no place in %v", path, cut, err)
			}
			_, _ = DetectFormat("", []byte(in[:cut]))
		}
	}
}
