// Package gazetteer knows names: it reads lists of them, compiles a list into
// a file that is used where it lies, and finds the names of a list in a text.
//
// In: []token.Token. Out: []Match, every listed name that the words could be;
// ner decides which of them are names here.
//
// # Law
//
// A match is a run of whole tokens, less proclitics at its front, and never a
// part of a word: لبنان is found in وبلبنان, not in اللبنانيون. What is listed
// is matched as it is before anything is cut off: باريس is never ب + اريس.
//
// # Sharing
//
// A Gazetteer and Layers are immutable and safe to share between goroutines.
package gazetteer
