package page

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/eval"
)

type (
	// htmlView is what the template reads.
	htmlView struct {
		Title, Subtitle, Policy string
		CSS                     template.CSS
		JS                      template.JS
		Ranges                  string
		Heads                   []htmlRatio
		Scores, Ways            []htmlRow
		ScoresByKind            *htmlPart
		Parts                   []htmlPart
		Kinds                   []htmlKind
		Confusion               template.HTML
		ConfusionNote           string
		Entities                *htmlEntities
		Frequent, FrequentMore  []htmlFrequent
		FrequentNote            string
		FrequentRest            string
		Chips                   []htmlKind
		Labels                  []string
		Docs                    []htmlDoc
		DocsNote                string
		Notes                   []string
	}
	htmlKind struct {
		Name, Filter, Look, Count, Share string
		Minor                            bool
		Bar                              template.HTML
	}
	htmlDoc struct {
		ID, Name, Tally string
		Open            bool
		Paragraphs      []htmlParagraph
		items           []htmlItem
		errors          int
	}
	htmlEntities struct {
		Summary, Caption string
		Open             bool
		Rows             []htmlEntity
	}
	htmlEntity struct {
		Gold, Pred, Lang                 string
		Mentions, Found, Shared, Foreign string
	}
)

// mostLabels is how many labels the picture of the confusion has room for.
const mostLabels = 12

// view works out what the page shows.
func (p Evaluation) view() (*htmlView, error) {
	p, order, err := p.filled()
	if err != nil {
		return nil, err
	}
	r := p.Report
	v := &htmlView{Title: htmlText(p.Title), Scores: p.scores(), Ways: p.ways(), ScoresByKind: p.kinds()}
	micro := v.Scores[slices.IndexFunc(v.Scores, func(x htmlRow) bool { return x.Class == "sum" })]
	c := r.Strict.Micro
	for i, value := range []eval.Ratio{c.Precision(), c.Recall(), c.F1()} {
		v.Heads = append(v.Heads, htmlRatio{micro.Ratios[i].Name, htmlPercent(value, 1), micro.Ratios[i].Range})
	}
	if in := r.Intervals; in != nil && micro.Ratios[2].Range != "" {
		v.Ranges = fmt.Sprintf("Ranges are %s: %s draws of %s.", in.Title(), htmlNumber(in.Trials), htmlCount(in.Units, in.Unit))
	}
	v.Subtitle = fmt.Sprintf("%s · %s · %s", htmlCount(r.Documents, cmp.Or(r.Unit, "document")),
		htmlCount(c.Support(), "gold mention"), htmlCount(c.Found(), "prediction"))
	v.Entities = entitiesView(r.Entities)
	v.Notes = p.notes()
	if d := r.DocEntities; d != nil {
		part := htmlPart{Title: "Entities, each once a document (by " + d.Identity.String() + ")", Head: "Label"}
		for _, x := range d.Table.Rows {
			part.Rows = append(part.Rows, scoreRow(x.Label, x.Counts, nil))
		}
		part.Rows = append(part.Rows, scoreRow("micro", d.Table.Micro, nil))
		for i := range part.Rows {
			part.Rows[i].Numbers = part.Rows[i].Numbers[:2]
		}
		v.Parts = append(v.Parts, part)
	}
	e := r.Mismatches
	docs := make([]htmlDoc, len(p.Gold))
	if len(p.Gold) > 0 {
		e, err = eval.ClassifyAll(p.Gold, p.Pred, p.Options, func(i int, list []eval.Mismatch) {
			docs[i] = newHTMLDoc(i, p.Gold[i].ID, list)
		})
		if err != nil {
			return nil, err
		}
		if err := v.addDocs(&p, order, docs); err != nil {
			return nil, err
		}
	} else if e != nil {
		docs = []htmlDoc{newHTMLDoc(0, "", e.List)}
	}
	if e == nil {
		return v, nil
	}
	v.addErrors(e)
	return v, v.addFrequent(&p, docs)
}

// addErrors adds the tables of errors.
func (v *htmlView) addErrors(e *eval.Mismatches) {
	v.Kinds = kindRows(&e.Counts)
	v.Chips = append(slices.Clone(v.Kinds), htmlKind{
		Name: lookCorrect, Filter: lookCorrect, Look: lookCorrect, Count: htmlNumber(e.Counts[eval.Correct])})
	v.Labels = e.Confusion.Labels
	v.Confusion = confusionPicture(&e.Confusion, mostLabels)
	if v.Confusion != "" {
		v.ConfusionNote = "Confusion counts pairs whatever their boundaries. The column “none” is missed gold, the row “none” spurious predictions; the darker a cell, the more of its row is in it."
		if n := len(e.Confusion.Labels); n > mostLabels {
			v.ConfusionNote += fmt.Sprintf(" It shows the %d most frequent of %d labels.", mostLabels, n)
		}
	}
	add := func(title, head string, parts []eval.PartScore) {
		if len(parts) > 0 {
			v.Parts = append(v.Parts, htmlPart{Title: title, Head: head, Rows: partRows(parts)})
		}
	}
	add("Seen and unseen names", "In the training data", slices.Concat(e.Seen, e.ByTraining))
	if len(e.Lengths) > 1 {
		add("By length of the mention", "Tokens", e.Lengths)
	}
}

