package eval

import (
	"fmt"

	"github.com/alam-nlp/alam/gold"
)

// MismatchKind says what became of a gold mention, of a predicted one, or of the two
// that were paired.
type MismatchKind uint8

const (
	Correct    MismatchKind = iota // same start, end and label
	Missed                         // gold that met no prediction
	Spurious                       // prediction that met no gold
	WrongLabel                     // same start and end, another label
	WrongBoth                      // overlap, another label
	TooLong                        // same label; the prediction covers the gold and more
	TooShort                       // same label; the gold covers the prediction and more
	Shifted                        // same label; each has what the other has not
	// Slips: boundary errors with the same label, in which the two differ only by
	OnlyProclitic // و ف ب ل ك before the name, with or without ال after them
	OnlyArticle   // ال
	OnlyTitle     // title words ([MismatchOptions].Title)
	OnlySpelling  // marks, tatweel, punctuation; or what [MismatchOptions].Key folds
	mismatchKinds
)

// MismatchKinds lists all kinds, in the order of reports.
func MismatchKinds() []MismatchKind {
	list := make([]MismatchKind, mismatchKinds)
	for i := range list {
		list[i] = MismatchKind(i)
	}
	return list
}

// Boundary reports whether the label is right and the extent is not.
func (k MismatchKind) Boundary() bool { return k >= TooLong && k < mismatchKinds }

// Slip reports whether the extents differ by nothing but a proclitic, an article,
// title words or spelling.
func (k MismatchKind) Slip() bool { return k >= OnlyProclitic && k < mismatchKinds }

// String names the kind in words.
func (k MismatchKind) String() string {
	switch k {
	case Correct:
		return "correct"
	case Missed:
		return "missed"
	case Spurious:
		return "spurious"
	case WrongLabel:
		return "wrong label"
	case WrongBoth:
		return "wrong label and boundary"
	case TooLong:
		return "too long"
	case TooShort:
		return "too short"
	case Shifted:
		return "shifted"
	case OnlyProclitic:
		return "only a proclitic"
	case OnlyArticle:
		return "only the article"
	case OnlyTitle:
		return "only a title"
	case OnlySpelling:
		return "only spelling or marks"
	}
	return fmt.Sprintf("MismatchKind(%d)", uint8(k))
}

// MarshalText gives the name.
func (k MismatchKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads a name.
func (k *MismatchKind) UnmarshalText(b []byte) error {
	for *k = 0; *k < mismatchKinds; *k++ {
		if k.String() == string(b) {
			return nil
		}
	}
	*k = Correct
	return fmt.Errorf("eval: no error is called %q", b)
}

// Mismatch is one gold mention and the prediction it was paired with, or one of them
// alone.
type Mismatch struct {
	Doc  string        // id of the document
	Gold *gold.Mention // nil when spurious; its label as compared (after the map)
	Pred *gold.Mention // nil when missed
	Kind MismatchKind  // Correct only from [Classify]

	// Text is the part of the source that Gold and Pred cover together; Before and
	// After are what stands around it on its line. All are "" when the text is
	// unknown.
	Before, Text, After string

	// Count is how many errors of the list have this kind and surface.
	Count int

	// Training says whether the training data have the name: "seen", "seen, other
	// label" or "unseen"; "" where there are none.
	Training string
}

// Surface is what is written where the gold is, or the prediction when there is
// none.
func (e *Mismatch) Surface() string {
	if e.Gold != nil {
		return e.Gold.Text
	}
	if e.Pred != nil {
		return e.Pred.Text
	}
	return ""
}

// Label is the label of the gold, or of the prediction when there is none.
func (e *Mismatch) Label() string {
	if e.Gold != nil {
		return e.Gold.Label
	}
	if e.Pred != nil {
		return e.Pred.Label
	}
	return ""
}

// Start is where Text begins in the source.
func (e *Mismatch) Start() int {
	switch {
	case e.Gold == nil && e.Pred == nil:
		return 0
	case e.Gold == nil:
		return e.Pred.Start
	case e.Pred == nil:
		return e.Gold.Start
	}
	return min(e.Gold.Start, e.Pred.Start)
}

// End is where Text ends in the source.
func (e *Mismatch) End() int {
	switch {
	case e.Gold == nil && e.Pred == nil:
		return 0
	case e.Gold == nil:
		return e.Pred.End
	case e.Pred == nil:
		return e.Gold.End
	}
	return max(e.Gold.End, e.Pred.End)
}

// MismatchCounts are numbers of errors by kind.
type MismatchCounts [mismatchKinds]int

// Boundary is the number of boundary errors of every kind, slips included.
func (c *MismatchCounts) Boundary() (n int) {
	for k, v := range c {
		if MismatchKind(k).Boundary() {
			n += v
		}
	}
	return n
}

// Wrong is the number of all that is not correct.
func (c *MismatchCounts) Wrong() (n int) {
	for _, v := range c {
		n += v
	}
	return n - c[Correct]
}

// Counts gives the strict counts: what is neither correct nor missed is a false
// positive, what is neither correct nor spurious a false negative.
func (c *MismatchCounts) Counts() Counts {
	all := c.Wrong()
	return Counts{TP: c[Correct], FP: all - c[Missed], FN: all - c[Spurious]}
}

// LabelMismatches are the errors under one label: that of the gold, or of the
// prediction when it is spurious.
type LabelMismatches struct {
	Label  string         `json:"label"`
	Counts MismatchCounts `json:"counts"`
}

// Confusion counts which label met which. Counts[i][j] pairs have gold label
// Labels[i] and predicted label Labels[j], whatever their boundaries; the last row
// (index len(Labels)) is "none": spurious predictions; the last column: missed gold.
type Confusion struct {
	Labels []string `json:"labels"`
	Counts [][]int  `json:"counts"`
}

// Mismatches say what went wrong, and where.
type Mismatches struct {
	Counts    MismatchCounts    `json:"counts"`
	ByLabel   []LabelMismatches `json:"by_label"` // in byte order
	Confusion Confusion         `json:"confusion"`

	// Strict scores of parts of the mentions. A false positive counts under the
	// part of the prediction, anything else under that of the gold.
	Seen       []PartScore `json:"seen,omitempty"`        // "seen" in the training data, if given, "seen, other label" and "unseen"
	ByTraining []PartScore `json:"by_training,omitempty"` // the same by label: "PER seen", in byte order of labels
	Lengths    []PartScore `json:"lengths,omitempty"`     // "1" to "4" tokens, "5+"
	Kinds      []PartScore `json:"kinds,omitempty"`       // "LOC city", in byte order; where gold and prediction have kinds
	Docs       []PartScore `json:"docs,omitempty"`        // those with the most errors first

	// List holds everything that is not correct: the most frequent kind and surface
	// first, then by document and place.
	List []Mismatch `json:"list"`
}

// PartScore is the strict score of some of the mentions.
type PartScore struct {
	Name   string `json:"name"`
	Counts Counts `json:"counts"`
}

// MismatchOptions say how errors are told apart. The zero value knows no titles, folds
// nothing, and knows no training data.
type MismatchOptions struct {
	Options

	// Title reports whether a word, without the punctuation around it, is a title
	// (الرئيس, الدكتور). It is asked for the word as written and without proclitics.
	Title func(word string) bool

	// Key folds spellings of a surface that are to count as one. Default: as written.
	Key func(surface string) string

	// Train is the training data, whose names are told from others; nil leaves
	// [Mismatches].Seen out.
	Train []gold.Document

	// Context is how many characters are shown on each side; default 40, negative
	// none.
	Context int
}
