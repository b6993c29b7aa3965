// Package text reads a source and marks which parts of it are article, title,
// date, dateline, source line, keywords, links to other articles, and what a
// web site put in between.
//
// In: a string of UTF-8, plain text. Out: *Document.
//
// # Law
//
// A Document never changes its source: Document.Source is the string that Parse
// was given, byte for byte. Its regions are sorted, do not overlap, tile the
// whole source, and begin and end on rune boundaries. FuzzParse keeps the law.
//
// Regions only mark. A name in a keyword line or in boilerplate can still be
// found; whoever reads the regions decides what to do with it.
//
// # Patterns
//
// What a date line or a keyword line looks like is data, read by ParsePatterns
// from a reviewed file. Patterns describes its form. Matching takes time linear
// in the source, whatever the patterns and whatever the source.
//
// # Sharing
//
// Patterns and Document do not change once made and may be shared between
// goroutines.
package text
