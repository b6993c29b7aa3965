// Package discover finds the topics of a corpus: which terms go together, in
// which documents, and when.
//
// In: rows of a vector.Vectorizer. Out: topics by non-negative matrix
// factorization, communities of the graph of terms, their coherence, the topics
// of each document, and their course over time.
//
// # Law
//
// The same rows and seed give the same answer on every run and with any number
// of workers: what is shared out are rows and columns that do not depend on each
// other, and sums are taken in order. Equal weights stand in order of columns.
//
// # Sharing
//
// Functions only; what they return is not changed afterwards.
package discover
