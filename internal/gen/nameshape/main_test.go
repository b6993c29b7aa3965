package main

import (
	"bytes"
	"compress/gzip"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/word"
)

// trial writes a small set of sources to a folder and gives the options.
func trial(t *testing.T) options {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("gazetteer/l.tsv", []byte("label\tkind\tname\tcountry\nLOC\tcity\tموسكو\t\nLOC\tcity\tقم\t\nPER\tpolitician\tفلاديمير بوتين\tRU\nPER\tpolitician\tحسن نصر الله\tLB\n"))
	write("lexicon/names.tsv", []byte("# Names.\nclass\tform\tflags\tnote\n# Given: Arab, male\nname.given\tحسن\t\t\n# Given: French\nname.given\tفرانسوا\t\t\n"))
	write("lexicon/triggers.tsv", []byte("class\tform\nverb\tقال\n"))
	stats, err := word.PackStats([]string{"بيت", "قرار"}, []word.Count{{Bare: 9, Article: 9, Suffix: 9}, {Bare: 9, Article: 9, Suffix: 9}})
	if err != nil {
		t.Fatal(err)
	}
	write("wordstats.bin", stats)
	var news bytes.Buffer
	z := gzip.NewWriter(&news)
	z.Write([]byte(`{"title": "قرار بيت", "text": "قال فرانسوا قرارهم قرارات البيت شتاين"}` + "\n"))
	z.Close()
	return options{
		in:    write("news.jsonl.gz", news.Bytes()),
		names: write("names.tsv", []byte("سميث\t9\tsmith\nالبيت\t1\tx\n")),
		data:  dir, out: filepath.Join(dir, "out.bin"), bits: 8,
	}
}

// TestWords: each word has the class that its sources give it.
func TestWords(t *testing.T) {
	s, err := read(trial(t))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for i := range s.list {
		got[s.list[i].key] = s.list[i].class()
	}
	const either = -1
	for key, want := range map[string]int{
		"موسكو": int(word.SortPlace), "بوتين": int(word.SortForeignPerson), "فرانسوا": int(word.SortForeignPerson),
		"حسن": int(word.SortArabPerson), "سميث": either,
		"البيت": common, "قرارهم": common, "قرارات": common, "قال": common, "شتاين": common,
	} {
		if c, ok := got[key]; !ok || c != want {
			t.Errorf("%s: class %d (%v), want %d", key, c, ok, want)
		}
	}
	if len(got) != len(s.list) {
		t.Errorf("%d words, %d of them different", len(s.list), len(got))
	}
}

func TestRun(t *testing.T) {
	o := trial(t)
	var files [2][]byte
	for i := range files {
		if err := run(o); err != nil {
			t.Fatal(err)
		}
		var err error
		if files[i], err = os.ReadFile(o.out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same input gave another model")
	}
	if _, err := word.OpenNameShape(string(files[0])); err != nil {
		t.Error(err)
	}
}

func TestRunRefuses(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(o *options)
	}{
		{"-in", func(o *options) { o.in = "" }},
		{"-names", func(o *options) { o.names = "" }},
		{"-bits", func(o *options) { o.bits = 40 }},
		{"absent", func(o *options) { o.in = "absent" }},
		{"wordstats.bin", func(o *options) { o.data = "absent" }},
		{"not a JSON object", func(o *options) { o.in = o.names }},
		{":1: want a token", func(o *options) { o.names = filepath.Join(o.data, "lexicon", "bad.txt") }},
		{"no such file", func(o *options) { o.check = []string{"absent.conll"} }},
	} {
		o := trial(t)
		if err := os.WriteFile(filepath.Join(o.data, "lexicon", "bad.txt"), []byte("x\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		c.change(&o)
		if err := run(o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q in it", err, c.want)
		}
	}
}

func TestAUC(t *testing.T) {
	for _, c := range []struct {
		names, others []float64
		want          float64
	}{
		{[]float64{2, 3}, []float64{0, 1}, 1},
		{[]float64{0, 1}, []float64{2, 3}, 0},
		{[]float64{1}, []float64{1, 1, 1}, 0.5},
		{[]float64{1, 3}, []float64{0, 2, 3}, 3.5 / 6},
	} {
		var list []scored
		for _, v := range c.names {
			list = append(list, scored{v, true})
		}
		for _, v := range c.others {
			list = append(list, scored{v, false})
		}
		if got := auc(list); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v against %v: %v, want %v", c.names, c.others, got, c.want)
		}
	}
}
