// Command wordcontext learns, from unlabelled news, how words stand in it: in
// which of the contexts that ner.Context names, and in which class of words
// that stand alike. It writes the table that ner.OpenWordContexts reads:
//
//	go run ./internal/gen/wordcontext -in ant-train.jsonl.gz -o data/wordcontext.bin
//
// The input is JSON lines with a title and a text, gzipped or not. The classes
// depend on the input alone, the counts on the lexicon too. With -gold, words
// and labels of a CoNLL file, it says how well the classes tell labels, and
// with -show it prints the classes; nothing of either goes into the table.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/internal/gen/news"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// options are what the command is asked for.
type options struct {
	in, out, gold string
	least         int
	ratio         float64
	fine, coarse  int
	rounds, again int
	show          int
	contexts      variant
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("wordcontext: ")
	var o options
	flag.StringVar(&o.in, "in", "", "corpus, JSON lines with title and text (.gz or plain)")
	flag.StringVar(&o.out, "o", "data/wordcontext.bin", "file to write; empty for none")
	flag.IntVar(&o.least, "least", 3, "keep words that occur this often")
	flag.Float64Var(&o.ratio, "ratio", 2, "cut proclitics off where the rest is this many times as frequent")
	flag.IntVar(&o.fine, "fine", 512, "fine classes")
	flag.IntVar(&o.coarse, "coarse", 128, "coarse classes, at most 256")
	flag.IntVar(&o.rounds, "rounds", 1, "how often each word may move")
	flag.IntVar(&o.again, "again", 2, "how often it may move again, with the classes around it as contexts too")
	flag.IntVar(&o.contexts.class, "classes", 4, "of how many of the words around it, the nearest first")
	flag.BoolVar(&o.contexts.symbols, "symbols", false, "proclitics are words of their own, not dropped")
	flag.BoolVar(&o.contexts.own, "own", false, "the word's own proclitics are a context")
	flag.BoolVar(&o.contexts.near, "near", false, "the context is one word on either side, not two")
	flag.StringVar(&o.gold, "gold", "", "CoNLL file to measure the classes on")
	flag.IntVar(&o.show, "show", 0, "print each class with this many words")
	flag.Parse()
	if o.in == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(o, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(o options, w io.Writer) error {
	if o.fine < 1 || o.fine > 1<<16 || o.coarse < 1 || o.coarse > min(o.fine, 1<<8) {
		return fmt.Errorf("%d fine and %d coarse classes: want 1 to 65536, and of coarse ones no more than these and 256", o.fine, o.coarse)
	}
	lexicon, err := ner.OpenLexicon(data.Lexicon())
	if err != nil {
		return err
	}
	c, m := newCorpus(), newMarker(lexicon)
	var scanner token.Scanner
	var tokens []token.Token
	for text, err := range news.Texts(o.in) {
		if err != nil {
			return err
		}
		tokens = scanner.Append(tokens[:0], text)
		c.add(tokens, m.mark(tokens))
	}
	c.cut(o.least, o.ratio)
	if len(c.words)-firstWord < o.fine {
		return fmt.Errorf("%s: %d words, fewer than %d classes", o.in, len(c.words)-firstWord, o.fine)
	}
	cl := newClustering(o.fine, features(c, o.contexts, nil))
	cl.run(o.rounds)
	if o.contexts.class > 0 && o.again > 0 {
		cl = cl.refine(features(c, o.contexts, cl.class))
		cl.move(o.again)
	}
	coarse := cl.merge(o.coarse)
	if o.show > 0 {
		showClasses(w, c, cl, coarse, o.show)
	}
	if o.gold != "" {
		if err := measure(w, o, c, cl, coarse, lexicon); err != nil {
			return err
		}
	}
	if o.out == "" {
		return nil
	}
	counts := c.contexts()
	for i := range counts {
		counts[i].Fine = uint16(max(cl.class[i], 0))
	}
	file, err := word.PackContexts(c.words[firstWord:], counts[firstWord:], coarse)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d words, %d and %d classes, %d bytes\n", len(c.words)-firstWord, o.fine, o.coarse, len(file))
	return os.WriteFile(o.out, file, 0o644)
}

// showClasses prints each class, by coarse class, with its most frequent words.
func showClasses(w io.Writer, c *corpus, cl *clustering, coarse []uint8, most int) {
	of := make([][]string, cl.k)
	for i := firstWord; i < len(c.words); i++ {
		of[cl.class[i]] = append(of[cl.class[i]], c.words[i])
	}
	for x := range 256 {
		for k, up := range coarse {
			if int(up) != x {
				continue
			}
			fmt.Fprintf(w, "%d/%d, %d words:", up, k, len(of[k]))
			for _, word := range of[k][:min(most, len(of[k]))] {
				fmt.Fprintf(w, " %s", word)
			}
			fmt.Fprintln(w)
		}
	}
}
