package topics_test

import (
	"fmt"
	"os"

	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
)

func Example() {
	file, err := os.ReadFile("../data/docfreq.bin")
	if err != nil {
		fmt.Println(err)
		return
	}
	df, err := topics.OpenDocFreq(string(file))
	if err != nil {
		fmt.Println(err)
		return
	}
	list, err := os.Open("../data/stopwords.tsv")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer list.Close()
	stop, err := topics.ReadStopWords("data/stopwords.tsv", list)
	if err != nil {
		fmt.Println(err)
		return
	}
	x, err := topics.New(topics.Options{DF: df, Stop: stop})
	if err != nil {
		fmt.Println(err)
		return
	}
	src := "قال البنك المركزي أمس إن أسعار الفائدة لن تتغير. وأضاف أن للبنك المركزي أدوات أخرى، وأن أسعار الفائدة ليست وحدها."
	for _, k := range x.Keyphrases(src, token.Tokenize(src), nil, nil, nil, 2) {
		fmt.Println(k.Term)
		fmt.Println(k.TF, k.Key)
	}
	// Output:
	// أسعار الفائدة
	// 2 اسعار فائد
	// البنك المركزي
	// 2 بنك مركز
}
