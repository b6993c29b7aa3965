package page

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// htmlItem is an error, or a correct mention, and the mark that shows it.
type htmlItem struct {
	eval.Mismatch
	Mark string // id of the mark
}

// The looks of marks, and the filters that gather several kinds.
const (
	lookCorrect  = "correct"
	lookMissed   = "missed"
	lookSpurious = "spurious"
	lookLabel    = "label"
	lookBoundary = "boundary"
)

func htmlLook(k eval.MismatchKind) string {
	switch {
	case k == eval.Correct:
		return lookCorrect
	case k == eval.Missed:
		return lookMissed
	case k == eval.Spurious:
		return lookSpurious
	case k.Boundary():
		return lookBoundary
	}
	return lookLabel
}

// htmlSlug is the name of a kind for the filters: its words with hyphens.
func htmlSlug(k eval.MismatchKind) string { return strings.ReplaceAll(k.String(), " ", "-") }

// htmlFilters are the names under which the filters know a kind.
func htmlFilters(k eval.MismatchKind) []string {
	if l, s := htmlLook(k), htmlSlug(k); l != s {
		return []string{l, s}
	}
	return []string{htmlLook(k)}
}

// badge is what stands beside a mark.
func (it *htmlItem) badge() string {
	switch k := it.Kind; {
	case k == eval.Correct:
		return it.Label()
	case k == eval.Missed || k == eval.Spurious:
		return k.String() + " " + it.Label()
	case k == eval.WrongLabel:
		return it.Gold.Label + " → " + it.Pred.Label
	case k == eval.WrongBoth:
		return it.Gold.Label + " → " + it.Pred.Label + ", boundary"
	case k == eval.OnlySpelling:
		return it.Label() + " spelling"
	case k.Slip():
		words := strings.Fields(k.String())
		return it.Label() + " " + words[len(words)-1]
	default:
		return it.Label() + " " + k.String()
	}
}

// title says in full what the mark abbreviates.
func (it *htmlItem) title(text string) string {
	side := func(name string, m *gold.Mention) string {
		s := fmt.Sprintf("%s %s %s", name, m.Label, isolated(surfaceOf(m, text)))
		if m.Name != "" {
			s += " (" + isolated(m.Name) + ")"
		}
		return s
	}
	switch {
	case it.Gold == nil:
		return it.Kind.String() + ": " + side("predicted", it.Pred)
	case it.Pred == nil:
		return it.Kind.String() + ": " + side("gold", it.Gold)
	case it.Kind == eval.Correct:
		return it.Kind.String() + ": " + side("gold and prediction", it.Gold)
	}
	return it.Kind.String() + ": " + side("gold", it.Gold) + ", " + side("predicted", it.Pred)
}

// labels are those the filters know it by.
func (it *htmlItem) labels() []string {
	var out []string
	for _, m := range []*gold.Mention{it.Gold, it.Pred} {
		if m != nil && !slices.Contains(out, m.Label) {
			out = append(out, m.Label)
		}
	}
	return out
}

// htmlData gives what the filters read of some items, as JSON.
func htmlData(items []htmlItem) (string, error) {
	type entry struct {
		Filters []string `json:"k"`
		Labels  []string `json:"l"`
	}
	list := make([]entry, len(items))
	for i, it := range items {
		list[i] = entry{htmlFilters(it.Kind), it.labels()}
	}
	b, err := json.Marshal(list)
	return string(b), err
}

func htmlWrong(items []htmlItem) (n int) {
	for _, it := range items {
		if it.Kind != eval.Correct {
			n++
		}
	}
	return n
}

// Isolates keep a name from turning the text beside it around.
const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

func isolated(s string) string { return firstStrongIsolate + s + popIsolate }

// htmlText replaces what is not UTF-8, so that one bad byte does not spoil a page.
func htmlText(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// surfaceOf is what the text has where m points, else what m says of itself.
func surfaceOf(m *gold.Mention, text string) string {
	switch {
	case text != "":
		return htmlText(text[m.Start:m.End])
	case m.Text != "":
		return htmlText(m.Text)
	}
	return fmt.Sprintf("%d–%d", m.Start, m.End)
}
