package parquet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"slices"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
)

// json gives a value as JSON: numbers, booleans and texts as such, dates as RFC 3339
// has them, decimals as texts, and other bytes in base64.
func (c *cells) json(v parquet.Value) (json.RawMessage, error) {
	if v.IsNull() {
		return json.RawMessage("null"), nil
	}
	var logical any
	if c.kind != nil {
		logical = c.kind.Value
	}
	var x any
	switch v.Kind() {
	case parquet.Boolean:
		x = v.Boolean()
	case parquet.Int32, parquet.Int64:
		n := v.Int64()
		if v.Kind() == parquet.Int32 {
			n = int64(v.Int32())
		}
		x = n
		switch k := logical.(type) {
		case *format.DateType, *format.TimestampType:
			x = dateText(v, c.kind)
		case *format.DecimalType:
			scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(k.Scale, 0))), nil)
			x = new(big.Rat).SetFrac(big.NewInt(n), scale).FloatString(int(max(k.Scale, 0)))
		case *format.IntType:
			if !k.IsSigned {
				x = uint64(n)
				if v.Kind() == parquet.Int32 {
					x = uint32(n)
				}
			}
		}
	case parquet.Float, parquet.Double:
		f := v.Double()
		if v.Kind() == parquet.Float {
			x = v.Float()
			f = float64(v.Float())
		} else {
			x = f
		}
		if math.IsNaN(f) || math.IsInf(f, 0) {
			x = fmt.Sprint(f)
		}
	case parquet.ByteArray, parquet.FixedLenByteArray:
		if x = v.ByteArray(); utf8.Valid(v.ByteArray()) {
			x = string(v.ByteArray())
		}
	default:
		x = v.String()
	}
	return json.Marshal(x)
}

// WriteWith gives what [Write] does, with the fields of these names that the lines
// have in their object "fields": texts in a group of that name. A text stands as it
// is, any other value as JSON, and null where there is none.
func WriteWith(fields []string) func(dst io.Writer, lines io.Reader) error {
	if len(fields) == 0 {
		return Write
	}
	names := slices.Compact(slices.Sorted(slices.Values(fields))) // as a group has them
	return func(dst io.Writer, lines io.Reader) error { return writeKept(dst, lines, names) }
}

// A keptDocument is a document with the fields that were kept.
type keptDocument struct {
	Document
	Fields map[string]json.RawMessage `json:"fields"`
}

// withGroup is the node of a Document with a group behind its fields.
type withGroup struct {
	parquet.Node
	group parquet.Field
}

// Fields gives those of the Document, and the group.
func (n withGroup) Fields() []parquet.Field { return append(slices.Clip(n.Node.Fields()), n.group) }

func writeKept(dst io.Writer, lines io.Reader, names []string) error {
	if dst == nil || lines == nil {
		return errors.New("parquet: there is nothing to read or to write to")
	}
	leaves := parquet.Group{}
	for _, name := range names {
		leaves[name] = parquet.Optional(parquet.Compressed(parquet.String(), &zstd.Codec{}))
	}
	document := parquet.SchemaOf(Document{})
	first := len(document.Columns())
	schema := parquet.NewSchema(document.Name(), withGroup{document, parquet.Group{"fields": leaves}.Fields()[0]})
	out := parquet.NewGenericWriter[any](dst, schema, parquet.Compression(&zstd.Codec{}), parquet.CreatedBy("alam", "1", ""),
		parquet.DictionaryMaxBytes(1<<20))
	err := eachLine(lines, out.Flush, func(line []byte) error {
		var d keptDocument
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		row := document.Deconstruct(nil, &d.Document)
		for i, name := range names {
			cell, level := parquet.NullValue(), 0
			if text, ok := cellOf(d.Fields[name]); ok {
				cell, level = parquet.ByteArrayValue(text), 1
			}
			row = append(row, cell.Level(0, level, first+i))
		}
		_, err := out.WriteRows([]parquet.Row{row})
		return err
	})
	if err != nil {
		return err
	}
	return out.Close()
}

// cellOf is a value of JSON as a cell: the text of a string, and else JSON; none for
// null.
func cellOf(raw json.RawMessage) ([]byte, bool) {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || string(raw) == "null" {
		return nil, false
	}
	var s string
	if raw[0] == '"' && json.Unmarshal(raw, &s) == nil {
		return []byte(s), true
	}
	return raw, true
}
