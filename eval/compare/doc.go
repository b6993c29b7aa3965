// Package compare says what changed from one run of a tagger to another, and how
// sure that is.
//
// # In and out
//
// In go documents of package gold and two runs over them. Out comes a [Report]: the
// scores of both, their difference with its interval and its p, and the mentions
// that were gained and lost. [Worth] is the same for a run with everything and one
// without a source of evidence. The tests work on counts of documents too, from
// wherever these come: [Randomization], [McNemar], [Bootstrap].
//
// # The law
//
// A run does not differ from itself, and equal seeds give equal reports, whatever
// the order of mentions and the number of goroutines. Test: TestCompareSeeded.
//
// # Sharing
//
// Functions and values are safe to share.
package compare
