package cases

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

//go:embed *.txtar
var files embed.FS

// A Case is a text and the names in it.
type Case struct {
	// Name is file/case, as clitics/lebanon.
	Name     string
	Text     string
	Mentions []Mention
}

// A Mention is a name that an editor would mark.
type Mention struct {
	// Start and End are bytes of the case's text, half-open.
	Start, End int
	Text       string
	Label      string // PER, LOC or ORG
	Kind       string // empty where it does not matter
}

func (m Mention) String() string {
	if m.Kind != "" {
		return m.Label + "/" + m.Kind + " " + m.Text
	}
	return m.Label + " " + m.Text
}

// All reads the cases, in order of their files and in these as they stand. Two
// cases of one name, and a case that does not keep to the format, are errors.
func All() ([]Case, error) {
	names, err := fs.Glob(files, "*.txtar")
	if err != nil {
		return nil, err
	}
	var all []Case
	seen := map[string]bool{}
	for _, n := range names {
		b, err := files.ReadFile(n)
		if err != nil {
			return nil, err
		}
		for _, f := range txtar.Parse(b).Files {
			name := strings.TrimSuffix(n, path.Ext(n)) + "/" + f.Name
			c, err := parse(name, string(f.Data))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if seen[name] {
				return nil, fmt.Errorf("%s: two cases of this name", name)
			}
			seen[name] = true
			all = append(all, c)
		}
	}
	return all, nil
}

func parse(name, data string) (Case, error) {
	c := Case{Name: name}
	src, names, ok := strings.Cut(data, "\n\n")
	if !ok {
		return c, errors.New("no empty line between text and names")
	}
	var err error
	if c.Text, err = unescape(src); err != nil {
		return c, err
	}
	none := false
	for line := range strings.SplitSeq(strings.TrimRight(names, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if line == "none" {
			none = true
			continue
		}
		m, err := parseMention(c.Text, line)
		if err != nil {
			return c, fmt.Errorf("%q: %w", line, err)
		}
		if n := len(c.Mentions); n > 0 && m.Start < c.Mentions[n-1].End {
			return c, fmt.Errorf("%q: not behind the name before it", line)
		}
		c.Mentions = append(c.Mentions, m)
	}
	if none != (len(c.Mentions) == 0) {
		return c, errors.New(`want names, or the line "none"`)
	}
	return c, nil
}

func parseMention(src, line string) (Mention, error) {
	var m Mention
	label, name, ok := strings.Cut(line, " ")
	if !ok {
		return m, errors.New("want a label, a blank and a name")
	}
	m.Label, m.Kind, _ = strings.Cut(label, "/")
	if m.Label != "PER" && m.Label != "LOC" && m.Label != "ORG" {
		return m, fmt.Errorf("label %q, want PER, LOC or ORG", m.Label)
	}
	number := 0
	if i := strings.LastIndex(name, " #"); i >= 0 {
		n, err := strconv.Atoi(name[i+2:])
		if err != nil || n < 1 {
			return m, errors.New("want a number from 1 behind #")
		}
		name, number = name[:i], n
	}
	var err error
	if m.Text, err = unescape(name); err != nil {
		return m, err
	}
	times := strings.Count(src, m.Text)
	switch {
	case m.Text == "" || times == 0:
		return m, errors.New("the text does not have it")
	case number == 0 && times > 1:
		return m, fmt.Errorf("the text has it %d times: write #1 or which it is", times)
	case number > times || number == 1 && times == 1:
		return m, fmt.Errorf("#%d, but the text has it %d times", number, times)
	}
	for range max(number, 1) {
		m.Start = m.End + strings.Index(src[m.End:], m.Text)
		m.End = m.Start + len(m.Text)
	}
	return m, nil
}

// unescape replaces \n and \uXXXX, and a line end by itself.
func unescape(s string) (string, error) {
	var b strings.Builder
	for s != "" {
		if s[0] != '\\' {
			n := strings.IndexByte(s, '\\')
			if n < 0 {
				n = len(s)
			}
			b.WriteString(s[:n])
			s = s[n:]
			continue
		}
		r, _, rest, err := strconv.UnquoteChar(s, 0)
		if err != nil {
			return "", fmt.Errorf("escape in %q: %w", s, err)
		}
		b.WriteRune(r)
		s = rest
	}
	return b.String(), nil
}
