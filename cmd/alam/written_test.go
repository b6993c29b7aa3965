package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/eval"
)

// TestWrittenIsReadBack: all that tag and batch write is read back by eval, and the
// same tags give F1 1, for articles as they come and blank ones among them.
func TestWrittenIsReadBack(t *testing.T) {
	n := 1000
	if testing.Short() {
		n = 50
	}
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	alam := func(args ...string) string {
		t.Helper()
		status, out, errs := command(t, "", args...)
		if status != statusDone {
			t.Fatalf("alam %q: status %d: %s", args, status, errs)
		}
		return out
	}
	texts := newsAndBlank(t, n)
	in := at("in.jsonl")
	writeLines(t, in, texts)
	for _, format := range []string{"jsonl", "tsv", "conll"} {
		if err := os.WriteFile(at("tag."+format), []byte(alam("tag", "--format", format, in)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, out := range []string{"jsonl", "jsonl.gz", "csv", "csv.zst", "tsv", "conll", "conll.gz", "brat", "parquet"} {
		alam("batch", "--progress", "none", in, "-o", at("batch."+out))
	}
	for _, out := range []string{"jsonl.gz", "csv", "conll", "brat", "parquet"} {
		if err := os.Mkdir(at("shards-"+out), 0o755); err != nil {
			t.Fatal(err)
		}
		alam("batch", "--progress", "none", "--shard", fmt.Sprint(n/3), in, "-o", at("shards-"+out+"/part."+out))
	}
	// Tagged again, it has the three columns of conlleval, which reads it.
	again := alam("tag", "--format", "conll", at("tag.conll"))
	status, figures, errs := command(t, again, "eval", "--format", "conlleval")
	if status != statusDone || !strings.HasPrefix(figures, "processed ") {
		t.Errorf("conlleval: status %d: %s%s", status, figures, errs)
	}
	withTexts(t, at("tag.jsonl"), at("tag-text.jsonl"), texts)
	withTexts(t, at("batch.jsonl"), at("batch-text.jsonl"), texts)
	for _, c := range []struct{ gold, pred string }{
		{"tag.jsonl", "tag.tsv"},
		{"tag.conll", "tag-text.jsonl"}, // a token that holds a name is the name
		{"batch.jsonl", "batch.jsonl.gz"},
		{"batch.jsonl", "batch.csv"},
		{"batch.jsonl", "batch.csv.zst"},
		{"batch.jsonl", "batch.tsv"},
		{"batch.jsonl", "batch.brat"},
		{"batch.jsonl", "batch.parquet"},
		{"batch.brat", "batch.jsonl"},
		{"batch.parquet", "batch.brat"},
		{"batch.conll", "batch-text.jsonl"},
		{"batch.conll", "batch.brat"},
		{"batch.conll.gz", "batch.conll"},
		{"batch.jsonl", "shards-jsonl.gz"},
		{"batch.jsonl", "shards-csv"},
		{"batch.jsonl", "shards-brat"},
		{"batch.jsonl", "shards-parquet"},
		{"batch.jsonl", "shards-csv/*.csv"},
		{"shards-conll", "batch.conll"},
	} {
		var r eval.Report
		if err := json.Unmarshal([]byte(alam("eval", "--gold", at(c.gold), "--pred", at(c.pred), "--json")), &r); err != nil {
			t.Fatal(err)
		}
		m := r.Strict.Micro
		if m.TP < 10*n || m.FP+m.FN > 0 {
			t.Errorf("--gold %s --pred %s: %d right, %d false, %d missed", c.gold, c.pred, m.TP, m.FP, m.FN)
		}
	}
}

type article struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// newsAndBlank gives n articles, with ids of many kinds, of which every 25th is blank.
func newsAndBlank(t *testing.T, n int) (list []article) {
	t.Helper()
	blanks := []string{"", " \n", "\u00a0", "\t\r\n"}
	for _, file := range []string{"test", "dev", "train"} {
		f, err := os.Open("../../data/news/" + file + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() && len(list) < n {
			var a article
			if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
				t.Fatal(err)
			}
			switch len(list) % 25 {
			case 0:
				a.Text = blanks[len(list)/25%len(blanks)]
			case 1:
				a.Text = "قال\u00a0محمد&nbsp;بن سلمان&nbsp;: \"جمعية \"القاهرة\" في\u200f الرياض\"" + a.Text
			case 2:
				a.ID = fmt.Sprintf("خبر %d, \"100%%\" (ب)", len(list))
			}
			list = append(list, a)
		}
	}
	if len(list) < n {
		t.Fatalf("%d articles, want %d", len(list), n)
	}
	return list
}

// writeLines writes a JSON line for each of the list.
func writeLines[T any](t *testing.T, path string, list []T) {
	t.Helper()
	var b bytes.Buffer
	for _, x := range list {
		if err := json.NewEncoder(&b).Encode(x); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// withTexts adds their texts to tagged documents: what meets CoNLL needs one.
func withTexts(t *testing.T, from, to string, texts []article) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	for i, line := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
		var d map[string]any
		if err := json.Unmarshal(line, &d); err != nil || d["id"] != texts[i].ID {
			t.Fatalf("%s:%d: document %v, want %q: %v", from, i+1, d["id"], texts[i].ID, err)
		}
		d["text"] = texts[i].Text
		list = append(list, d)
	}
	writeLines(t, to, list)
}
