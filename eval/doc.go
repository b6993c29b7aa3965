// Package eval says how right a tagger is: it compares gold spans with predicted
// spans, from wherever they come, and counts.
//
// # In and out
//
// In go documents of package gold, whose mentions are labelled spans. Out comes a
// [Report]: precision, recall and F1 per label, micro and macro, under four ways
// of matching, as a terminal table, JSON or Markdown.
//
// # The law
//
// The score does not depend on the order in which mentions are listed, and nothing
// undefined is shown as a number: 0/0 is a [Ratio] that prints as "-" and marshals
// as null. Test: TestScoreIgnoresOrder, TestUndefinedStaysUndefined.
//
// # Two runs
//
// Package [github.com/alam-nlp/alam/eval/compare] says what changed from one run to
// another, how sure that is, and what a rule or a list is worth.
//
// # What was fitted
//
// Package [github.com/alam-nlp/alam/eval/learn] cross-validates what is fitted to
// documents, and draws learning curves.
//
// # The page
//
// Package [github.com/alam-nlp/alam/eval/page] shows a report and its documents as
// one HTML file.
//
// # The peers
//
// Package [github.com/alam-nlp/alam/eval/peer] gives the figures of the
// scorers the field cites, with their conventions, so that a published number can
// be met. They are for comparison; [Score] is the package's own definition.
//
// # Sharing
//
// Functions and values are safe to share. A [Scorer] belongs to one
// goroutine.
package eval
