package token

import "github.com/alam-nlp/alam/internal/arabic"

// sentences follows where sentences begin: at each line, and after . ! ? ؟
// and …, unless the full stop closes an abbreviation of single letters
// (د. and أ.د.) or stands inside a name such as العربية.نت, or between the names of
// letters (بي. بي. سي).
type sentences struct {
	line   bool  // the next token is the first of a line
	start  bool  // the next token begins a sentence
	stop   bool  // the last token was a full stop that may end one
	abbrev bool  // the token before it is a single letter
	called spelt // or the name of one
	last   bool  // the last token is a single letter of two bytes
	name   spelt // or, if it is a word, this
}

func (s *sentences) newline() { *s = sentences{line: true} }

// next takes the next token, whose first rune is r, with its key, and reports whether
// it begins a sentence. dotted says that a full stop is joined to it.
func (s *sentences) next(t *Token, r rune, key []byte, dotted bool) bool {
	begins := s.start || s.line
	if s.stop && !begins {
		// A full stop ends the sentence if a blank follows, or a word of
		// Arabic that was glued to it; not within 3.5, x.com, د.محمد.
		begins = !s.abbrev && (!t.Has(Joined) || t.Kind == Arabic && !domain(t))
		if begins && s.called != noLetter && t.Kind == Arabic {
			x := letterOf(key)
			begins = x == noLetter || x == letterWord && s.called != letterWord && !t.Has(Joined) && !dotted
		}
	}
	if t.Kind == Punct && (begins || s.stop) && closes(r) && !s.line {
		return false // the bracket or quote after a full stop closes that sentence
	}
	s.line, s.start, s.stop = false, false, false
	switch r {
	case '!', '?', arabic.QuestionMark, '\u2026':
		s.start = true
	case '.':
		s.stop, s.abbrev, s.called = true, s.last, s.name
	}
	s.last, s.name = false, noLetter
	if t.Kind == Arabic {
		s.last, s.name = len(t.Surface) == 2, letterOf(key)
	}
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

// A spelt says whether a word is the name of a Latin letter, as abbreviations are
// spelt by them: سي إن إن.
type spelt uint8

const (
	noLetter   spelt = iota
	letterName       // بي
	letterWord       // another word too, which may begin a sentence and does not end it: إن
)

// letterOf says it by the key of a word.
func letterOf(key []byte) spelt {
	if len(key) < 4 || len(key) > 10 {
		return noLetter
	}
	switch string(key) {
	case "\u0628\u064a", "\u0633\u064a", "\u062f\u064a", "\u062c\u064a", "\u062c\u064a\u0647", "\u062a\u064a", // بي سي دي جي جيه تي
		"\u0627\u0641", "\u0627\u0631", "\u0627\u0633", "\u064a\u0648", "\u0643\u064a\u0648", // اف ار اس يو كيو
		"\u0627\u0643\u0633", "\u0648\u0627\u064a", "\u0632\u062f", "\u0627\u064a\u0647", "\u0643\u064a\u0647", // اكس واي زد ايه كيه
		"\u0627\u062a\u0634", "\u0627\u064a\u062a\u0634", "\u062f\u0628\u0644\u064a\u0648": // اتش ايتش دبليو
		return letterName
	case "\u0627\u0646", "\u0627\u0645", "\u0627\u0648", "\u0627\u0644", "\u0627\u064a", "\u0641\u064a", "\u0643\u064a": // ان ام او ال اي في كي
		return letterWord
	}
	return noLetter
}

// IsLetterName reports whether a word is, by its key, the name of a Latin letter.
func IsLetterName(key string) bool { return letterOf([]byte(key)) != noLetter }
