package alam_test

import (
	"context"
	"fmt"
	"log"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
)

func Example() {
	a, err := alam.New(alam.Options{})
	if err != nil {
		log.Fatal(err)
	}
	const source = "قال الرئيس الروسي فلاديمير بوتين إن بلاده مستعدة للحوار، وأضاف بوتين أن روسيا عضو في الأمم المتحدة."
	x, err := a.Analyze(context.Background(), source)
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range x.Entities {
		fmt.Println(e.Label, e.Kind, e.NameEn, len(e.Mentions))
	}
	// Output:
	// PER politician Vladimir Putin 2
	// LOC country Russia 1
	// ORG international United Nations 1
}

// A classifier of one's own is opened with the tables that it was fitted with:
// those of package data, if alam topics fit made it. The embedded model stands
// here for the content of its file.
func ExampleOptions_classifier() {
	df, err := topics.OpenDocFreq(data.DocFreq())
	if err != nil {
		log.Fatal(err)
	}
	words, err := data.Files().Open("stopwords.tsv")
	if err != nil {
		log.Fatal(err)
	}
	defer words.Close()
	stop, err := topics.ReadStopWords("stopwords.tsv", words)
	if err != nil {
		log.Fatal(err)
	}
	classifier, err := vector.OpenClassifier(data.Categories(), df, stop)
	if err != nil {
		log.Fatal(err)
	}
	a, err := alam.New(alam.Options{Categories: 1, Classifier: classifier})
	if err != nil {
		log.Fatal(err)
	}
	x, err := a.Analyze(context.Background(), "فاز المنتخب في المباراة النهائية لكأس العالم لكرة القدم بهدفين مقابل هدف.")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(x.Categories[0].ID, x.Categories[0].Name)
	// Output: medtop:15000000 sport
}
