package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"alam/data"
	"alam/gazetteer"
	"alam/ner"
	"alam/token"
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
	var finder, finder2 gazetteer.Finder
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
				out = append(out, labelled{ner.ContextKey(t), labels[i], !known[k] && t.Kind == token.Arabic})
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

// fit is how well a class of words tells labels: the mutual information, and
// the cross-entropy on the half that it was not counted on, in bits a word.
type fit struct {
	words          int
	entropy, info  float64
	prior, heldOut float64
}

// judge measures classes. chains gives per word its classes, the coarsest
// first; the label's share in a class is smoothed by that of the one before.
func judge(gold []labelled, chains func(key string) []int) fit {
	n := len(gold)
	var out fit
	out.words = n
	joint, classes, labels := map[[2]string]float64{}, map[string]float64{}, map[string]float64{}
	for _, g := range gold {
		ch := chains(g.key)
		c := fmt.Sprint(ch[len(ch)-1])
		joint[[2]string{c, g.label}]++
		classes[c]++
		labels[g.label]++
	}
	for _, k := range labels {
		out.entropy -= k / float64(n) * math.Log2(k/float64(n))
	}
	for k, v := range joint {
		out.info += v / float64(n) * math.Log2(v*float64(n)/(classes[k[0]]*labels[k[1]]))
	}
	alphas := [][]float64{{3, 3}, {10, 10}, {30, 30}, {30, 10}, {100, 10}, {300, 10}, {100, 30}}
	sums := make([]float64, len(alphas))
	for half := range 2 {
		fitOn, tryOn := gold[:n/2], gold[n/2:]
		if half == 1 {
			fitOn, tryOn = tryOn, fitOn
		}
		type cell struct {
			level, class int
			label        string
		}
		counts := map[cell]float64{}
		for _, g := range fitOn {
			counts[cell{-1, 0, g.label}]++
			counts[cell{-1, 0, ""}]++
			for level, c := range chains(g.key) {
				counts[cell{level, c, g.label}]++
				counts[cell{level, c, ""}]++
			}
		}
		for _, g := range tryOn {
			p := (counts[cell{-1, 0, g.label}] + 0.5) / (counts[cell{-1, 0, ""}] + 4.5)
			out.prior -= math.Log2(p)
			for i, alpha := range alphas {
				p := p
				for level, c := range chains(g.key) {
					a := alpha[level]
					p = (counts[cell{level, c, g.label}] + a*p) / (counts[cell{level, c, ""}] + a)
				}
				sums[i] -= math.Log2(p)
			}
		}
	}
	out.prior /= float64(n)
	out.heldOut = slices.Min(sums[:]) / float64(n)
	return out
}
