package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
)

// maxHeader is how long the header of a WARC record may be.
const maxHeader = 1 << 20

// warc gives the pages (response and resource records with HTML) and the
// extracted texts (conversion records, as in WET files) of a web archive
// (ISO 28500, WARC/1.0 and 1.1). Line counts records. The other records are
// passed over. After a broken record reading goes on at the next line that
// begins one.
func (r *reader) warc() error {
	for n := 1; ; n++ {
		head, err := r.warcHead()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = r.warcBlock(n, head)
		}
		switch {
		case errors.Is(err, errStop):
			return err
		case errors.Is(err, ErrWARC):
			e := &Error{Path: r.file.Path, Err: fmt.Errorf("record %d: %w", n, err), Hint: "the records after it are read"}
			if !r.fail(n, e) {
				return errStop
			}
			if err := r.resync(); err != nil && !r.broken(err) {
				return ignoreEOF(err)
			}
		case err != nil:
			if err := r.goOn(0, err); err != nil {
				return err
			}
			if next, _ := r.in.Peek(len(beginsRecord)); string(next) != beginsRecord {
				if err := r.resync(); err != nil && !r.broken(err) {
					return ignoreEOF(err)
				}
			}
		}
	}
}

const beginsRecord = "WARC/1."

// warcHead reads the header of a record; io.EOF after the last.
func (r *reader) warcHead() (textproto.MIMEHeader, error) {
	for { // blank lines stand between records
		b, err := r.in.ReadByte()
		if err != nil {
			return nil, err
		}
		if b != '\r' && b != '\n' {
			break
		}
	}
	if err := r.in.UnreadByte(); err != nil {
		return nil, err
	}
	if b, _ := r.in.Peek(5); string(b) != "WARC/" {
		return nil, fmt.Errorf("%w: it does not begin with WARC/, so the length of the record before may be wrong", ErrWARC)
	}
	limited := &io.LimitedReader{R: oneLine{r.in}, N: maxHeader}
	t := textproto.NewReader(bufio.NewReaderSize(limited, 16))
	if _, err := t.ReadLine(); err != nil {
		return nil, headerError(limited, err)
	}
	head, err := t.ReadMIMEHeader()
	if err != nil {
		return nil, headerError(limited, err)
	}
	return head, nil
}

// oneLine gives no more than up to a line end at a time, so that who buffers
// its bytes does not read past the header.
type oneLine struct{ in *bufio.Reader }

func (o oneLine) Read(p []byte) (int, error) {
	for n := range p {
		b, err := o.in.ReadByte()
		if err != nil {
			return n, err
		}
		if p[n] = b; b == '\n' {
			return n + 1, nil
		}
	}
	return len(p), nil
}

func headerError(l *io.LimitedReader, err error) error {
	var own *Error
	switch {
	case errors.As(err, &own):
		return own
	case l.N <= 0:
		return fmt.Errorf("%w: its header is longer than %d bytes", ErrWARC, maxHeader)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: the file ends in its header", ErrWARC)
	}
	return fmt.Errorf("%w: its header: %w", ErrWARC, err)
}

// warcBlock reads what follows a header.
func (r *reader) warcBlock(n int, head textproto.MIMEHeader) error {
	size, err := strconv.ParseInt(strings.TrimSpace(head.Get("Content-Length")), 10, 64)
	if err != nil || size < 0 {
		return fmt.Errorf("%w: Content-Length %.40q is no length", ErrWARC, head.Get("Content-Length"))
	}
	kind := strings.ToLower(head.Get("WARC-Type"))
	mime, _, _ := strings.Cut(strings.ToLower(head.Get("Content-Type")), ";")
	mime = strings.TrimSpace(mime)
	wanted := kind == "response" && mime == "application/http" || kind == "resource" && isHTML(mime) || kind == "conversion" && mime == "text/plain"
	if !wanted || size > r.o.MaxDocument {
		if m, err := io.CopyN(io.Discard, r.in, size); err != nil {
			return r.warcShort(m, size, err)
		}
		if wanted && !r.fail(n, r.tooLong(n, size)) {
			return errStop
		}
		return nil
	}
	var b bytes.Buffer
	if m, err := io.CopyN(&b, r.in, size); err != nil {
		return r.warcShort(m, size, err)
	}
	raw := b.Bytes()
	if kind == "response" && !maybeHTML(raw) {
		return nil
	}
	id := head.Get("WARC-Target-URI")
	if id = strings.Trim(id, "<>"); id == "" || checkText("", 1, id) != nil {
		id = r.id(n)
	}
	p := page{path: r.file.Path, id: id, line: n, kind: kind, date: head.Get("WARC-Date"), contentType: head.Get("Content-Type"), encoding: r.o.Encoding, max: r.o.MaxDocument}
	if !r.emit(n, raw, true, p.document) {
		return errStop
	}
	return nil
}

