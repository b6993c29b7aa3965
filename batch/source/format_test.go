package source

import (
	"bufio"
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		path, content string
		want          Format
	}{
		{"a.txt", `{"text":"x"}`, JSONL},
		{"a.JSONL", "", JSONL},
		{"a.ndjson", "x", JSONL},
		{"a.iob2", "", CoNLL},
		{"a.bio", "", CoNLL},
		{"a.conll", "", CoNLL},
		{"-", "", Text},
		{"-", "في روسيا", Text},
		{"-", "\n {\"a\":1}", JSONL},
		{"-", "{}\n", JSONL},
		{"-", "{ \"id\"", JSONL},
		{"-", "{ كلام", Text},
		{"-", bom + "{\"a\":1}", JSONL},
		{"a.json", "{\n  \"text\"", JSON},
		{"a.jsonl", "[{\"text\"", JSON},
		{"a.txt", "[{\"text\"", JSON},
		{"a.txt", "[أ] \"", Text},
		{"a.xml", "", Feed},
		{"-", "<?xml version", Feed},
		{"-", "قال O\nبوتين B-PERS\n\n. O\n", CoNLL},
		{"-", "-DOCSTART- O\n\nقال O\n", CoNLL},
		{"-", "بوتين\tNN\tB-PER\nقال\tVB\tO", CoNLL},
		{"-", "بوتين NN B-PER\nقال O\n", Text},
		{"-", "زار موسكو\nثم بيروت\n", Text},
		{"-", "O\nO\n", Text},
	} {
		got, err := detect(c.path, bufio.NewReader(strings.NewReader(c.content)))
		if err != nil || got != c.want {
			t.Errorf("%s %q: %v, %v, want %v", c.path, c.content, got, err, c.want)
		}
	}
}

func TestParseFormat(t *testing.T) {
	for _, name := range Formats() {
		if f, err := ParseFormat(name); err != nil || f.String() != name {
			t.Errorf("%s: %v, %v", name, f, err)
		}
	}
	if _, err := ParseFormat("doc"); err == nil {
		t.Error("doc is a format")
	}
}
