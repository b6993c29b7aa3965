package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/alam-nlp/alam/gold"
)

type (
	htmlSegment struct{ Text, Class string }
	htmlBadge   struct{ Look, Text, Title string }

	// htmlMark is a stretch of text with the items that overlap in it.
	htmlMark struct {
		ID       string
		Data     string // filters and labels of its items, as JSON
		Segments []htmlSegment
		Badges   []htmlBadge
	}
	htmlPiece struct {
		Text string
		Mark *htmlMark // or nil
	}
	// htmlParagraph is a line of the text; one with Gap stands for those left out.
	htmlParagraph struct {
		Dir, Lang   string
		Pieces      []htmlPiece
		Errors      int
		Gap, GapBad int
	}
)

// layParagraphs cuts a text into lines and marks the items in it. A line end inside
// a mark ends no paragraph.
func layParagraphs(id, text string, items []htmlItem) ([]htmlParagraph, error) {
	slices.SortStableFunc(items, func(a, b htmlItem) int {
		return cmp.Or(cmp.Compare(a.Start(), b.Start()), cmp.Compare(a.End(), b.End()))
	})
	if text == "" {
		return layList(id, items)
	}
	var out []htmlParagraph
	var par htmlParagraph
	end := func() {
		if par.settle() {
			out = append(out, par)
		}
		par = htmlParagraph{}
	}
	plain := func(s string) {
		for {
			line, rest, more := strings.Cut(s, "\n")
			if line = strings.TrimSuffix(line, "\r"); line != "" {
				par.Pieces = append(par.Pieces, htmlPiece{Text: htmlText(line)})
			}
			if !more {
				return
			}
			end()
			s = rest
		}
	}
	at := 0
	for i := 0; i < len(items); {
		from, to := items[i].Start(), items[i].End()
		first := i
		for i++; i < len(items) && items[i].Start() < to; i++ {
			to = max(to, items[i].End())
		}
		mark, err := layMark(fmt.Sprintf("%sm%d", id, first+1), text, from, to, items[first:i])
		if err != nil {
			return nil, err
		}
		plain(text[at:from])
		par.Pieces = append(par.Pieces, htmlPiece{Mark: mark})
		par.Errors += htmlWrong(items[first:i])
		at = to
	}
	plain(text[at:])
	end()
	return out, nil
}

// layList is the way out where no text is known: the mentions one after another.
func layList(id string, items []htmlItem) ([]htmlParagraph, error) {
	par := htmlParagraph{Errors: htmlWrong(items)}
	for i := range items {
		it := &items[i]
		it.Mark = fmt.Sprintf("%sm%d", id, i+1)
		m, class := it.Gold, "g g-"+htmlLook(it.Kind)
		if m == nil {
			m, class = it.Pred, "p p-"+htmlLook(it.Kind)
		} else if it.Pred != nil {
			class += " p p-" + htmlLook(it.Kind)
		}
		data, err := htmlData(items[i : i+1])
		if err != nil {
			return nil, err
		}
		par.Pieces = append(par.Pieces, htmlPiece{Mark: &htmlMark{
			ID: it.Mark, Data: data,
			Segments: []htmlSegment{{surfaceOf(m, ""), class}},
			Badges:   []htmlBadge{{htmlLook(it.Kind), it.badge(), it.title("")}},
		}}, htmlPiece{Text: " · "})
	}
	if !par.settle() {
		return nil, nil
	}
	return []htmlParagraph{par}, nil
}

// layMark cuts text[from:to] wherever a span begins or ends.
func layMark(id, text string, from, to int, items []htmlItem) (*htmlMark, error) {
	data, err := htmlData(items)
	if err != nil {
		return nil, err
	}
	mark := &htmlMark{ID: id, Data: data}
	var cuts []int
	for i := range items {
		it := &items[i]
		it.Mark = id
		for _, m := range []*gold.Mention{it.Gold, it.Pred} {
			if m != nil {
				cuts = append(cuts, m.Start, m.End)
			}
		}
		mark.Badges = append(mark.Badges, htmlBadge{htmlLook(it.Kind), it.badge(), it.title(text)})
	}
	cuts = append(cuts, from, to)
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i := 1; i < len(cuts); i++ {
		a, b := cuts[i-1], cuts[i]
		class := segmentClass("g", items, a, b, func(it *htmlItem) *gold.Mention { return it.Gold })
		class = strings.TrimSpace(class + segmentClass("p", items, a, b, func(it *htmlItem) *gold.Mention { return it.Pred }))
		mark.Segments = append(mark.Segments, htmlSegment{htmlText(text[a:b]), class})
	}
	return mark, nil
}

// segmentClass is the look of one side of a segment: that of the shortest span over it.
func segmentClass(side string, items []htmlItem, a, b int, of func(*htmlItem) *gold.Mention) string {
	var best *gold.Mention
	group := ""
	for i := range items {
		m := of(&items[i])
		if m != nil && m.Start <= a && b <= m.End && (best == nil || m.Len() < best.Len()) {
			best, group = m, htmlLook(items[i].Kind)
		}
	}
	if best == nil {
		return ""
	}
	return fmt.Sprintf(" %s %s-%s", side, side, group)
}

// settle gives a paragraph its direction; it reports whether there is anything in it.
func (p *htmlParagraph) settle() bool {
	var b strings.Builder
	for _, x := range p.Pieces {
		b.WriteString(x.Text)
		if x.Mark != nil {
			for _, s := range x.Mark.Segments {
				b.WriteString(s.Text)
			}
		}
	}
	p.Dir, p.Lang = htmlDirection(b.String())
	return strings.TrimSpace(b.String()) != ""
}

// htmlDirection goes by the majority of the letters; lang is "" where it is not known.
func htmlDirection(s string) (dir, lang string) {
	right, left, arabic := 0, 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Arabic, r):
			right++
			arabic++
		case r >= 0x590 && r <= 0x8ff:
			right++
		case unicode.IsLetter(r):
			left++
		}
	}
	if right == 0 || right < left {
		return "ltr", ""
	}
	if arabic*2 >= right {
		lang = "ar"
	}
	return "rtl", lang
}

// GapNote says what a gap leaves out.
func (p *htmlParagraph) GapNote() string {
	note := "⋯ " + htmlCount(p.Gap, "line") + " left out"
	if p.GapBad > 0 {
		note += fmt.Sprintf(", %s with errors", htmlNumber(p.GapBad))
	}
	return note + " ⋯"
}

// capParagraphs keeps at most most paragraphs, those with errors first, and puts a
// gap where some are left out.
func capParagraphs(list []htmlParagraph, most int) []htmlParagraph {
	if most < 0 || len(list) <= most {
		return list
	}
	keep := htmlChoose(len(list), most, func(i int) bool { return list[i].Errors > 0 })
	var out []htmlParagraph
	for i, p := range list {
		switch {
		case keep[i]:
			out = append(out, p)
			continue
		case len(out) == 0 || out[len(out)-1].Gap == 0:
			out = append(out, htmlParagraph{})
		}
		gap := &out[len(out)-1]
		gap.Gap++
		if p.Errors > 0 {
			gap.GapBad++
		}
	}
	return out
}

// htmlChoose marks at most most of n things, the first ones, but those that matter
// before the others.
func htmlChoose(n, most int, matters func(int) bool) []bool {
	keep := make([]bool, n)
	if most < 0 {
		most = n
	}
	for _, want := range []bool{true, false} {
		for i := 0; i < n && most > 0; i++ {
			if !keep[i] && matters(i) == want {
				keep[i] = true
				most--
			}
		}
	}
	return keep
}
