// Package tsv reads the tables in which the project keeps what people write:
// names, trigger words, weights, patterns, stop words.
//
// In goes a file of UTF-8 with a header line that names its columns, then a row
// a line with tabs between the cells; blank lines and those that begin with #
// are passed over. Out come rows whose cells are asked for by the name of their
// column, so that a file may order its columns as it likes and leave some out.
//
// The law: whatever is wrong with a table is a *[ParseError] that says where.
// Packages that return it have it under their own names, so that their users can
// match it with errors.As.
//
// A [Row] belongs to the goroutine that reads.
package tsv
