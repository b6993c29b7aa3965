package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
)

// Shape is a property of a token that needs no list.
type Shape uint8

const (
	ShapeWord    Shape = iota // letters of the Arabic script
	ShapeLatin                // Latin letters
	shapeCap                  // Latin letters, the first a capital
	shapeCaps                 // two or more Latin capitals, no small letter
	shapeNumber               // digits
	ShapeComma                // ، or ,
	shapeOpen                 // an opening quote or bracket: « “ " ( [
	shapeClose                // a closing one: » ” " ) ]
	shapeQuote                // a quote, of either side
	shapePunct                // any punctuation
	ShapeDef                  // a word with the article
	ShapeNisba                // ends as a nisba does: ي, ية, يون, يين
	ShapeShort                // a word of at most two letters
	shapeTanwin               // marked as indefinite: مشتبهاً
	shapeVerb                 // looks like a verb of the present: يناهز, يعتزون
	shapeCut                  // proclitics stand before the word
	shapeWa                   // و is among them
	shapeFor                  // ل is the last of them: للصليب
	ShapeName                 // word statistics allow a name
	ShapeCommon               // word statistics say a common word
	ShapeRare                 // word statistics hardly know it
	ShapeLine                 // first of a line
	ShapeJoined               // no blank before it
	ShapeLineEnd              // last of a line
	shapeFa                   // the proclitics begin with ف
	ShapeBi                   // ب is the last of them: بالكرملين
	shapeKa                   // ك is the last of them
	shapePron                 // ends as with a pronoun suffix: ه ها هم هن كم نا
	shapeDash                 // - – —
	shapeColon                // :
	ShapeStop                 // . ! ? ؟
	ShapeCount
)

// ShapeNames are the names that rules call shapes by.
var ShapeNames = [ShapeCount]string{
	"word", "latin", "cap", "caps", "number", "comma", "open", "close", "quote", "punct",
	"def", "nisba", "short", "tanwin", "verb", "cut", "wa", "for", "name", "common", "rare", "line", "joined",
	"line-end", "fa", "bi", "ka", "pron", "dash", "colon", "stop",
}

// ShapeOf gives the shape of a name; false if there is none of it.
func ShapeOf(name string) (Shape, bool) {
	for i, n := range ShapeNames {
		if n == name {
			return Shape(i), true
		}
	}
	return 0, false
}

// Shapes is a set of shapes.
type Shapes uint32

// Add adds a shape.
func (s *Shapes) Add(x Shape) { *s |= 1 << x }

// Has reports whether a shape is in the set.
func (s Shapes) Has(x Shape) bool { return s>>x&1 != 0 }

// SurfaceShapes finds the shapes of a token by how it is written, whatever
// stands before it.
func SurfaceShapes(t *token.Token) Shapes {
	var s Shapes
	switch t.Kind {
	case token.Arabic:
		s.Add(ShapeWord)
		if pronoun(t.Surface) {
			s.Add(shapePron)
		}
		if strings.Contains(t.Surface[max(0, len(t.Surface)-4):], string(arabic.Fathatan)) {
			s.Add(shapeTanwin)
		}
	case token.Latin:
		s.Add(ShapeLatin)
		latinShapes(&s, t.Surface)
	case token.Number:
		s.Add(shapeNumber)
	case token.Punct, token.Symbol:
		punctShapes(&s, t.Surface)
	}
	return s
}

// CutShapes finds the shapes of a word's proclitics, which are given by key.
func CutShapes(s *Shapes, proclitics string) {
	s.Add(shapeCut)
	switch {
	case strings.HasPrefix(proclitics, arabic.WawS):
		s.Add(shapeWa)
	case strings.HasPrefix(proclitics, arabic.FehS):
		s.Add(shapeFa)
	}
	switch proclitics[max(0, len(proclitics)-2):] {
	case arabic.BehS:
		s.Add(ShapeBi)
	case arabic.LamS:
		s.Add(shapeFor)
	case arabic.KafS:
		s.Add(shapeKa)
	}
}

// The pronouns that Arabic writes joined to the end of a word of three letters
// or more; the two of one letter, ي and ك, are too often part of the word.
var pronouns = [...]string{"\u0647", "\u0647\u0627", "\u0647\u0645", "\u0647\u0646", "\u0647\u0645\u0627", "\u0643\u0645", "\u0646\u0627"}

// pronoun reports whether a word ends as if with one of them. ة is none.
func pronoun(surface string) bool {
	s := spelling(surface)
	for _, p := range pronouns {
		if len(s) >= len(p)+6 && strings.HasSuffix(s, p) {
			return true
		}
	}
	return false
}

// KeyShapes finds the shapes of an Arabic word by its key without proclitics.
func KeyShapes(key string) Shapes {
	var s Shapes
	if strings.HasPrefix(key, arabic.Article) && len(key) > 6 {
		s.Add(ShapeDef)
	}
	if len(key) > 6 && (strings.HasSuffix(key, arabic.YehS) || strings.HasSuffix(key, yehHeh) ||
		strings.HasSuffix(key, yehWawNun) || strings.HasSuffix(key, yehYehNun)) {
		s.Add(ShapeNisba)
	}
	if len(key) <= 4 {
		s.Add(ShapeShort)
	}
	if verbal(key) {
		s.Add(shapeVerb)
	}
	return s
}

func latinShapes(s *Shapes, surface string) {
	upper, lower := 0, 0
	for i, r := range surface {
		switch {
		case unicode.IsUpper(r):
			if i == 0 {
				s.Add(shapeCap)
			}
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	if upper > 1 && lower == 0 {
		s.Add(shapeCaps)
	}
}

func punctShapes(s *Shapes, surface string) {
	s.Add(shapePunct)
	switch r, _ := utf8.DecodeRuneInString(surface); r {
	case '-', '\u2013', '\u2014':
		s.Add(shapeDash)
	case ':':
		s.Add(shapeColon)
	case '.', '!', '?', arabic.QuestionMark:
		s.Add(ShapeStop)
	case arabic.Comma, ',', '\u3001':
		s.Add(ShapeComma)
	case '(', '[':
		s.Add(shapeOpen)
	case ')', ']':
		s.Add(shapeClose)
	case '\u00ab', '\u201c', '\u2018':
		s.Add(shapeOpen)
		s.Add(shapeQuote)
	case '\u00bb', '\u201d', '\u2019':
		s.Add(shapeClose)
		s.Add(shapeQuote)
	case '"', '\'':
		s.Add(shapeOpen)
		s.Add(shapeClose)
		s.Add(shapeQuote)
	}
}

// verbal reports whether a key looks like a verb of the present: one of the
// prefixes ي ت ن, no long vowel behind it, and four or five letters or the
// ending ون.
func verbal(key string) bool {
	if len(key) < 8 {
		return false
	}
	switch key[:2] {
	case arabic.YehS, arabic.TehS, arabic.NoonS:
	default:
		return false
	}
	switch key[2:4] {
	case arabic.AlefS, arabic.WawS, arabic.YehS:
		return false
	}
	return len(key) <= 10 || strings.HasSuffix(key, wawNoon)
}

// Endings, in keys.
const (
	yehHeh    = arabic.YehS + arabic.HehS
	yehWawNun = arabic.YehS + arabic.WawS + arabic.NoonS
	yehYehNun = arabic.YehS + arabic.YehS + arabic.NoonS
	wawNoon   = arabic.WawS + arabic.NoonS
)
