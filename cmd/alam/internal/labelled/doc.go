// Package labelled opens what alam eval compares: labelled files and folders, and
// everything that alam tag and alam batch write, several of them in pairs.
//
// In: names of files, folders and patterns. Out: gold documents, in order, and
// notes of what a user should know.
//
// # Law
//
// Nothing is passed over in silence: a folder without labelled files, files that
// do not pair and labels that cannot meet are errors that say what was found.
//
// # Sharing
//
// The functions are safe for concurrent use.
package labelled
