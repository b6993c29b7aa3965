package source

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// fuzzMax is the longest document of the fuzz tests.
const fuzzMax = 1 << 8

// fuzz reads bytes as a format: no panic, no document over the limit or that is
// not UTF-8, every record again when reading goes on after the one before, and
// an end. No input is much longer than a document may be: the engine tries to
// shorten every input that reaches something new, for up to a minute, and runs no
// other meanwhile (-fuzzminimizetime says how long).
func fuzz(f *testing.F, o Options, seeds ...string) {
	longest := 2 * fuzzMax
	for _, s := range seeds {
		f.Add([]byte(s))
		longest = max(longest, len(s))
	}
	o.MaxDocument, o.MaxUnpacked = fuzzMax, 1<<20
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > longest {
			return
		}
		type step struct {
			next Position
			text string
		}
		list := func(from Position, most int) (out []step) {
			o := o
			o.Stdin = bytes.NewReader(b)
			for r := range Records([]string{"-"}, o, from) {
				s := step{next: r.Next}
				if r.Fatal != nil {
					t.Fatalf("after %+v: %v", from, r.Fatal)
				}
				if d, err := r.Document(); err != nil {
					s.text = err.Error()
				} else if d != nil {
					if s.text = fmt.Sprint(d.ID, d.Text); !utf8.ValidString(s.text) {
						t.Fatalf("%q is not UTF-8", s.text)
					}
					if !d.Derived && len(d.Text) > fuzzMax {
						t.Fatalf("a document of %d bytes", len(d.Text))
					}
				}
				if out = append(out, s); len(out) == most {
					break
				}
			}
			return out
		}
		all := list(Position{}, 1000)
		for i := 0; i+1 < len(all); i += 1 + len(all)/4 {
			if got := list(all[i].next, 1); len(got) != 1 || got[0] != all[i+1] {
				t.Fatalf("after record %d: %+v, want %+v", i, got, all[i+1])
			}
		}
	})
}

func FuzzText(f *testing.F) {
	fuzz(f, Options{Format: Text}, "في روسيا", "a\xff", "\x00", "\xff\xfea\x00")
}

func FuzzLines(f *testing.F) { fuzz(f, Options{Format: Lines}, "أ\n\r\nب", "a\xff\nb") }
func FuzzParagraphs(f *testing.F) {
	fuzz(f, Options{Format: Paragraphs}, "أ\n\r\nب", "a\xff\n\nb\n\n\n")
}

func FuzzJSONL(f *testing.F) {
	fuzz(f, Options{Format: JSONL}, bom+`{"id":1,"text":"x"}`+"\n\n", `{"text":"\ud800"}`, "{\n[]\nnull\n", `{"id":[],"text":1}`)
}

func FuzzCSV(f *testing.F) {
	fuzz(f, Options{Format: CSV}, "id,text\n1,\"a\"\"b\n\"\n", "text\n\"open\nx\n", bom+"text,text\na\n", "\"\n")
}

// FuzzRows: rows are what encoding/csv reads, where that keeps them as they are.
func FuzzRows(f *testing.F) {
	f.Add("a,b\n\"c\"\"\nd\",e\n\n,\nx")
	f.Add("\"a\"x\nb\"\n\"open")
	f.Fuzz(func(t *testing.T, s string) {
		if strings.Contains(s, "\r") {
			return
		}
		want := csv.NewReader(strings.NewReader(s))
		want.FieldsPerRecord = -1
		got := rowReader{in: bufio.NewReader(strings.NewReader(s)), max: 1 << 20, line: 1}
		for {
			a, err := want.Read()
			b, line, err2 := got.next()
			if errors.Is(err, io.EOF) || errors.Is(err2, io.EOF) {
				if !errors.Is(err, err2) {
					t.Fatalf("%v, want %v", err2, err)
				}
				return
			}
			if (err != nil) != (err2 != nil) {
				t.Fatalf("%v, want %v", err2, err)
			}
			if err != nil {
				return // where reading goes on is another matter
			}
			if at, _ := want.FieldPos(0); at != line || !slices.Equal(a, b) {
				t.Fatalf("line %d: %q, want line %d: %q", line, b, at, a)
			}
		}
	})
}

func FuzzTSV(f *testing.F) { fuzz(f, Options{Format: TSV}, "id\ttext\n1\ta\n2\n\n", "\n") }

func FuzzCoNLL(f *testing.F) {
	fuzz(f, Options{Format: CoNLL}, "-DOCSTART- O\n\nقال O\n\n-DOCSTART-\n", "a\tO\nb O\n", "O\n")
}

func FuzzHTML(f *testing.F) {
	fuzz(f, Options{Format: HTML}, "<title>x</title><p>a<script>b</script>", "<meta charset=utf-16>\xff", "<svg><svg/>", "&#0;&#xd800;<plaintext>")
}

func FuzzWARC(f *testing.F) {
	fuzz(f, Options{Format: WARC}, someWARC, gz(someWARC), "WARC/1.0\r\nContent-Length: 9\r\n\r\nabc", "WARC/1.0\r\n\r\nWARC/1.0\r\n\r\n")
}

func FuzzPacked(f *testing.F) {
	fuzz(f, Options{}, gz("a")+gz("b"), zst("a\nb"), gz(someWARC), "\x1f\x8b", gz("a\n")[:20]+gz("b"), "\x28\xb5\x2f\xfd")
}

func FuzzEncodings(f *testing.F) {
	fuzz(f, Options{Encoding: Detect}, "\xff\xfea\x00", "a\x00b\x00", "\xc7\xe1\xde\xc7\xe5\xd1\xc9 \xca\xe3", "أ")
}
