// Command docfreq counts the document frequencies that the project embeds.
// In: news articles, JSON lines with the fields title and text, gzipped or
// not. Out: a file for topics.OpenDocFreq. Law: same input, same bytes.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"

	"github.com/alam-nlp/alam/internal/gen/news"
	"github.com/alam-nlp/alam/topics"
)

func main() {
	in := flag.String("in", "", "articles, JSON lines (.gz or plain) with title and text")
	out := flag.String("o", "data/docfreq.bin", "file to write")
	stop := flag.String("stop", "data/stopwords.tsv", "stop words")
	words := flag.Int("words", 3, "least document frequency of a word")
	pairs := flag.Int("pairs", 6, "least document frequency of a phrase of two words")
	triples := flag.Int("triples", 6, "least document frequency of a phrase of three words")
	flag.Parse()
	if err := run(*in, *out, *stop, [3]int{*words, *pairs, *triples}); err != nil {
		fmt.Fprintln(os.Stderr, "docfreq:", err)
		os.Exit(1)
	}
}

func run(in, out, stopPath string, least [3]int) error {
	list, err := os.ReadFile(stopPath)
	if err != nil {
		return err
	}
	stop, err := topics.ReadStopWords(stopPath, bytes.NewReader(list))
	if err != nil {
		return err
	}
	file, err := topics.CountDocFreq(news.Texts(in), topics.DocFreqOptions{Stop: stop, MinDF: least})
	if err != nil {
		return err
	}
	df, err := topics.OpenDocFreq(string(file))
	if err != nil {
		return err
	}
	fmt.Printf("%d documents, %d terms, %d bytes\n", df.Docs(), df.Len(), len(file))
	return os.WriteFile(out, file, 0o644)
}
