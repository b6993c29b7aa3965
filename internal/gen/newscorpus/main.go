// Command newscorpus makes the labelled corpus of news, a file of JSON lines for
// each part of its split, from the articles as they are written:
//
//	go run ./internal/gen/newscorpus -in data/news -o data/news
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/tsv"
)

// parts are those that split.tsv names.
var parts = []string{"train", "dev", "test"}

func main() {
	log.SetFlags(0)
	log.SetPrefix("newscorpus: ")
	in := flag.String("in", "data/news", "`folder` with articles/*.txt and split.tsv")
	out := flag.String("o", "data/news", "`folder` to write train.jsonl, dev.jsonl and test.jsonl to")
	agreement := flag.Bool("agreement", false, "write nothing, but say how far the second labelling agrees, and count names")
	flag.Parse()
	var err error
	if *agreement {
		err = errors.Join(counts(os.Stdout, *in), agree(os.Stdout, *in))
	} else {
		err = run(*in, *out)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func run(in, out string) error {
	part, err := readSplit(filepath.Join(in, "split.tsv"))
	if err != nil {
		return err
	}
	files := map[string]*bytes.Buffer{}
	for _, p := range parts {
		files[p] = new(bytes.Buffer)
	}
	all, err := readArticles(filepath.Join(in, "articles"))
	if err != nil {
		return err
	}
	for _, a := range all {
		to, ok := files[part[a.Outlet]]
		if !ok {
			return fmt.Errorf("split.tsv: no part for the outlet %s of article %s", a.Outlet, a.ID)
		}
		w := json.NewEncoder(to)
		w.SetEscapeHTML(false)
		if err := w.Encode(a); err != nil {
			return err
		}
	}
	ordinary, err := readOrdinary(filepath.Join(in, "ordinary.txt"))
	if err != nil {
		return err
	}
	for _, a := range ordinary {
		b, err := json.Marshal(a)
		if err != nil {
			return err
		}
		files["train"].Write(append(b, '\n'))
	}
	for _, p := range parts {
		if err := os.WriteFile(filepath.Join(out, p+".jsonl"), files[p].Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// readArticles reads the articles of a folder, in order of their files. Their ids
// must be different.
func readArticles(folder string) ([]*article, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no articles in %s", folder)
	}
	var all []*article
	seen := map[string]string{}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		list, err := parse(filepath.ToSlash(path), bytes.NewReader(b))
		if err != nil {
			return nil, err
		}
		for _, a := range list {
			if other, ok := seen[a.ID]; ok {
				return nil, fmt.Errorf("%s: article %s stands in %s too", path, a.ID, other)
			}
			seen[a.ID] = path
		}
		all = append(all, list...)
	}
	return all, nil
}

// ordinaryLines is how many sentences without names make a document.
const ordinaryLines = 20

// ordinaryID begins the ids of these documents.
const ordinaryID = "ordinary-"

// readOrdinary reads sentences without names, as documents of the train part: in
// them stand words that elsewhere are names.
func readOrdinary(path string) ([]*article, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var all []*article
	n := 0
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		if n%ordinaryLines == 0 {
			all = append(all, &article{ID: fmt.Sprintf(ordinaryID+"%03d", len(all)+1), Subject: "ordinary", Form: "clean", Offsets: "byte", Mentions: []mention{}})
		}
		all[len(all)-1].Text += line
		n++
	}
	return all, nil
}

// readSplit reads which part each outlet is of.
func readSplit(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	part := map[string]string{}
	columns := []string{"outlet", "part"}
	err = tsv.Read(filepath.ToSlash(path), io.Reader(f), columns, columns, func(row tsv.Row) error {
		outlet, p := row.Cell("outlet"), row.Cell("part")
		if !slices.Contains(parts, p) {
			return row.Fail("part", "part %q, want one of %v", p, parts)
		}
		if _, ok := part[outlet]; ok {
			return row.Fail("outlet", "outlet %s a second time", outlet)
		}
		part[outlet] = p
		return nil
	})
	return part, err
}

// counts says how many articles, words and names each part has.
func counts(w io.Writer, folder string) error {
	for _, p := range parts {
		docs, _, err := gold.ReadFile(filepath.Join(folder, p+".jsonl"), nil, gold.ReadOptions{})
		if err != nil {
			return err
		}
		words, open, names := 0, 0, map[string]int{}
		docs = slices.DeleteFunc(docs, func(d gold.Document) bool { return strings.HasPrefix(d.ID, ordinaryID) })
		for _, d := range docs {
			words += len(strings.Fields(d.Text))
			for _, m := range d.Mentions {
				if names[m.Label]++; m.Optional {
					open++
				}
			}
		}
		fmt.Fprintf(w, "| `%s.jsonl` | %d | %d | %d | %d | %d | %d | %d |\n", p, len(docs), words, names["PER"], names["LOC"], names["ORG"], names["MISC"], open)
	}
	return nil
}
