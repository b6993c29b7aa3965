package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	enc "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Detect is the encoding that is found out: by a byte-order mark, by the NUL
// bytes of UTF-16, by whether the text is UTF-8, and last by whether it reads
// as Arabic in windows-1256.
const Detect = "detect"

// CheckEncoding reports whether an encoding is known.
func CheckEncoding(name string) error {
	_, err := encodingByName(name)
	return err
}

// encodingByName finds an encoding; nil stands for UTF-8 and for Detect.
func encodingByName(name string) (encoding.Encoding, error) {
	if name == "" || name == Detect {
		return nil, nil
	}
	if name == "utf-16" { // the mark decides, else little-endian, as the standard has it
		return enc.UTF16(enc.LittleEndian, enc.UseBOM), nil
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %q; want utf-8, windows-1256, utf-16 or another name of the WHATWG Encoding Standard, or %s", ErrEncoding, name, Detect)
	}
	if n, _ := htmlindex.Name(e); n == "utf-8" {
		return nil, nil
	}
	return e, nil
}

// transcode makes the rest of the file UTF-8.
func (r *reader) transcode() error {
	e, err := encodingByName(r.o.Encoding)
	if err != nil {
		return err
	}
	if mark, _ := r.in.Peek(2); r.o.Encoding == "" && (string(mark) == "\xff\xfe" || string(mark) == "\xfe\xff") {
		e = enc.UTF16(enc.LittleEndian, enc.UseBOM) // a mark is no guess
	}
	if r.o.Encoding == Detect {
		r.in = bufio.NewReaderSize(r.in, detectSize)
		head, err := r.in.Peek(r.in.Size())
		if len(head) == 0 && err != nil && !errors.Is(err, io.EOF) {
			return err // one that comes later is met again
		}
		e = detectEncoding(head)
		r.mend = e == nil && mostlyUTF8(head)
	} else if r.o.Encoding != "" {
		r.mend = e == nil
	}
	if e != nil {
		r.plain, r.encoding = r.in, e
		r.in = bufio.NewReaderSize(r.decoder(), bufferSize)
		r.derived, r.decoded = true, true
	}
	return nil
}

// decoder makes what follows in plain UTF-8.
func (r *reader) decoder() io.Reader { return transform.NewReader(r.plain, r.encoding.NewDecoder()) }

// detectSize is how much of a file is looked at to find its encoding.
const detectSize = 1 << 20

// replacement stands for what cannot be decoded.
const replacement = "\ufffd"

// mostlyUTF8 reports whether bytes are UTF-8 but for one in four of the characters
// that are not ASCII, of which there are some. Few pairs of letters of another
// encoding are valid.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		c, n := utf8.DecodeRune(b)
		switch {
		case c == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return bad*4 <= good && good > 0
}

// mendUTF8 puts U+FFFD in place of bytes that are not UTF-8, one for each run that
// begins a character, as browsers do, and counts them.
func mendUTF8(b []byte) ([]byte, int) {
	if utf8.Valid(b) {
		return b, 0
	}
	before := bytes.Count(b, []byte(replacement))
	out, err := enc.UTF8.NewDecoder().Bytes(b)
	if err != nil { // it replaces, and has none
		out = bytes.ToValidUTF8(b, []byte(replacement))
	}
	return out, bytes.Count(out, []byte(replacement)) - before
}

// undecodable stands in XML for what cannot be decoded until it is counted: a
// character that no text has.
const undecodable = "\ufdd0"

// A mender reads XML in UTF-8, with undecodable in place of what is no UTF-8, one for
// each run that begins a character, and of characters and references that XML does
// not allow, but for NUL.
type mender struct {
	in   *bufio.Reader
	rest []byte
}

func (m *mender) ReadByte() (byte, error) {
	if len(m.rest) == 0 {
		b, err := m.in.ReadByte()
		if err != nil || b >= ' ' && b < utf8.RuneSelf && b != '&' || b == '\n' {
			return b, err
		}
		if err := m.in.UnreadByte(); err != nil {
			return 0, err
		}
		m.character()
	}
	b := m.rest[0]
	m.rest = m.rest[1:]
	return b, nil
}

// Read gives one byte at a time, so that nothing is read beyond what is wanted.
func (m *mender) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := m.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = b
	return 1, nil
}

