package gold

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// write makes files in a new folder and goes there.
func write(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReadFile(t *testing.T) {
	const text = "زار بوتين موسكو"
	texts := []Document{{ID: "t", Text: text}}
	write(t, map[string]string{
		"gold.tsv":   "# start and end\n7\t17\tPER\tبوتين\tبوتين\n",
		"head.tsv":   "start\tend\tlabel\n7\t17\tPER\n",
		"none.tsv":   "",
		"gold.jsonl": `{"id":"t","text":"` + text + `","offsets":"codepoint","mentions":[{"start":4,"end":9,"label":"PER"}]}`,
		"gold.conll": "زار O\nبوتين B-PER\nموسكو O\n",
		"bad.tsv":    "1\t2\t\n",
		"bin":        "a\x00",
	})
	for path, mentions := range map[string]int{"gold.tsv": 1, "head.tsv": 1, "none.tsv": 0, "gold.jsonl": 1, "gold.conll": 1} {
		docs, source, err := ReadFile(path, texts, ReadOptions{})
		if err != nil || len(docs) != 1 {
			t.Errorf("%s: %d documents, %v", path, len(docs), err)
			continue
		}
		if (source.Conll != nil) != strings.HasSuffix(path, ".conll") {
			t.Errorf("%s: %v", path, source)
		}
		if n := len(docs[0].Mentions); n != mentions {
			t.Errorf("%s: %d mentions, want %d", path, n, mentions)
		} else if n > 0 && docs[0].Mentions[0].Text != "بوتين" {
			t.Errorf("%s: %q", path, docs[0].Mentions[0].Text)
		}
	}
	if _, _, err := ReadFile("gold.tsv", nil, ReadOptions{}); !errors.Is(err, ErrNoText) {
		t.Errorf("without a text: %v", err)
	}
	for path, want := range map[string]error{"bad.tsv": ErrOffset, "bin": ErrUnknownFormat, "none": fs.ErrNotExist} {
		if _, _, err := ReadFile(path, texts, ReadOptions{}); !errors.Is(err, want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
	if _, _, err := ReadFile("none.tsv", nil, ReadOptions{}); !errors.Is(err, ErrUnknownFormat) || !strings.Contains(err.Error(), "an empty file") {
		t.Errorf("an empty file: %v", err)
	}
	if err := CheckTexts("p", []Document{{ID: "a", Mentions: []Mention{{}}}}); !errors.Is(err, ErrNoText) || !strings.HasPrefix(err.Error(), "p: ") {
		t.Errorf("mentions without a text: %v", err)
	}
}

// TestAlignToTokens: predictions pair by id, move to the gold's text and are widened to
// its tokens; the gold stays as it is.
func TestAlignToTokens(t *testing.T) {
	truth, _, err := ReadConll(strings.NewReader("-DOCSTART-\nوبوتين I-PERS\nقال O\n-DOCSTART-\nمصر B-LOC\n"), ConllOptions{})
	if err != nil {
		t.Fatal(err)
	}
	pred := []Document{
		{ID: "2"},
		{ID: "1", Text: "وبوتين  قال", Mentions: []Mention{{Span: Span{Start: 2, End: 12, Label: "PER"}}}},
	}
	got, err := Align(truth, pred)
	if err != nil {
		t.Fatal(err)
	}
	tags := func(d Document) (out []string) {
		for _, t := range d.Tokens {
			out = append(out, t.Tag)
		}
		return out
	}
	if d := cmp.Diff([]string{"I-PERS", "O"}, tags(truth[0])); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"B-PER", "O"}, tags(got[0])); d != "" {
		t.Error(d)
	}
	if m := got[0].Mentions[0]; m.Start != 0 || m.End != 12 || got[0].ID != "1" {
		t.Errorf("not widened: %v", got[0])
	}
	if m := pred[1].Mentions[0]; m.Start != 2 {
		t.Errorf("the argument was changed: %v", m)
	}
	if _, err := Align(truth, pred[:1]); !errors.Is(err, ErrDocument) {
		t.Errorf("one document less: %v", err)
	}
	pred[1].Text = "وبوتين كان"
	var differ *TextError
	if _, err := Align(truth, pred); !errors.As(err, &differ) || differ.Gold.Col != 8 {
		t.Errorf("another text: %v", err)
	}
}

// TestReadFileBrat: the text is that beside the .ann, whatever other texts there are.
func TestReadFileBrat(t *testing.T) {
	write(t, map[string]string{
		"a.ann":    "T1\tPER 4 9\tبوتين\n",
		"a.txt":    "زار بوتين",
		"lone.ann": "T1\tPER 4 9\tبوتين\n",
	})
	other := []Document{{ID: "x", Text: "زار  بوتين موسكو"}}
	docs, source, err := ReadFile("a.ann", other, ReadOptions{})
	if err != nil || source.Format != FormatBrat || docs[0].Text != "زار بوتين" {
		t.Errorf("%v, %v, %v", docs, source, err)
	}
	if _, _, err := ReadFile("lone.ann", nil, ReadOptions{}); !errors.Is(err, ErrNoText) || !strings.Contains(err.Error(), "lone.txt: no such file") {
		t.Errorf("without a text: %v", err)
	}
	if docs, _, err := ReadFile("lone.ann", docs, ReadOptions{}); err != nil || docs[0].Mentions[0].Start != 7 {
		t.Errorf("with a text: %v, %v", docs, err)
	}
}
