package train

import (
	"strings"

	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/arabic"
)

// proclitics and suffixes are tokens that are no words of their own: و ف ب ل ك س,
// and pronouns.
var (
	proclitics = words("\u0648 \u0641 \u0628 \u0644 \u0643 \u0633")
	suffixes   = words("\u0647 \u0647\u0627 \u0647\u0645 \u0647\u0645\u0627 \u0647\u0646 \u0646\u0627 \u0643\u0645 \u064a")
	// Prepositions whose last letter is ي before a pronoun: على إلى لدى.
	withYeh = words("\u0639\u0644\u0649 \u0639\u0644\u064a \u0625\u0644\u0649 \u0627\u0644\u0649 \u0644\u062f\u0649")
)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// SplitClitics reports whether a CoNLL document has clitics as tokens of their own:
// و is then one of the most frequent tokens.
func SplitClitics(d *gold.Document) bool {
	n := 0
	for _, t := range d.Tokens {
		if d.Text[t.Start:t.End] == arabic.WawS {
			n++
		}
	}
	return len(d.Tokens) > 0 && n*50 > len(d.Tokens)
}

// JoinClitics gives the document as a newspaper would write it, with clitics
// that are in no name put back on their words. It has text and mentions alone;
// a mention begins behind the proclitics.
func JoinClitics(d *gold.Document) gold.Document {
	j := joiner{doc: d, out: gold.Document{ID: d.ID}}
	for k, from := range d.Sentences {
		to := len(d.Tokens)
		if k+1 < len(d.Sentences) {
			to = d.Sentences[k+1]
		}
		j.sentence(from, to)
	}
	j.out.Text = j.text.String()
	return j.out
}

type joiner struct {
	doc     *gold.Document
	out     gold.Document
	text    strings.Builder
	mention int
	last    string // the word before, not yet written; it is in no name
}

func (j *joiner) flush() {
	if j.last != "" {
		j.text.WriteString(j.last + " ")
		j.last = ""
	}
}

func (j *joiner) sentence(from, to int) {
	d := j.doc
	pending := ""
	for k := from; k < to; {
		t := d.Tokens[k]
		word := d.Text[t.Start:t.End]
		for j.mention < len(d.Mentions) && d.Mentions[j.mention].End <= t.Start {
			j.mention++
		}
		if j.mention < len(d.Mentions) && d.Mentions[j.mention].Start < t.End {
			j.flush()
			k = j.name(pending, k, to)
			pending = ""
			continue
		}
		k++
		switch {
		case proclitics[word] && k < to:
			pending += word
		case suffixes[word] && j.last != "" && pending == "":
			j.last = stem(j.last) + word
		default:
			j.flush()
			j.last, pending = attach(pending, word), ""
		}
	}
	if pending != "" {
		j.flush()
		j.last = pending
	}
	j.flush()
	j.text.WriteString("\n")
}

// name writes the tokens of the mention that begins at token k.
func (j *joiner) name(pending string, k, to int) int {
	d, m := j.doc, j.doc.Mentions[j.mention]
	first := true
	for ; k < to && d.Tokens[k].Start < m.End; k++ {
		word := d.Text[d.Tokens[k].Start:d.Tokens[k].End]
		if first {
			joined := attach(pending, word)
			m.Start = j.text.Len() + len(pending)
			word, first = joined, false
		} else {
			j.text.WriteString(" ")
		}
		j.text.WriteString(word)
	}
	m.End = j.text.Len()
	m.Text = j.text.String()[m.Start:m.End]
	j.out.Mentions = append(j.out.Mentions, m)
	j.text.WriteString(" ")
	j.mention++
	return k
}

// attach puts proclitics before a word: ل before ال is لل.
func attach(pending, word string) string {
	if strings.HasSuffix(pending, arabic.LamS) {
		if _, ok := strings.CutPrefix(word, arabic.Article); ok {
			word = word[len(arabic.AlefS):]
		}
	}
	return pending + word
}

// stem is a word as it stands before a pronoun.
func stem(word string) string {
	if s, ok := strings.CutSuffix(word, arabic.TehMarbutaS); ok {
		return s + arabic.TehS
	}
	if s, ok := strings.CutSuffix(word, arabic.AlefMaksuraS); ok {
		if withYeh[word] {
			return s + arabic.YehS
		}
		return s + arabic.AlefS
	}
	return word
}
