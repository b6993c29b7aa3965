package compare

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/eval/internal/show"
	"github.com/alam-nlp/alam/gold"
)

// Change is a mention on which two runs differ.
type Change struct {
	Doc     string
	Mention gold.Mention      // of the gold; for false predictions, the prediction
	Kind    eval.MismatchKind // the error that went or came
	// Text is the mention in the source, Before and After what stands around it.
	Before, Text, After string
}

// addChanges lists the mentions that differ, and counts by label the gold mentions
// that only one run has right: A in the first place, B in the second.
func (c *Report) addChanges(truth, a, b []gold.Document, o Options) (map[string][2]int, error) {
	orderA, err := gold.Pair(truth, a)
	if err != nil {
		return nil, err
	}
	orderB, err := gold.Pair(truth, b)
	if err != nil {
		return nil, err
	}
	only := make(map[string][2]int)
	for i := range truth {
		d, x, y := truth[i], &a[orderA[i]], &b[orderB[i]]
		d.Text = cmp.Or(d.Text, x.Text, y.Text)
		must, predA := gold.Asked(d.Mentions, x.Mentions)
		_, predB := gold.Asked(d.Mentions, y.Mentions)
		list := compared(must, d.Text, &o)
		change := func(m gold.Mention, k eval.MismatchKind) Change { return newChange(&d, m, k, o.Context) }
		kindsA, falseA := outcome(list, compared(predA, d.Text, &o), d.Text)
		kindsB, falseB := outcome(list, compared(predB, d.Text, &o), d.Text)
		for j, m := range list {
			n := only[m.Label]
			switch rightA, rightB := kindsA[j] == eval.Correct, kindsB[j] == eval.Correct; {
			case rightB && !rightA:
				n[1]++
				c.Gained = append(c.Gained, change(m, kindsA[j]))
			case rightA && !rightB:
				n[0]++
				c.Lost = append(c.Lost, change(m, kindsB[j]))
			}
			only[m.Label] = n
		}
		for _, m := range notIn(falseB, falseA) {
			c.NewFalse = append(c.NewFalse, change(m.Mention, m.kind))
		}
		for _, m := range notIn(falseA, falseB) {
			c.GoneFalse = append(c.GoneFalse, change(m.Mention, m.kind))
		}
	}
	return only, nil
}

// compared gives the mentions that are compared, in a total order, each with its
// label mapped and its surface filled in.
func compared(list []gold.Mention, text string, o *Options) []gold.Mention {
	out := make([]gold.Mention, 0, len(list))
	for _, m := range list {
		m.Label = o.Map.Get(m.Label)
		if o.Labels != nil && !slices.Contains(o.Labels, m.Label) {
			continue
		}
		if s, ok := show.Cut(text, m.Start, m.End); ok && text != "" {
			m.Text = s
		}
		out = append(out, m)
	}
	return gold.SortedMentions(out)
}

// falsePred is a wrong prediction, and what is wrong with it.
type falsePred struct {
	gold.Mention
	kind eval.MismatchKind
}

// outcome gives what became of every gold mention, and the wrong predictions.
func outcome(list, pred []gold.Mention, text string) (kinds []eval.MismatchKind, wrong []falsePred) {
	kinds = make([]eval.MismatchKind, len(list))
	ofPred := make([]eval.MismatchKind, len(pred))
	g, p := gold.Document{Text: text, Mentions: numbered(list)}, gold.Document{Text: text, Mentions: numbered(pred)}
	for _, e := range eval.Classify(&g, &p, eval.MismatchOptions{Context: -1}) {
		if e.Gold != nil {
			kinds[number(e.Gold)] = e.Kind
		}
		if e.Pred != nil {
			ofPred[number(e.Pred)] = e.Kind
		}
	}
	for i, k := range ofPred {
		if k != eval.Correct {
			wrong = append(wrong, falsePred{pred[i], k})
		}
	}
	return kinds, wrong
}

// numbered gives mentions that carry their places in the list as their sources:
// nothing else tells equal ones apart.
func numbered(list []gold.Mention) []gold.Mention {
	list = slices.Clone(list)
	for i := range list {
		list[i].Sources = []string{strconv.Itoa(i)}
	}
	return list
}

func number(m *gold.Mention) int {
	n, _ := strconv.Atoi(m.Sources[0])
	return n
}

// notIn gives the wrong predictions of one run that the other does not make too.
func notIn(list, other []falsePred) (out []falsePred) {
	free := make(map[gold.Span]int, len(other))
	for _, m := range other {
		free[m.Span]++
	}
	for _, m := range list {
		if free[m.Span] > 0 {
			free[m.Span]--
			continue
		}
		out = append(out, m)
	}
	return out
}

func newChange(d *gold.Document, m gold.Mention, k eval.MismatchKind, context int) Change {
	c := Change{Doc: d.ID, Mention: m, Kind: k}
	if s, ok := show.Cut(d.Text, m.Start, m.End); ok && d.Text != "" {
		c.Text = s
		c.Before, c.After = show.Around(d.Text, m.Start, m.End, context)
	}
	return c
}

type changeJSON struct {
	Doc     string            `json:"doc"`
	Mention *show.Mention     `json:"mention"`
	Kind    eval.MismatchKind `json:"kind"`
	Before  string            `json:"before"`
	Text    string            `json:"text"`
	After   string            `json:"after"`
}

// MarshalJSON gives doc, mention, kind, before, text and after.
func (c Change) MarshalJSON() ([]byte, error) {
	return json.Marshal(changeJSON{c.Doc, show.NewMention(&c.Mention), c.Kind, c.Before, c.Text, c.After})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *Change) UnmarshalJSON(b []byte) error {
	var j changeJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*c = Change{Doc: j.Doc, Kind: j.Kind, Before: j.Before, Text: j.Text, After: j.After}
	if j.Mention != nil {
		c.Mention = *j.Mention.Mention()
	}
	return nil
}
