package alam_test

import (
	"context"
	"errors"
	"testing"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/ner"
)

// TestZero: an Analyzer that New did not make says so, and options that are
// refused are an error that users can match.
func TestZero(t *testing.T) {
	var a alam.Analyzer
	if _, err := a.Analyze(context.Background(), "لبنان"); !errors.Is(err, alam.ErrNotMade) {
		t.Errorf("got %v", err)
	}
	if _, err := alam.New(alam.Options{Hide: []string{"LOC.cty"}}); !errors.Is(err, alam.ErrOption) || !errors.Is(err, ner.ErrKind) {
		t.Errorf("got %v", err)
	}
}
