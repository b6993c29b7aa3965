package source

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
)

// bufferSize is how much of a file is read at once, and how much of it is
// looked at to tell its format.
const bufferSize = 1 << 16

// Read gives the documents of the files in order; no files stand for standard
// input. An error concerns one document or one file, and is an *Error; what
// follows it is read.
func Read(files []string, o Options) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		for r := range Records(files, o, Position{}) {
			if d, err := r.Document(); (d != nil || err != nil) && !yield(d, err) {
				return
			}
		}
	}
}

// Records gives the records of the files that follow a position, in order; no
// files stand for standard input.
func Records(files []string, o Options, from Position) iter.Seq[*Record] {
	o = o.defaults()
	return func(yield func(*Record) bool) {
		index := 0
		for f, err := range Files(files, o) {
			if o.Check != nil {
				if err := o.Check(index, f); err != nil {
					yield(&Record{File: &f, Fatal: err})
					return
				}
			}
			if index >= from.File {
				r := &reader{o: &o, file: &f, yield: yield, next: Position{File: index}}
				if index == from.File {
					r.from = from
				}
				if !r.read(err) {
					return
				}
			}
			index++
		}
		if index < from.File {
			yield(&Record{File: &File{}, Fatal: fmt.Errorf("%w: there were %d files or more, and now there are %d", ErrChanged, from.File, index)})
		}
	}
}

// ReadFile gives the records of one of the Files, and its end.
func ReadFile(f File, o Options) iter.Seq[*Record] {
	o = o.defaults()
	return func(yield func(*Record) bool) {
		r := &reader{o: &o, file: &f, yield: yield}
		r.read(nil)
	}
}

// defaults fills in what is not said.
func (o Options) defaults() Options {
	if o.TextField == "" {
		o.TextField = "text"
	}
	if o.IDField == "" {
		o.IDField = "id"
	}
	if o.MaxDocument == 0 {
		o.MaxDocument = DefaultMaxDocument
	} else if o.MaxDocument < 0 {
		o.MaxDocument = 1<<63 - 1
	}
	return o
}

// read gives the records of one file and its end, and whether more are wanted.
// failed is why the file could not be found.
func (r *reader) read(failed error) bool {
	err := failed
	if err == nil {
		err = r.open()
	}
	switch {
	case errors.Is(err, errStop):
		return false
	case errors.Is(err, errSkip):
	case err != nil:
		if !r.fail(0, r.untilEnd(err)) {
			return false
		}
	}
	if r.next.Record < r.from.Record {
		r.yield(&Record{File: r.file, Fatal: r.changed()})
		return false
	}
	return r.yield(&Record{File: r.file, Next: Position{File: r.next.File + 1}, Read: r.raw.n, Skipped: errors.Is(err, errSkip)})
}

// errStop is that no more records are wanted, errSkip that a file of a
// directory is no input.
var (
	errStop = errors.New("stop")
	errSkip = errors.New("skip")
)

// open opens the file and gives its records.
func (r *reader) open() error {
	f, size, err := openFile(r.file.Path, r.o.Stdin, r.o.Open)
	if err != nil {
		return err
	}
	defer f.Close()
	var before fs.FileInfo
	file, _ := f.(*os.File)
	if file != nil && size >= 0 {
		if before, err = file.Stat(); err != nil {
			return err
		}
	}
	if err := r.records(f, file, size); err != nil {
		return err
	}
	if before == nil {
		return nil
	}
	if after, err := file.Stat(); err == nil && (after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime())) {
		return &Error{Path: r.file.Path, Err: fmt.Errorf("%w while it was read", ErrChanged), Hint: "tag it again when nobody writes to it"}
	}
	return nil
}

// records gives the records of an open file. size is -1 for a stream.
func (r *reader) records(raw io.Reader, file *os.File, size int64) error {
	r.raw.r = raw
	in, packed, err := r.unpack(&r.raw, file, size)
	if err != nil {
		return err
	}
	if c, ok := in.(io.Closer); ok {
		defer c.Close()
	}
	r.in = bufio.NewReaderSize(in, bufferSize)
	if err := r.begin(); err != nil {
		return err
	}
	format := r.o.Format
	if format == Auto {
		if format, err = detect(r.file.Path, r.in); err != nil {
			return err
		}
	}
	if packed {
		file, size = nil, -1
	}
	switch format {
	case Parquet:
		return r.parquet(file, size)
	case WARC:
		return r.warc()
	case HTML:
		return r.htmlFile(size)
	case Feed:
		return r.feed()
	}
	if err := r.transcode(); err != nil {
		return err
	}
	if r.derived {
		file, size = nil, -1
	}
	switch format {
	case JSONL, Lines:
		if err := r.seek(file); err != nil {
			return err
		}
		return r.lines(format)
	case JSON:
		return r.json()
	case Paragraphs:
		return r.paragraphs()
	case CSV:
		return r.csv()
	case TSV:
		return r.tsv()
	case CoNLL:
		return r.conll()
	}
	return r.text(size)
}

