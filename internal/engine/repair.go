package engine

import (
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/text/repair"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// mended gives the text that is read in the place of a source, and the way back.
func (a *Analyzer) mended(source string) (string, repair.Map) {
	if !a.repair {
		return source, repair.Map{}
	}
	return repair.Repair(source)
}

// damage tells what of a source cannot be Arabic.
func (a *Analyzer) damage(source string) []repair.Damage {
	if a.stats == nil {
		return repair.Detect(source, nil)
	}
	return repair.Detect(source, a.knows)
}

// knows reports whether news has a word, with proclitics or an ending or without.
func (a *Analyzer) knows(surface string) bool {
	key := token.Key(surface)
	has := func(key string) bool {
		stem := strings.TrimPrefix(key, arabic.Article)
		return a.stats.Find(stem) != (word.Count{}) || a.stats.Familiar(key) != word.Rare
	}
	if has(key) {
		return true
	}
	for _, c := range token.AppendCuts(nil, key) {
		if has(string(c.Form(key, nil))) {
			return true
		}
	}
	return false
}

// back makes an analysis of a mended text one of its source.
func (x *Analysis) back(source string, way repair.Map) {
	doc := &text.Document{Source: source, Articles: x.Document.Articles}
	end := 0
	for _, r := range x.Document.Regions {
		if _, to := way.Span(r.Start, r.End); to > end { // a letter of the source in two regions is of the first
			r.Span = text.Span{Start: end, End: to}
			doc.Regions = append(doc.Regions, r)
			end = to
		}
	}
	x.Document = doc
	kept := make([]ner.Mention, 0, len(x.Mentions))
	end = 0
	for _, m := range x.Mentions {
		m.Start, m.End = way.Span(m.Start, m.End)
		if m.Start < end {
			continue // it is half of a letter of the source, of which the name before is the other
		}
		end, m.Text = m.End, source[m.Start:m.End]
		kept = append(kept, m)
	}
	for i := range x.Topics {
		t := &x.Topics[i]
		t.Start, t.End = way.Span(t.Start, t.End)
	}
	if len(kept) < len(x.Mentions) {
		x.renumber(kept)
	}
	x.Mentions = kept
}

// renumber leaves out the entities that none of the mentions means.
func (x *Analysis) renumber(mentions []ner.Mention) {
	before := make([]int, len(mentions)) // the entities meant
	for i, m := range mentions {
		before[i] = m.Entity
	}
	x.Entities = number(mentions, x.Entities)
	for i := range x.Topics {
		if t := &x.Topics[i]; t.Entity >= 0 {
			if k := slices.Index(before, t.Entity); k >= 0 {
				t.Entity = mentions[k].Entity
			} else {
				t.Entity = -1
			}
		}
	}
}
