package source

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zlib"
	"golang.org/x/text/encoding/charmap"
	enc "golang.org/x/text/encoding/unicode"
)

// TestReplaced: what cannot be decoded is U+FFFD, and counted; nothing is guessed
// over what the file declares.
func TestReplaced(t *testing.T) {
	arabic := strings.Repeat("قال الرئيس في القاهرة ", 5)
	write(t, map[string]string{
		"meta.html":  "<meta charset=utf-8><p>في \xff مصر",
		"plain.html": "<p>" + arabic + "\xff",
		"long.html":  "<html><script>" + strings.Repeat("var a=1;", 20_000) + "</script><p>" + encoded(t, charmap.Windows1256, "زار بوتين موسكو"),
		"long.txt":   strings.Repeat("head of English words\n", 6_000) + encoded(t, charmap.Windows1256, "زار بوتين موسكو"),
		"le.csv":     encoded(t, enc.UTF16(enc.LittleEndian, enc.UseBOM), "id,text\r\n1,القاهرة\r\n"),
		"be.tsv":     encoded(t, enc.UTF16(enc.BigEndian, enc.UseBOM), "id\ttext\r\n1\tالقاهرة\r\n"),
		"odd.txt":    encoded(t, enc.UTF16(enc.LittleEndian, enc.UseBOM), "مصر") + "x",
		"lone.jsonl": `{"text":"a\ud800b"}` + "\n" + `{"text":"\ufffd"}`,
		"semi.csv":   "id;text\r\n1;\"أ;ب\"\r\n2;ج,د\r\n",
		"pipe.csv":   "id|text\n1|أ\n",
	})
	for _, c := range []struct {
		name, encoding, want string
		replaced             int
	}{
		{"meta.html", "", "في \ufffd مصر\n", 1},
		{"meta.html", Detect, "في \ufffd مصر\n", 1},
		{"plain.html", "", strings.TrimSpace(arabic) + " \ufffd\n", 1},
		{"long.html", "", "زار بوتين موسكو\n", 0},
		{"long.html", Detect, "زار بوتين موسكو\n", 0},
		{"long.txt", Detect, "…زار بوتين موسكو", 0},
		{"le.csv", "", "القاهرة", 0},
		{"be.tsv", "", "القاهرة", 0},
		{"odd.txt", "", "مصر\ufffd", 1},
		{"semi.csv", "", "أ;ب|ج,د", 0},
		{"pipe.csv", "", "أ", 0},
		{"lone.jsonl", "", "a\ufffdb|\ufffd", 1},
	} {
		var texts []string
		replaced := 0
		for d, err := range Read([]string{c.name}, Options{Encoding: c.encoding}) {
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, d.Text)
			replaced += d.Replaced
		}
		got := strings.Join(texts, "|")
		if end, ok := strings.CutPrefix(c.want, "…"); ok && strings.HasSuffix(got, end) {
			got = c.want
		}
		if got != c.want || replaced != c.replaced {
			t.Errorf("%s %s: %.100q, %d replaced, want %q, %d", c.name, c.encoding, got, replaced, c.want, c.replaced)
		}
	}
}

// TestAnswers: pages are read whatever length and packing the header claims.
func TestAnswers(t *testing.T) {
	const page = "<html><body><p>زار بوتين موسكو</p></body></html>"
	pack := func(w io.WriteCloser, b *bytes.Buffer) string {
		io.WriteString(w, page)
		w.Close()
		return b.String()
	}
	var br, raw, zl bytes.Buffer
	f, _ := flate.NewWriter(&raw, 9)
	for _, c := range []struct{ head, body, want string }{
		{"Content-Length: 15", page, "ok"},
		{"Content-Length: 999", page, "ok"},
		{"Content-Encoding: br", pack(brotli.NewWriter(&br), &br), "ok"},
		{"Content-Encoding: br", page, "ok"},
		{"Content-Encoding: deflate", pack(f, &raw), "ok"},
		{"Content-Encoding: deflate", pack(zlib.NewWriter(&zl), &zl), "ok"},
		{"Content-Encoding: x-gzip", gz(page), "ok"},
		{"Content-Encoding: gzip", page, "ok"},
		{"Content-Encoding: zstd", zst(page), "ok"},
		{"Content-Encoding: gzip, br", page, "ok"},
		{"Transfer-Encoding: chunked", page, "ok"},
		{"Transfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(page), page), "ok"},
		{"Content-Encoding: compress", "\x1f\x9d\x90", `packed as "compress"`},
		{"Content-Encoding: br", "\xff\xff\xff\xff", `packed as "br"`},
	} {
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + c.head + "\r\n\r\n" + c.body
		warc := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: u\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
		for d, err := range Read([]string{"-"}, Options{Format: WARC, MaxDocument: -1, Stdin: strings.NewReader(warc)}) {
			switch {
			case c.want == "ok" && (err != nil || d.Text != "زار بوتين موسكو\n"):
				t.Errorf("%s: %+v, %v", c.head, d, err)
			case c.want != "ok" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("%s: %v, want %s", c.head, err, c.want)
			}
		}
	}
}

// TestHostilePages: those of the reports.
func TestHostilePages(t *testing.T) {
	const folder = "../../../shared/reports/hostile/"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no reports beside the checkout: ", err)
	}
	for name, replaced := range map[string]int{"stray.html": 1, "stray_meta.html": 1, "short.warc": 0} {
		for d, err := range Read([]string{folder + name}, Options{}) {
			if err != nil || d.Replaced != replaced || !strings.Contains(d.Text, "بوتين") {
				t.Errorf("%s: %+v, %v", name, d, err)
			}
		}
	}
}
