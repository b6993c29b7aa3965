package gold

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// SortedMentions gives mentions in a total order, so that nothing counted from
// them depends on the order of the file.
func SortedMentions(list []Mention) []Mention {
	less := func(a, b Mention) int {
		if c := a.Span.Compare(b.Span); c != 0 {
			return c
		}
		return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.Entity, b.Entity),
			strings.Compare(a.Name, b.Name), strings.Compare(a.Text, b.Text), cmp.Compare(a.Score, b.Score))
	}
	if slices.IsSortedFunc(list, less) {
		return list
	}
	list = slices.Clone(list)
	slices.SortFunc(list, less)
	return list
}

func Pair(gold, pred []Document) ([]int, error) {
	if len(gold) != len(pred) {
		return nil, fmt.Errorf("%w: %d gold, %d predicted", ErrDocument, len(gold), len(pred))
	}
	order := make([]int, len(gold))
	for i := range order {
		order[i] = i
	}
	byID := make(map[string]int, len(pred))
	for i, d := range pred {
		if _, dup := byID[d.ID]; dup || d.ID == "" {
			return order, nil
		}
		byID[d.ID] = i
	}
	found := make([]int, 0, len(gold))
	missing := ""
	for _, d := range gold {
		if i, ok := byID[d.ID]; ok {
			found = append(found, i)
			delete(byID, d.ID)
		} else if missing == "" {
			missing = d.ID
		}
	}
	switch {
	case len(found) == len(gold):
		return found, nil
	case len(found) == 0, missing == "":
		return order, nil // two ways of naming: by place
	}
	return nil, fmt.Errorf("%w: no prediction for document %q", ErrDocument, missing)
}

// CheckPair refuses documents whose texts differ or whose spans leave them.
func CheckPair(g, p *Document) error {
	if g.Text != "" && p.Text != "" && g.Text != p.Text {
		return fmt.Errorf("document %q: %w", g.ID, differ(g.Text, p.Text))
	}
	if err := check(g.Mentions, cmp.Or(g.Text, p.Text)); err != nil {
		return fmt.Errorf("gold document %q: %w", g.ID, err)
	}
	if err := check(p.Mentions, cmp.Or(p.Text, g.Text)); err != nil {
		return fmt.Errorf("predicted document %q: %w", p.ID, err)
	}
	return nil
}

func check(list []Mention, text string) error {
	for _, m := range list {
		if m.Start < 0 || m.End <= m.Start || text != "" && m.End > len(text) {
			return fmt.Errorf("%w: %s %d..%d", ErrOffset, m.Label, m.Start, m.End)
		}
	}
	return nil
}

// differ says where two texts part.
func differ(a, b string) error {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	for i > 0 && (i < len(a) && !utf8.RuneStart(a[i]) || i < len(b) && !utf8.RuneStart(b[i])) {
		i--
	}
	from := max(0, strings.LastIndexByte(a[:i], ' ')+1)
	from = max(from, strings.LastIndexByte(a[:i], '\n')+1)
	return fmt.Errorf("%w at byte %d: %q against %q", ErrText, i, peek(a[from:]), peek(b[from:]))
}

func peek(s string) string {
	const most = 30
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
