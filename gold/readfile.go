package gold

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/tsv"
)

// States a caller may want to tell apart with errors.Is.
var (
	ErrColumns  = errors.New("gold: wrong number of columns")
	ErrUTF8     = errors.New("gold: not valid UTF-8")
	ErrSurface  = errors.New("gold: surface does not stand at its offsets")
	ErrOffset   = errors.New("gold: bad offset")
	ErrScheme   = errors.New("gold: tag scheme cannot be told")
	ErrTag      = errors.New("gold: tag not allowed in its scheme")
	ErrSequence = errors.New("gold: invalid tag sequence")
	ErrText     = errors.New("gold: texts of gold and prediction differ")
	ErrDocument = errors.New("gold: documents of gold and prediction do not pair")

	// ErrUnknownFormat is a file that no format recognizes, or a format that is none.
	ErrUnknownFormat = errors.New("gold: format not known")
)

// ParseError is an error at a place in a data file: its Path, the Line from 1, the
// column of the table from 1 (Col, not the character; 0 when the whole line is
// meant), and the cause (Err).
type ParseError = tsv.ParseError

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
	// Open opens the .txt beside a brat .ann whose text is not given by Text. It opens
	// the file of [ReadFile] too, for which nil is os.Open.
	Open func(path string) (io.ReadCloser, error)

	Conll     ConllOptions // columns of CoNLL; Path is that above
	TextKey   string       // Label Studio: the key of data that holds the text
	Annotator string       // Label Studio: whose annotation counts, by id or email
	Layer     string       // WebAnno TSV: "layer" or "layer|feature" to read
	Names     []string     // Hugging Face: what tags mean that are numbers, from 0 on
	Trim      bool         // cut blanks off the ends of mentions

	source *Source // for readers that know more than the format
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

// Source says what a file turned out to be.
type Source struct {
	Format Format
	Conll  *ConllInfo // of CoNLL files, else nil
	// Notes say in words what a user should know of how the file was read.
	Notes []string
}

// note adds to the notes of the source, once.
func (o *ReadOptions) note(s string) {
	if o.source != nil && !slices.Contains(o.source.Notes, s) {
		o.source.Notes = append(o.source.Notes, s)
	}
}

// ReadDocuments reads a file of any format. A file that none recognizes is
// [ErrUnknownFormat], unless o names its format. Errors about the content are
// *[ParseError]; a text that is not to be had is [ErrNoText].
func ReadDocuments(r io.Reader, o ReadOptions) ([]Document, Source, error) {
	s := Source{Format: o.Format}
	if s.Format == FormatAuto {
		in := bufio.NewReaderSize(r, headSize)
		head, err := in.Peek(headSize)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, s, &ParseError{Path: o.Path, Err: err}
		}
		if s.Format, err = DetectFormat(o.Path, head); err != nil {
			return nil, s, &ParseError{Path: o.Path, Err: err}
		}
		r = in
	}
	row := s.Format.find()
	if row == nil {
		return nil, s, &ParseError{Path: o.Path, Err: fmt.Errorf("%w: %q", ErrUnknownFormat, string(s.Format))}
	}
	o.source = &s
	docs, err := row.read(r, o)
	if err != nil {
		return nil, s, err
	}
	o.noteEnds(docs)
	return docs, s, nil
}

// ReadFile reads the file of a name, of any format. texts are the documents whose
// text the spans may point into, by id; a single one serves whatever the id. A brat
// .ann points into the .txt beside it, and into one of texts where there is none;
// a file without rows is the table of spans of a single text without names. Path
// and Text of o are filled in here. Errors are those of [ReadDocuments] and of
// opening.
func ReadFile(path string, texts []Document, o ReadOptions) ([]Document, Source, error) {
	if o.Open == nil {
		o.Open = func(path string) (io.ReadCloser, error) { return os.Open(path) }
	}
	r, err := o.Open(path)
	if err != nil {
		return nil, Source{}, err
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, headSize)
	head, err := in.Peek(in.Size())
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, Source{}, &ParseError{Path: path, Err: fmt.Errorf("gold: %w", err)}
	}
	o.Path = path
	if o.Format == FormatAuto {
		o.Format, err = DetectFormat(path, head)
		if (err != nil || o.Format == FormatConll) && len(texts) == 1 && noRows(head) {
			o.Format, err = FormatTSV, nil
		}
		if err != nil {
			return nil, Source{}, &ParseError{Path: path, Err: err}
		}
	}
	if o.Text = textOf(texts); o.Format == FormatBrat && (len(texts) == 0 || o.hasText()) {
		o.Text = nil
	}
	docs, source, err := ReadDocuments(in, o)
	if o.Format == FormatTSV && errors.Is(err, ErrNoText) {
		err = &ParseError{Path: path, Err: fmt.Errorf("%w: a table of spans needs the text it points into", ErrNoText)}
		if len(texts) > 1 {
			err = &ParseError{Path: path, Err: fmt.Errorf("%w: a table of spans is about one text, and there are %d; use JSON lines or CoNLL", ErrNoText, len(texts))}
		}
	}
	return docs, source, err
}

// textOf finds the text of an id.
func textOf(texts []Document) func(id string) (string, bool) {
	return func(id string) (string, bool) {
		if len(texts) == 1 {
			return texts[0].Text, true
		}
		for i := range texts {
			if texts[i].ID == id {
				return texts[i].Text, true
			}
		}
		return "", false
	}
}

// noRows reports whether a file holds blank lines and comments alone.
func noRows(head []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// CheckTexts refuses documents of a file that have mentions and no text, with
// [ErrNoText]: nobody can tag them.
func CheckTexts(path string, docs []Document) error {
	for i := range docs {
		if docs[i].Text == "" && len(docs[i].Mentions) > 0 {
			return &ParseError{Path: path, Err: fmt.Errorf("%w: document %q has mentions and no text", ErrNoText, docs[i].ID)}
		}
	}
	return nil
}
