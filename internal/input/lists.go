package input

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
)

// compiledMagic begins the compiled form of a list.
const compiledMagic = "ALAMGAZ\n"

// Gazetteer opens a list of names, in TSV or compiled; it is used to the end of
// the program.
func Gazetteer(path string) (*gazetteer.Gazetteer, error) {
	r, size, err := source.Open(path, nil)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	in := bufio.NewReader(r)
	if head, _ := in.Peek(len(compiledMagic)); string(head) == compiledMagic {
		if size > 0 {
			return gazetteer.OpenFile(path) // to be mapped, not read
		}
		var b strings.Builder // a pipe
		if _, err := io.Copy(&b, in); err != nil {
			return nil, source.ReadError(path, 0, err)
		}
		g, err := gazetteer.Open(b.String())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return g, nil
	}
	entries, err := gazetteer.ReadTSV(path, in)
	if err != nil {
		return nil, err
	}
	g, err := gazetteer.New(entries)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return g, nil
}

// Rules reads a rule file.
func Rules(path string) ([]rule.Rule, error) {
	r, _, err := source.Open(path, nil)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return rule.Parse(path, r)
}

// Model reads a file of fitted weights.
func Model(path string) (*ner.Model, error) {
	r, _, err := source.Open(path, nil)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return ner.ReadModel(path, r)
}
