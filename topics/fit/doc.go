// Package fit fits the weights that package topics applies: those that rank
// keyphrases, and those that tell categories apart.
//
// In: features of labelled examples. Out: topics.Rank and vector.Classifier,
// which are plain numbers; who applies them links nothing of this package and
// no optimizer.
//
// # Law
//
// The same examples in the same order give the same weights: there is no
// random start, and the sums are taken in order.
//
// # Sharing
//
// Functions only, safe to call from several goroutines.
package fit
