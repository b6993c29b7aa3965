package train

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner/fit"
)

// conll reads sentences of words and tags, as in قال:O سمير:B-PER.
func conll(t *testing.T, lines ...string) *gold.Document {
	t.Helper()
	var b strings.Builder
	for _, l := range lines {
		for _, w := range strings.Fields(l) {
			word, tag, ok := strings.Cut(w, ":")
			if !ok {
				tag = "O"
			}
			b.WriteString(word + " " + tag + "\n")
		}
		b.WriteString("\n")
	}
	docs, _, err := gold.ReadConll(strings.NewReader(b.String()), gold.ConllOptions{})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	return &docs[0]
}

func TestJoinClitics(t *testing.T) {
	for _, c := range []struct {
		line, want string
		names      []string
	}{
		{"و قال سمير:B-PER", "وقال سمير", []string{"PER سمير"}},
		{"ل الأمم:B-ORG المتحدة:I-ORG", "للأمم المتحدة", []string{"ORG لأمم المتحدة"}},
		{"و ب ال بيت", "وبال بيت", nil},
		{"ل القاهرة:B-LOC", "للقاهرة", []string{"LOC لقاهرة"}},
		{"و ل القاهرة:B-LOC و بيروت:B-LOC", "وللقاهرة وبيروت", []string{"LOC لقاهرة", "LOC بيروت"}},
		{"سمير:B-PER جلال:I-PER علي:B-PER", "سمير جلال علي", []string{"PER سمير جلال", "PER علي"}},
		{"مدرسة ه", "مدرسته", nil},
		{"على ها", "عليها", nil},
		{"مستوى هم", "مستواهم", nil},
		{"كتاب نا و كتاب كم", "كتابنا وكتابكم", nil},
		{"لبنان:B-LOC ه", "لبنان ه", []string{"LOC لبنان"}},
		{"قال و", "قال و", nil},
		{"و سمير:B-PER و:I-PER جلال:I-PER", "وسمير و جلال", []string{"PER سمير و جلال"}},
	} {
		out := JoinClitics(conll(t, c.line))
		var names []string
		for _, m := range out.Mentions {
			if m.Start < 0 || m.End > len(out.Text) || m.Start > m.End || out.Text[m.Start:m.End] != m.Text {
				t.Fatalf("%s\nmention %+v of %q", c.line, m, out.Text)
			}
			names = append(names, m.Label+" "+m.Text)
		}
		if got := strings.TrimSpace(out.Text); got != c.want || !reflect.DeepEqual(names, c.names) {
			t.Errorf("%s\ngot  %s %q\nwant %s %q", c.line, got, names, c.want, c.names)
		}
	}
}

// TestJoinSentences: a clitic joins no word of the next sentence.
func TestJoinSentences(t *testing.T) {
	out := JoinClitics(conll(t, "قال سمير:B-PER و", "القاهرة:B-LOC ه", "ها بيت ي"))
	const want = "قال سمير و \nالقاهرة ه \nها بيتي \n"
	if out.Text != want || len(out.Mentions) != 2 {
		t.Errorf("got %q %+v", out.Text, out.Mentions)
	}
	for _, m := range out.Mentions {
		if out.Text[m.Start:m.End] != m.Text {
			t.Errorf("mention %+v", m)
		}
	}
}

func TestSplitClitics(t *testing.T) {
	for _, c := range []struct {
		doc  *gold.Document
		want bool
	}{
		{conll(t, "و قال سمير:B-PER و ذهب"), true},
		{conll(t, "وقال سمير:B-PER وذهب"), false},
		{conll(t, strings.Repeat("وقال ", 60)+"و"), false},
		{&gold.Document{Text: "و"}, false},
	} {
		if got := SplitClitics(c.doc); got != c.want {
			t.Errorf("%q: %v", c.doc.Text, got)
		}
	}
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadErrors(t *testing.T) {
	if _, err := Load([]File{{Path: filepath.Join(t.TempDir(), "nowhere.conll")}}, Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	for _, c := range []struct{ name, content, want string }{
		{"none.conll", "قال O\nسمير O\n", "none.conll: no name labelled PER, LOC, ORG or MISC; rename its labels with Options.Map"},
		{"other.conll", "قال O\nسمير B-PERS\n", "other.conll: no name labelled PER, LOC, ORG or MISC"},
		{"empty.conll", "", "empty.conll"},
		{"bad.jsonl", "{\n", "bad.jsonl"},
	} {
		path := write(t, c.name, c.content)
		if _, err := Load([]File{{Path: path}}, Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s\ngot  %v\nwant %s", c.name, err, c.want)
		}
	}
}

// TestLoad: labels are renamed, those that are not fitted left out, clitics put
// back; what was read is noted.
func TestLoad(t *testing.T) {
	path := write(t, "gold.conll", "و O\nقال O\nسمير B-PERS\nجلال I-PERS\nفي O\nصور B-LOC\nأمس B-DATE\n\nو O\nقال O\nسمير B-PERS\n")
	tr, err := Load([]File{{Path: path, Weight: 0.5}}, Options{Map: gold.LabelMap{"PERS": "PER"}, Options: fit.Options{NoMemory: true, Iterations: 3}})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"gold.conll: PER 2 LOC 1, each counting 0.5, clitics put back on their words"}; !reflect.DeepEqual(tr.Notes, want) {
		t.Errorf("got  %q\nwant %q", tr.Notes, want)
	}
	if got := tr.Labels(); !reflect.DeepEqual(got, []string{"PER", "LOC"}) {
		t.Errorf("labels %v", got)
	}
	f, err := tr.Run()
	if err != nil {
		t.Fatal(err)
	}
	if f.Names != 3 || f.Lost != 0 {
		t.Errorf("%d names, %d lost", f.Names, f.Lost)
	}
	if head := strings.Join(tr.Head(f, ""), "\n"); !strings.Contains(head, "Fitted to 3 names in ") || !strings.HasSuffix(head, tr.Notes[0]) {
		t.Errorf("head %s", head)
	}
}
