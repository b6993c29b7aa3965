package topics

import (
	"io"
	"strings"

	"alam/gazetteer"
	"alam/token"
)

// StopWords is a set of words that are no topics and end phrases. It is
// immutable and safe to share. A nil *StopWords is the empty set.
type StopWords struct {
	keys map[string]struct{}
}

// ReadStopWords reads a list: tab-separated, a header line that names the
// columns word and note, then a word a line; lines that begin with # are
// comments. Words are matched by their keys (token.Key), so that hamza and
// vowel marks do not matter. path is for errors, which are *text.ParseError.
func ReadStopWords(path string, r io.Reader) (*StopWords, error) {
	s := &StopWords{keys: map[string]struct{}{}}
	err := gazetteer.ReadTable(path, r, []string{"word"}, []string{"word", "note"}, func(row gazetteer.Row) error {
		word := row.Cell("word")
		key := token.Key(word)
		switch {
		case strings.TrimSpace(key) == "":
			return row.Fail("word", "no word")
		case strings.ContainsAny(key, " \u00a0"):
			return row.Fail("word", "%q is more than one word", word)
		}
		s.keys[key] = struct{}{}
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

// Has says whether the word with this key is listed.
func (s *StopWords) Has(key string) bool {
	if s == nil {
		return false
	}
	_, ok := s.keys[key]
	return ok
}

// hasCut says whether a listed word stands behind proclitics of an Arabic key.
func (s *StopWords) hasCut(key string, cuts []token.Cut, buf []byte) bool {
	for _, c := range cuts {
		if _, ok := s.keys[string(c.Form(key, buf))]; ok {
			return true
		}
	}
	return false
}

