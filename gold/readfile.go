package gold

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// More states a caller may want to tell apart with errors.Is.
var (
	ErrFormat        = errors.New("gold: not as the format has it")
	ErrDiscontinuous = errors.New("gold: span of several pieces")
	ErrNoText        = errors.New("gold: the text is not known")
)

// ReadOptions say how to read a file of any format. The zero value tells the
// format from the file, and each format's own conventions hold.
type ReadOptions struct {
	Path   string // for errors, for the format, and as id where a file is one document
	Format Format
	// Unit is what offsets count; nil is what the format says, or what its reader
	// documents where the format does not. brat and WebAnno TSV leave no choice.
	Unit *Unit
	// Text gives the text of a document that its file does not hold, by id: for
	// brat and span tables that is the file's name without folder and extension.
	Text func(id string) (string, bool)
	// Open opens the .txt beside a brat .ann whose text is not given by Text.
	Open func(path string) (io.ReadCloser, error)

	Conll     ConllOptions // columns of CoNLL; Path is that above
	TextKey   string       // Label Studio: the key of data that holds the text
	Annotator string       // Label Studio: whose annotation counts, by id or email
	Layer     string       // WebAnno TSV: "layer" or "layer|feature" to read
}

func (o *ReadOptions) unit(otherwise Unit) Unit {
	if o.Unit != nil {
		return *o.Unit
	}
	return otherwise
}

// documentID is the file's name without folder and extension.
func (o *ReadOptions) documentID() string {
	base := filepath.Base(o.Path)
	if o.Path == "" {
		return ""
	}
	return strings.TrimSuffix(base, filepath.Ext(base))
}

func (o *ReadOptions) spanOptions() SpanOptions {
	return SpanOptions{Path: o.Path, Unit: o.unit(Byte), Text: o.Text}
}

// headSize is how much of a file is looked at to tell its format: the first
// document of a JSON file should end in it.
const headSize = 1 << 20

// Source says what a file turned out to be.
type Source struct {
	Format Format
	Conll  *ConllInfo // of CoNLL files, else nil
}

// ReadDocuments reads a file of any format. Errors about the content are
// *[ParseError]; a text that is not to be had is [ErrNoText].
func ReadDocuments(r io.Reader, o ReadOptions) ([]Document, Source, error) {
	s := Source{Format: o.Format}
	if s.Format == FormatAuto {
		in := bufio.NewReaderSize(r, headSize)
		head, err := in.Peek(headSize)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, s, &ParseError{Path: o.Path, Err: err}
		}
		s.Format, r = DetectFormat(o.Path, head), in
	}
	var docs []Document
	var err error
	switch s.Format {
	case FormatTSV:
		docs, err = readSpanTable(r, o)
	case FormatJSONL:
		docs, err = ReadSpanJSONL(r, o.spanOptions())
	case FormatBrat:
		docs, err = readBratFile(r, o)
	case FormatDoccano:
		docs, err = ReadDoccano(r, o)
	case FormatLabelStudio:
		docs, err = ReadLabelStudio(r, o)
	case FormatSpacy:
		docs, err = ReadSpacy(r, o)
	case FormatWebAnno:
		docs, err = readWebAnnoFile(r, o)
	default:
		c := o.Conll
		c.Path = o.Path
		var info ConllInfo
		docs, info, err = ReadConll(r, c)
		s.Format, s.Conll = FormatConll, &info
	}
	if err != nil {
		return nil, s, err
	}
	return docs, s, nil
}

func readSpanTable(r io.Reader, o ReadOptions) ([]Document, error) {
	d := Document{ID: o.documentID()}
	if o.Text != nil {
		var ok bool
		if d.Text, ok = o.Text(d.ID); !ok {
			return nil, fmt.Errorf("%s: %w: of document %q", o.Path, ErrNoText, d.ID)
		}
	}
	var err error
	d.Mentions, err = ReadSpanTSV(r, d.Text, o.spanOptions())
	return []Document{d}, err
}

func readBratFile(r io.Reader, o ReadOptions) ([]Document, error) {
	d := Document{ID: o.documentID()}
	known := false
	if o.Text != nil {
		d.Text, known = o.Text(d.ID)
	}
	if !known {
		path := strings.TrimSuffix(o.Path, filepath.Ext(o.Path)) + ".txt"
		if o.Open == nil || o.Path == "" {
			return nil, fmt.Errorf("%s: %w: brat annotations need the .txt beside them", o.Path, ErrNoText)
		}
		in, err := o.Open(path)
		if err != nil {
			return nil, fmt.Errorf("%w: brat annotations need the .txt beside them: %w", ErrNoText, err)
		}
		defer in.Close()
		text, err := io.ReadAll(in)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		d.Text = string(text)
	}
	var err error
	d.Mentions, err = ReadBrat(r, d.Text, o)
	return []Document{d}, err
}

func readWebAnnoFile(r io.Reader, o ReadOptions) ([]Document, error) {
	d, err := ReadWebAnno(r, o)
	return []Document{d}, err
}
