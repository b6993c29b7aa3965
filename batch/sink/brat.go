package sink

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A bratLine is what brat takes of a JSON line.
type bratLine struct {
	ID       string `json:"id"`
	Text     string `json:"text"`
	Mentions []struct {
		Start  int    `json:"start"`
		End    int    `json:"end"`
		Text   string `json:"text"`
		Label  string `json:"label"`
		Entity string `json:"entity"`
	} `json:"mentions"`
	Entities []struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"entities"`
}

// brat writes a folder with 00000001.txt and 00000001.ann for the first
// document and so on, and index.tsv with the number and the id of each. The
// folder has its name when it is whole.
func (s *Sink) brat(path string, lines io.Reader) error {
	dir := s.names.in("brat")
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	var index strings.Builder
	in := bufio.NewReaderSize(lines, 1<<16)
	n := 0
	for {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			break
		}
		if err != nil {
			return err
		}
		var d bratLine
		if err := json.Unmarshal(line, &d); err != nil {
			return fmt.Errorf("%w: %w", ErrState, err)
		}
		n++
		base := filepath.Join(dir, fmt.Sprintf("%08d", n))
		if err := s.bratFile(base+".txt", d.Text); err != nil {
			return err
		}
		if err := s.bratFile(base+".ann", d.annotations()); err != nil {
			return err
		}
		fmt.Fprintf(&index, "%08d\t%s\n", n, oneLine(d.ID))
	}
	if err := s.bratFile(filepath.Join(dir, "index.tsv"), index.String()); err != nil {
		return err
	}
	if err := syncAll(dir); err != nil {
		return err
	}
	return move(dir, path)
}

func (s *Sink) bratFile(path, content string) error {
	f, err := s.open(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, content)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// syncAll puts the files of a folder on the disk. That it comes after all of
// them are written lets the system put many there at once.
func syncAll(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		f, err := os.OpenFile(filepath.Join(dir, e.Name()), os.O_RDWR, 0)
		if err != nil {
			return err
		}
		err = f.Sync()
		f.Close()
		if err != nil {
			return err
		}
	}
	return syncDir(dir)
}

// annotations writes the standoff format of brat: a text bound for each mention
// and a normalization that names its entity. A mention over a line end is in
// several pieces, as brat has it.
func (d *bratLine) annotations() string {
	names := make(map[string]string, len(d.Entities))
	for _, e := range d.Entities {
		names[e.ID] = e.Name
	}
	var b strings.Builder
	for i, m := range d.Mentions {
		fmt.Fprintf(&b, "T%d\t%s %s\t%s\n", i+1, m.Label, pieces(m.Start, m.Text), oneLine(m.Text))
		fmt.Fprintf(&b, "N%d\tReference T%d alam:%s\t%s\n", i+1, i+1, noBlank(m.Entity), oneLine(names[m.Entity]))
	}
	return b.String()
}

// pieces gives the offsets of the lines of a mention, in code points.
func pieces(start int, text string) string {
	var out []string
	at := start
	for _, line := range strings.SplitAfter(text, "\n") {
		n := len([]rune(line))
		if end := at + len([]rune(strings.TrimRight(line, "\r\n"))); end > at {
			out = append(out, fmt.Sprintf("%d %d", at, end))
		}
		at += n
	}
	return strings.Join(out, ";")
}

// oneLine is a text without what ends a line or a field.
func oneLine(s string) string {
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s)
}

// noBlank is an id as brat can hold it.
func noBlank(s string) string { return strings.Join(strings.Fields(s), "_") }
