package config

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var verbs = []Verb{
	{"tag", []Flag{
		{Name: "gazetteer", Type: "stringArray", Path: true, Repeatable: true},
		{Name: "labels", Type: "LABELS"},
		{Name: "format", Type: "jsonl|tsv"},
		{Name: "top", Type: "N"},
		{Name: "weights", Type: "string", Path: true, Words: []string{"none"}},
		{Name: "list-label", Type: "[FILE=]LABEL", Path: true, Repeatable: true},
	}},
	{"topics fit", []Flag{
		{Name: "top", Type: "N"},
		{Name: "format", Type: "text|json"},
		{Name: "c", Type: "X"},
		{Name: "guideline", Type: "FILE=NAME", Path: true, Repeatable: true},
		{Name: "output", Type: "string", Path: true, Output: true},
		{Name: "max", Type: "SIZE"},
	}},
}

// TestFor: what holds for a verb, with its line.
func TestFor(t *testing.T) {
	const file = "\ufeffgazetteer = [\n  'a.tsv', # first\n  '/b.tsv',\n]\r\nformat = \"tsv\"\ntop = 0x1_0\nweights = 'none'\nlist-label = ['a.tsv=PER', 'LOC']\n" +
		"[tag]\nlabels = ['PER', \"LO\\u0043\"]\n[topics.fit]\nc = 1_0.5\nguideline = ['x=news']\nmax = '64MB'\noutput = '-'\n"
	for _, x := range []struct {
		content, verb string
		want          []string
	}{
		{file, "tag", []string{"gazetteer=d/a.tsv,/b.tsv:1", "labels=PER,LOC:10", "format=tsv:5", "top=16:6", "weights=none:7", "list-label=d/a.tsv=PER,LOC:8"}},
		{file, "topics fit", []string{"top=16:6", "c=10.5:12", "guideline=d/x=news:13", "output=-:15", "max=64MB:14"}},
		{"top = 1\ntag = {top = 2, labels = 'PER'}\n['topics fit']\nmax = 5\n", "tag", []string{"labels=PER:2", "top=2:2"}},
		{"top = 1\ntag = {top = 2}\n['alam topics fit']\nmax = 5\n", "topics fit", []string{"top=1:1", "max=5:4"}},
		{"gazetteer = ['a']\n[tag]\ngazetteer = []", "tag", []string{"gazetteer=:3"}},
		{"", "tag", nil},
	} {
		f, err := Parse(filepath.FromSlash("d/alam.toml"), []byte(x.content))
		if err == nil {
			err = f.Check(verbs)
		}
		if err != nil {
			t.Errorf("%q: %v", x.content, err)
			continue
		}
		var got []string
		for i := range verbs {
			if verbs[i].Name != x.verb {
				continue
			}
			for _, s := range f.For(&verbs[i]) {
				got = append(got, fmt.Sprintf("%s=%s:%d", s.Flag.Name, filepath.ToSlash(strings.Join(s.Texts, ",")), s.Entry.Line))
			}
		}
		if d := cmp.Diff(x.want, got); d != "" {
			t.Errorf("%s of %q (-want +got):\n%s", x.verb, x.content, d)
		}
	}
}

// TestWrong: every mistake is an error with its line.
func TestWrong(t *testing.T) {
	for content, want := range map[string]string{
		"\ntpo = 1":                         `f:2: unknown key "tpo", did you mean top?`,
		"[tag]\nc = 1":                      `f:2: unknown key "c" of [tag]`,
		"[topics.fti]":                      "f:1: unknown table [topics.fti], did you mean topics.fit?",
		"[nothing.like.it]":                 "a table has the name of a verb",
		"tag = {nothing = {}}":              "f:1: unknown table [tag.nothing]",
		"top = '1'":                         "f:1: top: want a whole number, without quotes",
		"top = 1.5":                         "f:1: top: want a whole number, without quotes",
		"top = [1]":                         "f:1: top: want one value, not a list",
		"top = 2020-01-01":                  "f:1: top: want a string in quotes, a number, true or false, or a list of them",
		"labels = ['PER', 1]":               "f:1: labels: want values of one type in a list",
		"labels = [['PER']]":                "f:1: labels: want a string",
		"format = 'csv'":                    "f:1: format: want one of jsonl, tsv",
		"guideline = 'news'":                "f:1: guideline: want FILE=NAME",
		"output = 'x'":                      "put it in a table, as [topics.fit]",
		"[[tag]]":                           "f:1: [[tag]]: want one table, [tag]",
		"top = 1\ntop = 2":                  "f:2:1: ",
		"top = ":                            "f:1:",
		"top = \xff":                        "f:1:",
		"format = 'tsv'\n[format]\ntop = 1": "f:2:",
	} {
		f, err := Parse("f", []byte(content))
		if err == nil {
			err = f.Check(verbs)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", content, err, want)
		}
	}
}

// TestLine: what is shown is read back.
func TestLine(t *testing.T) {
	for _, x := range []struct {
		flag  Flag
		texts []string
	}{
		{verbs[0].Flags[0], []string{"a b.tsv", `c'"\.tsv`}}, {verbs[0].Flags[1], []string{"PER,LOC"}}, {verbs[0].Flags[3], []string{"7"}},
		{verbs[1].Flags[2], []string{"0.25"}}, {Flag{Name: "b", Type: "bool"}, []string{"true"}}, {verbs[0].Flags[0], nil}, {verbs[0].Flags[1], []string{"اسم\n"}},
	} {
		line := Line(&x.flag, x.texts)
		f, err := Parse("alam.toml", []byte(line))
		if err != nil || len(f.Entries) != 1 || f.Entries[0].Key != x.flag.Name || f.Entries[0].fits(&x.flag) != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		if d := cmp.Diff(x.texts, f.Entries[0].Texts); d != "" {
			t.Errorf("%s (-want +got):\n%s", line, d)
		}
	}
}

// FuzzParse: no file makes it panic.
func FuzzParse(f *testing.F) {
	f.Add([]byte("a = 1\n[tag]\nb = ['x', {c = 1}]\n"))
	f.Fuzz(func(_ *testing.T, b []byte) {
		if file, err := Parse("f", b); err == nil && file.Check(verbs) == nil {
			for i := range verbs {
				file.For(&verbs[i])
			}
		}
	})
}
