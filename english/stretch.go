package english

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// A stretched is a stretch of Latin script.
type stretched struct {
	source string
	tokens []token.Token
	words  int  // of Latin letters
	small  bool // one begins with a small letter
}

// stretch gives the end of the stretch that begins at a token, which is from
// where none begins: an opening sign is in it only before a Latin word.
func stretch(tokens []token.Token, from int) int {
	first := from
	for first < len(tokens) && (tokens[first].Kind != token.Latin || tokens[first].Has(token.Address)) {
		if first > from || !isOpen(tokens[first].Surface) {
			return from
		}
		first++
	}
	if first == len(tokens) {
		return from
	}
	to := first + 1
	for to < len(tokens) && tokens[to].Kind != token.Arabic && tokens[to].Flags&(token.LineStart|token.Address) == 0 &&
		(!tokens[to].Has(token.SentenceStart) || initial(tokens[max(from, to-2):to])) {
		to++
	}
	return to
}

// initial reports whether two tokens are a capital and a stop, as in U.S. or
// George W., which end no English sentence.
func initial(t []token.Token) bool {
	return len(t) == 2 && len(t[0].Surface) == 1 && unicode.IsUpper(rune(t[0].Surface[0])) && t[1].Surface == "."
}

func isOpen(s string) bool { return s == "(" || s == "[" || s == "\"" || s == "«" || s == "“" }

func newStretch(source string, tokens []token.Token) *stretched {
	s := &stretched{source: source, tokens: tokens}
	for i := range tokens {
		if tokens[i].Kind == token.Latin {
			s.words++
			s.small = s.small || !s.capital(i)
		}
	}
	return s
}

// capital reports whether a token is a Latin word with a capital letter.
func (s *stretched) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.tokens[i].Surface)
	return s.tokens[i].Kind == token.Latin && unicode.IsUpper(r)
}

func (s *stretched) paragraph() bool { return s.words >= MinWords && s.small }

// text is the stretch as the source has it.
func (s *stretched) text() string {
	return s.source[s.tokens[0].Start:s.tokens[len(s.tokens)-1].End]
}

// address reports whether a stretch is an address on the web or of mail.
func (s *stretched) address() bool {
	if s.paragraph() {
		return false
	}
	t := s.text()
	return strings.Contains(t, "://") || strings.Contains(t, "www.") || strings.Contains(t, "@")
}

// bracketed gives the tokens between the brackets of a stretch that opens with
// one: a name begins with a capital.
func (s *stretched) bracketed() (first, last int, ok bool) {
	if s.tokens[0].Surface != "(" {
		return 0, 0, false
	}
	for i := range s.tokens {
		if s.tokens[i].Surface == ")" {
			return 1, i, i > 1 && s.capital(1) && s.tokens[i-1].Kind != token.Punct
		}
	}
	return 0, 0, false
}

// capitalized gives the words of a stretch that has two to four, each with a
// capital and not all of capitals, with nothing but blanks between.
func (s *stretched) capitalized() (first, last int, ok bool) {
	for first < len(s.tokens) && s.tokens[first].Kind != token.Latin {
		first++
	}
	last = first
	mixed := false
	for last < len(s.tokens) && s.capital(last) {
		mixed = mixed || strings.ToUpper(s.tokens[last].Surface) != s.tokens[last].Surface
		last++
	}
	n := last - first
	return first, last, mixed && n == s.words && n >= 2 && n <= 4
}

// found is the name of some tokens, with its evidence.
func (s *stretched) found(first, last int, label ner.Label, weight float64, why string) name {
	m := ner.Mention{Start: s.tokens[first].Start, End: s.tokens[last-1].Start + len(bare(s.tokens[last-1].Surface)), Label: label, Score: weight}
	m.Text = s.source[m.Start:m.End]
	m.Evidence = []ner.Evidence{{Source: Source, Name: why, Weight: weight}}
	return name{mention: m}
}

// bare is a word without the 's of the genitive.
func bare(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "\u2019s")
}

// listed is a name of the lists.
func (s *stretched) listed(first, last int, e ner.Entity) name {
	x := s.found(first, last, e.Label, Listed, e.ID)
	x.mention.Kind, x.entity = e.Kind, e
	return x
}

// guessed is a name of prose, by its label.
func (s *stretched) guessed(first, last int, label string) name {
	x := s.found(first, last, labels[label], Guessed, "prose "+label)
	m := &x.mention
	x.entity = ner.Entity{ID: string(m.Label) + ":" + token.Key(m.Text), Label: m.Label, Name: m.Text, NameEn: m.Text}
	return x
}
