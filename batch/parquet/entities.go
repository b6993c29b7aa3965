package parquet

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// An Archived is a row of a registry: an entity over all documents of an archive.
type Archived struct {
	ID         string          `parquet:"id,zstd" json:"id"`
	Label      string          `parquet:"label,dict" json:"label"`
	Kind       string          `parquet:"kind,dict" json:"kind"`
	Name       string          `parquet:"name,zstd" json:"name"`
	NameEn     string          `parquet:"name_en,zstd" json:"name_en"`
	Country    string          `parquet:"country,dict" json:"country"`
	GeoNames   *int64          `parquet:"geonames,optional" json:"geonames"`
	Wikidata   string          `parquet:"wikidata,dict" json:"wikidata"`
	ISO        string          `parquet:"iso,dict" json:"iso"`
	Lat        *float64        `parquet:"lat,optional" json:"lat"`
	Lon        *float64        `parquet:"lon,optional" json:"lon"`
	Mentions   int64           `parquet:"mentions" json:"mentions"`
	Documents  int64           `parquet:"documents" json:"documents"`
	First      string          `parquet:"first,dict" json:"first"`
	Last       string          `parquet:"last,dict" json:"last"`
	Names      []NameCount     `parquet:"names,list" json:"names"`
	ByDocument []IDCount       `parquet:"by_document,list" json:"by_document"`
	ByMonth    []MonthCount    `parquet:"by_month,list" json:"by_month"`
	CoMentions []DocumentCount `parquet:"co_mentions,list" json:"co_mentions"`
	IDs        []IDCount       `parquet:"ids,list" json:"ids"`
}

// A NameCount is a form of a name and how often it stands.
type NameCount struct {
	Name     string `parquet:"name,zstd" json:"name"`
	Mentions int64  `parquet:"mentions" json:"mentions"`
}

// An IDCount is the id of a document or an entity and its mentions.
type IDCount struct {
	ID       string `parquet:"id,zstd" json:"id"`
	Mentions int64  `parquet:"mentions" json:"mentions"`
}

// A MonthCount is a month, 2006-01, and its mentions.
type MonthCount struct {
	Month    string `parquet:"month,dict" json:"month"`
	Mentions int64  `parquet:"mentions" json:"mentions"`
}

// A DocumentCount is the id of an entity and in how many documents it stands too.
type DocumentCount struct {
	ID        string `parquet:"id,dict" json:"id"`
	Documents int64  `parquet:"documents" json:"documents"`
}

// WriteEntities writes the JSON lines of a registry, as package registry has them, as a
// Parquet file.
func WriteEntities(dst io.Writer, lines io.Reader) error { return write[Archived](dst, lines) }

// write writes JSON lines as rows.
func write[T any](dst io.Writer, lines io.Reader) error {
	if dst == nil || lines == nil {
		return errors.New("parquet: there is nothing to read or to write to")
	}
	out := parquet.NewGenericWriter[T](dst, parquet.Compression(&zstd.Codec{}), parquet.CreatedBy("alam", "1", ""),
		parquet.DictionaryMaxBytes(1<<20))
	err := eachLine(lines, out.Flush, func(line []byte) error {
		var d T
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		_, err := out.Write([]T{d})
		return err
	})
	if err != nil {
		return err
	}
	return out.Close()
}

// eachLine gives the lines to write, and flushes where a row group ends.
func eachLine(lines io.Reader, flush func() error, write func(line []byte) error) error {
	in := bufio.NewReaderSize(lines, 1<<16)
	for n, rows, size := 1, 0, 0; ; n++ {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if err := write(line); err != nil {
			return fmt.Errorf("parquet: row %d: %w", n, err)
		}
		if rows, size = rows+1, size+len(line); rows >= groupRows || size >= groupBytes {
			if err := flush(); err != nil {
				return err
			}
			rows, size = 0, 0
		}
	}
}
