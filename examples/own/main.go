// Command own lays a list of names and a rule of its own over the embedded ones.
// What one writes oneself counts as written, before everything that is embedded.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"log"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/rule"
)

// The list and the rules, whose forms docs/gazetteer.md and docs/rules.md of the
// library explain. Files that are read at run time do as well.
var (
	//go:embed names.tsv
	names []byte
	//go:embed own.rules
	rules []byte
)

const source = "افتتحت دار القلم معرضها السنوي في غاليري نقطة بوادي الندى، وحضر سفير فرنسا."

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	entries, err := gazetteer.ReadTSV("names.tsv", bytes.NewReader(names))
	if err != nil {
		return err
	}
	list, err := gazetteer.New(entries)
	if err != nil {
		return err
	}
	own, err := rule.Parse("own.rules", bytes.NewReader(rules))
	if err != nil {
		return err
	}
	a, err := alam.New(alam.Options{Gazetteers: []*gazetteer.Gazetteer{list}, Rules: own})
	if err != nil {
		return err
	}
	x, err := a.Analyze(context.Background(), source)
	if err != nil {
		return err
	}
	for _, m := range x.Mentions {
		fmt.Println(m.Label, m.Kind, m.Text, x.Entities[m.Entity].ID)
	}
	return nil
}
