package input

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"alam/eval"
)

func TestSpans(t *testing.T) {
	const text = "زار بوتين موسكو"
	texts := []eval.Document{{ID: "t", Text: text}}
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
		docs, info, err := Spans(path, nil, texts)
		if err != nil || len(docs) != 1 {
			t.Errorf("%s: %d documents, %v", path, len(docs), err)
			continue
		}
		if (info != nil) != strings.HasSuffix(path, ".conll") {
			t.Errorf("%s: info %v", path, info)
		}
		if n := len(docs[0].Mentions); n != mentions {
			t.Errorf("%s: %d mentions, want %d", path, n, mentions)
		} else if n > 0 && docs[0].Mentions[0].Text != "بوتين" {
			t.Errorf("%s: %q", path, docs[0].Mentions[0].Text)
		}
	}
	if _, _, err := Spans("gold.tsv", nil, nil); !errors.Is(err, ErrNoText) {
		t.Errorf("without a text: %v", err)
	}
	for path, want := range map[string]string{"bad.tsv": "bad.tsv:1:", "bin": "bin:1:2: binary file", "none": "none: no such file"} {
		if _, _, err := Spans(path, nil, texts); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}

// TestAlign: predictions are widened to the gold's tokens, pair by id, and both
// sides get the tags that are compared.
func TestAlign(t *testing.T) {
	read := func() []eval.Document {
		docs, _, err := eval.ReadConll(strings.NewReader("وبوتين I-PERS\nقال O\nمصري B-MISC\n"), eval.ConllOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return append(docs, eval.Document{ID: "x"})
	}
	gold := read()
	pred := []eval.Document{{ID: "x"}, {ID: "1", Mentions: []eval.Mention{{Span: eval.Span{Start: 2, End: 12, Label: "PER"}}}}}
	o := eval.Options{Map: eval.LabelMap{"PERS": "PER"}, Labels: []string{"PER"}}
	if err := Align(gold, pred, o); err != nil {
		t.Fatal(err)
	}
	tags := func(d eval.Document) (out []string) {
		for _, t := range d.Tokens {
			out = append(out, t.Tag)
		}
		return out
	}
	if d := cmp.Diff([]string{"I-PER", "O", "O"}, tags(gold[0])); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"B-PER", "O", "O"}, tags(pred[0])); d != "" {
		t.Error(d)
	}
	if m := pred[0].Mentions[0]; m.Start != 0 || m.End != 12 {
		t.Errorf("not widened: %v", m)
	}
	if err := Align(gold, pred[:1], o); !errors.Is(err, eval.ErrDocument) {
		t.Errorf("one document less: %v", err)
	}
}
