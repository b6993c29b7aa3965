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

// TestReplacedEverywhere: in every form one bad byte is U+FFFD and counted where the
// encoding is said or found out, or a failure, and the other documents are read.
func TestReplacedEverywhere(t *testing.T) {
	const arabic = "القاهرة"
	utf16 := func(s string) string {
		return encoded(t, enc.UTF16(enc.LittleEndian, enc.UseBOM), s)
	}
	forms := map[Format][2]string{ // with the bad byte after TEXT; a document follows
		Text: {"TEXT", ""}, Lines: {"TEXT\n", "ok\n"}, Paragraphs: {"TEXT\n\n", "ok\n"}, JSONL: {`{"text":"TEXT"}` + "\n", `{"text":"ok"}`},
		JSON: {`[{"text":"TEXT"},`, `{"text":"ok"}]`}, CSV: {"id,text\n1,TEXT\n", "2,ok\n"}, TSV: {"id\ttext\n1\tTEXT\n", "2\tok\n"},
		HTML: {"<p>TEXT", ""}, Feed: {"<rss><item><title>TEXT</title></item>", "<item><title>ok</title></item></rss>"},
		CoNLL: {"-DOCSTART-\nTEXT\n", "-DOCSTART-\nok\n"},
	}
	for f, form := range forms {
		for _, c := range []struct {
			encoding string
			text     string // with the byte that is bad
			failed   bool   // in place of a text
		}{
			{"utf-8", arabic + "\xff", false},
			{Detect, arabic + "\xff", false},
			{"iso-8859-6", encoded(t, charmap.ISO8859_6, arabic) + "\xff", false},
			{"", arabic + "\xff", f != HTML && f != Feed},
			{"utf-16", "", false},
		} {
			in := strings.Replace(form[0], "TEXT", c.text, 1) + form[1]
			if c.encoding == "utf-16" {
				in = strings.Replace(utf16(strings.Replace(form[0], "TEXT", arabic+"\ufffd", 1)+form[1]), "\xfd\xff", "\x00\xd8", 1) // a half of a surrogate
			}
			replaced, failed, texts := 0, 0, ""
			for d, err := range Read([]string{"-"}, Options{Format: f, Encoding: c.encoding, Stdin: strings.NewReader(in)}) {
				if err != nil {
					failed++
					continue
				}
				replaced += d.Replaced
				texts += d.Text
			}
			if (failed > 0) != c.failed || !c.failed && (replaced != 1 || !strings.Contains(texts, arabic+replacement)) || form[1] != "" && !strings.Contains(texts, "ok") {
				t.Errorf("%v, %q: %q, %d replaced, %d failed", f, c.encoding, texts, replaced, failed)
			}
		}
	}
}

// TestFeedReplaced: what XML does not allow is U+FFFD, in ids and fields too; what the
// feed itself says is U+FFFD does not count.
func TestFeedReplaced(t *testing.T) {
	item := func(s string) string { return "<item><guid>g" + s + "</guid><title>a" + s + "b</title></item>" }
	for s, want := range map[string]struct {
		text     string
		replaced int
	}{
		"\xff": {"a\ufffdb", 2}, "\xd9 ": {"a\ufffd b", 2}, "\xe2\x80": {"a\ufffdb", 2}, "\xe2\x80\xff": {"a\ufffd\ufffdb", 4}, "\xf0\x9f\x98": {"a\ufffdb", 2}, "\xed\xa0\x80": {"a\ufffd\ufffd\ufffdb", 6},
		"\x01": {"a\ufffdb", 2}, "&#1;": {"a\ufffdb", 2}, "&#x0;": {"a\ufffdb", 2}, "&#xD800;": {"a\ufffdb", 2}, "\uffff": {"a\ufffdb", 2},
		"\ufffd": {"a\ufffdb", 0}, "&#xFFFD;": {"a\ufffdb", 0}, "&#x645;": {"aمb", 0}, "&#8207;": {"a\u200fb", 0}, "&amp;": {"a&b", 0}, "\U0001F600": {"a\U0001F600b", 0},
	} {
		in := "<rss>" + item(s) + item("") + "</rss>"
		var got []*Document
		for d, err := range Read([]string{"-"}, Options{Format: Feed, Stdin: strings.NewReader(in), Fields: []string{"title"}}) {
			if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			got = append(got, d)
		}
		fields := 0
		if want.replaced > 0 {
			fields = want.replaced / 2 // the title stands there too
		}
		if len(got) != 2 || got[0].Text != want.text+"\n" || got[0].Replaced != want.replaced+fields || strings.Contains(got[0].ID+string(got[0].Fields["title"]), undecodable) {
			t.Errorf("%q: %+v, want %q, %d", s, got[0], want.text, want.replaced)
		}
	}
	// Most of a text in another encoding is a failure, not a text of U+FFFD.
	in := "<rss>" + item(encoded(t, charmap.Windows1256, "قال الرئيس في القاهرة")) + item("") + "</rss>"
	got := read(Options{Format: Feed, Stdin: strings.NewReader(in)}, "-")
	if len(got) != 2 || !strings.Contains(got[0], "18 of 18 characters that are not ASCII") || got[1] != "g|ab\n" {
		t.Errorf("%q", got)
	}
	for d, err := range Read([]string{"-"}, Options{Format: Feed, Encoding: Detect, Stdin: strings.NewReader(in)}) {
		if err != nil || d.Replaced > 0 {
			t.Errorf("detect: %+v, %v", d, err)
		}
	}
}

// TestGuessed: a page that is not UTF-8 and declares nothing says how it was read.
func TestGuessed(t *testing.T) {
	page := encoded(t, charmap.Windows1256, "<p>قال الرئيس في القاهرة")
	for in, want := range map[string]string{page: "windows-1256", "<meta charset=windows-1256>" + page: "", "<p>قال": ""} {
		for d, err := range Read([]string{"-"}, Options{Format: HTML, Stdin: strings.NewReader(in)}) {
			if err != nil || d.Guessed != want {
				t.Errorf("%.40q: %+v, %v", in, d, err)
			}
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
