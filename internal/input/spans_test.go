package input

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gold"
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

func TestSpans(t *testing.T) {
	const text = "زار بوتين موسكو"
	texts := []gold.Document{{ID: "t", Text: text}}
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
		docs, source, err := Spans(path, nil, texts, gold.ReadOptions{})
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
	if _, _, err := Spans("gold.tsv", nil, nil, gold.ReadOptions{}); !errors.Is(err, ErrNoText) {
		t.Errorf("without a text: %v", err)
	}
	for path, want := range map[string]string{"bad.tsv": "bad.tsv:1:", "bin": "bin:1:2: binary file", "none": "none: no such file"} {
		if _, _, err := Spans(path, nil, texts, gold.ReadOptions{}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}

// TestAlign: predictions pair by id, move to the gold's text and are widened to
// its tokens; the gold stays as it is.
func TestAlign(t *testing.T) {
	truth, _, err := gold.ReadConll(strings.NewReader("-DOCSTART-\nوبوتين I-PERS\nقال O\n-DOCSTART-\nمصر B-LOC\n"), gold.ConllOptions{})
	if err != nil {
		t.Fatal(err)
	}
	pred := []gold.Document{
		{ID: "2"},
		{ID: "1", Text: "وبوتين  قال", Mentions: []gold.Mention{{Span: gold.Span{Start: 2, End: 12, Label: "PER"}}}},
	}
	got, err := Align(truth, pred)
	if err != nil {
		t.Fatal(err)
	}
	tags := func(d gold.Document) (out []string) {
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
	if _, err := Align(truth, pred[:1]); !errors.Is(err, gold.ErrDocument) {
		t.Errorf("one document less: %v", err)
	}
	pred[1].Text = "وبوتين كان"
	var differ *gold.TextError
	if _, err := Align(truth, pred); !errors.As(err, &differ) || differ.Gold.Col != 8 {
		t.Errorf("another text: %v", err)
	}
}

// TestSpansBrat: the text is that beside the .ann, whatever other texts there are.
func TestSpansBrat(t *testing.T) {
	write(t, map[string]string{
		"a.ann":    "T1\tPER 4 9\tبوتين\n",
		"a.txt":    "زار بوتين",
		"lone.ann": "T1\tPER 4 9\tبوتين\n",
	})
	other := []gold.Document{{ID: "x", Text: "زار  بوتين موسكو"}}
	docs, source, err := Spans("a.ann", nil, other, gold.ReadOptions{})
	if err != nil || source.Format != gold.FormatBrat || docs[0].Text != "زار بوتين" {
		t.Errorf("%v, %v, %v", docs, source, err)
	}
	if _, _, err := Spans("lone.ann", nil, nil, gold.ReadOptions{}); !errors.Is(err, gold.ErrNoText) || !strings.Contains(err.Error(), "lone.txt: no such file") {
		t.Errorf("without a text: %v", err)
	}
	if docs, _, err := Spans("lone.ann", nil, docs, gold.ReadOptions{}); err != nil || docs[0].Mentions[0].Start != 7 {
		t.Errorf("with a text: %v, %v", docs, err)
	}
}
