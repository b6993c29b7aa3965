package topics

import (
	"io"
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/tsv"
	"github.com/alam-nlp/alam/token"
)

// StopWords is a set of words that are no topics and end phrases. It is
// immutable and safe to share. A nil *StopWords is the empty set.
type StopWords struct {
	keys map[string]match
}

// match says what is demanded of a word whose key is listed.
type match uint8

const (
	never     match = iota
	unlessYeh       // the word must not be written with a last ي: على, not علي
	always
)

// ReadStopWords reads a list: tab-separated, a header line that names the
// columns word and note, then a word a line; lines that begin with # are
// comments. Words are matched by their keys (token.Key), so that hamza and
// vowel marks do not matter; only, a word that is listed with ى at its end
// does not match one written with ي (على is listed, and علي is a name). path is for errors, which are *ParseError.
func ReadStopWords(path string, r io.Reader) (*StopWords, error) {
	s := &StopWords{keys: map[string]match{}}
	err := tsv.Read(path, r, []string{"word"}, []string{"word", "note"}, func(row tsv.Row) error {
		word := row.Cell("word")
		key := token.Key(word)
		switch {
		case strings.TrimSpace(key) == "":
			return row.Fail("word", "no word")
		case strings.ContainsAny(key, " \u00a0"):
			return row.Fail("word", "%q is more than one word", word)
		}
		m := always
		if strings.HasSuffix(word, arabic.AlefMaksuraS) {
			m = unlessYeh
		}
		s.keys[key] = max(s.keys[key], m)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Len is the number of distinct keys.
func (s *StopWords) Len() int {
	if s == nil {
		return 0
	}
	return len(s.keys)
}

// Has reports whether a word is listed.
func (s *StopWords) Has(word string) bool {
	m := s.match(token.Key(word))
	return m == always || m == unlessYeh && !strings.HasSuffix(word, arabic.YehS)
}

func (s *StopWords) match(key string) match {
	if s == nil {
		return never
	}
	return s.keys[key]
}

// matchCut is match for the word behind proclitics of an Arabic key.
func (s *StopWords) matchCut(key string, cuts []token.Cut, buf []byte) match {
	m := never
	for _, c := range cuts {
		m = max(m, s.keys[string(c.Form(key, buf))])
	}
	return m
}
