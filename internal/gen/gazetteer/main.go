// Command gazetteer compiles the name lists of a folder into the file that is
// embedded:
//
//	go run ./internal/gen/gazetteer -in data/gazetteer -ids data/sources/place-ids.tsv -o data/gazetteer.bin
//
// Rows of the table of ids whose entry was edited meanwhile are left out, and
// counted on standard error; .ci/shared check fails until they are made again.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/gen/lists"
	"github.com/alam-nlp/alam/internal/gen/refs"
)

func main() {
	log.SetFlags(0)
	in := flag.String("in", "data/gazetteer", "folder of TSV lists")
	ids := flag.String("ids", "data/sources/place-ids.tsv", "what others call the places; empty for nothing")
	out := flag.String("o", "data/gazetteer.bin", "file to write")
	flag.Parse()
	entries, err := lists.Read(*in, gazetteer.ReadTSV)
	if err != nil {
		log.Fatal(err)
	}
	if *ids != "" {
		if err := apply(*ids, entries); err != nil {
			log.Fatal(err)
		}
	}
	file, err := gazetteer.Compile(entries)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, file, 0o644); err != nil {
		log.Fatal(err)
	}
}

// apply gives the entries the ids of a table.
func apply(path string, entries []gazetteer.Entry) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := refs.Read(filepath.ToSlash(path), f)
	if err != nil {
		return err
	}
	if stale := refs.Apply(entries, rows); len(stale) > 0 {
		log.Print("warning: ", refs.Stale(stale))
	}
	return nil
}
