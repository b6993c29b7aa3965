package ner

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/rule"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// embedded gives the options of the embedded data.
func embedded(tb testing.TB) Options {
	tb.Helper()
	list, err := gazetteer.Open(data.Gazetteer())
	if err != nil {
		tb.Fatal(err)
	}
	o := Options{Gazetteer: gazetteer.NewLayers(list)}
	if o.Lexicon, err = OpenLexicon(data.Lexicon()); err != nil {
		tb.Fatal(err)
	}
	if o.Stats, err = word.OpenStats(data.WordStats()); err != nil {
		tb.Fatal(err)
	}
	names, err := fs.Glob(data.Files(), "rules/*.rules")
	if err != nil {
		tb.Fatal(err)
	}
	for _, name := range names {
		src, err := fs.ReadFile(data.Files(), name)
		if err != nil {
			tb.Fatal(err)
		}
		rules, err := rule.Parse("data/"+name, strings.NewReader(string(src)))
		if err != nil {
			tb.Fatal(err)
		}
		o.Rules = append(o.Rules, rules...)
	}
	return o
}

func build(tb testing.TB, o Options) *Tagger {
	tb.Helper()
	t, err := New(o)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// articles gives about 2 MB of newspaper text, tokenized. It is skipped where the
// corpora are absent.
func articles(tb testing.TB) (docs []string, tokens [][]token.Token, size int) {
	tb.Helper()
	const path = "../../shared/corpora/raw/saudinewsnet-30mb.txt.gz"
	f, err := os.Open(path)
	if err != nil {
		tb.Skipf("skipped: %s is absent", path)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	in := bufio.NewReader(z)
	var doc strings.Builder
	for size < 2<<20 {
		line, err := in.ReadString('\n')
		if err != nil {
			break
		}
		doc.WriteString(line)
		if doc.Len() > 3000 {
			docs = append(docs, doc.String())
			tokens = append(tokens, token.Tokenize(doc.String()))
			size += doc.Len()
			doc.Reset()
		}
	}
	return docs, tokens, size
}

// tag tags all texts.
func tag(t *Tagger, docs []string, tokens [][]token.Token) {
	for i := range docs {
		t.Tag(docs[i], tokens[i])
	}
}

// BenchmarkParts is what looking and the rules take of tagging.
func BenchmarkParts(b *testing.B) {
	docs, tokens, size := articles(b)
	t := build(b, embedded(b))
	s := new(scratch)
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
	run("fill", func() {
		for i := range docs {
			t.fill(&s.view, docs[i], tokens[i])
		}
	})
	run("fill and rules", func() {
		for i := range docs {
			t.fill(&s.view, docs[i], tokens[i])
			s.machine.Run(t.program, &s.view.Text)
		}
	})
	run("tag", func() { tag(t, docs, tokens) })
	b.Log(&s.machine)
}

// newsWords are the different words of the news text, by their first place.
func newsWords(tokens [][]token.Token) []string {
	var words []string
	seen := map[string]bool{}
	for _, doc := range tokens {
		for i := range doc {
			if w := doc[i].Norm; doc[i].Kind == token.Arabic && !seen[w] {
				seen[w] = true
				words = append(words, w)
			}
		}
	}
	return words
}

// ruleFiles are rule files of a user with n rules, of the sorts that could cost
// most: all begin with different words, with one class, with a frequent word,
// with any word that is not something, or ask for different expressions.
func ruleFiles(words []string, n int) map[string]string {
	r := rand.New(rand.NewPCG(3, 4))
	w := func() string { return words[r.IntN(len(words))] }
	files := map[string]string{}
	forms := map[string]string{
		"words":       `"%s" ("%s" | @nisba)? PER[ :word&!@function{1,3} ]`,
		"class":       `@title "%s"? PER[ "%s" :word{0,2} ] `,
		"frequent":    `@prep.in "%s" LOC[ "%s" ]`,
		"expressions": `@title PER[ /%s.*$/ | /^%s/ ]`,
		"negation":    `!@function "%s" PER[ "%s" :word* ]`,
	}
	for _, name := range slices.Sorted(maps.Keys(forms)) {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "rule user.%d +1 = "+forms[name]+"\n", i, w(), w())
		}
		files[name] = b.String()
	}
	return files
}

// BenchmarkManyRules compares tagging with the embedded rules alone and with
// 10,000 rules of a user more, and says how long these take to compile. The
// metric times is how often as long it takes with them, for texts whose words
// are known and for the first texts of all: the quickest pass of each, in turn,
// so that it is the same on a busy machine.
func BenchmarkManyRules(b *testing.B) {
	docs, tokens, size := articles(b)
	o := embedded(b)
	t := build(b, o)
	b.Run("none", func(b *testing.B) {
		b.SetBytes(int64(size))
		for b.Loop() {
			tag(t, docs, tokens)
		}
	})
	files := ruleFiles(newsWords(tokens), 10000)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		compile := func() *Tagger {
			rules, err := rule.Parse("user.rules", strings.NewReader(files[name]))
			if err != nil {
				b.Fatal(err)
			}
			more := o
			more.Rules = append(append([]rule.Rule(nil), o.Rules...), rules...)
			return build(b, more)
		}
		b.Run(name+"/compile", func(b *testing.B) {
			for b.Loop() {
				compile()
			}
		})
		with := compile()
		compare := func(name string, pass func(*Tagger)) {
			b.Run(name, func(b *testing.B) {
				var best [2]time.Duration
				for b.Loop() {
					for k, t := range [2]*Tagger{t, with} {
						begin := time.Now()
						pass(t)
						if d := time.Since(begin); best[k] == 0 || d < best[k] {
							best[k] = d
						}
					}
				}
				b.ReportMetric(float64(best[1])/float64(best[0]), "times")
			})
		}
		compare(name+"/first", func(t *Tagger) {
			s := new(scratch)
			for i := range docs {
				t.fill(&s.view, docs[i], tokens[i])
				s.machine.Run(t.program, &s.view.Text)
			}
		})
		compare(name+"/tag", func(t *Tagger) { tag(t, docs, tokens) })
	}
}
