package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

type (
	// htmlFrequent are errors of one kind, surface and labels.
	htmlFrequent struct {
		Data, Look, Kind, Labels, Surface, Pred, Dir, Lang, PredLang string
		Count                                                        string
		Examples                                                     []htmlExample
	}
	htmlExample struct {
		Mark, Dir, Lang string
		Before, After   string
		Segments        []htmlSegment
	}
	frequentKey struct {
		kind                eval.MismatchKind
		gold, pred, surface string
	}
)

// mostExamples is how many places are shown of each frequent error, mostUnfolded how
// many of these stand open.
const (
	mostExamples = 2
	mostUnfolded = 25
)

// addFrequent gathers the errors of all documents, the most frequent first.
func (v *htmlView) addFrequent(p *Evaluation, docs []htmlDoc) error {
	groups := make(map[frequentKey][]*htmlItem)
	var order []frequentKey
	for i := range docs {
		for j := range docs[i].items {
			it := &docs[i].items[j]
			if it.Kind == eval.Correct {
				continue
			}
			k := frequentKey{kind: it.Kind, surface: p.key(it.Surface())}
			if it.Gold != nil {
				k.gold = it.Gold.Label
			}
			if it.Pred != nil {
				k.pred = it.Pred.Label
			}
			if groups[k] == nil {
				order = append(order, k)
			}
			groups[k] = append(groups[k], it)
		}
	}
	slices.SortFunc(order, func(a, b frequentKey) int {
		return cmp.Or(len(groups[b])-len(groups[a]), int(a.kind)-int(b.kind), strings.Compare(a.surface, b.surface),
			strings.Compare(a.gold, b.gold), strings.Compare(a.pred, b.pred))
	})
	all := len(order)
	if p.MaxErrors >= 0 {
		order = order[:min(all, p.MaxErrors)]
	}
	shown := v.marks()
	for _, k := range order {
		row, err := newFrequent(k, groups[k], shown)
		if err != nil {
			return err
		}
		v.Frequent = append(v.Frequent, row)
	}
	if all > len(order) {
		v.FrequentNote = fmt.Sprintf("The first %s of %s, among which the filters choose.", htmlNumber(len(order)), htmlNumber(all))
	}
	if n := len(v.Frequent); n > mostUnfolded+mostUnfolded/5 {
		v.Frequent, v.FrequentMore = v.Frequent[:mostUnfolded], v.Frequent[mostUnfolded:]
		v.FrequentRest = htmlNumber(n-mostUnfolded) + " more"
	}
	return nil
}

// key folds a surface as the options say.
func (p *Evaluation) key(surface string) string {
	if p.Options.Key == nil {
		return surface
	}
	return p.Options.Key(surface)
}

// marks are the ids of the marks on the page.
func (v *htmlView) marks() map[string]bool {
	ids := make(map[string]bool)
	for _, d := range v.Docs {
		for _, par := range d.Paragraphs {
			for _, x := range par.Pieces {
				if x.Mark != nil {
					ids[x.Mark.ID] = true
				}
			}
		}
	}
	return ids
}

func newFrequent(k frequentKey, list []*htmlItem, shown map[string]bool) (row htmlFrequent, err error) {
	first := list[0]
	row = htmlFrequent{
		Look: htmlLook(k.kind), Kind: k.kind.String(), Count: htmlNumber(len(list)),
		Labels: first.Label(), Surface: htmlText(first.Surface()),
	}
	if first.Gold != nil && first.Pred != nil {
		if k.gold != k.pred {
			row.Labels = k.gold + " → " + k.pred
		}
		if first.Pred.Text != first.Gold.Text {
			row.Pred = htmlText(first.Pred.Text)
			_, row.PredLang = htmlDirection(row.Pred)
		}
	}
	row.Dir, row.Lang = htmlDirection(row.Surface)
	if row.Data, err = htmlData([]htmlItem{*first}); err != nil {
		return row, err
	}
	for _, it := range list {
		if it.Text == "" || len(row.Examples) == mostExamples {
			break
		}
		x := htmlExample{Before: htmlText(it.Before), After: htmlText(it.After)}
		x.Dir, x.Lang = htmlDirection(it.Before + it.Text + it.After)
		if shown[it.Mark] {
			x.Mark = it.Mark
		}
		mark, err := layMark("", it.Text, 0, len(it.Text), []htmlItem{it.moved(-it.Start())})
		if err != nil {
			return row, err
		}
		x.Segments = mark.Segments
		row.Examples = append(row.Examples, x)
	}
	return row, nil
}

// moved gives a copy of the item whose spans lie by bytes further on.
func (it *htmlItem) moved(by int) htmlItem {
	move := func(m *gold.Mention) *gold.Mention {
		if m == nil {
			return nil
		}
		c := *m
		c.Start += by
		c.End += by
		return &c
	}
	c := *it
	c.Gold, c.Pred = move(it.Gold), move(it.Pred)
	return c
}
