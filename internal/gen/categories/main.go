// Command categories fits the embedded model of IPTC Media Topics:
//
//	go run ./internal/gen/categories -in ant-train.jsonl.gz -o data/categories.bin
//
// In: data/categories.tsv with terms for each category, and the articles of ANT
// with their outlets' sections. Four sections are categories of the scheme and
// label their articles. The two sections of general news are no category: their
// articles are labelled where the terms of one category clearly outweigh those
// of any other, and the rest is left out. Terms themselves stand as documents
// too, so that a category of which ANT has no article is not unknown. The
// temperature is set by articles judged by hand, which it is not fitted to. Out: the
// file of a vector.Classifier. Law: same input, same bytes.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"slices"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/internal/corpus"
	lab "github.com/alam-nlp/alam/internal/lab/topics"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("categories: ")
	in := flag.String("in", "../shared/corpora/topics/ant-train.jsonl.gz", "articles of ANT")
	seeds := flag.String("terms", "data/categories.tsv", "categories and their terms")
	out := flag.String("o", "data/categories.bin", "file to write")
	flag.Parse()
	scheme, err := lab.ReadScheme(*seeds)
	if err != nil {
		log.Fatal(err)
	}
	var articles []*corpus.Article
	for a, err := range corpus.Read([]string{*in}, corpus.Fields{Title: "title", Label: "cat", Group: "src"}, source.Options{}) {
		if err != nil {
			log.Fatal(err)
		}
		articles = append(articles, a)
	}
	judged, err := lab.Judged()
	if err != nil {
		log.Fatal(err)
	}
	unseen := slices.DeleteFunc(slices.Clone(articles), func(a *corpus.Article) bool { return judged[a.ID] != nil })
	c, counts, err := scheme.Fit(unseen)
	if err != nil {
		log.Fatal(err)
	}
	if c, err = lab.Calibrate(c, articles, judged); err != nil {
		log.Fatal(err)
	}
	file := c.File()
	for i, k := range scheme.Classes {
		fmt.Printf("%6d articles  %s\n", counts[i], k.Name)
	}
	fmt.Printf("%d terms, %d bytes\n", c.Vectorizer().Terms(), len(file))
	if err := os.WriteFile(*out, file, 0o644); err != nil {
		log.Fatal(err)
	}
}
