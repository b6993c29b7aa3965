// Package word says what unlabelled news knows of a word, and what its letters
// look like.
//
// In: tables that were counted and fitted beforehand, and the keys of words. Out:
// [Stats], how often a word occurs and how it is inflected; [Contexts], beside
// what it stands; [NameShape], how name-like its letters are. Pack functions write
// the tables, Open functions use them where they lie.
//
// # Law
//
// A word that a table does not hold has the zero record: nothing is guessed. The
// content of a file is checked when it is opened, with the errors of
// gazetteer.Open.
//
// # Sharing
//
// Tables are immutable and safe to share; nil ones know nothing.
package word
