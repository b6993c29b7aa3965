package labelled

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/batch/parquet"
	"github.com/alam-nlp/alam/gold"
)

// A line is a document as a JSON line has it.
type line struct {
	ID       string    `json:"id"`
	Offsets  string    `json:"offsets,omitempty"`
	Mentions []mention `json:"mentions"`
}

type mention struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Label  string `json:"label"`
	Text   string `json:"text,omitempty"`
	Kind   string `json:"kind,omitempty"`
	Entity string `json:"entity,omitempty"`
}

// tableColumns are those that a table of mentions of several documents must have.
var tableColumns = []string{"id", "start", "end", "label"}

// comma gives what parts the columns of a table of mentions with ids, by its first
// line; 0 for any other file.
func comma(head []byte) rune {
	first, _, _ := bytes.Cut(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), []byte("\n"))
	for _, c := range []rune{'\t', ',', ';'} {
		names := strings.Split(strings.TrimRight(string(first), "\r"), string(c))
		if !slices.ContainsFunc(tableColumns, func(want string) bool { return !slices.Contains(names, want) }) {
			return c
		}
	}
	return 0
}

// table makes JSON lines of a table with a row a mention. Documents without rows
// are those of texts that no row names.
func table(r io.Reader, path string, sep rune, texts []gold.Document) (io.Reader, error) {
	in := bufio.NewReader(r)
	if bom, _ := in.Peek(3); string(bom) == "\xef\xbb\xbf" {
		_, _ = in.Discard(3) // it was peeked
	}
	rows := newRows(in, sep)
	head, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	at := make(map[string]int)
	for i, name := range head {
		at[name] = i
	}
	var docs []*line
	byID := make(map[string]*line)
	add := func(id string) *line {
		d := &line{ID: id, Mentions: []mention{}}
		docs, byID[id] = append(docs, d), d
		return d
	}
	several := len(texts) > 1 // a single text serves whatever the id
	for i := range texts {
		switch id := texts[i].ID; {
		case several && byID[id] == nil:
			add(id)
		case several:
			return nil, fmt.Errorf("%s: two of the documents it is read beside have the id %q, and rows of a table are told apart by it; JSON lines are told apart by their order", path, id)
		}
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		cell := func(name string) string {
			if i, ok := at[name]; ok {
				return row[i]
			}
			return ""
		}
		number := rows.Line()
		m := mention{Label: cell("label"), Text: cell("text"), Kind: cell("kind"), Entity: cell("entity")}
		d := byID[cell("id")]
		if d == nil {
			if several {
				return nil, fmt.Errorf("%s:%d: the row is of document %q, which is none of the %d documents it is read beside", path, number, cell("id"), len(texts))
			}
			d = add(cell("id"))
		}
		d.Offsets = cell("offsets")
		if cell("start") == "" && cell("end") == "" && cell("label") == "" {
			continue // a document without mentions
		}
		if m.Start, err = strconv.Atoi(cell("start")); err == nil {
			m.End, err = strconv.Atoi(cell("end"))
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: start %q and end %q: want two numbers", path, number, cell("start"), cell("end"))
		}
		d.Mentions = append(d.Mentions, m)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	for _, d := range docs {
		if err := encoder.Encode(d); err != nil {
			return nil, err
		}
	}
	return &out, nil
}

// rows reads the rows of a table.
type rows interface {
	Read() ([]string, error)
	Line() int // of the row last read
}

// newRows reads cells that may be quoted, but those of alam tag, which quotes none:
// a quote that opens a name there is its first letter.
func newRows(in *bufio.Reader, sep rune) rows {
	if head, _ := in.Peek(len(encode.TSVHead)); string(head) == encode.TSVHead {
		return &plainRows{in: in}
	}
	r := csv.NewReader(in)
	r.Comma = sep
	return quotedRows{r}
}

type quotedRows struct{ *csv.Reader }

func (r quotedRows) Line() int {
	line, _ := r.FieldPos(0)
	return line
}

type plainRows struct {
	in            *bufio.Reader
	line, columns int
}

func (r *plainRows) Line() int { return r.line }

func (r *plainRows) Read() ([]string, error) {
	for {
		s, err := r.in.ReadString('\n')
		if s == "" && err != nil {
			return nil, err
		}
		r.line++
		if s = strings.TrimRight(s, "\r\n"); s == "" {
			continue
		}
		row := strings.Split(s, "\t")
		if r.columns == 0 {
			r.columns = len(row)
		}
		if len(row) != r.columns {
			return nil, fmt.Errorf("line %d has %d columns, the first has %d", r.line, len(row), r.columns)
		}
		return row, nil
	}
}

// maxText is how long the text of a row of Parquet may be.
const maxText = 1 << 30

// parquetLines makes JSON lines of a Parquet file.
func parquetLines(path string) (io.Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := parquet.Lines(&out, f, info.Size(), maxText); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &out, nil
}
