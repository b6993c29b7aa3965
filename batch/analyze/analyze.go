// Package analyze analyzes documents of any length on several goroutines.
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
// repetitions carry may be missing, keyphrases are the best of the pieces, and
// the score of a category is the mean over the pieces, by their lengths.
// The same text gives the same analysis, whatever the number of workers.
//
// # Sharing
//
// Analyze is safe for concurrent use. Map belongs to one goroutine.
package analyze

import (
	"context"
	"errors"
	"fmt"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/text"
)

// DefaultPiece is the length from which texts are cut. The analysis of a text
// takes some 70 times its length in memory, for its tokens: of marks that are a
// token each, a piece has fewer bytes.
const DefaultPiece = 1 << 19

// tokenBytes is how many bytes of a piece there are to a token at least, twice as
// many tokens as prose has.
const tokenBytes = 5

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
	// Topics and Categories are how many keyphrases and categories a text that
	// was cut may have; they should be what the analyzer gives.
	Topics, Categories int
	// Evidence keeps the evidence of mentions of a text that was cut.
	Evidence bool
	// Slots are for all goroutines that analyze: as many texts or pieces as it has
	// room for are analyzed at a time, whoever calls Analyze. nil for one piece of
	// a text after the other.
	Slots chan struct{}
}

// do calls f while it holds a slot.
func (o Options) do(f func()) {
	if o.Slots != nil {
		o.Slots <- struct{}{}
		defer func() { <-o.Slots }()
	}
	f()
}

// Analyze analyzes a text, in pieces if it is long. The caller holds no slot.
func Analyze(ctx context.Context, a Analyzer, source string, o Options) (x *alam.Analysis, err error) {
	piece := o.Piece
	if piece == 0 {
		piece = DefaultPiece
	}
	piece = max(piece, 1<<10)
	if room(source, piece) == len(source) {
		o.do(func() { x, err = protect(ctx, a, source) })
		return x, err
	}
	j := joiner{o: o, byID: map[string]int{}, terms: map[string]int{}, kinds: map[string]int{},
		out: alam.Analysis{Document: &text.Document{Source: source}}}
	var queue []part // pieces that are not joined yet, in order
	for at := 0; at < len(source) || len(queue) > 0; {
		if at == len(source) || len(queue) > 2*cap(o.Slots) {
			if err := j.join(<-queue[0]); err != nil {
				return nil, err
			}
			queue = queue[1:]
			continue
		}
		end := at + Cut(source[at:], max(room(source[at:], piece), 1<<10))
		queue = append(queue, o.start(ctx, a, source[at:end], at))
		at = end
	}
	return j.done(), nil
}

// A part gives the analysis of a piece once.
type part chan analyzed

type analyzed struct {
	x   *alam.Analysis
	at  int
	err error
}

// start analyzes a piece: in a goroutine of its own that waits for a slot, or
// here if there are none. The slot is given back before the analysis is handed over.
func (o Options) start(ctx context.Context, a Analyzer, piece string, at int) part {
	p := make(part, 1)
	analyze := func() {
		out := analyzed{at: at}
		o.do(func() { out.x, out.err = protect(ctx, a, piece) })
		p <- out
	}
	if o.Slots == nil {
		analyze()
	} else {
		go analyze()
	}
	return p
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
