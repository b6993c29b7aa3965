// Package source reads documents: texts, a document a line or a paragraph, JSON
// lines and other JSON, RSS and Atom feeds, CSV and TSV, CoNLL, HTML, WARC and, where its reader is given, Parquet; from files,
// directories and standard input, packed with gzip or zstd, in UTF-8 or another
// encoding.
//
// In: names of files. Out: Documents, or Records that can be decoded on another
// goroutine and say from where reading goes on after them.
//
// # Law
//
// A document's text is what the file says, byte for byte. Where that cannot be
// (HTML, another encoding, a title before it) Derived is set, and the text is
// what offsets are of.
// A CoNLL document's text is its tokens with a blank between them and a line
// end after each sentence. What cannot be read is an *Error that says what,
// where and what to do, and the rest is read, from the next member on where one of a
// gzip file is broken. One record of a file is in memory
// at a time, and none is longer than Options.MaxDocument. The same files give
// the same records, and reading that goes on from a Position gives the records
// after it.
//
// # Sharing
//
// A Document is not changed after it was read. Reading belongs to one
// goroutine; the Records that it gives may be decoded on others.
package source

import (
	"encoding/json"
	"io"
	"iter"
	"os"
	"strings"
	"time"
)

// Stdin is the name that stands for standard input.
const Stdin = "-"

// The defaults of Options.
const (
	DefaultMaxDocument = 64 << 20
	// An unpacked file may be so many times as long as a packed one, and of
	// leastUnpacked bytes in any case.
	unpackedRatio = 250
	leastUnpacked = 64 << 20
)

// Options say how files are read. The zero value finds the format out and
// reads the fields text and id.
type Options struct {
	Format Format
	// TextField and IDField are the fields of a JSON line or the columns of a
	// table; empty for text and id.
	TextField, IDField string
	// TitleField, if named, is a field of a JSON line or a column of a table
	// whose text is put before the document's, on a line of its own, where it
	// has any. One that is absent is no error.
	TitleField string
	// DateField is the field or column that says of which day a document is;
	// empty for none. One that is absent is no error.
	DateField string
	// Fields are further fields of a JSON line, or columns of a table, that
	// Document.Fields has, where they are.
	Fields []string
	// Encoding is that of the files: empty for UTF-8, or what an HTML page
	// declares; Detect to find it out; or a name that the WHATWG Encoding
	// Standard knows, as windows-1256.
	Encoding string
	// Stdin is read for the name "-"; nil for os.Stdin.
	Stdin io.Reader
	// MaxDocument is how many bytes a document may have before it is refused;
	// 0 for DefaultMaxDocument, negative for any number.
	MaxDocument int64
	// MaxUnpacked is how many bytes a packed file may unpack to; 0 for 250
	// times its size and at least 64 MB, negative for any number.
	MaxUnpacked int64
	// Walk reads the files of directories, in order of their names: those whose
	// names end as texts and tables do, the tables if they have the column
	// TextField. Exclude says which are left out; it may be nil.
	Walk    bool
	Exclude func(path string) bool
	// FollowLinks reads folders that links in a directory point to. The link that
	// is itself the name of a directory is followed in any case.
	FollowLinks bool
	// PassedOver is told what in directories and patterns is no input, in the order
	// of reading, but for what Exclude says. It may be nil.
	PassedOver func(path string, why Passed)
	// Open opens a file by its name; nil for os.Open.
	Open func(path string) (*os.File, error)
	// Check is asked about each file before it is read, those that a Position
	// passes over too. Its error ends the reading. It may be nil.
	Check func(index int, f File) error
	// Parquet reads Parquet files; nil refuses them. Package github.com/alam-nlp/alam/batch/parquet
	// has one; whoever does not import it does not link it.
	Parquet ParquetReader
}

// A ParquetReader gives the rows of some columns of a file, in which no text is
// longer than max.
type ParquetReader func(f *os.File, size int64, c Columns, max int64) iter.Seq2[Row, error]