// begin goes to the first member of a gzip file that can be read. Of a file that is
// one document nothing is read then.
func (r *reader) begin() error {
	for {
		_, err := r.in.Peek(1)
		if !r.broken(err) {
			return nil // what else is wrong is met again
		}
		if err := r.goOn(0, err); err != nil {
			return err
		}
		r.gap = true
	}
}

// seek goes to where the position begins, if that says so.
func (r *reader) seek(file *os.File) error {
	if file == nil || r.file.Size < 0 {
		return nil
	}
	r.offsets = true
	if r.from.Offset == 0 {
		return nil
	}
	if _, err := file.Seek(r.from.Offset, io.SeekStart); err != nil {
		return err
	}
	r.raw.n = r.from.Offset
	r.in.Reset(&r.raw)
	r.next = r.from
	return nil
}

// openFile opens a file, or standard input for "-", and says how long it is: -1
// if that is not known. open may be nil.
func openFile(path string, stdin io.Reader, open func(string) (*os.File, error)) (io.ReadCloser, int64, error) {
	if path == Stdin {
		if stdin == nil {
			stdin = os.Stdin
		}
		return io.NopCloser(stdin), -1, nil
	}
	if open == nil {
		open = os.Open
	}
	f, err := open(path)
	if err != nil {
		return nil, 0, ReadError(path, 0, err)
	}
	info, err := f.Stat()
	switch {
	case err != nil:
	case info.IsDir():
		err = &Error{Path: path, Err: errDirectory, Hint: "name the files in it, as in " + path + "/*.txt"}
	case info.Mode().IsRegular():
		return f, info.Size(), nil
	default:
		return f, -1, nil
	}
	f.Close()
	return nil, 0, ReadError(path, 0, err)
}

// Open opens a file, or standard input for "-", as it is, and says how long it
// is: -1 if that is not known.
func Open(path string, stdin io.Reader) (io.ReadCloser, int64, error) {
	return openFile(path, stdin, nil)
}

// OpenText opens a file as Open does, unpacks what is packed with gzip or zstd, and
// refuses one whose first bytes are no text.
func OpenText(path string, stdin io.Reader) (io.ReadCloser, error) {
	f, _, err := openFile(path, stdin, nil)
	if err != nil {
		return nil, err
	}
	r := &reader{o: &Options{}, file: &File{Path: path}}
	plain, _, err := r.unpack(f, nil, -1)
	if err != nil {
		f.Close()
		return nil, ReadError(path, 0, err)
	}
	t := &openText{Reader: bufio.NewReaderSize(plain, bufferSize), file: f}
	t.unpacked, _ = plain.(io.Closer)
	head, err := t.Peek(bufferSize)
	if err != nil && !errors.Is(err, io.EOF) {
		t.Close()
		return nil, ReadError(path, 0, err)
	}
	if err := checkHead(path, head); err != nil {
		t.Close()
		return nil, err
	}
	return t, nil
}

// openText is an open text, perhaps of a packed file.
type openText struct {
	*bufio.Reader
	unpacked, file io.Closer
}

func (t *openText) Close() error {
	if t.unpacked != nil {
		t.unpacked.Close()
	}
	return t.file.Close()
}

// ReadAll reads a whole file, or standard input for "-", which must be UTF-8.
func ReadAll(path string, stdin io.Reader) (string, error) {
	f, size, err := openFile(path, stdin, nil)
	if err != nil {
		return "", err
	}
	defer f.Close()
	r := &reader{o: &Options{MaxDocument: 1<<63 - 1}, file: &File{Path: path}, in: bufio.NewReaderSize(f, bufferSize)}
	b, err := r.whole(size)
	if err != nil {
		return "", ReadError(path, 0, err)
	}
	return string(b), checkText(path, 1, string(b))
}
