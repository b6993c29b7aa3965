// Package topics says what a text is about.
//
// In: the source, its tokens, and the mentions and entities found in it.
// Out: []Keyphrase, ranked terms.
//
// A term is a word, an entity, a phrase of two or three words, or one of a word
// and an entity. Words count by their light stems, entities whatever form names
// them. A term is weighed by TF-IDF with scikit-learn's formulas (see Weighting),
// and then by where it stands (see Rank). A table of document frequencies (DocFreq) and a list of stop words
// (StopWords) are data, given by the caller.
//
// # Law
//
// A keyphrase is bytes of the source as given: source[Start:End] is its first
// occurrence, on rune boundaries, behind the proclitics. The same input gives
// the same output: equal weights stand in order of first place, then the longer first.
// FuzzKeyphrases keeps the law. No phrase crosses punctuation, a number, a stop
// word or the end of a sentence, and none cuts an entity.
//
// # Sharing
//
// An Extractor, DocFreq and StopWords are immutable and safe to share.
package topics
