package gold

import (
	"slices"
	"strings"
	"testing"
)

// TestSplit: the pieces are the document, and their mentions stand where they say.
func TestSplit(t *testing.T) {
	docs, _, err := ReadConll(strings.NewReader(
		"زار O O\nبوتين B-PER O\n\nدمشق B-LOC B-LOC\n\nقال O O\n\nفي O O\nحلب B-LOC B-ORG\n\nأمس O O\n"), ConllOptions{PredColumn: -1, TagColumn: 2})
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	for n, ids := range []int{1, 5, 3, 2, 2, 1, 1} {
		pieces := d.Split(n)
		if len(pieces) != ids {
			t.Errorf("pieces of %d sentences: %d, want %d", n, len(pieces), ids)
		}
		text, tokens, sentences, mentions, predicted := "", 0, 0, 0, 0
		for _, p := range pieces {
			text += p.Text
			tokens += len(p.Tokens)
			sentences += len(p.Sentences)
			mentions += len(p.Mentions)
			predicted += len(p.Predicted)
			for _, m := range slices.Concat(p.Mentions, p.Predicted) {
				if p.Text[m.Start:m.End] != m.Text {
					t.Errorf("%d: %q at %v", n, m.Text, m.Span)
				}
			}
			for _, x := range p.Tokens {
				if s := p.Text[x.Start:x.End]; strings.ContainsAny(s, " \n") {
					t.Errorf("%d: token %q", n, s)
				}
			}
			if p.Sentences[0] != 0 {
				t.Errorf("%d: first sentence at token %d", n, p.Sentences[0])
			}
		}
		if text != d.Text || tokens != 7 || sentences != 5 || mentions != len(d.Mentions) || predicted != len(d.Predicted) {
			t.Errorf("%d: %q, %d tokens, %d sentences, %d and %d mentions", n, text, tokens, sentences, mentions, predicted)
		}
	}
	// No cut goes through a mention.
	d.Mentions = []Mention{{Span: Span{d.Tokens[1].Start, d.Tokens[3].End, "X"}}}
	d.Predicted = nil
	pieces := d.Split(1)
	if len(pieces) != 3 || pieces[0].ID != "1/1" || len(pieces[0].Sentences) != 3 || len(pieces[0].Mentions) != 1 {
		t.Errorf("a mention over sentences: %+v", pieces)
	}
}
