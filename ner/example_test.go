package ner_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
)

func Example() {
	rules, err := rule.Parse("my.rules", strings.NewReader(`rule president +3 = "الرئيس" PER[ :word{2} ]`))
	if err != nil {
		log.Fatal(err)
	}
	t, err := ner.New(ner.Options{Rules: rules})
	if err != nil {
		log.Fatal(err)
	}
	const src = "التقى الرئيس فلاديمير بوتين الوفد"
	mentions, _ := t.Tag(src, token.Tokenize(src))
	for _, m := range mentions {
		fmt.Println(m.Label, m.Text, m.Score, m.Evidence[0].Name)
	}
	// Output: PER فلاديمير بوتين 3 president
}

// A list needs no weights: those of DefaultWeights do.
func Example_list() {
	list, err := gazetteer.New([]gazetteer.Entry{
		{ID: "samer", Label: "PER", Name: "سامر الخطيب"},
		{ID: "nada", Label: "LOC", Kind: "valley", Name: "وادي الندى"},
	})
	if err != nil {
		log.Fatal(err)
	}
	t, err := ner.New(ner.Options{Gazetteer: gazetteer.NewLayers(list)})
	if err != nil {
		log.Fatal(err)
	}
	const src = "وصل سامر الخطيب إلى وادي الندى، وقال الخطيب"
	mentions, entities := t.Tag(src, token.Tokenize(src))
	for _, m := range mentions {
		fmt.Println(m.Label, m.Text, entities[m.Entity].ID)
	}
	// Output:
	// PER سامر الخطيب samer
	// LOC وادي الندى nada
	// PER الخطيب samer
}
