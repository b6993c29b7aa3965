// Package conllform puts the ways in which people write names in columns into one: a
// word, a tab and a tag a line, and tags of which each has its prefix.
//
// [Layout] is about lines: CoNLL-U, CoNLL-2012, and lines of several tags. [Told]
// and [Spelling.Chunks] are about tags: without B- and I-, with the prefix behind the
// label, in parentheses, several of one word.
package conllform
