// Command gazetteer compiles the name lists of a folder into the file that is
// embedded: go run ./internal/gen/gazetteer -in data/gazetteer -o data/gazetteer.bin
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
	"slices"

	"alam/gazetteer"
)

func main() {
	log.SetFlags(0)
	in := flag.String("in", "data/gazetteer", "folder of TSV lists")
	out := flag.String("o", "data/gazetteer.bin", "file to write")
	flag.Parse()
	paths, err := filepath.Glob(filepath.Join(*in, "*.tsv"))
	if err != nil || len(paths) == 0 {
		log.Fatalf("no .tsv lists in %s: %v", *in, err)
	}
	slices.Sort(paths)
	var all []gazetteer.Entry
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			log.Fatal(err)
		}
		entries, err := gazetteer.ReadTSV(filepath.ToSlash(p), f)
		f.Close()
		if err != nil {
			log.Fatal(err)
		}
		all = append(all, entries...)
	}
	file, err := gazetteer.Compile(all)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, file, 0o644); err != nil {
		log.Fatal(err)
	}
}
