package registry

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
)

// A grouper says which nodes are one entity.
type grouper struct {
	*archive
	sets     *sets
	words    *words
	splits   map[int32][]int32 // nodes that are to be apart
	origins  map[int32]int32   // nodes that forms were taken out of
	takenOut map[int32]bool    // nodes of such forms
}

// spellings puts the nodes together that are not listed and whose names are
// spellings of one name, each with the others of its set.
func (g *grouper) spellings() {
	type bucket struct {
		hash uint64
		node int32
	}
	var list []bucket
	for x := range g.nodes {
		if !g.nodes[x].listed {
			list = append(list, bucket{g.spellingHash(&g.nodes[x]), int32(x)})
		}
	}
	slices.SortFunc(list, func(p, q bucket) int { return cmp.Or(cmp.Compare(p.hash, q.hash), g.before(p.node, q.node)) })
	for i := 0; i < len(list); {
		k := i + 1
		for k < len(list) && list[k].hash == list[i].hash {
			k++
		}
		if k > i+1 {
			var nodes []int32
			for _, b := range list[i:k] {
				nodes = append(nodes, b.node)
			}
			g.cluster(nodes)
		}
		i = k
	}
}

// before orders nodes by falling mentions, then by id.
func (g *grouper) before(x, y int32) int {
	return cmp.Or(cmp.Compare(g.nodes[y].n, g.nodes[x].n), strings.Compare(g.nodes[x].id, g.nodes[y].id))
}

// spellingHash is the same for spellings of one name.
func (g *grouper) spellingHash(x *node) uint64 {
	h := fnv.New64a()
	h.Write([]byte(x.label()))
	key, _ := gazetteer.VariantKey(nameWords(x.key()))
	h.Write([]byte(key))
	return h.Sum64()
}

// cluster puts nodes of one hash together, the commonest first: a node joins the
// only cluster with all of whose nodes it is one name. One that fits several is
// by itself.
func (g *grouper) cluster(nodes []int32) {
	var clusters [][]int32
	for _, x := range nodes {
		fits := -1
		for c := range clusters {
			if !slices.ContainsFunc(clusters[c], func(y int32) bool { return !g.oneName(x, y) }) && g.mayJoin(x, clusters[c][0]) {
				if fits >= 0 {
					fits = len(clusters)
					break
				}
				fits = c
			}
		}
		if fits < 0 || fits == len(clusters) {
			clusters = append(clusters, []int32{x})
			continue
		}
		g.joinSpellings(clusters[fits][0], x)
		clusters[fits] = append(clusters[fits], x)
	}
}

// joinSpellings puts two nodes together; a set that the user made keeps its head.
func (g *grouper) joinSpellings(x, y int32) {
	s := g.sets
	a, b := s.find(x), s.find(y)
	if a == b {
		return
	}
	head := s.heads[a]
	if s.forced[b] && (!s.forced[a] || g.before(s.heads[b], head) < 0) {
		head = s.heads[b]
	}
	s.join(a, b, head)
}

// mayJoin reports whether nothing of the sets of two nodes is to be apart.
func (g *grouper) mayJoin(x, y int32) bool {
	a, b := g.sets.find(x), g.sets.find(y)
	for p, list := range g.splits {
		r := g.sets.find(p)
		if r != a && r != b {
			continue
		}
		for _, q := range list {
			if t := g.sets.find(q); t != r && (t == a || t == b) {
				return false
			}
		}
	}
	return true
}

// oneName reports whether the names of two nodes are spellings of one: their words
// are the same but for some that are spellings of one foreign word, in no more letters
// than the name has words.
func (g *grouper) oneName(x, y int32) bool {
	label := g.nodes[x].label()
	if label != g.nodes[y].label() {
		return false
	}
	a, b := nameWords(g.nodes[x].key()), nameWords(g.nodes[y].key())
	if len(a) != len(b) {
		return false
	}
	edits := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		n, ok := g.words.oneWord(a[i], b[i], len(a) == 1, label == string(ner.PER))
		if !ok {
			return false
		}
		edits += n
	}
	return edits <= len(a)
}
