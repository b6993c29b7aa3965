package ner

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alam-nlp/alam/token"
)

// shape is a property of a token that needs no list.
type shape uint8

const (
	shapeWord    shape = iota // letters of the Arabic script
	shapeLatin                // Latin letters
	shapeCap                  // Latin letters, the first a capital
	shapeCaps                 // two or more Latin capitals, no small letter
	shapeNumber               // digits
	shapeComma                // ، or ,
	shapeOpen                 // an opening quote or bracket: « “ " ( [
	shapeClose                // a closing one: » ” " ) ]
	shapeQuote                // a quote, of either side
	shapePunct                // any punctuation
	shapeDef                  // a word with the article
	shapeNisba                // ends as a nisba does: ي, ية, يون, يين
	shapeShort                // a word of at most two letters
	shapeTanwin               // marked as indefinite: مشتبهاً
	shapeVerb                 // looks like a verb of the present: يناهز, يعتزون
	shapeCut                  // proclitics stand before the word
	shapeWa                   // و is among them
	shapeFor                  // ل is the last of them: للصليب
	shapeName                 // word statistics allow a name
	shapeCommon               // word statistics say a common word
	shapeRare                 // word statistics hardly know it
	shapeLine                 // first of a line
	shapeJoined               // no blank before it
	shapeLineEnd              // last of a line
	shapeFa                   // the proclitics begin with ف
	shapeBi                   // ب is the last of them: بالكرملين
	shapeKa                   // ك is the last of them
	shapePron                 // ends as with a pronoun suffix: ه ها هم هن كم نا
	shapeDash                 // - – —
	shapeColon                // :
	shapeStop                 // . ! ? ؟
	shapeCount
)

var shapeNames = [shapeCount]string{
	"word", "latin", "cap", "caps", "number", "comma", "open", "close", "quote", "punct",
	"def", "nisba", "short", "tanwin", "verb", "cut", "wa", "for", "name", "common", "rare", "line", "joined",
	"line-end", "fa", "bi", "ka", "pron", "dash", "colon", "stop",
}

func shapeOf(name string) (shape, bool) {
	for i, n := range shapeNames {
		if n == name {
			return shape(i), true
		}
	}
	return 0, false
}

// shapes is a set of shapes.
type shapes uint32

func (s *shapes) add(x shape) { *s |= 1 << x }

func (s shapes) has(x shape) bool { return s>>x&1 != 0 }

// surfaceShapes finds the shapes of a token by how it is written, whatever
// stands before it.
func surfaceShapes(t *token.Token) shapes {
	var s shapes
	switch t.Kind {
	case token.Arabic:
		s.add(shapeWord)
		if pronoun(t.Surface) {
			s.add(shapePron)
		}
		if strings.Contains(t.Surface[max(0, len(t.Surface)-4):], rl_fathatan) {
			s.add(shapeTanwin)
		}
	case token.Latin:
		s.add(shapeLatin)
		latinShapes(&s, t.Surface)
	case token.Number:
		s.add(shapeNumber)
	case token.Punct, token.Symbol:
		punctShapes(&s, t.Surface)
	}
	return s
}

// cutShapes finds the shapes of a word's proclitics, which are given by key.
func cutShapes(s *shapes, proclitics string) {
	s.add(shapeCut)
	switch {
	case strings.HasPrefix(proclitics, rl_waw):
		s.add(shapeWa)
	case strings.HasPrefix(proclitics, rl_feh):
		s.add(shapeFa)
	}
	switch proclitics[max(0, len(proclitics)-2):] {
	case rl_beh:
		s.add(shapeBi)
	case rl_lam:
		s.add(shapeFor)
	case rl_kaf:
		s.add(shapeKa)
	}
}

// The pronouns that Arabic writes joined to the end of a word of three letters
// or more; the two of one letter, ي and ك, are too often part of the word.
var pronouns = [...]string{"\u0647", "\u0647\u0627", "\u0647\u0645", "\u0647\u0646", "\u0647\u0645\u0627", "\u0643\u0645", "\u0646\u0627"}

// pronoun says whether a word ends as if with one of them. ة is none.
func pronoun(surface string) bool {
	s := spelling(surface)
	for _, p := range pronouns {
		if len(s) >= len(p)+6 && strings.HasSuffix(s, p) {
			return true
		}
	}
	return false
}

// keyShapes finds the shapes of an Arabic word by its key without proclitics.
func keyShapes(key string) shapes {
	var s shapes
	if strings.HasPrefix(key, rl_article) && len(key) > 6 {
		s.add(shapeDef)
	}
	if len(key) > 6 && (strings.HasSuffix(key, rl_yeh) || strings.HasSuffix(key, rl_yehHeh) ||
		strings.HasSuffix(key, rl_yehWawNun) || strings.HasSuffix(key, rl_yehYehNun)) {
		s.add(shapeNisba)
	}
	if len(key) <= 4 {
		s.add(shapeShort)
	}
	if verbal(key) {
		s.add(shapeVerb)
	}
	return s
}

func latinShapes(s *shapes, surface string) {
	upper, lower := 0, 0
	for i, r := range surface {
		switch {
		case unicode.IsUpper(r):
			if i == 0 {
				s.add(shapeCap)
			}
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	if upper > 1 && lower == 0 {
		s.add(shapeCaps)
	}
}

func punctShapes(s *shapes, surface string) {
	s.add(shapePunct)
	switch r, _ := utf8.DecodeRuneInString(surface); r {
	case '-', '\u2013', '\u2014':
		s.add(shapeDash)
	case ':':
		s.add(shapeColon)
	case '.', '!', '?', '\u061f':
		s.add(shapeStop)
	case '\u060c', ',', '\u3001':
		s.add(shapeComma)
	case '(', '[':
		s.add(shapeOpen)
	case ')', ']':
		s.add(shapeClose)
	case '\u00ab', '\u201c', '\u2018':
		s.add(shapeOpen)
		s.add(shapeQuote)
	case '\u00bb', '\u201d', '\u2019':
		s.add(shapeClose)
		s.add(shapeQuote)
	case '"', '\'':
		s.add(shapeOpen)
		s.add(shapeClose)
		s.add(shapeQuote)
	}
}

// verbal says whether a key looks like a verb of the present: one of the
// prefixes ي ت ن, no long vowel behind it, and four or five letters or the
// ending ون.
func verbal(key string) bool {
	if len(key) < 8 {
		return false
	}
	switch key[:2] {
	case rl_yeh, rl_teh, rl_noon:
	default:
		return false
	}
	switch key[2:4] {
	case rl_alef, rl_waw, rl_yeh:
		return false
	}
	return len(key) <= 10 || strings.HasSuffix(key, rl_wawNoon)
}
