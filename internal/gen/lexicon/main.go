// Command lexicon compiles the trigger lists of a folder into the file that is
// embedded:
//
//	go run ./internal/gen/lexicon -in data/lexicon -o data/lexicon.bin
package main

import (
	"flag"
	"log"
	"os"

	"github.com/alam-nlp/alam/internal/gen/lists"
	"github.com/alam-nlp/alam/ner"
)

func main() {
	log.SetFlags(0)
	in := flag.String("in", "data/lexicon", "folder of TSV lists")
	out := flag.String("o", "data/lexicon.bin", "file to write")
	flag.Parse()
	triggers, err := lists.Read(*in, ner.ReadLexicon)
	if err != nil {
		log.Fatal(err)
	}
	file, err := ner.CompileLexicon(triggers)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, file, 0o644); err != nil {
		log.Fatal(err)
	}
}
