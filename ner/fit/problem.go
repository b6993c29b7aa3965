package fit

import (
	"encoding/binary"

	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/ner/slot"
)

// The labels that are fitted, in order.
var labels = [...]ner.Label{ner.PER, ner.LOC, ner.ORG, ner.MISC}

const labelCount = len(labels)

const slotCount = slot.Count

const stride = slotCount * labelCount

// MaxTokens is how many tokens a name may have that has no evidence as a whole.
const MaxTokens = 10

// piece is a sentence ready to be fitted.
type piece struct {
	words  []int32   // per token the type of word
	here   [][]int32 // per token properties by place
	marks  []mark
	gold   []goldSpan
	mask   [labelCount]bool
	weight float64
	under  int // index of its guideline
	text   int
	from   int // token of the text
	half   int // 0 or 1: neighbours are in one half
}

// blockPieces is how many sentences that follow each other are in one half, if
// there are enough for both halves.
const blockPieces = 100

// mark is a stretch with evidence.
type mark struct {
	first, last int32
	label       int32
	ev          []int32
	x           []float64
}

type goldSpan struct {
	first, last, label int32
}

// A problem is what is fitted.
type problem struct {
	props    map[ner.Property]int32
	evidence map[string]int32
	prior    []float64 // of the evidence: its weights by hand
	under    []*guideline
	shared   []int8 // per property how many guidelines' texts have it
	rows     int    // of weights of properties that are fitted, see guideline
	pieces   []piece
	lost     int // gold names that are too long, or reach over a sentence's end
}

// A numbering gives the types of word of a guideline's texts their numbers: words
// with the same properties are one.
type numbering struct {
	byProps map[string]int32
	byWord  map[*ner.Property]int32 // those of a text share their properties
	key     []byte
}

func newNumbering() *numbering {
	return &numbering{byProps: map[string]int32{}, byWord: map[*ner.Property]int32{}}
}

// typeOf is the number of the type of a word with the properties ps.
func (p *problem) typeOf(n *numbering, under int, ps []ner.Property) int32 {
	id, ok := n.byWord[&ps[0]]
	if ok {
		return id
	}
	g := p.under[under]
	ids := p.ids(g, ps)
	n.key = n.key[:0]
	for _, x := range ids {
		n.key = binary.LittleEndian.AppendUint32(n.key, uint32(x))
	}
	if id, ok = n.byProps[string(n.key)]; !ok {
		id = int32(len(g.types))
		n.byProps[string(n.key)] = id
		g.types = append(g.types, ids)
	}
	n.byWord[&ps[0]] = id
	return id
}

// newProblem numbers the evidence, and the properties that at least so many tokens
// have, each in order of text.
func newProblem(texts []Text, least int) *problem {
	p := &problem{props: map[ner.Property]int32{}, evidence: map[string]int32{}}
	p.numberProps(texts, least)
	p.numberEvidence(texts)
	p.split(texts)
	types := make([]*numbering, len(p.under))
	for g := range types {
		types[g] = newNumbering()
	}
	for k := range texts {
		p.add(&texts[k], k, types)
	}
	block := min(blockPieces, (len(p.pieces)+1)/2)
	for i := range p.pieces {
		p.pieces[i].half = i / block % 2
	}
	return p
}

func (p *problem) numberProps(texts []Text, least int) {
	count := map[ner.Property]int{}
	see := func(ps []ner.Property) {
		for _, x := range ps {
			if count[x]++; count[x] == least {
				p.props[x] = int32(len(p.props))
			}
		}
	}
	for _, t := range texts {
		for i := range t.Lattice.Words {
			see(t.Lattice.Words[i])
			see(t.Lattice.Here[i])
		}
	}
}

func (p *problem) numberEvidence(texts []Text) {
	for _, t := range texts {
		for _, s := range t.Lattice.Stretches {
			for _, v := range s.Evidence {
				if _, ok := p.evidence[v.Weight]; !ok {
					p.evidence[v.Weight] = int32(len(p.evidence))
					p.prior = append(p.prior, v.Now)
				}
			}
		}
	}
}

// ids are the numbers that properties have in a guideline.
func (p *problem) ids(g *guideline, ps []ner.Property) []int32 {
	var out []int32
	for _, x := range ps {
		if id, ok := p.props[x]; ok {
			out = append(out, g.local[id])
		}
	}
	return out
}

func (p *problem) add(t *Text, k int, types []*numbering) {
	l := t.Lattice
	under := p.underOf(t.Guideline)
	weight := t.Weight
	if weight == 0 {
		weight = 1
	}
	mask := [labelCount]bool{}
	for _, x := range t.Labels {
		mask[labelIndex(x)] = true
	}
	s, g, o := 0, 0, 0
	for from := 0; from < len(l.Words); {
		to := from + 1
		for to < len(l.Words) && !l.Begins[to] {
			to++
		}
		x := piece{mask: mask, weight: weight, under: under, text: k, from: from}
		for i := from; i < to; i++ {
			x.words = append(x.words, p.typeOf(types[under], under, l.Words[i]))
			x.here = append(x.here, p.ids(p.under[under], l.Here[i]))
		}
		for ; s < len(l.Stretches) && l.Stretches[s].First < to; s++ {
			z := &l.Stretches[s]
			if z.Last > to || z.Last-z.First > MaxTokens || !mask[labelIndex(z.Label)] {
				continue
			}
			m := mark{first: int32(z.First - from), last: int32(z.Last - from), label: int32(labelIndex(z.Label))}
			for _, v := range z.Evidence {
				if id, ok := p.evidence[v.Weight]; ok {
					m.ev = append(m.ev, id)
					m.x = append(m.x, v.X)
				}
			}
			x.marks = append(x.marks, m)
		}
		for ; g < len(t.Gold) && t.Gold[g].First < to; g++ {
			z := &t.Gold[g]
			if !mask[labelIndex(z.Label)] {
				continue
			}
			if z.Last > to || z.Last-z.First > MaxTokens {
				p.lost++
				continue
			}
			x.gold = append(x.gold, goldSpan{int32(z.First - from), int32(z.Last - from), int32(labelIndex(z.Label))})
		}
		open := false
		for ; o < len(t.Optional) && t.Optional[o].First < to; o++ {
			open = true
		}
		if !open {
			p.pieces = append(p.pieces, x)
		}
		from = to
	}
}

func labelIndex(l ner.Label) int {
	for i, x := range labels {
		if x == l {
			return i
		}
	}
	return -1
}
