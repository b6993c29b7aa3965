// Package ner finds the names in a text and says whom they name.
//
// In: the tokens of a text, a gazetteer, a lexicon of trigger words, rules,
// weights; a list or rules by themselves will do. Out: []Mention, []Entity.
//
// Lists and rules propose candidates, each with the evidence for it. The score
// of a candidate is the sum of its evidence's weights, and the best set of
// candidates that do not overlap is chosen exactly (a semi-Markov model
// without transitions, by dynamic programming). A second look lets a name found
// once carry its other occurrences and its short forms.
//
// # Law
//
// A mention is bytes of the source as given: source[m.Start:m.End] == m.Text.
// Mentions do not overlap and stand in order. The same input gives the same
// output: every tie is broken by a total order. A mention's score is the sum
// of its evidence.
//
// # Sharing
//
// A Tagger is immutable and safe to share between goroutines.
package ner
