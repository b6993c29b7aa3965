// Package explore runs what package topics and its parts find in a whole corpus
// for the command: related articles, near-duplicates, the topics of the corpus and
// their course.
//
// In: articles. Out: what was found, and a page of it. Law: the same articles and
// options give the same bytes. A result is not changed after it was made.
package explore
