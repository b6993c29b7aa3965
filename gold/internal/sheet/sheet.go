// Package sheet reads tables whose cells hold JSON: the CSV and TSV exports of Label
// Studio, where a row is a task and a cell its spans.
package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

var mark = []byte("\xef\xbb\xbf")

// Separator gives what parts the columns of a table of which a cell in the first
// rows holds a list of spans with labels; 0 for any other file.
func Separator(head []byte) rune {
	head = bytes.TrimPrefix(head, mark)
	first, rest, ok := bytes.Cut(head, []byte("\n"))
	if !ok || !bytes.Contains(rest, []byte(`"[{`)) || !bytes.Contains(rest, []byte(`""labels""`)) {
		return 0
	}
	best, columns := rune(0), 1
	for _, c := range []rune{',', '\t', ';'} {
		if n := bytes.Count(first, []byte(string(c))) + 1; n > columns {
			best, columns = c, n
		}
	}
	return best
}

// Reader gives a file as it is, and a table that [Separator] knows as a list of JSON:
// an object for each row, in the line that the row has among the rows. Cells that
// hold a list of spans get the name "label"; in such a column an empty cell is an
// empty list. Columns without a value in a row are left out of its object.
func Reader(r io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	head, _ := in.Peek(1 << 16) // an error comes again as it is read
	sep := Separator(head)
	if sep == 0 {
		return in, nil
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	list, err := list(data, sep)
	return bytes.NewReader(list), err
}

func list(data []byte, sep rune) ([]byte, error) {
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, mark)))
	in.Comma, in.FieldsPerRecord = sep, -1
	rows, err := in.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, errors.New("an empty table")
	}
	head := rows[0]
	spans := slices.IndexFunc(head, func(name string) bool {
		at := slices.Index(head, name)
		return slices.ContainsFunc(rows[1:], func(row []string) bool { return at < len(row) && isSpans(row[at]) })
	})
	if spans < 0 {
		return nil, fmt.Errorf("no column holds spans; found the columns %s", strings.Join(head, ", "))
	}
	out := bytes.NewBufferString("[")
	for i, row := range rows[1:] {
		if len(row) != len(head) {
			return nil, fmt.Errorf("row %d has %d columns; the first has %d", i+2, len(row), len(head))
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		if err := object(out, head, row, spans); err != nil {
			return nil, fmt.Errorf("row %d: %w", i+2, err)
		}
	}
	out.WriteString("]\n")
	return out.Bytes(), nil
}

// isSpans reports whether a cell is a list of objects of JSON.
func isSpans(cell string) bool {
	return strings.HasPrefix(cell, "[{") && strings.Contains(cell, `"labels"`) && json.Valid([]byte(cell))
}

func object(out *bytes.Buffer, head, row []string, spans int) error {
	open := byte('{')
	for i, name := range head {
		cell := row[i]
		value := []byte(cell)
		switch {
		case i == spans && strings.TrimSpace(cell) == "":
			name, value = "label", []byte("[]")
		case i == spans:
			if name = "label"; !json.Valid(value) {
				return fmt.Errorf("column %s: not JSON: %.40q", head[i], cell)
			}
		case cell == "" || name == "label":
			continue
		case !utf8.ValidString(cell):
			return fmt.Errorf("column %s is not UTF-8", name)
		default:
			value, _ = json.Marshal(cell) // a string always can be
		}
		key, _ := json.Marshal(name)
		out.WriteByte(open)
		out.Write(key)
		out.WriteByte(':')
		// A list that was written over several lines would shift those of the rows.
		_ = json.Compact(out, value) // it is valid
		open = ','
	}
	out.WriteByte('}')
	return nil
}
