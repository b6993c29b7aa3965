package parquet

import "io"

// A Document is a row: a document with what was found in it.
type Document struct {
	ID         string     `parquet:"id,zstd" json:"id"`
	Offsets    string     `parquet:"offsets,dict,zstd" json:"offsets"`
	Text       *string    `parquet:"text,optional,zstd" json:"text"`
	Mentions   []Mention  `parquet:"mentions,list" json:"mentions"`
	Entities   []Entity   `parquet:"entities,list" json:"entities"`
	Topics     []Topic    `parquet:"topics,list" json:"topics"`
	Categories []Category `parquet:"categories,list" json:"categories"`
}

// A Mention is a name. Start and End are in the unit of Document.Offsets.
type Mention struct {
	Start    int64      `parquet:"start,delta" json:"start"`
	End      int64      `parquet:"end,delta" json:"end"`
	Text     string     `parquet:"text,dict" json:"text"`
	Label    string     `parquet:"label,dict" json:"label"`
	Kind     string     `parquet:"kind,dict" json:"kind"`
	Entity   string     `parquet:"entity,dict" json:"entity"`
	Score    float64    `parquet:"score" json:"score"`
	Region   string     `parquet:"region,dict" json:"region"`
	Evidence []Evidence `parquet:"evidence,list" json:"evidence"`
}

// Evidence is a reason for a mention.
type Evidence struct {
	Source string  `parquet:"source,dict" json:"source"`
	Name   string  `parquet:"name,dict" json:"name"`
	Weight float64 `parquet:"weight" json:"weight"`
}

// An Entity is whom mentions name; Mentions are their numbers in the document.
type Entity struct {
	ID      string `parquet:"id,dict" json:"id"`
	Label   string `parquet:"label,dict" json:"label"`
	Kind    string `parquet:"kind,dict" json:"kind"`
	Name    string `parquet:"name,dict" json:"name"`
	NameEn  string `parquet:"name_en,dict" json:"name_en"`
	Country string `parquet:"country,dict" json:"country"`
	// What others call it, and where it lies; empty or null where it is not known.
	GeoNames *int64   `parquet:"geonames,optional" json:"geonames"`
	Wikidata string   `parquet:"wikidata,dict" json:"wikidata"`
	ISO      string   `parquet:"iso,dict" json:"iso"`
	Lat      *float64 `parquet:"lat,optional" json:"lat"`
	Lon      *float64 `parquet:"lon,optional" json:"lon"`
	Mentions []int32  `parquet:"mentions,list" json:"mentions"`
}

// A Topic is a keyphrase.
type Topic struct {
	Term   string  `parquet:"term,dict" json:"term"`
	Weight float64 `parquet:"weight" json:"weight"`
	Entity string  `parquet:"entity,dict" json:"entity"`
}

// A Category is what a document may be about. The score is a probability.
type Category struct {
	ID     string  `parquet:"id,dict" json:"id"`
	Name   string  `parquet:"name,dict" json:"name"`
	NameAr string  `parquet:"name_ar,dict" json:"name_ar"`
	Score  float64 `parquet:"score" json:"score"`
}

// A row group ends after so many rows or so many bytes of JSON lines.
const (
	groupRows  = 50_000
	groupBytes = 16 << 20
)

// Write writes the JSON lines of documents, as package sink has them, as a
// Parquet file.
func Write(dst io.Writer, lines io.Reader) error { return write[Document](dst, lines) }
