package analyze

import (
	"cmp"
	"slices"
	"strings"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/text/repair"
	"github.com/alam-nlp/alam/topics"
	"github.com/alam-nlp/alam/topics/vector"
)

// A joiner joins the analyses of the pieces of a text.
type joiner struct {
	o     Options
	out   alam.Analysis
	byID  map[string]int // entities
	terms map[string]int // topics
	kinds map[string]int // categories
	bytes int            // of the pieces that have categories
}

// join adds the analysis of the next piece.
func (j *joiner) join(p analyzed) error {
	if p.err == nil {
		j.add(p.x, p.at)
	}
	return p.err
}

// add adds the analysis of the piece that begins at a byte.
func (j *joiner) add(x *alam.Analysis, at int) {
	for _, r := range x.Document.Regions {
		r.Start += at
		r.End += at
		j.out.Document.Regions = append(j.out.Document.Regions, r)
	}
	j.out.Document.Articles = max(j.out.Document.Articles, x.Document.Articles)

	j.out.Damage = repair.Join(j.out.Damage, x.Damage, at)

	number := make([]int, len(x.Entities)) // in the whole text
	for i, e := range x.Entities {
		k, ok := j.byID[e.ID]
		if !ok {
			k = len(j.out.Entities)
			j.byID[e.ID] = k
			e.Mentions = nil
			j.out.Entities = append(j.out.Entities, e)
		}
		number[i] = k
		all := &j.out.Entities[k]
		// A name that no list has is its longest mention.
		if strings.HasPrefix(e.ID, string(e.Label)+":") && len(e.Name) > len(all.Name) {
			all.Name = e.Name
		}
		all.Name, all.NameEn, all.Kind = cmp.Or(all.Name, e.Name), cmp.Or(all.NameEn, e.NameEn), cmp.Or(all.Kind, e.Kind)
		all.Country, all.Ref = cmp.Or(all.Country, e.Country), cmp.Or(all.Ref, e.Ref)
	}
	for _, m := range x.Mentions {
		m.Start += at
		m.End += at
		m.Entity = number[m.Entity]
		if !j.o.Evidence {
			m.Evidence = nil
		}
		e := &j.out.Entities[m.Entity]
		e.Mentions = append(e.Mentions, len(j.out.Mentions))
		j.out.Mentions = append(j.out.Mentions, m)
	}
	for _, t := range x.Topics {
		if t.Entity >= 0 {
			t.Entity = number[t.Entity]
		}
		t.Start += at
		t.End += at
		if k, ok := j.terms[t.Term]; !ok {
			j.terms[t.Term] = len(j.out.Topics)
			j.out.Topics = append(j.out.Topics, t)
		} else if first := j.out.Topics[k]; t.Weight > first.Weight {
			if t.Entity == first.Entity {
				t.Start, t.End, t.Words = first.Start, first.End, first.Words
			}
			j.out.Topics[k] = t
		}
	}
	if len(x.Categories) > 0 {
		j.categories(x.Categories, len(x.Document.Source))
	}
}

// categories adds those of a piece, which count by its length.
func (j *joiner) categories(list []vector.Category, length int) {
	j.bytes += length
	for _, c := range list {
		k, ok := j.kinds[c.ID]
		if !ok {
			k = len(j.out.Categories)
			j.kinds[c.ID] = k
			j.out.Categories = append(j.out.Categories, vector.Category{Class: c.Class})
		}
		j.out.Categories[k].Score += c.Score * float64(length)
	}
}

// done puts the keyphrases and categories into order.
func (j *joiner) done() *alam.Analysis {
	slices.SortStableFunc(j.out.Topics, func(a, b topics.Keyphrase) int {
		if c := cmp.Compare(b.Weight, a.Weight); c != 0 {
			return c
		}
		return strings.Compare(a.Term, b.Term)
	})
	if n := j.o.Topics; n > 0 && len(j.out.Topics) > n {
		j.out.Topics = j.out.Topics[:n]
	}
	for i := range j.out.Categories {
		j.out.Categories[i].Score /= float64(j.bytes)
	}
	slices.SortStableFunc(j.out.Categories, func(a, b vector.Category) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.ID, b.ID))
	})
	if n := j.o.Categories; n > 0 && len(j.out.Categories) > n {
		j.out.Categories = j.out.Categories[:n]
	}
	for i := range j.out.Mentions {
		if m := &j.out.Mentions[i]; m.Kind == "" {
			m.Kind = j.out.Entities[m.Entity].Kind
		}
	}
	return &j.out
}
