package gold

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TextError says where the texts of two documents part. It wraps [ErrText].
type TextError struct {
	Document   string // id of the gold document
	Gold, Pred TextPlace
}

// TextPlace is a place in a text. Line and Col count from 1, Col in code points.
type TextPlace struct {
	Byte, Line, Col int
	Before, After   string // the words around
}

// Error shows both sides.
func (e *TextError) Error() string {
	return fmt.Sprintf("document %q: %s: gold line %d, column %d: %q then %q; predicted line %d, column %d: %q then %q",
		e.Document, strings.TrimPrefix(ErrText.Error(), "gold: "), e.Gold.Line, e.Gold.Col, e.Gold.Before, e.Gold.After,
		e.Pred.Line, e.Pred.Col, e.Pred.Before, e.Pred.After)
}

// Unwrap gives [ErrText].
func (e *TextError) Unwrap() error { return ErrText }

// Align makes gold and prediction meet on the text, whatever files they come from.
// It gives the predicted documents in the order and under the ids of the gold ones,
// which pair as in [Pair], with gold's text: where two texts differ only in white space, as those
// of two tokenizations do, the spans and tokens of the prediction move to where
// their words stand in gold's text (a span that covered only white space goes).
// Where they differ otherwise it is a *[TextError], with the first place. Documents
// whose text is not known stay as they are. Where gold comes from CoNLL, predicted
// mentions are widened to its tokens ([Document.Predict]). A prediction over the same
// tokens keeps its tags as they are written, breaches and all; one over others gets
// the tags that its mentions make in the scheme of the gold. The arguments are not
// changed.
func Align(gold, pred []Document) ([]Document, error) {
	order, err := Pair(gold, pred)
	if err != nil {
		return nil, err
	}
	out := make([]Document, len(gold))
	scheme := SchemeOf(gold)
	for i := range gold {
		g, p := &gold[i], pred[order[i]]
		if g.Text != "" && p.Text != "" && g.Text != p.Text {
			if err := p.moveTo(g); err != nil {
				return nil, err
			}
		}
		if len(g.Tokens) > 0 {
			tagged := g.Predict(p.Mentions)
			tagged.retag(p.Tokens, p.Sentences, scheme)
			p = tagged
		}
		p.ID = g.ID
		out[i] = p
	}
	return out, nil
}

// retag gives a predicted document the tags of other tokens, if they are tagged and
// stand at the same places in the same sentences, or writes its own in a scheme.
func (d *Document) retag(tokens []Token, sentences []int, s Scheme) {
	same := slices.EqualFunc(d.Tokens, tokens, func(a, b Token) bool {
		return a.Start == b.Start && a.End == b.End && b.Tag != ""
	})
	if same && slices.Equal(d.Sentences, sentences) {
		for i := range tokens {
			d.Tokens[i].Tag = tokens[i].Tag
		}
		return
	}
	var tags []string
	for i := range d.Sentences {
		tags = tags[:0]
		list := d.Sentence(i)
		for _, t := range list {
			tags = append(tags, t.Tag)
		}
		Recode(tags, s)
		for j, tag := range tags {
			list[j].Tag = tag
		}
	}
}

// moveTo moves the spans of d onto the text of g.
func (d *Document) moveTo(g *Document) error {
	for _, list := range [][]Mention{d.Mentions, d.Predicted} {
		if err := check(list, d.Text); err != nil {
			return fmt.Errorf("predicted document %q: %w", d.ID, err)
		}
	}
	moves, err := shifts(g, d)
	if err != nil {
		return err
	}
	text := d.Text
	to := func(b int) int {
		i, found := slices.BinarySearchFunc(moves, b, func(s shift, b int) int { return s.at - b })
		if !found {
			i--
		}
		return b + moves[i].by
	}
	// move gives the range of g's text that holds the words of a range of d's.
	move := func(start, end int) (int, int, bool) {
		end = min(end, len(text))
		first := strings.TrimLeftFunc(text[start:end], unicode.IsSpace)
		last := strings.TrimRightFunc(first, unicode.IsSpace)
		if last == "" {
			return 0, 0, false
		}
		start = end - len(first)
		_, size := utf8.DecodeLastRuneInString(last)
		return to(start), to(start+len(last)-size) + size, true
	}
	mentions := func(list []Mention) []Mention {
		var out []Mention
		for _, m := range list {
			var ok bool
			if m.Start, m.End, ok = move(m.Start, m.End); ok {
				m.Text = g.Text[m.Start:m.End]
				out = append(out, m)
			}
		}
		return out
	}
	d.Mentions, d.Predicted = mentions(d.Mentions), mentions(d.Predicted)
	d.Tokens = slices.Clone(d.Tokens)
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Start < 0 || t.End > len(text) || t.Start > t.End {
			return fmt.Errorf("predicted document %q: %w: token %d..%d", d.ID, ErrOffset, t.Start, t.End)
		}
		if start, end, ok := move(t.Start, t.End); ok {
			t.Start, t.End = start, end
		} else {
			d.Tokens, d.Sentences = nil, nil // a token without letters has no place
			break
		}
	}
	d.Text = g.Text
	return nil
}

// shift says how far what stands from byte at on is moved.
type shift struct{ at, by int }

// shifts walks two texts that must be equal but for white space, and says where the
// characters of d's stand in g's. A shift holds until the next.
func shifts(g, d *Document) ([]shift, error) {
	out := []shift{{0, 0}}
	i, j := 0, 0
	for {
		i, j = pastBlanks(g.Text, i), pastBlanks(d.Text, j)
		if i == len(g.Text) && j == len(d.Text) {
			return out, nil
		}
		_, n := utf8.DecodeRuneInString(g.Text[i:])
		_, m := utf8.DecodeRuneInString(d.Text[j:])
		if g.Text[i:i+n] != d.Text[j:j+m] {
			return nil, &TextError{Document: g.ID, Gold: textPlace(g.Text, i), Pred: textPlace(d.Text, j)}
		}
		switch last := &out[len(out)-1]; {
		case last.at == j:
			last.by = i - j
		case last.by != i-j:
			out = append(out, shift{j, i - j})
		}
		i, j = i+n, j+m
	}
}

func pastBlanks(s string, at int) int {
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsSpace(r) {
			break
		}
		at += size
	}
	return at
}

// textPlace describes byte at of a text.
func textPlace(text string, at int) TextPlace {
	const around = 30 // code points on either side, cut at a word
	line := strings.LastIndexByte(text[:at], '\n') + 1
	p := TextPlace{
		Byte: at,
		Line: 1 + strings.Count(text[:at], "\n"),
		Col:  1 + utf8.RuneCountInString(text[line:at]),
	}
	from, to := at, at
	for n := 0; n < around && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	for n := 0; n < around && to < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	p.Before, p.After = text[from:at], text[at:to]
	if from > 0 {
		if i := strings.IndexFunc(p.Before, unicode.IsSpace); i >= 0 && i+1 < len(p.Before) {
			p.Before = p.Before[i+1:]
		}
		p.Before = "…" + p.Before
	}
	if to < len(text) {
		if i := strings.LastIndexFunc(p.After, unicode.IsSpace); i > 0 {
			p.After = p.After[:i]
		}
		p.After += "…"
	}
	return p
}

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

// Pair gives, for each gold document, which of the predicted ones is of it: by ID
// where every ID is there once on both sides, else by place. Where they do not pair
// the error wraps [ErrDocument].
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
