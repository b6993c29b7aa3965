package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// A feedItem is an item of RSS (0.9 to 2.0) or an entry of Atom.
type feedItem struct {
	Titles   []feedText `xml:"title"`
	Contents []feedText `xml:"content"` // Atom
	Encoded  string     `xml:"encoded"` // content:encoded of RSS
	About    string     `xml:"description"`
	Summary  feedText   `xml:"summary"`
	GUID     string     `xml:"guid"`
	ID       string     `xml:"id"`
	Links    []feedLink `xml:"link"`
	PubDate  string     `xml:"pubDate"`
	DCDate   string     `xml:"date"`
	Posted   string     `xml:"published"`
	Updated  string     `xml:"updated"`
	Creator  string     `xml:"creator"`
	Authors  []feedName `xml:"author"`
	Category []feedName `xml:"category"`
}

type feedText struct {
	Space string
	Type  string
	Text  string
}

// UnmarshalXML keeps what stands within a text, with its elements.
func (t *feedText) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	var raw struct {
		Type  string `xml:"type,attr"`
		Text  string `xml:",chardata"`
		Inner string `xml:",innerxml"`
	}
	if err := d.DecodeElement(&raw, &start); err != nil {
		return err
	}
	t.Space, t.Type, t.Text = start.Name.Space, raw.Type, raw.Text
	if raw.Type == "xhtml" {
		t.Text = raw.Inner
	}
	return nil
}

type feedLink struct {
	Rel  string `xml:"rel,attr"`
	HRef string `xml:"href,attr"`
	Text string `xml:",chardata"`
}

type feedName struct {
	Name string `xml:"name"` // Atom's author
	Term string `xml:"term,attr"`
	Text string `xml:",chardata"`
}

func (n feedName) String() string {
	return strings.TrimSpace(first(n.Name, n.Term, n.Text))
}

// first gives the first text that is not blank.
func first(list ...string) string {
	for _, s := range list {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

// feed gives the items of an RSS or Atom feed. The text is the title and, on lines
// of their own, the content or, where there is none, the description, without
// their HTML. A page in XHTML is read as a page.
func (r *reader) feed() error {
	d, b, err := r.xmlDecoder()
	if err != nil {
		return err
	}
	n, root, depth := 0, "", 0
	for {
		b.read, b.elements = 0, 0
		line, _ := d.InputPos()
		t, err := d.Token()
		if errors.Is(err, io.EOF) && root != "" {
			return nil
		}
		if err != nil {
			return r.feedError(line, n, err)
		}
		if _, ok := t.(xml.EndElement); ok {
			depth--
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if depth++; depth > maxNesting {
			return r.feedError(line, n, fmt.Errorf("%d elements stand within each other", depth))
		}
		if root == "" {
			root = start.Name.Local
			if err := r.feedRoot(root); err != nil {
				return err
			}
			continue
		}
		if start.Name.Local != "item" && start.Name.Local != "entry" {
			continue
		}
		n++
		depth--
		var item feedItem
		line, _ = d.InputPos()
		if err := d.DecodeElement(&item, &start); err != nil {
			return r.feedError(line, n-1, err)
		}
		if !r.emitItem(n, line, &item) {
			return errStop
		}
	}
}

// xmlDecoder reads the file as XML, with what it says of its encoding.
func (r *reader) xmlDecoder() (*xml.Decoder, *budget, error) {
	head, _ := r.in.Peek(declarationBytes)
	if r.o.Encoding != Detect || !declares(head) {
		if err := r.transcode(); err != nil {
			return nil, nil, err
		}
	}
	r.skipMark()
	b := &budget{in: r.in, max: r.o.MaxDocument}
	r.in = bufio.NewReaderSize(b, bufferSize)
	mended := &mender{in: r.in}
	d := xml.NewDecoder(mended)
	d.Strict, d.Entity = false, xml.HTMLEntity
	known := r.encoding != nil
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if known {
			return in, nil
		}
		e, _ := charset.Lookup(label)
		if e == nil {
			return nil, fmt.Errorf("%w: %q", ErrEncoding, label)
		}
		if e == encoding.Nop {
			return in, nil
		}
		r.decoded = true
		return transform.NewReader(mended.in, e.NewDecoder()), nil // of what stands behind the declaration
	}
	r.derived, r.mend = true, false
	return d, b, nil
}

// declarationBytes is where the declaration of XML ends, if there is one.
const declarationBytes = 256

// declares reports whether a file of XML says in which encoding it is.
func declares(head []byte) bool {
	head, _, _ = bytes.Cut(bytes.TrimPrefix(head, []byte(bom)), []byte("?>"))
	return bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("encoding"))
}

// What an item may have of elements, and how many may stand within each other:
// each takes some hundred bytes, however short it is.
const (
	maxElements = 1 << 19
	maxNesting  = 1 << 10
)

// A budget is how much may be read for one item.
type budget struct {
	in        io.Reader
	read, max int64
	elements  int
}

func (b *budget) Read(p []byte) (int, error) {
	switch {
	case b.read > b.max:
		return 0, fmt.Errorf("%w: an item has more than %d bytes", ErrTooLarge, b.max)
	case b.elements > maxElements:
		return 0, fmt.Errorf("%w: an item has more than %d elements", ErrTooLarge, maxElements)
	}
	n, err := b.in.Read(p)
	b.read += int64(n)
	b.elements += bytes.Count(p[:n], []byte("<"))
	return n, err
}

func (r *reader) feedRoot(root string) error {
	switch root {
	case "rss", "RDF", "feed":
		return nil
	}
	if r.file.Walked {
		return errSkip
	}
	return &Error{Path: r.file.Path, Err: fmt.Errorf("%w: its first element is <%.40s>; want <rss>, <rdf:RDF> or <feed>", ErrFeed, root),
		Hint: "of XML only RSS and Atom feeds are read; convert it to JSON lines, or read it as a page with Options.Format html"}
}

func (r *reader) feedError(line, n int, err error) error {
	if errors.Is(err, io.EOF) {
		return &Error{Path: r.file.Path, Err: fmt.Errorf("%w: it holds no element", ErrFeed), Hint: "want RSS or Atom"}
	}
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		line, err = syntax.Line, errors.New(syntax.Msg)
	}
	return &Error{Path: r.file.Path, Line: line, Err: fmt.Errorf("%w: %w; %d items before it were read", ErrFeed, err, n), Hint: "the file is broken there or cut off; get it again"}
}

