package ner_test

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/ner"
)

// TestEscapes: a form may have a sign by its number, and no other backslash.
func TestEscapes(t *testing.T) {
	const head = "class\tform\n"
	got, err := ner.ReadLexicon("x.tsv", strings.NewReader(head+"title\t\\ufdfa\n"))
	if err != nil || len(got) != 1 || got[0].Form != "\ufdfa" {
		t.Errorf("%+q, %v", got, err)
	}
	if _, err := ner.ReadLexicon("x.tsv", strings.NewReader(head+"title\ta\\z\n")); err == nil || !strings.Contains(err.Error(), "x.tsv:2:7") {
		t.Errorf("a backslash that begins nothing: %v", err)
	}
}
