package engine

import (
	"context"

	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
)

// Regions parts a text, which must be valid UTF-8, into its regions.
func (a *Analyzer) Regions(source string) ([]text.Region, error) {
	if a.patterns == nil {
		return nil, ErrNotMade
	}
	doc, err := text.Parse(source, a.patterns)
	if err != nil {
		return nil, err
	}
	return doc.Regions, nil
}

// Analyze analyzes a text, which must be valid UTF-8 (else the error wraps
// text.ErrNotUTF8). It returns early with ctx's error if ctx is done.
func (a *Analyzer) Analyze(ctx context.Context, source string) (*Analysis, error) {
	read, way := a.mended(source)
	damage := a.damage(source)
	x, err := a.analyze(ctx, read, func(out *Analysis, tokens []token.Token, titles []text.Span) {
		if a.topics != nil {
			out.Topics = a.topics.Keyphrases(read, tokens, out.Mentions, out.Entities, titles, a.count)
		}
		if a.classes != nil {
			list := a.classes.Classify(read, tokens)
			out.Categories = list[:min(a.likeliest, len(list))]
		}
	})
	if err != nil {
		return nil, err
	}
	x.Damage = damage
	if !way.Same() {
		x.back(source, way)
	}
	return x, nil
}

// Candidates gives every term that the keyphrases of a text are chosen from,
// for fitting their weights. The Analyzer must have been made for topics, else
// the error is ErrNoTopics.
func (a *Analyzer) Candidates(ctx context.Context, source string) (list []topics.Candidate, err error) {
	if err := a.checkTopics(); err != nil {
		return nil, err
	}
	_, err = a.analyze(ctx, source, func(out *Analysis, tokens []token.Token, titles []text.Span) {
		list = a.topics.Candidates(source, tokens, out.Mentions, out.Entities, titles)
	})
	return list, err
}

// Terms gives the words and entities of the main article of a text, in order;
// without names, words alone. The Analyzer must have been made for topics, else
// the error is ErrNoTopics.
func (a *Analyzer) Terms(ctx context.Context, source string, names bool) (list []topics.Term, err error) {
	if err := a.checkTopics(); err != nil {
		return nil, err
	}
	if !names {
		doc, err := text.Parse(source, a.patterns)
		if err != nil {
			return nil, err
		}
		w := a.pool.Get().(*words)
		defer a.put(w)
		w.tokens = w.scanner.Append(w.tokens[:0], source)
		w.article(doc)
		return a.topics.Terms(source, w.own, nil, nil), ctx.Err()
	}
	_, err = a.analyze(ctx, source, func(out *Analysis, tokens []token.Token, _ []text.Span) {
		list = a.topics.Terms(source, tokens, out.Mentions, out.Entities)
	})
	return list, err
}

func (a *Analyzer) checkTopics() error {
	switch {
	case a.tagger == nil:
		return ErrNotMade
	case a.topics == nil:
		return ErrNoTopics
	}
	return nil
}

// analyze finds the names, and hands over the article for its topics.
func (a *Analyzer) analyze(ctx context.Context, source string, score func(*Analysis, []token.Token, []text.Span)) (*Analysis, error) {
	if a.tagger == nil {
		return nil, ErrNotMade
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc, err := text.Parse(source, a.patterns)
	if err != nil {
		return nil, err
	}
	out := &Analysis{Document: doc}
	w := a.pool.Get().(*words)
	defer a.put(w)
	w.tokens = w.scanner.Append(w.tokens[:0], source)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if out.Mentions, out.Entities, err = a.tagger.TagBounded(source, w.tokens, doc.Regions); err != nil {
		return nil, err
	}
	if a.english != nil {
		found, named := a.english.Find(source, w.tokens, out.Mentions, out.Entities)
		a.add(out, found, named)
	}
	a.place(out)
	if a.topics != nil || a.classes != nil {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		titles := w.article(doc)
		score(out, w.own, titles)
	}
	return out, nil
}

// keepTokens is how much scratch space is kept for the next text.
const keepTokens = 1 << 16

// put gives scratch space back, without what holds on to the text.
func (a *Analyzer) put(w *words) {
	if cap(w.tokens) <= keepTokens {
		clear(w.tokens)
		clear(w.own)
		a.pool.Put(w)
	}
}

// article finds what the main article itself says, less its dates, sources,
// keyword lines and boilerplate: its tokens, in w.own, and where its titles are.
func (w *words) article(d *text.Document) (titles []text.Span) {
	w.own = w.own[:0]
	k := 0
	for _, r := range d.Regions {
		from := k
		for k < len(w.tokens) && w.tokens[k].Start < r.End {
			k++
		}
		if r.Article == 0 && (r.Kind == text.Body || r.Kind == text.Title) {
			w.own = append(w.own, w.tokens[from:k]...)
		}
		if r.Article == 0 && r.Kind == text.Title {
			titles = append(titles, r.Span)
		}
	}
	return titles
}
