package gazetteer

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

// Load is LoadList of a file that says all itself.
func Load(path string) (*Gazetteer, error) { return LoadList(path, ReadOptions{}) }

// LoadList reads a list from a file: compiled, or text as ReadList reads it, as its first
// bytes say. A compiled one is mapped, as [OpenFile] does, if it is a regular file.
// What is wrong in a line is a *text.ParseError with path, line and column; a file
// that cannot be opened is a *fs.PathError.
func LoadList(path string, o ReadOptions) (*Gazetteer, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	if head, _ := in.Peek(len(magic)); string(head) != magic {
		rows, errs := ReadList(path, in, o)
		if len(errs) > 0 {
			return nil, errs[0]
		}
		entries := make([]Entry, len(rows))
		for i := range rows {
			entries[i] = rows[i].Entry
		}
		g, err := New(entries)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return g, nil
	}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		return OpenFile(path)
	}
	var b strings.Builder // a pipe
	if _, err := io.Copy(&b, in); err != nil {
		return nil, err
	}
	g, err := Open(b.String())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return g, nil
}