// character takes the next character, or what stands for it.
func (m *mender) character() {
	head, _ := m.in.Peek(maxReference)
	c, n := utf8.DecodeRune(head)
	allowed := inXML(c)
	switch {
	case c == utf8.RuneError && n == 1:
		for allowed = false; n < len(head) && !utf8.FullRune(head[:n]); n++ {
		}
		if n > 1 && utf8.FullRune(head[:n]) {
			n-- // the last belongs to what follows
		}
	case c == '&':
		if referred, length := reference(head); length > 0 && !inXML(referred) {
			allowed, n = false, length
		}
	}
	m.rest = append(m.rest[:0], head[:n]...)
	if !allowed {
		m.rest = append(m.rest[:0], undecodable...)
	}
	m.in.Discard(n)
}

// inXML reports whether XML 1.0 allows a character; NUL is for others to refuse.
func inXML(c rune) bool {
	return c >= ' ' && c < 0xd800 || c >= 0xe000 && c < 0xfffe || c > 0xffff && c <= utf8.MaxRune || c == '\t' || c == '\n' || c == '\r' || c == 0
}

// maxReference is how long a reference to a character is that is looked at.
const maxReference = 12

// reference reads a reference to a character by its number, and gives how long it
// is; 0 for none. One to NUL is one to what is not allowed.
func reference(head []byte) (rune, int) {
	s, ok := strings.CutPrefix(string(head), "&#")
	number, _, closed := strings.Cut(s, ";")
	if !ok || !closed {
		return 0, 0
	}
	base := 10
	digits := number
	if hex, ok := strings.CutPrefix(number, "x"); ok {
		base, digits = 16, hex
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if err != nil || n > utf8.MaxRune {
		return 0, 0
	}
	if n == 0 {
		n = 1
	}
	return rune(n), len("&#") + len(number) + len(";")
}

// counted puts U+FFFD in place of undecodable, and says how often.
func counted(s string) (string, int) {
	n := strings.Count(s, undecodable)
	if n > 0 {
		s = strings.ReplaceAll(s, undecodable, replacement)
	}
	return s, n
}

// detectEncoding finds the encoding of a text by its first bytes; nil if it is
// UTF-8, or none that is known here.
func detectEncoding(head []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return enc.UTF16(enc.LittleEndian, enc.UseBOM)
	case looksUTF8(head), bytes.IndexByte(head, 0) < 0 && mostlyUTF8(head):
		return nil
	case looksArabic(head, enc.UTF16(enc.LittleEndian, enc.IgnoreBOM)):
		return enc.UTF16(enc.LittleEndian, enc.IgnoreBOM)
	case looksArabic(head, enc.UTF16(enc.BigEndian, enc.IgnoreBOM)):
		return enc.UTF16(enc.BigEndian, enc.IgnoreBOM)
	case bytes.IndexByte(head, 0) < 0 && looksArabic(beyondASCII(head), charmap.Windows1256):
		return charmap.Windows1256
	}
	return nil
}

// beyondASCII gives the bytes that are not ASCII: a page may have a long head of
// English, and says by these in which encoding it is.
func beyondASCII(b []byte) []byte {
	out := make([]byte, 0, 1<<10)
	for _, c := range b {
		if c >= 0x80 {
			out = append(out, c)
		}
	}
	return append(out, ' ')
}

// looksUTF8 reports whether bytes are UTF-8 without NUL, the last rune perhaps cut
// off.
func looksUTF8(b []byte) bool {
	for i := 1; i <= utf8.UTFMax && i <= len(b); i++ {
		if utf8.RuneStart(b[len(b)-i]) {
			if !utf8.FullRune(b[len(b)-i:]) {
				b = b[:len(b)-i]
			}
			break
		}
	}
	return utf8.Valid(b) && bytes.IndexByte(b, 0) < 0
}

// looksArabic reports whether bytes read as Arabic in an encoding: two letters of
// three or more are Arabic or Latin without accents, one of ten or more is
// Arabic, and there are no controls or unknown characters to speak of.
func looksArabic(b []byte, e encoding.Encoding) bool {
	s, err := e.NewDecoder().Bytes(b[:len(b)&^1])
	if err != nil {
		return false
	}
	arabic, latin, other, odd := 0, 0, 0, 0
	for _, r := range string(s) {
		switch {
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case r < 0x80 && unicode.IsLetter(r):
			latin++
		case r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Co, r):
			odd++
		case unicode.IsLetter(r):
			other++
		}
	}
	all := arabic + latin + other
	return arabic*10 >= all && arabic > 0 && other*3 <= all && odd*50 <= all
}
