// Command bare finds the names of a list of its own and of no other: it links
// nothing that is embedded, so that the program is small and knows what it is
// given.
package main

import (
	"fmt"
	"log"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

const source = "وصل سامر الخطيب إلى وادي الندى، ثم غادر الوادي إلى بيروت."

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	list, err := gazetteer.New([]gazetteer.Entry{
		{Label: "PER", Kind: "business", Name: "سامر الخطيب", NameEn: "Samer al-Khatib"},
		{Label: "LOC", Kind: "district", Name: "وادي الندى", NameEn: "Wadi al-Nada"},
	})
	if err != nil {
		return err
	}
	t, err := ner.New(ner.Options{Gazetteer: gazetteer.NewLayers(list)})
	if err != nil {
		return err
	}
	mentions, entities := t.Tag(source, token.Tokenize(source))
	for _, m := range mentions {
		fmt.Println(m.Start, m.End, m.Label, m.Text, entities[m.Entity].NameEn)
	}
	return nil
}
