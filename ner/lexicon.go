package ner

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/tsv"
)

// A Trigger is a word or phrase of the lexicon: not a name, but a sign of one,
// or a word that names are made of.
type Trigger struct {
	// Class is what rules ask for by @: title.office, name.given. The flags of
	// the row are one more part: title.office.weak, head.org.party.in-weak.
	Class string
	// Form is the word or phrase.
	Form string
	// Country is the entry that a nisba adjective points at.
	Country string
}

var lexiconColumns = []string{"class", "form", "flags", "note"}

// classNisba is the class of adjectives that point at a country but are no
// names. Its rows give the masculine singular, the country's id in flags and
// further forms in note; the other forms are derived.
const classNisba = "nisba"

// classFunction is the class of words that are part of no name.
const classFunction = "function"

// ParseError is an error in a table: its Path, the Line from 1, the character of the
// line from 1 (Col), and the cause (Err).
type ParseError = tsv.ParseError

// ReadLexicon reads a lexicon file: tab-separated, a header line with the
// columns class, form, flags, note. path is for errors, which are
// *ParseError.
func ReadLexicon(path string, r io.Reader) ([]Trigger, error) {
	var out []Trigger
	err := tsv.Read(path, r, lexiconColumns[:2], lexiconColumns, func(row tsv.Row) error {
		class, form, flags := row.Cell("class"), row.Cell("form"), row.Cell("flags")
		if strings.Contains(form, `\`) { // a sign that is written by its number, as \ufdfa
			var err error
			if form, err = strconv.Unquote(`"` + form + `"`); err != nil {
				return row.Fail("form", "a backslash that begins no number, as \\ufdfa is one")
			}
		}
		switch {
		case class == "":
			return row.Fail("class", "no class")
		case form == "":
			return row.Fail("form", "no form")
		case class == classNisba:
			for _, f := range nisbaForms(form, row.Cell("note")) {
				out = append(out, Trigger{classNisba, f, flags})
			}
			return nil
		case class == classFunction && strings.Contains(form, " "):
			return nil // its words are such words, each by itself
		case class == classFunction && flags == "":
			for _, f := range loose(form) {
				out = append(out, Trigger{Class: class, Form: f})
			}
		case flags != "":
			class += "." + strings.ReplaceAll(flags, ",", "-")
		}
		out = append(out, Trigger{Class: class, Form: form})
		return nil
	})
	return out, err
}

// loose gives other spellings of a word of grammar, which mean no other word:
// ي for ى as in إلي, and another hamza, since إنه and أنه are both such words.
func loose(form string) []string {
	var out []string
	if stem, ok := strings.CutSuffix(form, arabic.AlefMaksuraS); ok {
		out = append(out, stem+arabic.YehS)
	}
	if rest, ok := strings.CutPrefix(form, arabic.AlefHamzaAboveS); ok {
		out = append(out, arabic.AlefHamzaBelowS+rest)
	} else if rest, ok := strings.CutPrefix(form, arabic.AlefHamzaBelowS); ok {
		out = append(out, arabic.AlefHamzaAboveS+rest)
	}
	return out
}

// The endings of a nisba adjective: masculine, feminine, sound plurals.
var nisbaEndings = [...]string{"", "\u0629", "\u0648\u0646", "\u064a\u0646", "\u0627\u062a"}

// nisbaForms gives the forms of an adjective, each with and without ال.
func nisbaForms(singular, others string) []string {
	var forms []string
	for _, e := range nisbaEndings {
		forms = append(forms, singular+e)
	}
	if others != "" {
		forms = append(forms, strings.Split(others, "|")...)
	}
	for _, f := range forms {
		if f = strings.TrimPrefix(f, arabic.Article); f != "" {
			forms = append(forms, arabic.Article+f)
		}
	}
	return forms
}

// A Lexicon finds triggers in a text, with the machinery of the gazetteer: an
// entry per class and form. It is immutable and safe to share.
type Lexicon struct {
	*gazetteer.Gazetteer
}

// CompileLexicon gives the compiled form of triggers, which OpenLexicon reads.
// One class and form may be given twice.
func CompileLexicon(triggers []Trigger) ([]byte, error) {
	var entries []gazetteer.Entry
	seen := map[Trigger]bool{}
	for _, t := range triggers {
		if !seen[t] {
			seen[t] = true
			entries = append(entries, gazetteer.Entry{ID: strconv.Itoa(len(entries)), Label: t.Class, Kind: t.Country, Name: t.Form})
		}
	}
	return gazetteer.Compile(entries)
}

// OpenLexicon opens the content of a compiled lexicon, which it uses where it
// lies, and refuses one with the errors of gazetteer.Open.
func OpenLexicon(content string) (*Lexicon, error) {
	g, err := gazetteer.Open(content)
	if err != nil {
		return nil, fmt.Errorf("ner: lexicon: %w", err)
	}
	return &Lexicon{g}, nil
}

// NewLexicon compiles and opens triggers.
func NewLexicon(triggers []Trigger) (*Lexicon, error) {
	file, err := CompileLexicon(triggers)
	if err != nil {
		return nil, err
	}
	return OpenLexicon(string(file))
}
