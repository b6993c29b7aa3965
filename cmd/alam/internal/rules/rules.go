// Package rules is what keeps rule files: it reads them, says what is wrong with
// them, runs their examples, and shows what becomes of them in a text.
//
// In: rule files. Out: findings and traces, for console to write.
//
// # Law
//
// The rules of a file are asked as the tagger would use them, over the embedded
// rules, lexicon and lists. The same files give the same findings.
//
// # Sharing
//
// A File is not changed after it was read.
package rules

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
)

// A File is a rule file, read.
type File struct {
	Path  string
	Rules []rule.Rule
	// Findings are what could not be read.
	Findings []rule.Finding
	embedded bool
}

// Read reads rule files, or the embedded ones if none is named. The error is of
// a file that cannot be read at all; what is wrong in one is a finding.
func Read(paths []string, stdin io.Reader) ([]File, error) {
	if len(paths) == 0 {
		return embedded()
	}
	var files []File
	for _, path := range paths {
		r, _, err := source.Open(path, stdin)
		if err != nil {
			return nil, err
		}
		f := read(path, r)
		r.Close()
		files = append(files, f)
	}
	return files, nil
}

func embedded() ([]File, error) {
	names, err := fs.Glob(data.Files(), "rules/*.rules")
	if err != nil {
		return nil, err
	}
	var files []File
	for _, name := range names {
		r, err := data.Files().Open(name)
		if err != nil {
			return nil, err
		}
		f := read("data/"+name, r)
		r.Close()
		f.embedded = true
		files = append(files, f)
	}
	return files, nil
}

func read(path string, r io.Reader) File {
	f := File{Path: path}
	var errs []error
	f.Rules, errs = rule.ParseAll(path, r)
	for _, err := range errs {
		f.Findings = append(f.Findings, rule.FindingOf(err))
	}
	return f
}

// all gives the rules of all files, and what could not be read.
func all(files []File) (rules []rule.Rule, findings []rule.Finding) {
	for _, f := range files {
		rules = append(rules, f.Rules...)
		findings = append(findings, f.Findings...)
	}
	return rules, findings
}

// Check says what is wrong with the rules of files.
func Check(files []File, o engine.Options) ([]rule.Finding, error) {
	a, err := engine.New(o)
	if err != nil {
		return nil, err
	}
	rules, findings := all(files)
	findings = append(findings, a.Tagger().CheckRules(rules)...)
	slices.SortStableFunc(findings, func(a, b rule.Finding) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return findings, nil
}

// A Tested is what running examples gave.
type Tested struct {
	Rules, Examples int
	Without         []string // rules that have no example
	Failed          []rule.Finding
}

// Test runs the examples of the rules of files. Files that cannot be read or
// compiled fail.
func Test(files []File, o engine.Options) (Tested, error) {
	rules, findings := all(files)
	t := Tested{Rules: len(rules), Failed: findings}
	if len(findings) > 0 {
		return t, nil
	}
	for _, f := range files {
		if !f.embedded {
			o.Rules = append(o.Rules, f.Rules...)
		}
	}
	a, err := engine.New(o)
	if err != nil {
		return t, err
	}
	for i := range rules {
		if len(rules[i].Examples) == 0 {
			t.Without = append(t.Without, rules[i].Name)
		}
	}
	t.Failed, t.Examples = a.Tagger().TestRules(rules, func(src string) []text.Region {
		regions, _ := a.Regions(src) // rule files are UTF-8
		return regions
	})
	return t, nil
}

// Text is the text of arguments, of which "-" stands for standard input.
func Text(args []string, stdin io.Reader) (string, error) {
	text := strings.Join(args, " ")
	if text == source.Stdin {
		b, err := io.ReadAll(stdin)
		if err != nil {
			return "", err
		}
		text = string(b)
	}
	return text, source.CheckText("TEXT", text)
}

// ErrNoRule is wrapped by the error of Trace for a rule that there is not.
var ErrNoRule = errors.New("no such rule")

// Trace says what becomes of the rules in a text, of all or of the one named.
func Trace(src, rule string, o engine.Options) ([]rule.Trace, error) {
	a, err := engine.New(o)
	if err != nil {
		return nil, err
	}
	regions, err := a.Regions(src)
	if err != nil {
		return nil, err
	}
	traces := a.Tagger().Trace(src, token.Tokenize(src), regions, rule)
	if rule != "" && len(traces) == 0 {
		return nil, fmt.Errorf("%w: %q", ErrNoRule, rule)
	}
	return traces, nil
}
