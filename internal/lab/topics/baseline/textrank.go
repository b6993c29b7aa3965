package baseline

import (
	"cmp"
	"math"
	"slices"
)

// TextRank is the method of Mihalcea and Tarau (EMNLP 2004): PageRank over the
// graph of words that stand side by side; the best third of the words is kept,
// and runs of kept words make a keyphrase that weighs their sum. As there is no
// part-of-speech tagger, every word that is no stop word is a node.
type TextRank struct {
	// Window is within how many words two are neighbours; 0 is 2, the best of
	// the authors.
	Window int
	// Share is the part of the words that is kept; 0 is a third.
	Share float64
}

// The constants of PageRank.
const (
	damping   = 0.85
	rankSteps = 100
	rankDelta = 1e-8
)

// Keyphrases gives the n best.
func (m TextRank) Keyphrases(t *Text, n int) []string {
	window, share := m.Window, m.Share
	if window == 0 {
		window = 2
	}
	if share == 0 {
		share = 1.0 / 3
	}
	ids := map[string]int{}
	var stems []string
	for i := range t.words {
		if w := &t.words[i]; !w.stop {
			if _, ok := ids[w.stem]; !ok {
				ids[w.stem] = len(stems)
				stems = append(stems, w.stem)
			}
		}
	}
	graph := make([]map[int]bool, len(stems))
	for i := range graph {
		graph[i] = map[int]bool{}
	}
	for i := range t.words {
		for k := i + 1; k < len(t.words) && k < i+window && !t.words[i].stop; k++ {
			if w := &t.words[k]; !w.stop {
				if a, b := ids[t.words[i].stem], ids[w.stem]; a != b {
					graph[a][b], graph[b][a] = true, true
				}
			}
		}
	}
	rank := pageRank(graph)
	order := make([]int, len(stems))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rank[b], rank[a]) })
	kept := make([]bool, len(stems))
	for _, i := range order[:int(math.Ceil(share*float64(len(order))))] {
		kept[i] = true
	}
	var list []*phrase
	index := map[string]bool{}
	for i := 0; i < len(t.words); {
		k := i
		p := &phrase{first: i}
		for ; k < len(t.words); k++ {
			w := &t.words[k]
			if w.stop || !kept[ids[w.stem]] || k > i && w.breaks {
				break
			}
			p.stems = append(p.stems, w.stem)
			p.weight += rank[ids[w.stem]]
		}
		if k == i {
			i++
			continue
		}
		if key := t.form(i, k-i); !index[key] {
			index[key] = true
			list = append(list, p)
		}
		i = k
	}
	return t.best(list, n, distinct)
}

// distinct lets a phrase pass that has not been chosen.
func distinct(chosen []*phrase, p *phrase) bool {
	return !slices.ContainsFunc(chosen, func(c *phrase) bool { return slices.Equal(c.stems, p.stems) })
}

// pageRank ranks the nodes of an undirected graph (Brin and Page 1998).
func pageRank(graph []map[int]bool) []float64 {
	n := len(graph)
	neighbours := make([][]int, n) // in order, so that sums are the same each time
	for i, g := range graph {
		for k := range g {
			neighbours[i] = append(neighbours[i], k)
		}
		slices.Sort(neighbours[i])
	}
	rank, next := make([]float64, n), make([]float64, n)
	for i := range rank {
		rank[i] = 1 / float64(n)
	}
	for range rankSteps {
		moved := 0.0
		for i := range next {
			sum := 0.0
			for _, k := range neighbours[i] {
				sum += rank[k] / float64(len(neighbours[k]))
			}
			next[i] = (1-damping)/float64(n) + damping*sum
			moved += math.Abs(next[i] - rank[i])
		}
		rank, next = next, rank
		if moved < rankDelta {
			break
		}
	}
	return rank
}
