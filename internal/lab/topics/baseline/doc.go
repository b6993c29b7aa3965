// Package baseline holds the methods that keyphrases are compared with:
// TF-IDF, KP-Miner, TextRank and YAKE, as their authors published them, over
// this project's words, stop words, stems and document frequencies, so that
// the comparison is one of methods.
//
// In: a text. Out: its keyphrases, best first, as the text wrote them, at most
// as many as asked. Of candidates with the same weight the earlier stands
// first, then the longer. None sees names.
//
// A Text is immutable and safe to share.
package baseline
