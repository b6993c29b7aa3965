// Package topic measures keyphrases and categories.
//
// In: what documents are about, as said by people and as said by a program.
// Out: precision, recall and F1 at k, nDCG, MAP, accuracy, macro F1, confusion,
// and how sure these are, by the tests of package eval.
//
// It compares phrases from anywhere: how a phrase is reduced to stems is the
// caller's to say.
//
// # Law
//
// Phrases that are alike count once on either side, and each phrase of either
// side meets at most one of the other. What is undefined stays undefined.
//
// # Sharing
//
// Functions only, safe to call from several goroutines.
package topic
