// Package draw is the chance in the tests of scores: documents drawn with
// replacement, and the work shared.
//
// In: how many documents, and what a draw of them scores. Out: intervals.
//
// # Law
//
// Equal seeds give equal results, for any number of goroutines.
//
// # Sharing
//
// Functions only, safe to call from several goroutines.
package draw
