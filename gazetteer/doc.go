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
// A Gazetteer and Layers are immutable and safe to share between goroutines,
// until Gazetteer.Close ends the use of a list that was opened from a file.
//
// # Files
//
// In this package and those that use it, Open takes the content of a compiled
// file, OpenFile the name of one, and Read and Parse an io.Reader, with the path
// by which errors name it.
package gazetteer
