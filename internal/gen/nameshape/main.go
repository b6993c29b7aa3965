// Command nameshape trains the model that says how much an unlisted Arabic word
// looks like a name, and writes it for ner.OpenNameShape:
//
//	go run ./internal/gen/nameshape -in ant-train.jsonl.gz -names person-name-tokens-cc0.tsv -o data/nameshape.bin
//
// In: the project's lists of people, places and names; a list of tokens of
// persons' names; unlabelled news, whose inflected words are the common ones.
// Out: the model, and on standard output how well one made without a tenth of
// the words does on these. For each CoNLL file given as an argument it also says
// how well the model tells names among the words that no list holds; from these
// files nothing is learned. Law: same input, same bytes (on processors that fuse
// multiplication and addition, such as arm64, not the bytes of amd64).
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/alam-nlp/alam/word"
)

func main() {
	var o options
	flag.StringVar(&o.in, "in", "", "news, JSON lines with title and text (.gz or plain)")
	flag.StringVar(&o.names, "names", "", "tokens of persons' names: token, count and Latin forms, tab-separated")
	flag.StringVar(&o.data, "data", "data", "folder of gazetteer/, lexicon/ and wordstats.bin")
	flag.StringVar(&o.out, "o", "data/nameshape.bin", "file to write")
	flag.IntVar(&o.bits, "bits", 17, "the model has 2^bits buckets")
	flag.Parse()
	o.check = flag.Args()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "nameshape:", err)
		os.Exit(1)
	}
}

type options struct {
	in, names, data, out string
	bits                 int
	check                []string // CoNLL files
}

func run(o options) error {
	if o.bits < 8 || o.bits > 18 {
		return fmt.Errorf("-bits %d: want 8 to 18", o.bits)
	}
	if o.in == "" || o.names == "" {
		return errors.New("give the news with -in and the name tokens with -names")
	}
	words, err := read(o)
	if err != nil {
		return err
	}
	n := words.counts()
	fmt.Printf("to learn from: names of %d foreign persons, %d Arab, %d of either sort, %d places; %d common words\n",
		n[word.SortForeignPerson], n[word.SortArabPerson], n[classes], n[word.SortPlace], n[common])
	var rest, held []sample
	for _, w := range words.list {
		if w.group%10 == 0 {
			held = append(held, w)
		} else {
			rest = append(rest, w)
		}
	}
	m, _, err := fit(rest, o.bits)
	if err != nil {
		return err
	}
	report(os.Stdout, m, held)
	m, file, err := fit(words.list, o.bits)
	if err != nil {
		return err
	}
	for _, path := range o.check {
		if err := check(os.Stdout, m, words, path); err != nil {
			return err
		}
	}
	fmt.Printf("%d bytes\n", len(file))
	return os.WriteFile(o.out, file, 0o644)
}

// fit trains, packs and opens a model.
func fit(words []sample, bits int) (*word.NameShape, []byte, error) {
	bias, weights := train(words, bits)
	file, err := word.PackNameShape(bias, weights)
	if err != nil {
		return nil, nil, err
	}
	m, err := word.OpenNameShape(string(file))
	return m, file, err
}
