package gold

import "strconv"

// Split cuts a CoNLL document into documents of n sentences each, the last perhaps
// shorter, with ids "ID/1", "ID/2" and so on. A cut that would go through a mention
// is put off to the next sentence end. Without sentences, or with n < 1, the
// document stays whole.
func (d *Document) Split(n int) []Document {
	if n < 1 || len(d.Sentences) <= n {
		return []Document{*d}
	}
	var out []Document
	for from := 0; from < len(d.Sentences); {
		to := min(from+n, len(d.Sentences))
		for to < len(d.Sentences) && d.crossed(d.Tokens[d.Sentences[to]].Start) {
			to++
		}
		out = append(out, d.piece(from, to, d.ID+"/"+strconv.Itoa(len(out)+1)))
		from = to
	}
	return out
}

func (d *Document) crossed(at int) bool {
	for _, list := range [][]Mention{d.Mentions, d.Predicted} {
		for _, m := range list {
			if m.Start < at && at < m.End {
				return true
			}
		}
	}
	return false
}

// piece gives sentences from to to; the first piece has what stands before them,
// the last what stands behind.
func (d *Document) piece(from, to int, id string) Document {
	start, end := 0, len(d.Text)
	first, last := d.Sentences[from], len(d.Tokens)
	if from > 0 {
		start = d.Tokens[first].Start
	}
	if to < len(d.Sentences) {
		last = d.Sentences[to]
		end = d.Tokens[last].Start
	}
	p := Document{ID: id}
	if d.Text != "" {
		p.Text = d.Text[start:end]
	}
	for _, t := range d.Tokens[first:last] {
		t.Start, t.End = t.Start-start, t.End-start
		p.Tokens = append(p.Tokens, t)
	}
	for _, s := range d.Sentences[from:to] {
		p.Sentences = append(p.Sentences, s-first)
	}
	move := func(list []Mention) (out []Mention) {
		for _, m := range list {
			if m.Start >= start && (m.Start < end || to == len(d.Sentences)) {
				m.Start, m.End = m.Start-start, m.End-start
				out = append(out, m)
			}
		}
		return out
	}
	p.Mentions, p.Predicted = move(d.Mentions), move(d.Predicted)
	return p
}
