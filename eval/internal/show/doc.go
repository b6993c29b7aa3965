// Package show is how scores and what they are of are shown: tables that line up,
// in a terminal and in Markdown, the text around a mention, a mention in JSON.
//
// In: cells, texts, mentions. Out: text.
//
// # Law
//
// The columns of a table line up by the cells that a terminal shows, whatever the
// script and its marks. Test: TestWidth.
//
// # Sharing
//
// Functions are safe to share; a [Grid] belongs to one goroutine.
package show
