package eval

import (
	"maps"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gold"
)

// EntityPair is a gold entity and the predicted entity that stands for it.
type EntityPair struct {
	Gold     string `json:"gold"`      // the gold's name for it
	Pred     string `json:"pred"`      // the predicted id, "" when none is left
	Mentions int    `json:"mentions"`  // gold mentions of it
	Found    int    `json:"found"`     // of these, with an equal predicted span
	Shared   int    `json:"shared"`    // of these, that name Pred
	PredSize int    `json:"pred_size"` // aligned mentions that name Pred
}

// Perfect reports whether all mentions of the gold entity were found and fall into
// one predicted entity, which has no other aligned mention.
func (p EntityPair) Perfect() bool { return p.Shared == p.Mentions && p.Shared == p.PredSize }

// Entities says how well mentions fall into entities. Only mentions with equal
// start, end and label on both sides are compared. Gold and predicted entities are
// matched one to one, the pair with most shared mentions first (ties by name),
// which is CEAF's mapping taken greedily (Luo 2005). A mention's gold entity is its
// Name, or Entity when it has no name; its predicted entity is its Entity, or Name.
type Entities struct {
	Mentions int          `json:"mentions"` // gold mentions that name an entity
	Aligned  int          `json:"aligned"`  // of these, with an equal predicted span
	Shared   int          `json:"shared"`   // of these, in the entity matched to theirs
	Gold     int          `json:"gold"`     // gold entities
	Pred     int          `json:"pred"`     // predicted entities among the aligned mentions
	Matched  int          `json:"matched"`  // gold entities with a predicted one of their own
	Perfect  int          `json:"perfect"`  // pairs without a missing or a foreign mention
	Pairs    []EntityPair `json:"pairs"`    // by gold name
}

type entityCounter struct {
	docs   int
	shared map[[2]string]int // gold, pred
	size   map[string]int
	found  map[string]int
	preds  map[string]int
}

func newEntityCounter() *entityCounter {
	return &entityCounter{
		shared: make(map[[2]string]int), size: make(map[string]int),
		found: make(map[string]int), preds: make(map[string]int),
	}
}

// add aligns the mentions of one document by equal spans.
func (c *entityCounter) add(s *Scorer, truth, pred []gold.Mention) {
	c.docs++
	bySpan := make(map[gold.Span][]string)
	for _, m := range gold.SortedMentions(pred) {
		l, ok := s.label(m.Label)
		if !ok {
			continue
		}
		m.Label = l
		id := m.Entity
		if id == "" {
			id = m.Name
		}
		bySpan[m.Span] = append(bySpan[m.Span], id)
	}
	for _, m := range gold.SortedMentions(truth) {
		name := m.Name
		if name == "" {
			name = m.Entity
		}
		l, ok := s.label(m.Label)
		if !ok || name == "" {
			continue
		}
		m.Label = l
		c.size[name]++
		ids := bySpan[m.Span]
		if len(ids) == 0 {
			continue
		}
		bySpan[m.Span] = ids[1:]
		c.found[name]++
		if ids[0] != "" {
			c.shared[[2]string{name, ids[0]}]++
			c.preds[ids[0]]++
		}
	}
}

// result matches; nil when the gold names no entities.
func (c *entityCounter) result() *Entities {
	if len(c.size) == 0 {
		return nil
	}
	e := &Entities{Gold: len(c.size), Pred: len(c.preds)}
	edges := slices.SortedFunc(maps.Keys(c.shared), func(a, b [2]string) int {
		if d := c.shared[b] - c.shared[a]; d != 0 {
			return d
		}
		if d := strings.Compare(a[0], b[0]); d != 0 {
			return d
		}
		return strings.Compare(a[1], b[1])
	})
	to := make(map[string]string)
	taken := make(map[string]bool)
	for _, edge := range edges {
		if _, done := to[edge[0]]; !done && !taken[edge[1]] {
			to[edge[0]], taken[edge[1]] = edge[1], true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.size)) {
		p := EntityPair{Gold: name, Mentions: c.size[name], Found: c.found[name]}
		if id, ok := to[name]; ok {
			p.Pred, p.Shared, p.PredSize = id, c.shared[[2]string{name, id}], c.preds[id]
			e.Matched++
		}
		e.Mentions += p.Mentions
		e.Aligned += p.Found
		e.Shared += p.Shared
		if p.Perfect() {
			e.Perfect++
		}
		e.Pairs = append(e.Pairs, p)
	}
	return e
}
