// Package gold reads labelled text, in whatever form the field keeps it.
//
// # In and out
//
// In go files of any format that [Format] names: CoNLL in any tag scheme
// ([ReadConll], [ConllReader]), span tables ([ReadSpanTSV]), JSON lines
// ([ReadSpanJSONL]), brat, doccano, Label Studio, spaCy, WebAnno. Out come
// documents whose mentions are labelled spans; [ReadDocuments] tells the format
// by itself. [Align] moves the spans of one reading onto the text of another, and
// [LabelMap] renames labels.
//
// # The law
//
// A [Span] is a half-open range of bytes in the text as given. Readers convert
// code points and UTF-16 units on the way in. A surface that does not stand where
// its offsets say is an error that names the line. Test: FuzzConll, FuzzBrat and
// their like.
//
// # Sharing
//
// Functions and values are safe to share; a [ConllReader] belongs to one
// goroutine. The package imports nothing of the project that knows what a name is.
package gold
