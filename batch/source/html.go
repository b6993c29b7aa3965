package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/htmlindex"
)

// htmlFile gives a file that is one page.
func (r *reader) htmlFile(size int64) error {
	if r.gap {
		return nil
	}
	raw, err := r.whole(size)
	if err != nil {
		return err
	}
	path, name := r.file.Path, r.o.Encoding
	if !r.emit(0, raw, true, func(raw []byte) (*Document, error) {
		d := &Document{ID: path, Path: path, Derived: true}
		if err := d.page(0, raw, "", name); err != nil {
			return nil, err
		}
		return d, nil
	}) {
		return errStop
	}
	return nil
}

// page takes the text of a page, how many characters of the page could not be
// decoded, and what was guessed. contentType is what the server said of it, encoding
// what the user says.
func (d *Document) page(line int, page []byte, contentType, encoding string) error {
	page, replaced, guessed, err := pageUTF8(page, contentType, encoding)
	if err != nil {
		return err
	}
	if err := checkText(d.Path, line, string(page)); err != nil {
		return err
	}
	var lone int
	d.Text, lone = htmlText(page)
	d.Replaced, d.Guessed = replaced+lone, guessed
	return nil
}

// pageUTF8 makes a page UTF-8: by what the user says, else by what the page or
// the server declares, else, if it is not UTF-8, by how it reads. As in browsers,
// what cannot be decoded becomes U+FFFD; it is counted. guessed is the encoding that
// nobody said.
func pageUTF8(page []byte, contentType, name string) (out []byte, replaced int, guessed string, err error) {
	e, err := encodingByName(name)
	if err != nil {
		return nil, 0, "", err
	}
	utf := name != "" && name != Detect && e == nil
	if e == nil && !utf {
		declared, said, certain := charset.DetermineEncoding(page, contentType)
		switch {
		case looksUTF8(page) && (!certain || said == "utf-8"):
		case said == "utf-8" || !certain && mostlyUTF8(page):
			utf = true
		case certain || said != "windows-1252": // that is what it says of all that declare nothing
			e = declared
		default:
			if e = detectEncoding(page); e != nil && name == "" {
				guessed, _ = htmlindex.Name(e)
			}
		}
	}
	switch {
	case utf && bytes.IndexByte(page, 0) < 0:
		page, replaced = mendUTF8(page)
		return bytes.TrimPrefix(page, []byte(bom)), replaced, "", nil
	case e == nil:
		return bytes.TrimPrefix(page, []byte(bom)), 0, "", nil
	}
	if out, err = e.NewDecoder().Bytes(page); err != nil {
		return nil, 0, "", fmt.Errorf("%w: %w", ErrUTF8, err)
	}
	return bytes.TrimPrefix(out, []byte(bom)), bytes.Count(out, []byte(replacement)), guessed, nil
}

// HTMLText gives the text of a page: what a browser shows, a line for each
// block, the title first, without scripts, styles and forms. The page must be
// UTF-8. It takes time linear in the page, however deep it is nested.
func HTMLText(page []byte) string {
	s, _ := htmlText(page)
	return s
}

// htmlText gives the text, and how many references in it are to characters that there
// are not, and are U+FFFD.
func htmlText(page []byte) (text string, lone int) {
	z := html.NewTokenizer(bytes.NewReader(page))
	w := lineWriter{}
	w.b.Grow(len(page) / 4)
	hidden, hiddenBy := 0, atom.Atom(0)
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return w.String(), lone
		case html.TextToken:
			if hidden == 0 {
				before := bytes.Count(z.Raw(), []byte(replacement))
				s := z.Text() // over what Raw gave
				lone += max(bytes.Count(s, []byte(replacement))-before, 0)
				w.text(s)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case hidden > 0:
				if a == hiddenBy && kind == html.StartTagToken {
					hidden++
				}
			case unseen[a] && (kind == html.StartTagToken || a != atom.Svg && a != atom.Math):
				hidden, hiddenBy = 1, a
			case a == atom.Td || a == atom.Th || a == atom.Img:
				w.blank = true
			case !inline[a]:
				w.end()
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case hidden > 0:
				if a == hiddenBy {
					hidden--
				}
			case !inline[a]:
				w.end()
			}
		}
	}
}

// unseen are elements that a browser does not show, or not as text to read.
var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Math: true,
	atom.Iframe: true, atom.Select: true, atom.Textarea: true, atom.Noframes: true,
}

// inline are elements that do not end a line. Every other one does.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true, atom.Code: true,
	atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true,
	atom.Label: true, atom.Mark: true, atom.Q: true, atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strike: true,
	atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true,
	atom.Img: true, atom.Td: true, atom.Th: true, atom.Input: true,
}

// A lineWriter joins blanks to one, and line ends likewise.
type lineWriter struct {
	b     strings.Builder
	blank bool // a blank is due before the next word
	line  bool // a line end is due
}

func (w *lineWriter) end() { w.line = true }

func (w *lineWriter) text(s []byte) {
	for len(s) > 0 {
		c, n := utf8.DecodeRune(s)
		switch c {
		case ' ', '\t', '\n', '\r', '\f', 0, '\u00a0':
			w.blank = true
		default:
			if w.b.Len() > 0 && w.line {
				w.b.WriteByte('\n')
			} else if w.b.Len() > 0 && w.blank {
				w.b.WriteByte(' ')
			}
			w.blank, w.line = false, false
			w.b.Write(s[:n])
		}
		s = s[n:]
	}
}

// String ends the last line.
func (w *lineWriter) String() string {
	if w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
	return w.b.String()
}
