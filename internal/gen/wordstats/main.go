// Command wordstats counts, in unlabelled news, how often each word occurs as
// it is, how often of these where a person's name must stand, and how often
// with the article and with a suffix, and writes the table that ner tells names
// from common words by:
//
//	go run ./internal/gen/wordstats -in ant-train.jsonl.gz -o data/wordstats.bin
//
// The input is JSON lines with a title and a text, gzipped or not. Where a name must
// stand is worked out from the given names, titles and the like in the lexicon,
// so the table is to be made anew when these change.
package main

import (
	"flag"
	"log"
	"os"
	"sort"
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/gen/lists"
	"github.com/alam-nlp/alam/internal/gen/news"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// Proclitics that are written before the article, as keys.
var withArticle = []string{
	arabic.Article, arabic.WawS + arabic.Article, arabic.BehS + arabic.Article, arabic.KafS + arabic.Article, arabic.FehS + arabic.Article,
	arabic.LamS + arabic.LamS, arabic.WawS + arabic.BehS + arabic.Article, arabic.WawS + arabic.LamS + arabic.LamS,
}

// Pronoun suffixes, as keys: ه ها هم هن هما نا ك كم ي.
var suffixes = []string{"\u0647", "\u0647\u0627", "\u0647\u0645", "\u0647\u0646", "\u0647\u0645\u0627", "\u0646\u0627", "\u0643", "\u0643\u0645", "\u064a"}

const (
	theFaith = "\u0627\u0644\u062f\u064a\u0646" // الدين
	god      = "\u0627\u0644\u0644\u0647"       // الله
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("wordstats: ")
	in := flag.String("in", "", "corpus, JSON lines with title and text (.gz or plain)")
	lexicon := flag.String("lexicon", "data/lexicon", "folder of trigger lists")
	out := flag.String("o", "data/wordstats.bin", "file to write")
	least := flag.Int("least", 4, "keep words that occur this often, in all forms")
	flag.Parse()
	triggers, err := lists.Read(*lexicon, ner.ReadLexicon)
	if err != nil {
		log.Fatal(err)
	}
	counts, named, err := count(*in, readRoles(triggers))
	if err != nil {
		log.Fatal(err)
	}
	var words []string
	stats := map[string]word.Count{}
	for w := range stems(counts) {
		c := word.Count{Bare: counts[w], Named: named[w]}
		for _, p := range withArticle {
			c.Article += counts[p+w]
		}
		for _, s := range suffixes {
			if stem, ok := strings.CutSuffix(w, arabic.HehS); ok { // a key's ة
				c.Suffix += counts[stem+arabic.TehS+s]
			} else if s != arabic.HehS || counts[w+arabic.TehS+arabic.HehS] == 0 {
				c.Suffix += counts[w+s]
			}
		}
		if c.Bare+c.Article+c.Suffix >= *least && c.Bare+c.Article > 0 {
			words = append(words, w)
			stats[w] = c
		}
	}
	sort.Strings(words)
	rows := make([]word.Count, len(words))
	for i, w := range words {
		rows[i] = stats[w]
	}
	file, err := word.PackStats(words, rows)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, file, 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%d words, %d bytes", len(words), len(file))
}

// count counts the Arabic words of a corpus by key: all, and those that stand
// where a person's name must.
func count(path string, r roles) (all, named map[string]int, err error) {
	all, named = map[string]int{}, map[string]int{}
	var s token.Scanner
	var tokens []token.Token
	for text, err := range news.Texts(path) {
		if err != nil {
			return nil, nil, err
		}
		tokens = s.Append(tokens[:0], text)
		last := false // the word before is part of a name
		for i, t := range tokens {
			if t.Kind != token.Arabic {
				continue
			}
			key := strings.Clone(t.Norm)
			all[key]++
			if last = r.named(tokens, i, last); last {
				named[key]++
			}
		}
	}
	return all, named, nil
}

// stems are the words to be listed: each as it is, and less an article.
func stems(counts map[string]int) map[string]bool {
	out := map[string]bool{}
	for w := range counts {
		out[w] = true
		for _, p := range withArticle {
			if rest, ok := strings.CutPrefix(w, p); ok && len(rest) >= 4 {
				out[rest] = true
			}
		}
	}
	return out
}
