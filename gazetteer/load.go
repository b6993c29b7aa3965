package gazetteer

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

// Load reads a list from a file, in its source form or compiled, as its first
// bytes say. A compiled one is mapped, as [OpenFile] does, if it is a regular file.
// What is wrong in a line is a *text.ParseError with path, line and column; a file
// that cannot be opened is a *fs.PathError.
func Load(path string) (*Gazetteer, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	if head, _ := in.Peek(len(magic)); string(head) != magic {
		entries, err := ReadTSV(path, in)
		if err != nil {
			return nil, err
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
