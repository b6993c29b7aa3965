// Command gazetteer compiles the name lists of a folder into the file that is
// embedded:
//
//	go run ./internal/gen/gazetteer -in data/gazetteer -o data/gazetteer.bin
package main

import (
	"flag"
	"log"
	"os"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/gen/lists"
)

func main() {
	log.SetFlags(0)
	in := flag.String("in", "data/gazetteer", "folder of TSV lists")
	out := flag.String("o", "data/gazetteer.bin", "file to write")
	flag.Parse()
	entries, err := lists.Read(*in, gazetteer.ReadTSV)
	if err != nil {
		log.Fatal(err)
	}
	file, err := gazetteer.Compile(entries)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, file, 0o644); err != nil {
		log.Fatal(err)
	}
}
