package gold

import (
	"errors"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the table of formats into docs/evaluation.md")

// docsTable is the table of formats as the guide has it.
func docsTable() string {
	var b strings.Builder
	b.WriteString("| format | `--input` | told by | offsets | text |\n|---|---|---|---|---|\n")
	for _, f := range Formats() {
		names := "`" + strings.Join(append([]string{string(f.Format)}, f.Also...), "`, `") + "`"
		b.WriteString("| " + strings.Join([]string{f.Title, names, f.ToldBy(), f.Offsets, f.Text}, " | ") + " |\n")
	}
	return b.String()
}

// TestFormatRows: every format has all that a row has, under names that are its
// own, and its line in the guide (go test ./gold -run TestFormatRows -update
// writes it).
func TestFormatRows(t *testing.T) {
	seen := map[string]bool{"": true, "auto": true}
	for i := range rows {
		r := &rows[i]
		for _, name := range append([]string{string(r.Format)}, r.Also...) {
			if seen[name] {
				t.Errorf("%q names two formats", name)
			}
			seen[name] = true
			if f, err := ParseFormat(name); err != nil || f != r.Format {
				t.Errorf("%s: read as %q, %v", name, f, err)
			}
		}
		if r.recognize == nil || r.read == nil {
			t.Errorf("%s: no recognizer or no reader", r.Format)
		}
		for _, words := range []string{r.Title, r.Looks, r.Offsets, r.Text} {
			if words == "" || strings.ContainsAny(words, "|\n") {
				t.Errorf("%s: %q is no cell of the table", r.Format, words)
			}
		}
		for _, e := range r.Endings {
			if f, err := DetectFormat("a"+strings.ToUpper(e), []byte("x")); err != nil || f != r.Format {
				t.Errorf("%s: %s is %q, %v", r.Format, e, f, err)
			}
		}
	}
	const path = "../docs/evaluation.md"
	guide, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(docsTable(), "\n")
	before, rest, found := strings.Cut(string(guide), head)
	at := strings.Index(rest, "\n\n")
	if !found || at < 0 {
		t.Fatalf("%s has no table of formats", path)
	}
	after := rest[at+1:]
	if got := head + rest[:at+1]; got == docsTable() {
		return
	}
	if !*update {
		t.Fatalf("%s has another table than this, which -update writes:\n%s", path, docsTable())
	}
	if err := os.WriteFile(path, []byte(before+docsTable()+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestUnknownFormat: what no format recognizes is refused, with what was found and
// what was looked for, and is never CoNLL.
func TestUnknownFormat(t *testing.T) {
	everything := FormatNames()[1:]
	json := []string{"jsonl", "doccano", "labelstudio", "spacy", "huggingface", "export"}
	for _, c := range []struct {
		name, head, found string
		looked            []string
	}{
		{"", "", "found an empty file", everything},
		{"x.txt", "\ufeff \n\r\n", "found an empty file", everything},
		{"x.tsv", "# a comment\n", "found comments alone", everything},
		{"a.txt", "قال الرئيس بوتين إن موسكو ترحب\nوأضاف في مؤتمر صحفي\n", `a first line "قال الرئيس بوتين`, everything},
		{"one-word.txt", "بوتين\nموسكو\n", `a first line "بوتين"`, everything},
		{"tags.txt", "O\nB-PER\n", `a first line "O"`, everything},
		{"mail.txt", "راسلنا بالبريد E-mail\n", `a first line`, everything},
		{"missile.txt", "اشترت تركيا صواريخ S-300\nوطائرات B-52\n", `a first line`, everything},
		{"one.txt", "قال بوتين في موسكو O\nوأضاف في مؤتمر\nثم عاد إلى بلاده\n", `a first line`, everything},
		{"names.csv", "token,tag\nبوتين,B-PER\n", `a first line "token,tag"`, everything},
		{"labels.tsv", "بوتين\tPER\nقال\tNONE\n", `a first line "بوتين\tPER"`, everything},
		{"x.json", "[]", "a list of JSON without a field", json},
		{"x.json", "[{}]", "a list of JSON without a field", json},
		{"x.json", "{}", "JSON without a field", json},
		{"hf.json", `{"tokens": ["بوتين"], "pos_tags": [1]}`, "JSON with the fields tokens pos_tags", json},
		{"x.jsonl", `{"id": "1", "text": "س"}` + "\n", "JSON with the fields id text", json},
		{"x.json", `{` + strings.Repeat(`"long-name": 1, `, 9) + `"y": 2, "z": 3}`, "and 2 more", json},
	} {
		f, err := DetectFormat(c.name, []byte(c.head))
		if f != FormatAuto || !errors.Is(err, ErrUnknownFormat) || !strings.Contains(err.Error(), c.found) {
			t.Errorf("%s, %q: %q, %v", c.name, c.head, f, err)
			continue
		}
		_, looked, _ := strings.Cut(err.Error(), "; looked for ")
		for _, name := range everything {
			if strings.Contains(looked, name+" (") != slices.Contains(c.looked, name) {
				t.Errorf("%s: %v: names %s", c.name, err, name)
			}
		}
		if _, _, err := ReadDocuments(strings.NewReader(c.head), ReadOptions{Path: "p"}); !errors.Is(err, ErrUnknownFormat) || !strings.HasPrefix(err.Error(), "p: ") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, _, err := ReadDocuments(strings.NewReader("x"), ReadOptions{Format: "xml"}); !errors.Is(err, ErrUnknownFormat) {
		t.Errorf("a format that is none: %v", err)
	}
	docs, _, err := ReadDocuments(strings.NewReader("بوتين PER\n"), ReadOptions{Format: FormatConll})
	if err != nil || len(docs) != 1 {
		t.Errorf("a format that is named: %v, %v", docs, err)
	}
}

// TestDetectConll: columns are recognized without the name of the file, in every
// scheme, beside other columns, and where some line is not right.
func TestDetectConll(t *testing.T) {
	for _, head := range []string{
		"بوتين B-PER\n", "قال O\n", "-DOCSTART- -X- O O\n\nقال VBD B-VP O\n",
		"بوتين\tU-PER\tx\nفي\tO\tx\n", "1\tزار\tO\tV\n2\tبوتين\tB-person\tN\n",
		"\ufeffبوتين S-PER\r\nقال O\r\n", "بوتين I-شخص\nقال O\n", "# id = 1\nزار O\nبوتين L-PER\nفي O\n", "زار O\nبوتين\nموسكو B-LOC\n",
	} {
		if f, err := DetectFormat("x.txt", []byte(head)); f != FormatConll {
			t.Errorf("%q: %q, %v", head, f, err)
		}
	}
}