// emitItem gives the document of an item.
func (r *reader) emitItem(n, line int, item *feedItem) bool {
	raw, err := json.Marshal(item)
	if err != nil {
		return r.fail(line, err)
	}
	d := &Document{Path: r.file.Path, Part: true, Derived: true}
	link := item.link()
	d.ID, d.Replaced = counted(strings.TrimSpace(first(item.GUID, item.ID, link, r.id(n))))
	d.Date = strings.TrimSpace(first(item.PubDate, item.Posted, item.DCDate, item.Updated))
	for _, name := range r.o.Fields {
		if s := item.field(name, link, d.Date); s != "" {
			s, more := counted(s)
			d.Replaced += more
			b, _ := json.Marshal(s) // a string never fails
			d.keep(name, b)
		}
	}
	most := r.o.MaxDocument
	if size := int64(len(raw)); size > most {
		return r.fail(line, r.tooLong(line, size))
	}
	return r.emit(line, raw, true, func(raw []byte) (*Document, error) {
		var item feedItem
		if err := json.Unmarshal(raw, &item); err != nil {
			return nil, &Error{Path: d.Path, Line: line, Err: fmt.Errorf("%w: %w", ErrFeed, err)}
		}
		text, lone := item.text()
		text, replaced := counted(text)
		if good := beyond(text) - replaced; replaced > manyReplaced && replaced > good {
			return nil, &Error{Path: d.Path, Line: line, Err: fmt.Errorf("%w: %d of %d characters that are not ASCII", ErrUTF8, replaced, replaced+good),
				Hint: "the feed does not declare its encoding; name it, as in Options.Encoding windows-1256"}
		}
		d.Text = text
		d.Replaced += replaced + lone
		return d, checkText(d.Path, line, d.ID+d.Text)
	})
}

// manyReplaced is how many characters of an item may be undecodable although most of
// it is.
const manyReplaced = 8

// beyond counts the characters that are not ASCII.
func beyond(s string) int {
	n := 0
	for _, c := range s {
		if c >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

// mediaRSS is the namespace of pictures and their titles.
const mediaRSS = "http://search.yahoo.com/mrss/"

// text is the title and the content, with the number of references in them to
// characters that there are not.
func (item *feedItem) text() (string, int) {
	title, body, lone := "", item.Encoded, 0
	for _, t := range item.Titles {
		if title == "" && t.Space != mediaRSS {
			title, lone = htmlText([]byte(t.Text))
		}
	}
	for _, c := range item.Contents {
		if body == "" && c.Space != mediaRSS {
			body = c.Text
		}
	}
	body, more := htmlText([]byte(first(body, item.Summary.Text, item.About)))
	return title + body, lone + more
}

// link is the address of the article.
func (item *feedItem) link() string {
	for _, l := range item.Links {
		if s := first(l.HRef, l.Text); s != "" && (l.Rel == "" || l.Rel == "alternate") {
			return strings.TrimSpace(s)
		}
	}
	return ""
}

// field is what an item says under the name of a field.
func (item *feedItem) field(name, link, date string) string {
	names := func(list []feedName) string {
		var out []string
		for _, x := range list {
			if s := x.String(); s != "" {
				out = append(out, s)
			}
		}
		return strings.Join(out, ", ")
	}
	switch name {
	case "link", "url":
		return link
	case "date", "time", "pubDate", "published", "updated":
		return date
	case "title":
		if len(item.Titles) > 0 {
			return strings.TrimSpace(HTMLText([]byte(item.Titles[0].Text)))
		}
	case "author", "creator":
		return first(names(item.Authors), item.Creator)
	case "category":
		return names(item.Category)
	case "guid", "id":
		return first(item.GUID, item.ID)
	}
	return ""
}

// looksFeed reports whether a file begins as XML does.
func looksFeed(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(bom)), " \t\r\n")
	for _, begin := range []string{"<?xml", "<rss", "<feed", "<rdf:RDF"} {
		if bytes.HasPrefix(head, []byte(begin)) {
			return true
		}
	}
	return false
}
