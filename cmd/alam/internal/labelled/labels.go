package labelled

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gold"
)

// ErrLabels is the state of labels that cannot meet.
var ErrLabels = errors.New("labels do not meet")

// A Selection is which labels are compared, and as what.
type Selection struct {
	Map    gold.LabelMap // renames labels of gold and prediction
	Labels []string      // selects them after that; nil for all
}

// Check looks whether the labels of gold and of the prediction can meet at all.
// Notes say what of the selection matches nothing. It is an error where nothing
// that is renamed occurs, where nothing that is selected does, and where gold and
// prediction have no label in common: every score would be 0, and say nothing.
// Files without any mention are no error: a text may hold no name.
func (s Selection) Check(truth, pred []gold.Document) (notes []string, err error) {
	inGold, inPred := occurring(truth), occurring(pred)
	all := maps.Clone(inGold)
	maps.Copy(all, inPred)
	if len(inGold) == 0 {
		notes = append(notes, "the gold holds no mention: there is nothing to find")
	}
	if len(all) == 0 {
		return notes, nil
	}
	var idle []string
	for _, from := range slices.Sorted(maps.Keys(s.Map)) {
		if !all[from] {
			idle = append(idle, from)
		}
	}
	switch {
	case len(idle) > 0 && len(idle) == len(s.Map):
		return notes, fmt.Errorf("%w: Options.Map renames %s, and the labels are %s; leave it out, or rename one of these",
			ErrLabels, strings.Join(idle, ", "), both(inGold, inPred))
	case len(idle) > 0:
		notes = append(notes, fmt.Sprintf("Options.Map renames %s, which nowhere occurs; the labels are %s", strings.Join(idle, ", "), both(inGold, inPred)))
	}
	inGold, inPred = s.renamed(inGold), s.renamed(inPred)
	if notes, err = s.checkSelected(notes, inGold, inPred); err != nil {
		return notes, err
	}
	if len(s.Labels) > 0 {
		unselected := func(l string, _ bool) bool { return !slices.Contains(s.Labels, l) }
		before := both(inGold, inPred)
		maps.DeleteFunc(inGold, unselected)
		maps.DeleteFunc(inPred, unselected)
		if len(inGold) == 0 && len(inPred) > 0 {
			notes = append(notes, "the gold has none of the selected labels: all that is predicted counts as false; the labels are "+before)
		}
	}
	if len(inGold) > 0 && len(inPred) > 0 && !meet(inGold, inPred) {
		return notes, fmt.Errorf("%w: the gold has %s, the prediction %s; rename one as the other, as in Options.Map %s",
			ErrLabels, list(inGold), list(inPred), hint(inGold, inPred))
	}
	if pairs := likely(without(inGold, inPred), without(inPred, inGold)); len(pairs) > 0 {
		notes = append(notes, fmt.Sprintf("some labels stand on one side alone and look like one another: Options.Map %s would compare them", strings.Join(pairs, ",")))
	}
	return notes, nil
}

// checkSelected says which of the selected labels do not occur.
func (s Selection) checkSelected(notes []string, inGold, inPred map[string]bool) ([]string, error) {
	var absent []string
	for _, l := range s.Labels {
		if !inGold[l] && !inPred[l] {
			absent = append(absent, l)
		}
	}
	switch {
	case len(absent) == 0:
		return notes, nil
	case len(absent) == len(s.Labels):
		return notes, fmt.Errorf("%w: %s is selected, and the labels are %s; select some of these, or rename them, as in Options.Map %s",
			ErrLabels, strings.Join(absent, ", "), both(inGold, inPred), hint(inGold, asSet(absent)))
	}
	return append(notes, fmt.Sprintf("%s is selected and nowhere occurs; the labels are %s", strings.Join(absent, ", "), both(inGold, inPred))), nil
}

// renamed gives the labels as they are compared.
func (s Selection) renamed(labels map[string]bool) map[string]bool {
	out := make(map[string]bool, len(labels))
	for l := range labels {
		out[s.Map.Get(l)] = true
	}
	return out
}

// occurring gives the labels of the mentions of documents.
func occurring(docs []gold.Document) map[string]bool {
	out := make(map[string]bool)
	for i := range docs {
		for j := range docs[i].Mentions {
			out[docs[i].Mentions[j].Label] = true
		}
	}
	return out
}

func asSet(labels []string) map[string]bool {
	out := make(map[string]bool, len(labels))
	for _, l := range labels {
		out[l] = true
	}
	return out
}

func meet(a, b map[string]bool) bool {
	for l := range a {
		if b[l] {
			return true
		}
	}
	return false
}

// shown is how many labels a message names.
const shown = 12

func list(labels map[string]bool) string {
	names := slices.Sorted(maps.Keys(labels))
	if len(names) > shown {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
	}
	return strings.Join(names, ", ")
}

// both lists the labels of gold and prediction.
func both(inGold, inPred map[string]bool) string {
	switch {
	case len(inGold) == 0:
		return list(inPred) + " (of the prediction)"
	case len(inPred) == 0 || maps.Equal(inGold, inPred):
		return list(inGold)
	}
	return fmt.Sprintf("%s (of the gold) and %s (of the prediction)", list(inGold), list(inPred))
}

// hint pairs labels that look like one another, or else the first two.
func hint(from, to map[string]bool) string {
	if pairs := likely(from, to); len(pairs) > 0 {
		return strings.Join(pairs, ",")
	}
	if len(from) == 0 || len(to) == 0 {
		return "PERSON=PER"
	}
	return slices.Min(slices.Collect(maps.Keys(from))) + "=" + slices.Min(slices.Collect(maps.Keys(to)))
}

// likely pairs labels that look like one another.
func likely(from, to map[string]bool) (pairs []string) {
	for _, f := range slices.Sorted(maps.Keys(from)) {
		for _, t := range slices.Sorted(maps.Keys(to)) {
			if f != t && alike(f, t) {
				pairs = append(pairs, f+"="+t)
				break
			}
		}
	}
	return pairs
}

// without gives the labels of a that b does not have.
func without(a, b map[string]bool) map[string]bool {
	a = maps.Clone(a)
	maps.DeleteFunc(a, func(l string, _ bool) bool { return b[l] })
	return a
}

// alike reports whether two labels seem to mean the same: they begin alike, or
// are two of the field's names for places.
func alike(a, b string) bool {
	a, b = strings.ToUpper(a), strings.ToUpper(b)
	place := func(l string) bool { return strings.HasPrefix(l, "LOC") || strings.HasPrefix(l, "GPE") || l == "PLACE" }
	n := min(len(a), len(b), 3)
	return n >= 2 && a[:n] == b[:n] || place(a) && place(b)
}
