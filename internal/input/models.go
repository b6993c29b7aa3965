package input

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"alam/batch/source"
	"alam/topics"
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
		return none, fmt.Errorf("%s: %w", path, err)
	}
	return v, nil
}

// Ranking reads weights of keyphrases.
func Ranking(path string) (*topics.Rank, error) {
	r, err := Open(path, nil)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return topics.ReadRank(path, bufio.NewReader(r))
}
