// Package work analyzes documents of any length on several goroutines.
//
// In: texts. Out: analyses, in the order of the texts.
//
// # Law
//
// A text that is longer than a piece is cut at sentence ends, and its analysis
// joined again: offsets are of the whole text, mentions stand in order, and an
// entity with one id is one entity. What may differ from an analysis without
// cuts is what looks over the whole text: a short form whose full name stands
// in another piece is an entity of its own or not found, a name that only its
// repetitions carry may be missing, and keyphrases are the best of the pieces.
// The same text gives the same analysis, whatever the number of workers.
//
// # Sharing
//
// Analyze is safe for concurrent use. Map belongs to one goroutine.
package work

import (
	"context"
	"errors"
	"fmt"

	"alam"
	"alam/text"
)

// DefaultPiece is the length from which texts are cut. The analysis of a text
// takes some 70 times its length in memory.
const DefaultPiece = 1 << 19

// An Analyzer analyzes texts, as *alam.Analyzer does.
type Analyzer interface {
	Analyze(ctx context.Context, source string) (*alam.Analysis, error)
}

// ErrPanic is wrapped by the error for a text on which the analyzer broke down.
var ErrPanic = errors.New("the analyzer broke down")

// Options say how texts are analyzed. The zero value is the default.
type Options struct {
	// Piece is the length in bytes from which a text is cut; 0 for
	// DefaultPiece, and 1 KB at least.
	Piece int
	// Topics is how many keyphrases a text that was cut may have; it should be
	// what the analyzer gives.
	Topics int
	// Evidence keeps the evidence of mentions of a text that was cut.
	Evidence bool
}

// Analyze analyzes a text, in pieces if it is long.
func Analyze(ctx context.Context, a Analyzer, source string, o Options) (*alam.Analysis, error) {
	piece := o.Piece
	if piece == 0 {
		piece = DefaultPiece
	}
	piece = max(piece, 1<<10)
	if len(source) <= piece {
		return protect(ctx, a, source)
	}
	j := joiner{o: o, byID: map[string]int{}, terms: map[string]int{}, out: alam.Analysis{Document: &text.Document{Source: source}}}
	for at := 0; at < len(source); {
		end := at + Cut(source[at:], piece)
		x, err := protect(ctx, a, source[at:end])
		if err != nil {
			return nil, err
		}
		j.add(x, at)
		at = end
	}
	return j.done(), nil
}

// protect makes an error of a panic: one text must not end a job.
func protect(ctx context.Context, a Analyzer, source string) (x *alam.Analysis, err error) {
	defer func() {
		if p := recover(); p != nil {
			x, err = nil, fmt.Errorf("%w: %v", ErrPanic, p)
		}
	}()
	return a.Analyze(ctx, source)
}