// Columns are the names of columns. All but Text may be absent from the file,
// and Title and Date may be empty. Fields are those of Options.Fields.
type Columns struct {
	Text, ID, Title, Date string
	Fields                []string
}

// A Row is a row of a Parquet file. Err is set for a row that is no document.
type Row struct {
	ID, Title, Text, Date string
	Fields                map[string]json.RawMessage // those that are there
	Err                   error
}

// A Document is one text to analyze.
type Document struct {
	// ID is the file's name, "-" for standard input, or what the line, row or
	// record says; file:line where that says nothing.
	ID   string
	Path string
	// Line is where the document begins in its file, from 1: a line, or the number
	// of the row, item or record; 0 if the file is the document.
	Line int
	Text string
	// Date is what Options.DateField holds, or the date of a WARC record, as it
	// stands there; see Day. A date of a Parquet file is written as RFC 3339
	// has it.
	Date string
	// Fields are those of Options.Fields that the line or row has, as JSON: what
	// a JSON line says, a string of each cell of a table, and what the type of a
	// column of Parquet is.
	Fields map[string]json.RawMessage
	// Part says that the file may hold other documents.
	Part bool
	// Derived says that Text is not bytes of the file or the field: it was
	// taken out of HTML, converted, or joined of title and text.
	Derived bool
	// Replaced is how many characters of the text, or of the page it was taken out
	// of, could not be decoded and are U+FFFD.
	Replaced int
	// Guessed is the encoding in which a page was read that is not UTF-8 and declares
	// nothing: that in which it reads as Arabic. Empty where nothing was guessed.
	Guessed string
	// Conll is set for a document of a CoNLL file.
	Conll *Conll
}

// A File is a file to read. Size is -1 and Time zero for a stream.
type File struct {
	Path   string
	Size   int64
	Time   time.Time
	Walked bool // found in a directory
}

// A Position is a place between two records.
type Position struct {
	File   int    `json:"file"`             // files before it
	Record int    `json:"record"`           // records of the file before it
	Offset int64  `json:"offset,omitempty"` // byte of the file at which the next record begins; 0 if it must be found by reading
	Line   int    `json:"line,omitempty"`   // lines of the file before Offset
	Sum    uint32 `json:"sum,omitempty"`    // CRC-32C of the records of the file before it
}

// A Record is a document, or an error in place of one, or, if Document gives
// nil twice, the end of a file.
type Record struct {
	File *File
	// Line is where the record begins, from 1; 0 if the file has no lines. For
	// tables and archives it counts rows and records.
	Line int
	// Size is about how many bytes the document has.
	Size int64
	// Next is where reading goes on after the record.
	Next Position
	// Read is how much of the file has been read.
	Read int64
	// Skipped says, at the end of a file of a directory, that it is no input: a
	// table without the column of texts.
	Skipped bool
	// Fatal ends the reading: the files are not those that Position is of.
	Fatal error

	raw     []byte
	decode  func([]byte) (*Document, error)
	decoded bool // from another encoding
	mend    bool // what is no UTF-8 becomes U+FFFD
	err     error
}

// Document reads the record. It may be called once.
func (r *Record) Document() (*Document, error) {
	if r.err != nil || r.decode == nil {
		return nil, r.err
	}
	raw := r.raw
	r.raw = nil
	mended := 0
	if r.mend {
		raw, mended = mendUTF8(raw)
	}
	d, err := r.decode(raw)
	if d != nil && d.Part {
		d.Line = r.Line
	}
	if d != nil && r.decoded {
		d.Replaced += strings.Count(d.Text, replacement) + strings.Count(d.ID, replacement)
	}
	if d != nil && mended > 0 {
		d.Replaced += mended
		d.Derived = true
	}
	return d, err
}

// End says that the record is the end of a file.
func (r *Record) End() bool { return r.decode == nil && r.err == nil }
