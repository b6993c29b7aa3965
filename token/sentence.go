package token

import "github.com/alam-nlp/alam/internal/arabic"

// sentences follows where sentences begin: at each line, and after . ! ? ؟
// and …, unless the full stop closes an abbreviation of single letters
// (د. and أ.د.) or stands inside a name such as العربية.نت.
type sentences struct {
	line   bool // the next token is the first of a line
	start  bool // the next token begins a sentence
	stop   bool // the last token was a full stop that may end one
	abbrev bool // the token before it is a single letter
	last   bool // the last token is a single letter of two bytes
}

func (s *sentences) newline() { *s = sentences{line: true} }

// next takes the next token, whose first rune is r, and reports whether it
// begins a sentence.
func (s *sentences) next(t *Token, r rune) bool {
	begins := s.start || s.line
	if s.stop && !begins {
		// A full stop ends the sentence if a blank follows, or a word of
		// Arabic that was glued to it; not within 3.5, x.com, د.محمد.
		begins = !s.abbrev && (!t.Has(Joined) || t.Kind == Arabic && !domain(t))
	}
	if t.Kind == Punct && (begins || s.stop) && closes(r) && !s.line {
		return false // the bracket or quote after a full stop closes that sentence
	}
	s.line, s.start, s.stop = false, false, false
	switch r {
	case '!', '?', arabic.QuestionMark, '\u2026':
		s.start = true
	case '.':
		s.stop, s.abbrev = true, s.last
	}
	s.last = t.Kind == Arabic && len(t.Surface) == 2
	return begins
}

// closes reports whether r closes a quotation or bracket, or is one more stop.
func closes(r rune) bool {
	switch r {
	case '\u00bb', '\u201d', '"', ')', ']', '.', '!', '?', arabic.QuestionMark, '\u2026':
		return true
	}
	return false
}

// domain reports whether t is the last part of a site's name: نت, كوم, أورغ.
func domain(t *Token) bool {
	switch t.Surface {
	case "\u0646\u062a", "\u0643\u0648\u0645", "\u0623\u0648\u0631\u063a":
		return true
	}
	return false
}
