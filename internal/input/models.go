package input

import (
	"bufio"
	"io"
	"strings"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/topics"
)

// Load opens a compiled file: all of it is read, and open is given its bytes.
func Load[T any](path string, open func(file string) (T, error)) (T, error) {
	var none T
	r, err := Open(path, nil)
	if err != nil {
		return none, err
	}
	defer r.Close()
	var b strings.Builder
	if _, err := io.Copy(&b, r); err != nil {
		return none, source.ReadError(path, 0, err)
	}
	v, err := open(b.String())
	if err != nil {
		return none, &modelError{path, err}
	}
	return v, nil
}

// A modelError is a compiled file that was refused.
type modelError struct {
	path string
	err  error
}

func (e *modelError) Error() string {
	s := e.err.Error()
	for _, p := range []string{"alam: ", "topics: ", "vector: "} {
		s = strings.TrimPrefix(s, p)
	}
	return e.path + ": " + s
}

func (e *modelError) Unwrap() error { return e.err }

// Ranking reads weights of keyphrases.
func Ranking(path string) (*topics.Rank, error) {
	r, err := Open(path, nil)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return topics.ReadRank(path, bufio.NewReader(r))
}