func (r *reader) warcShort(got, size int64, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: its length is said to be %d, and the file ends after %d bytes of it", ErrWARC, size, got)
	}
	return err
}

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// resync goes to the next line that begins with WARC/1. That a member is broken is
// met again by who reads on.
func (r *reader) resync() error {
	for {
		b, err := r.in.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
		if err == nil && len(b) > 0 {
			if next, _ := r.in.Peek(len(beginsRecord)); string(next) == beginsRecord {
				return nil
			}
		}
	}
}

// maybeHTML reports whether the response is a page, by the header of its block;
// one that cannot be told is read, and then says what is wrong.
func maybeHTML(raw []byte) bool {
	end := bytes.Index(raw, []byte("\r\n\r\n"))
	if end < 0 {
		end = 0
	}
	for line := range bytes.Lines(raw[:end]) {
		name, value, _ := bytes.Cut(line, []byte(":"))
		if bytes.EqualFold(name, []byte("content-type")) {
			mime, _, _ := strings.Cut(strings.ToLower(string(value)), ";")
			return isHTML(strings.TrimSpace(mime))
		}
	}
	return bytes.Contains(bytes.ToLower(raw[end:min(len(raw), end+1024)]), []byte("<html"))
}

func isHTML(mime string) bool { return mime == "text/html" || mime == "application/xhtml+xml" }

// A page is a record of a web archive.
type page struct {
	path, id, kind, date, contentType, encoding string
	line                                        int
	max                                         int64
}

// document reads the block of the record.
func (p page) document(raw []byte) (*Document, error) {
	d := &Document{ID: p.id, Path: p.path, Date: p.date, Part: true}
	if p.kind == "conversion" {
		d.Text = unsafeString(raw)
		return d, p.check(checkText(p.path, 0, d.Text))
	}
	body, contentType := raw, p.contentType
	if p.kind == "response" {
		var err error
		if body, contentType, err = p.body(raw); err != nil {
			return nil, p.check(err)
		}
	}
	d.Derived = true
	return d, p.check(d.page(0, body, contentType, p.encoding))
}

// body takes the page out of the answer of a server.
func (p page) body(raw []byte) (body []byte, contentType string, err error) {
	in := bufio.NewReader(bytes.NewReader(raw))
	answer, err := http.ReadResponse(in, nil)
	if err != nil {
		return nil, "", fmt.Errorf("%w: HTTP: %w", ErrWARC, err)
	}
	contentType = answer.Header.Get("Content-Type")
	if body, err = httpBody(answer, in, p.max); err != nil {
		return nil, "", err
	}
	if int64(len(body)) > p.max && p.max < 1<<62 {
		return nil, "", fmt.Errorf("%w: the page is over %d bytes", ErrTooLarge, p.max)
	}
	return body, contentType, nil
}

// check names the record in an error.
func (p page) check(err error) error {
	if err == nil {
		return nil
	}
	var own *Error
	if errors.As(err, &own) {
		return &Error{Path: own.Path, Err: fmt.Errorf("record %d: %w", p.line, own.Err), Hint: own.Hint}
	}
	return &Error{Path: p.path, Err: fmt.Errorf("record %d: %w", p.line, err)}
}
