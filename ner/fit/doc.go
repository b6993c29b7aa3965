// Package fit finds the weights of a tagger's evidence from labelled texts.
//
// In: texts with the names marked in them. Out: a Fit, which writes a file of
// weights that ner.ReadModel reads.
//
// The model is a semi-Markov conditional random field (Sarawagi & Cohen 2004) of
// order zero: a set of names that do not overlap has the probability exp(score)
// over the sum of that for all sets, where the score is the sum of the weights
// of all evidence of its names. Weights maximize the likelihood of the gold
// sets, less L2/2 times the sum of squares: of the weights of properties, and of how
// far those of evidence are from the weights written by hand; by L-BFGS (gonum/optimize) with
// exact expectations (forward and backward over stretches of up to MaxTokens
// tokens, within sentences). Texts marked by several guidelines share what they have
// in common: see Options.OwnL2.
//
// The memory of a text, which carries names that the first look found, is
// fitted to what a tagger would find that has not seen the text: one half of
// the blocks of sentences is tagged by weights fitted to the other.
//
// # Law
//
// The same texts and options give the same weights, whatever the number of
// processors: the sum of the pieces' gradients has a fixed order.
//
// A Fit is immutable. This package links gonum; who applies weights needs it not.
package fit
