// Package vector makes rows of numbers of texts, and says by them which texts are
// alike and of which class one is.
//
// # In and out
//
// In go documents; their terms are the stems of package topics, or words as
// scikit-learn has them. A [Vectorizer], fitted to a corpus or opened, gives rows of
// TF-IDF weights in a [CSR]; a [Classifier] the classes of a text, [Neighbours] the
// rows nearest to one, [Duplicates] the document that another repeats. [BM25],
// [ClassTFIDF], [Smart] and [Significance] are other published weights.
//
// # The law
//
// Weights are those of scikit-learn, gensim, BERTopic, Lucene and Elasticsearch, to
// the digits that these print: TestVectorizerSklearn, TestWeightCases. The package
// applies the weights of a model and never fits them: topics/fit does. No file makes
// it panic: FuzzModels.
//
// # Sharing
//
// A Vectorizer, a Classifier and Neighbours are immutable and safe to share; a
// RowWriter and Duplicates belong to one goroutine.
package vector
