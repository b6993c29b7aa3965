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

	"github.com/alam-nlp/alam/gold"
)

// A bratLine is what brat takes of a JSON line.
type bratLine struct {
	ID       string `json:"id"`
	Text     string `json:"text"`
	Mentions []struct {
		Start  int    `json:"start"`
		End    int    `json:"end"`
		Label  string `json:"label"`
		Entity string `json:"entity"`
	} `json:"mentions"`
	Entities []struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"entities"`
}

// bratIndex is the file in a folder of brat that says which document is which.
const bratIndex = "index.tsv"

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
	n := 0
	err := eachLine(lines, func(d *bratLine) error {
		n++
		base := filepath.Join(dir, fmt.Sprintf("%08d", n))
		if err := s.bratFile(base+".txt", d.Text); err != nil {
			return err
		}
		annotations, err := d.annotations()
		if err != nil {
			return err
		}
		if err := s.bratFile(base+".ann", string(annotations)); err != nil {
			return err
		}
		fmt.Fprintf(&index, "%08d\t%s\n", n, oneLine(d.ID))
		return nil
	})
	if err != nil {
		return err
	}
	if err := s.bratFile(filepath.Join(dir, bratIndex), index.String()); err != nil {
		return err
	}
	if err := syncAll(dir); err != nil {
		return err
	}
	// A further name of the index says, after a crash, that the folder is ours.
	mark := s.names.in(bratIndex)
	if err := removeIf(mark); err != nil {
		return err
	}
	_ = os.Link(filepath.Join(dir, bratIndex), mark) // without it, a folder that is ours may be taken for another
	return move(dir, path)
}

// eachLine gives each JSON line of what was written.
func eachLine[T any](lines io.Reader, yield func(*T) error) error {
	in := bufio.NewReaderSize(lines, 1<<16)
	for {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		d := new(T)
		if err := json.Unmarshal(line, d); err != nil {
			return fmt.Errorf("%w: %w", ErrState, err)
		}
		if err := yield(d); err != nil {
			return err
		}
	}
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

// annotations writes the standoff format of brat, with a normalization that names
// the entity of each mention.
func (d *bratLine) annotations() ([]byte, error) {
	names := make(map[string]string, len(d.Entities))
	for _, e := range d.Entities {
		names[e.ID] = e.Name
	}
	offsets := gold.NewOffsets(d.Text, gold.CodePoint)
	mentions := make([]gold.Mention, 0, len(d.Mentions))
	for _, m := range d.Mentions {
		start, ok := offsets.Byte(m.Start)
		end, ok2 := offsets.Byte(m.End)
		if !ok || !ok2 || end < start {
			return nil, fmt.Errorf("%w: mention %d..%d is outside its text", ErrState, m.Start, m.End)
		}
		mentions = append(mentions, gold.Mention{Span: gold.Span{Start: start, End: end, Label: m.Label}, Entity: m.Entity, Name: names[m.Entity]})
	}
	return gold.AppendBrat(nil, d.Text, mentions, func(string) string { return "alam" }), nil
}

// oneLine is a text without what ends a line or a field.
func oneLine(s string) string {
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(s)
}
