// Package english finds names in Latin script: in whole English paragraphs and
// in the Latin words of an Arabic text.
//
// In: the tokens of a text and the names that lists and rules found there,
// which outrank it. Out: further names, for alam.Options.English.
//
// A stretch of Latin script is at least a Latin word, without an Arabic word,
// a line end or a sentence end within it. In it names are found by, the
// first that knows one:
//
//   - what stands before a bracket: in إيلون ماسك (Elon Musk) the Latin name
//     is whom the Arabic one names;
//   - the English names of the lists, the longest first; in a paragraph only
//     where prose takes the words for proper nouns;
//   - github.com/jdkato/prose/v2: in a paragraph whatever it takes for a name,
//     in a shorter stretch only two to four capitalized words that are all a
//     person's (of one word alone it holds nearly anything to be a place).
//
// A paragraph is a stretch of MinWords Latin words or more, one of them
// beginning with a small letter.
//
// # Law
//
// Spans are bytes of the source. prose has no offsets and rewrites quotes:
// what it gets is a copy with a map back, and its tokens are found in that copy
// one behind the other; where one is not, the rest of the stretch is left out.
// prose breaks exact ties of its tagger in no fixed order: none was ever seen,
// but of its guesses alone the law of equal answers cannot be proved.
//
// # Sharing
//
// A Finder may be shared. prose's model (8 MB of the program) is read once, at
// the first paragraph or possible person; who tags Arabic alone never waits. A
// paragraph takes a hundred times as long as one of Arabic of its length:
//
//	go test -run - -bench Find ./english
package english
