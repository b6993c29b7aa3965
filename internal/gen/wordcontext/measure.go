package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/data"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// A labelled word of a CoNLL file.
type labelled struct {
	key      string
	label    string
	unlisted bool // in gazetteer and lexicon
}

// readGold reads words and labels, and looks the words up in the lists.
func readGold(path string, g *gazetteer.Gazetteer, l *ner.Lexicon) ([]labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []labelled
	var words, labels []string
	var finder, finder2 gazetteer.Scratch
	flush := func() {
		src := strings.Join(words, " ")
		tokens := token.Tokenize(src)
		known := make([]bool, len(tokens))
		for _, ms := range [][]gazetteer.Match{g.Append(nil, &finder, tokens), l.Append(nil, &finder2, tokens)} {
			for _, m := range ms {
				for i := m.First; i < m.Last; i++ {
					known[i] = true
				}
			}
		}
		start, k := 0, 0
		for i, w := range words {
			for k < len(tokens) && tokens[k].Start < start {
				k++
			}
			if k < len(tokens) && tokens[k].Start == start {
				t := &tokens[k]
				out = append(out, labelled{word.ContextKey(t), labels[i], !known[k] && t.Kind == token.Arabic})
			}
			start += len(w) + 1
		}
		words, labels = words[:0], labels[:0]
	}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		w, label, ok := strings.Cut(lines.Text(), " ")
		if !ok {
			flush()
			continue
		}
		words, labels = append(words, w), append(labels, label)
	}
	flush()
	return out, lines.Err()
}

// measure prints how well the classes tell the labels of a CoNLL file.
func measure(w io.Writer, o options, c *corpus, cl *clustering, coarse []uint8, l *ner.Lexicon) error {
	g, err := gazetteer.Open(data.Gazetteer())
	if err != nil {
		return err
	}
	gold, err := readGold(o.gold, g, l)
	if err != nil {
		return err
	}
	var unlisted []labelled
	for _, g := range gold {
		if g.unlisted {
			unlisted = append(unlisted, g)
		}
	}
	classes := func(key string) (up, class int) {
		cut, _ := c.cutKey(key, o.ratio)
		if i, ok := c.ids[cut]; ok && i >= firstWord {
			return int(coarse[cl.class[i]]), int(cl.class[i])
		}
		return -1, -1
	}
	grains := []struct {
		name string
		of   func(key string) []int
	}{
		{"coarse", func(key string) []int { up, _ := classes(key); return []int{up} }},
		{"fine", func(key string) []int { _, class := classes(key); return []int{class} }},
		{"both", func(key string) []int { up, class := classes(key); return []int{up, class} }},
	}
	for _, part := range []struct {
		name string
		gold []labelled
	}{{"all words", gold}, {"words in no list", unlisted}} {
		for _, grain := range grains {
			f := judge(part.gold, grain.of)
			fmt.Fprintf(w, "%s, %s: %d words, entropy of labels %.4f bits, information %.4f; held out %.4f, without classes %.4f\n",
				part.name, grain.name, f.words, f.entropy, f.info, f.heldOut, f.prior)
		}
	}
	return nil
}

// fit is how well the class of a word tells its label, in bits a word: the
// mutual information, and the cross-entropy on the half of the words that the
// labels were not counted on.
type fit struct {
	words          int
	entropy, info  float64
	prior, heldOut float64 // cross-entropy without and with classes
}

// smoothings are how many occurrences the share of a label among all words, or
// in the coarser class, counts for in a class, by grain. The best is reported.
var smoothings = [][2]float64{{3, 3}, {10, 10}, {30, 30}, {30, 10}, {100, 10}, {300, 10}, {100, 30}}

// A labelCount counts labels in the classes of a grain; all words are grain -1.
type labelCount map[labelCell]float64

// A labelCell is a class and a label; label "" stands for all.
type labelCell struct {
	grain, class int
	label        string
}

func countLabels(gold []labelled, chain func(key string) []int) labelCount {
	n := labelCount{}
	for _, g := range gold {
		for grain, class := range append([]int{0}, chain(g.key)...) {
			n[labelCell{grain - 1, class, g.label}]++
			n[labelCell{grain - 1, class, ""}]++
		}
	}
	return n
}

// share is the share of a label in a class, with so many occurrences of which
// the share is p.
func (n labelCount) share(grain, class int, label string, more, p float64) float64 {
	return (n[labelCell{grain, class, label}] + more*p) / (n[labelCell{grain, class, ""}] + more)
}

// judge measures classes: chain gives those of a word, the coarsest first.
func judge(gold []labelled, chain func(key string) []int) fit {
	out := fit{words: len(gold)}
	all := countLabels(gold, chain)
	for _, g := range gold {
		classes := chain(g.key)
		last := len(classes) - 1
		p := all.share(-1, 0, g.label, 0, 0)
		out.entropy -= math.Log2(p)
		out.info += math.Log2(all.share(last, classes[last], g.label, 0, 0) / p)
	}
	sums := make([]float64, len(smoothings))
	half := len(gold) / 2
	for _, parts := range [][2][]labelled{{gold[:half], gold[half:]}, {gold[half:], gold[:half]}} {
		counts := countLabels(parts[0], chain)
		for _, g := range parts[1] {
			prior := counts.share(-1, 0, g.label, 1, 0.1)
			out.prior -= math.Log2(prior)
			for i, more := range smoothings {
				p := prior
				for grain, class := range chain(g.key) {
					p = counts.share(grain, class, g.label, more[grain], p)
				}
				sums[i] -= math.Log2(p)
			}
		}
	}
	out.heldOut = slices.Min(sums)
	for _, x := range []*float64{&out.entropy, &out.info, &out.prior, &out.heldOut} {
		*x /= float64(max(len(gold), 1))
	}
	return out
}
