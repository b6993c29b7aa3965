package main

import "slices"

// variant says what the contexts of a word are.
type variant struct {
	symbols bool // proclitics are words of their own; else they are dropped
	own     bool // the word's own proclitics are a context
	near    bool // one word on either side, not two
	class   int  // of how many of the words around, from the nearest on, the class is a context too
}

// A feature is one of the contexts of a word, and how often it has it.
type feature struct {
	id int32
	n  int32
}

// cliticSets is how many sets of proclitics there can be.
const cliticSets = 1 << 5

// A contextTable has the features of each word. A feature's id is that of its
// place times span, and that of the word that stands there.
type contextTable struct {
	of     [][]feature // per word, by id
	size   []int32     // per word, how often it occurs
	words  int32       // ids below are of words, ids above of proclitics and classes
	span   int32
	places int32
}

// features gives each word its features. class has the classes of words for
// the contexts that are classes; nil for none of these.
func features(c *corpus, v variant, class []int32) *contextTable {
	t := &contextTable{words: int32(len(c.words)), size: make([]int32, len(c.words))}
	t.span = t.words + cliticSets
	if class != nil {
		t.span += 1 + slices.Max(class)
	}
	lists := make([][]int32, len(c.words))
	for i := range c.stream {
		w := c.word(i)
		if w < firstWord {
			continue
		}
		t.size[w]++
		left, right := c.word(i-1), c.word(i+1)
		around := []int32{left, right}
		if v.symbols {
			if p := c.clitic(i); p != 0 {
				around[0] = t.words + p
			}
			if p := c.clitic(i + 1); p != 0 {
				around[1] = t.words + p
			}
		}
		if !v.near {
			far := [2]int32{bound, bound}
			if left != bound {
				far[0] = c.word(i - 2)
			}
			if right != bound {
				far[1] = c.word(i + 2)
			}
			around = append(around, far[:]...)
		}
		if class != nil {
			for _, id := range around[:min(v.class, len(around))] {
				if id >= firstWord && id < t.words {
					id = t.words + cliticSets + class[id]
				}
				around = append(around, id)
			}
		}
		if v.own {
			around = append(around, t.words+c.clitic(i))
		}
		t.places = int32(len(around))
		for place, id := range around {
			lists[w] = append(lists[w], int32(place)*t.span+id)
		}
	}
	t.of = make([][]feature, len(c.words))
	for w, l := range lists {
		slices.Sort(l)
		for i, n := 0, 0; i < len(l); i += n {
			for n = 1; i+n < len(l) && l[i+n] == l[i]; n++ {
			}
			t.of[w] = append(t.of[w], feature{l[i], int32(n)})
		}
		lists[w] = nil
	}
	return t
}
