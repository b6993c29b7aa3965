// Package input reads what lies beside the documents that are tagged: the lists
// and rules that users lay over the embedded ones, and the labelled files that
// are evaluated. Documents themselves come from github.com/alam-nlp/alam/batch/source.
//
// In: names of files. Out: lists, rules, labelled documents.
//
// # Law
//
// What cannot be read is an error that says what, where and what to do.
//
// # Sharing
//
// Reading belongs to one goroutine.
package input

import (
	"io"

	"github.com/alam-nlp/alam/batch/source"
)

// Stdin is the name that stands for standard input.
const Stdin = source.Stdin

// A Document is one text to analyze.
type Document = source.Document

// An Error is a document that could not be read.
type Error = source.Error

// Open opens a file, or standard input for "-".
func Open(path string, stdin io.Reader) (io.ReadCloser, error) {
	r, _, err := source.Open(path, stdin)
	return r, err
}

// ReadAll reads a whole file, or standard input for "-", which must be UTF-8.
func ReadAll(path string, stdin io.Reader) (string, error) { return source.ReadAll(path, stdin) }

// CheckText says what is wrong with a text that is given by a name, or nil.
func CheckText(name, text string) error { return source.CheckText(name, text) }

const bom = "\ufeff"