func newHTMLDoc(i int, name string, list []eval.Mismatch) htmlDoc {
	d := htmlDoc{ID: fmt.Sprintf("d%d", i+1), Name: htmlText(cmp.Or(name, fmt.Sprintf("Document %d", i+1)))}
	gold, pred := 0, 0
	for _, e := range list {
		d.items = append(d.items, htmlItem{Mismatch: e})
		if e.Gold != nil {
			gold++
		}
		if e.Pred != nil {
			pred++
		}
	}
	d.errors = htmlWrong(d.items)
	d.Open = d.errors > 0
	wrong := "no errors"
	if d.errors > 0 {
		wrong = htmlCount(d.errors, "error")
	}
	d.Tally = fmt.Sprintf("%s · %s gold, %s predicted", wrong, htmlNumber(gold), htmlNumber(pred))
	return d
}

// addDocs lays out the texts that are shown.
func (v *htmlView) addDocs(p *Evaluation, order []int, docs []htmlDoc) error {
	keep := htmlChoose(len(docs), p.MaxDocuments, func(i int) bool { return docs[i].errors > 0 })
	out, bad := 0, 0
	for i := range docs {
		d := &docs[i]
		if !keep[i] {
			out++
			if d.errors > 0 {
				bad++
			}
			continue
		}
		text := cmp.Or(p.Gold[i].Text, p.Pred[order[i]].Text)
		list, err := layParagraphs(d.ID, text, d.items)
		if err != nil {
			return fmt.Errorf("document %q: %w", d.Name, err)
		}
		d.Paragraphs = capParagraphs(list, p.MaxLines)
		v.Docs = append(v.Docs, *d)
	}
	if out > 0 {
		v.DocsNote = fmt.Sprintf("Shown are %s of %s documents, those with errors first; %s are left out, %s of them with errors",
			htmlNumber(len(docs)-out), htmlNumber(len(docs)), htmlNumber(out), htmlNumber(bad))
		if p.RaiseWith != "" {
			v.DocsNote += " (" + p.RaiseWith + " shows more)"
		}
		v.DocsNote += "."
	}
	return nil
}

// kindRows are the errors by kind, the kinds of boundary and label errors under
// their sum.
func kindRows(c *eval.MismatchCounts) (rows []htmlKind) {
	all := c.Wrong()
	if all == 0 {
		return nil
	}
	add := func(name, filter, look string, n int, minor bool) {
		if n > 0 {
			share := float64(n) / float64(all)
			rows = append(rows, htmlKind{Name: name, Filter: filter, Look: look, Minor: minor,
				Count: htmlNumber(n), Share: htmlPercent(eval.Ratio(share), 1) + " %", Bar: shareBar(share, look)})
		}
	}
	add(eval.Missed.String(), lookMissed, lookMissed, c[eval.Missed], false)
	add(eval.Spurious.String(), lookSpurious, lookSpurious, c[eval.Spurious], false)
	add(eval.WrongLabel.String(), lookLabel, lookLabel, c[eval.WrongLabel]+c[eval.WrongBoth], false)
	add("label and boundary", htmlSlug(eval.WrongBoth), lookLabel, c[eval.WrongBoth], true)
	add("wrong boundary", lookBoundary, lookBoundary, c.Boundary(), false)
	for _, k := range eval.MismatchKinds() {
		if k.Boundary() {
			add(k.String(), htmlSlug(k), lookBoundary, c[k], true)
		}
	}
	return rows
}

// entitiesView lists the pairs that are not perfect.
func entitiesView(e *eval.Entities) *htmlEntities {
	if e == nil {
		return nil
	}
	v := &htmlEntities{Summary: fmt.Sprintf(
		"%s of %s gold entities have a predicted one of their own, %s of them without a missing or a foreign mention. Of %s gold mentions that name an entity, %s have an equal prediction, and %s of these lie in the entity matched to theirs.",
		htmlNumber(e.Matched), htmlNumber(e.Gold), htmlNumber(e.Perfect), htmlNumber(e.Mentions), htmlNumber(e.Aligned), htmlNumber(e.Shared))}
	for _, x := range e.Pairs {
		if x.Perfect() {
			continue
		}
		_, lang := htmlDirection(x.Gold)
		v.Rows = append(v.Rows, htmlEntity{
			Gold: htmlText(x.Gold), Pred: cmp.Or(htmlText(x.Pred), undefinedSign), Lang: lang,
			Mentions: htmlNumber(x.Mentions), Found: htmlNumber(x.Found), Shared: htmlNumber(x.Shared),
			Foreign: htmlNumber(x.PredSize - x.Shared)})
	}
	v.Caption = fmt.Sprintf("%s not perfect", htmlCount(len(v.Rows), "entity"))
	if len(v.Rows) != 1 {
		v.Caption = htmlNumber(len(v.Rows)) + " entities not perfect"
	}
	v.Open = len(v.Rows) <= 10
	return v
}

// notes are what else there is to say.
func (p *Evaluation) notes() (out []string) {
	r := p.Report
	if r.Map != "" {
		out = append(out, "Labels renamed: "+r.Map)
	}
	if len(r.Labels) > 0 {
		out = append(out, "Labels compared: "+strings.Join(r.Labels, ", "))
	}
	if r.Tokens != nil {
		out = append(out, fmt.Sprintf("%s, accuracy %s", htmlCount(r.Tokens.Tokens, "token"), htmlPercent(r.Tokens.Accuracy(), 2)))
	}
	if r.Conll != nil {
		out = append(out, r.Conll.Lines()...)
	}
	return append(out, r.Notes...)
}
