package source

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	enc "golang.org/x/text/encoding/unicode"
)

func gz(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func zst(s string) string {
	w, _ := zstd.NewWriter(nil)
	return string(w.EncodeAll([]byte(s), nil))
}

func encoded(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// check compares what files give with what is wanted.
func check(t *testing.T, o Options, files []string, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, read(o, files...)); d != "" {
		t.Errorf("%v: %s", files, d)
	}
}

func TestReadTables(t *testing.T) {
	write(t, map[string]string{
		"a.csv":     bom + "id,text\n1,\"في \"\"روسيا\"\", ثم\nمصر\"\n,x\n",
		"other.csv": "n,body\n7,قال\n",
		"none.csv":  "a,b\n1,2\n",
		"count.csv": "id,text\n1\n2,b\n",
		"open.csv":  "id,text\n1,a\n2,\"b\n3,c\n",
		"bare.csv":  "id,text\n1,a\"b\n2,c\n",
		"empty.csv": "",
		"a.tsv":     "text\tid\nقال \"بوتين\t1\nx\ty\tz\n\nb\t2\n",
		"crlf.csv":  "id,text\r\n1,\"a\r\nb\"\r\n\r\n\"2\",c\r\n",
		"bad.csv":   "id,text\n1,\xff\n2,b\n",
	})
	check(t, Options{}, []string{"a.csv"}, "1|في \"روسيا\", ثم\nمصر", "a.csv:4|x")
	check(t, Options{TextField: "body", IDField: "n"}, []string{"other.csv"}, "7|قال")
	check(t, Options{}, []string{"none.csv"}, `! none.csv:1: wrong field: no column "text" among "a", "b"; name the column that holds the text with Options.TextField`)
	check(t, Options{}, []string{"count.csv"}, "! count.csv:2: broken table: 1 fields, and the first row has 2; a comma within a field breaks the row, unless the field stands in quotes", "2|b")
	check(t, Options{}, []string{"open.csv"}, "1|a", "! open.csv:3: broken table: a quote is not closed up to the end, line 4; a quote has joined the lines 3 to 4 to one row, so that the 1 lines after the first are lost if they are rows; close it; a quote within a field is written twice")
	check(t, Options{}, []string{"bare.csv"}, "! bare.csv:2: broken table: a quote stands in a field that does not begin with one; put the field into quotes, and write a quote within it twice", "2|c")
	check(t, Options{}, []string{"empty.csv"}, "! empty.csv: broken table: it is empty; its first row must name the columns")
	check(t, Options{}, []string{"a.tsv"}, `1|قال "بوتين`, "! a.tsv:3: broken table: 3 fields, and the first row has 2; a tab or a line end within a field breaks the row; use CSV or JSON lines", "2|b")
	check(t, Options{}, []string{"bad.csv"}, "! bad.csv:2:1: not valid UTF-8: byte 0xff; "+hintUTF8, "2|b")
	check(t, Options{}, []string{"crlf.csv"}, "1|a\r\nb", "2|c")
	check(t, Options{TextField: "body", IDField: "n", TitleField: "title"}, []string{"other.csv"}, "7|قال")
	check(t, Options{TextField: "b", IDField: "none", TitleField: "a"}, []string{"none.csv"}, "none.csv:2|1\n2")
	check(t, Options{Walk: true}, []string{"."},
		"1|في \"روسيا\", ثم\nمصر", "a.csv:4|x", `1|قال "بوتين`,
		"! a.tsv:3: broken table: 3 fields, and the first row has 2; a tab or a line end within a field breaks the row; use CSV or JSON lines", "2|b",
		"! bad.csv:2:1: not valid UTF-8: byte 0xff; "+hintUTF8, "2|b",
		"! bare.csv:2: broken table: a quote stands in a field that does not begin with one; put the field into quotes, and write a quote within it twice", "2|c",
		"! count.csv:2: broken table: 1 fields, and the first row has 2; a comma within a field breaks the row, unless the field stands in quotes", "2|b", "1|a\r\nb", "2|c",
		"! empty.csv: broken table: it is empty; its first row must name the columns",
		"1|a", "! open.csv:3: broken table: a quote is not closed up to the end, line 4; a quote has joined the lines 3 to 4 to one row, so that the 1 lines after the first are lost if they are rows; close it; a quote within a field is written twice")
}

// TestTitles: a title stands before the text, and offsets are of both.
func TestTitles(t *testing.T) {
	write(t, map[string]string{
		"a.csv":   "title,text\nعنوان,قال\n,قال\n",
		"a.tsv":   "text\ttitle\nقال\tعنوان\nقال\t\n",
		"a.jsonl": `{"title":"عنوان","text":"قال"}` + "\n" + `{"title":"","text":"قال"}`,
	})
	for _, name := range []string{"a.csv", "a.tsv", "a.jsonl"} {
		want := []string{"عنوان\nقال", "قال"}
		for d, err := range Read([]string{name}, Options{TitleField: "title"}) {
			if err != nil || len(want) == 0 || d.Text != want[0] || d.Derived != (len(want) == 2) {
				t.Fatalf("%s: %+v, %v, want %q", name, d, err, want)
			}
			want = want[1:]
		}
	}
}

func TestParagraphs(t *testing.T) {
	write(t, map[string]string{
		"a.txt":   bom + "\n \nفي\nمصر\n\n\t\nفي\r\nلبنان\r\n\r\nالآخر",
		"bad.txt": "a\n\nb\n\xff\n\nc\n",
	})
	o := Options{Format: Paragraphs}
	check(t, o, []string{"a.txt"}, "a.txt:3|في\nمصر", "a.txt:7|في\r\nلبنان", "a.txt:10|الآخر")
	check(t, Options{Format: Paragraphs}, []string{"bad.txt"}, "bad.txt:1|a", "! bad.txt:4:1: not valid UTF-8: byte 0xff; "+hintUTF8, "bad.txt:6|c")
	const hint = "; raise the limit with Options.MaxDocument, or read each line as a document with Options.Format lines"
	o.MaxDocument = 11
	check(t, o, []string{"a.txt"}, "! a.txt:3: document is too large: 12 bytes, and at most 11 are allowed"+hint,
		"! a.txt:7: document is too large: 18 bytes, and at most 11 are allowed"+hint, "a.txt:10|الآخر")
	check(t, Options{Format: Lines}, []string{"bad.txt"}, "bad.txt:1|a", "bad.txt:3|b", "! bad.txt:4:1: not valid UTF-8: byte 0xff; "+hintUTF8, "bad.txt:6|c")
}

func TestFields(t *testing.T) {
	write(t, map[string]string{
		"a.csv":   "text,n,b\nx,1,\"a\"\"b\"\n",
		"a.tsv":   "n\ttext\tb\n1\tx\ta\"b\n",
		"a.jsonl": `{"text":"x","n":"1","b":"a\"b","c":2}`,
	})
	for _, name := range []string{"a.csv", "a.tsv", "a.jsonl"} {
		for d, err := range Read([]string{name}, Options{Fields: []string{"n", "b", "none"}}) {
			if err != nil || len(d.Fields) != 2 || string(d.Fields["n"]) != `"1"` || string(d.Fields["b"]) != `"a\"b"` {
				t.Errorf("%s: %+v, %v", name, d, err)
			}
		}
	}
}

func TestReadPacked(t *testing.T) {
	write(t, map[string]string{
		"a.txt.gz":    gz("في ") + gz("روسيا"),
		"a.jsonl.zst": zst(`{"text":"a"}`+"\n") + zst(`{"text":"b"}`),
		"noname":      gz(`{"text":"c"}`),
		"cut.txt.gz":  gz("في روسيا")[:20],
		"cut.txt.zst": zst(strings.Repeat("في روسيا", 99))[:20],
		"sum.txt.gz":  gz("في")[:len(gz("في"))-8] + "12345678",
		"bomb.gz":     zst(`{"text":"a"}` + "\n" + strings.Repeat(`{"text":"`+strings.Repeat(" ", 1000)+`"}`+"\n", 100_000)),
	})
	check(t, Options{}, []string{"a.txt.gz", "a.jsonl.zst", "noname"}, "a.txt.gz|في روسيا", "a.jsonl.zst:1|a", "a.jsonl.zst:2|b", "noname:1|c")
	check(t, Options{}, []string{"cut.txt.gz"}, "! cut.txt.gz: broken packed file: the gzip ends too early; the file is cut off; get it again")
	check(t, Options{}, []string{"cut.txt.zst"}, "! cut.txt.zst: broken packed file: the zstd ends too early; the file is cut off; get it again")
	check(t, Options{}, []string{"sum.txt.gz"}, "! sum.txt.gz: broken packed file: gzip: gzip: invalid checksum; get the file again")
	n, last := 0, error(nil)
	for _, err := range Read([]string{"bomb.gz"}, Options{}) {
		if n++; err != nil {
			last = err
		}
	}
	if n < 60_000 || n > 70_000 || last == nil || Reason(last) != "unpacked" {
		t.Errorf("bomb: %d documents, %v", n, last)
	}
	for _, c := range []struct {
		max  int64
		want string
	}{{10, "unpacked"}, {-1, "too large"}} {
		for d, err := range Read([]string{"bomb.gz"}, Options{MaxUnpacked: c.max, MaxDocument: 100, Format: Text}) {
			if Reason(err) != c.want {
				t.Errorf("max %d: %v, %v", c.max, d, err)
			}
		}
	}
}

func TestEncodings(t *testing.T) {
	const text = "قال الرئيس الروسي فلاديمير بوتين إن بلاده تدعم الأمم المتحدة\nثم سافر"
	write(t, map[string]string{
		"1256.txt":  encoded(t, charmap.Windows1256, text),
		"le.txt":    encoded(t, enc.UTF16(enc.LittleEndian, enc.UseBOM), text),
		"be.txt":    encoded(t, enc.UTF16(enc.BigEndian, enc.UseBOM), text),
		"lenb.txt":  encoded(t, enc.UTF16(enc.LittleEndian, enc.IgnoreBOM), text),
		"utf8.txt":  text,
		"bin.txt":   "\x7fELF\x00\x01\x02\xff",
		"1256.csv":  encoded(t, charmap.Windows1256, "id,text\n1,القاهرة\n"),
		"p.html":    "<html><head><meta charset=windows-1256><title>" + encoded(t, charmap.Windows1256, "القاهرة") + "</title>",
		"plain.htm": "<p>" + encoded(t, charmap.Windows1256, strings.Repeat("في القاهرة ", 20)) + "</p>",
	})
	for name, e := range map[string]string{"1256.txt": "windows-1256", "le.txt": "utf-16", "be.txt": "utf-16", "lenb.txt": "utf-16le", "utf8.txt": "UTF-8"} {
		for _, e := range []string{e, Detect} {
			for d, err := range Read([]string{name}, Options{Encoding: e}) {
				if err != nil || d.Text != text || d.Derived != (name != "utf8.txt") {
					t.Errorf("%s, %s: %+v, %v", name, e, d, err)
				}
			}
		}
	}
	check(t, Options{Encoding: Detect}, []string{"bin.txt"}, "! bin.txt:1:5: binary file, not a text (it holds a NUL byte); give it as UTF-8 text")
	check(t, Options{Encoding: "cp1256"}, []string{"1256.csv"}, "1|القاهرة")
	check(t, Options{}, []string{"p.html"}, "p.html|القاهرة\n")
	check(t, Options{}, []string{"plain.htm"}, "plain.htm|"+strings.TrimSpace(strings.Repeat("في القاهرة ", 20))+"\n")
	if err := CheckEncoding("klingon"); err == nil || !strings.Contains(err.Error(), "windows-1256") {
		t.Error(err)
	}
}

func TestHTMLText(t *testing.T) {
	for page, want := range map[string]string{
		"": "",
		"<title>عنوان</title><script>var a = '<p>x</p>'</script><style>p{}</style><p>في <b>رو</b>سيا\n ثم&nbsp;مصر<br>سطر<li>أ<li>ب": "عنوان\nفي روسيا ثم مصر\nسطر\nأ\nب\n",
		"<table><tr><td>أ<td>ب<tr><td>ج</table>":                     "أ ب\nج\n",
		"a<svg><title>x</title><svg></svg></svg>b &amp; &#1575; < c": "ab & \u0627 < c\n",
		"<!-- x --><p>a</p><noscript>b</noscript>":                   "a\n",
		strings.Repeat("<div>", 100_000) + "a":                       "a\n",
	} {
		if got := HTMLText([]byte(page)); got != want {
			t.Errorf("%.60q: %q, want %q", page, got, want)
		}
	}
}

func TestWalk(t *testing.T) {
	write(t, map[string]string{
		"d/b/1.txt": "1", "d/a.txt": "a", "d/c.jsonl": `{"text":"c"}`, "d/.hidden/x.txt": "x", "d/.x.txt": "x",
		"d/README.md": "#", "d/z.bin": "\x00", "d/out.txt": "o", "d/t.tsv": "0\t14\tLOC", "e.txt": "e",
	})
	if err := os.Symlink(filepath.Join("..", "e.txt"), "d/link.txt"); err != nil {
		t.Log(err)
	}
	o := Options{Walk: true, Exclude: func(p string) bool { return filepath.Base(p) == "out.txt" }}
	check(t, o, []string{"d", "e.txt"}, "d/a.txt|a", "d/b/1.txt|1", "d/c.jsonl:1|c", "d/link.txt|e", "e.txt|e")
	check(t, o, []string{"d/*.txt"}, "d/a.txt|a", "d/link.txt|e", "d/out.txt|o")
	check(t, o, []string{"no*.txt"}, "! no*.txt: no such file; check the name; - stands for standard input")
	if m := Missing([]string{"d", "-", "no", "d/*.txt", "d/*.doc"}); len(m) != 2 {
		t.Errorf("missing: %v", m)
	}
}

func TestLinesAndLimits(t *testing.T) {
	long := strings.Repeat("ن", 100_000)
	write(t, map[string]string{
		"l":       "أ\n\nب\r\n" + long + "\nج",
		"l.jsonl": `{"text":"a"}` + "\n" + `{"text":"` + long + `"}` + "\n" + `{"text":"b"}`,
		"l.csv":   "text\na\n\"" + long + "\nb\n",
		"r.csv":   "text\n\"" + long + "\n\"\nb\n\"a\nb\nc\"x\nd\n",
		"s.conll": strings.Repeat("a O\n", 301) + "-DOCSTART- O\n\nثم O\n",
		"l.conll": "-DOCSTART- O\n\nقال O\n\n-DOCSTART- O\n\n" + strings.Repeat("قال O\n", 50_000) + "\n-DOCSTART- O\n\nثم O\n",
		"l.txt":   long,
	})
	o := Options{MaxDocument: 100_000}
	tooLong := func(where string, n int) string {
		return fmt.Sprintf("! %s: document is too large: %d bytes, and at most 100000 are allowed; raise the limit with Options.MaxDocument, or read each line as a document with Options.Format lines", where, n)
	}
	check(t, Options{Format: Lines, MaxDocument: 100_000}, []string{"l"}, "l:1|أ", "l:3|ب", tooLong("l:4", 200_001), "l:5|ج")
	check(t, o, []string{"l.jsonl"}, "l.jsonl:1|a", tooLong("l.jsonl:2", 200_012), "l.jsonl:3|b")
	check(t, o, []string{"l.csv"}, "l.csv:2|a", "! l.csv:3: broken table: a quote is not closed up to the end, line 4; a quote has joined the lines 3 to 4 to one row, so that the 1 lines after the first are lost if they are rows; close it; a quote within a field is written twice")
	check(t, o, []string{"r.csv"}, "! r.csv:2: broken table: a row is longer than 100000 bytes: document is too large; a quote has joined the lines 2 to 3 to one row, so that the 1 lines after the first are lost if they are rows; look for a quote that is not closed in or after that line, or raise the limit with Options.MaxDocument", "r.csv:4|b",
		"! r.csv:5: broken table: something stands between a closing quote and the comma; a quote has joined the lines 5 to 7 to one row, so that the 2 lines after the first are lost if they are rows; put the field into quotes, and write a quote within it twice", "r.csv:8|d")
	check(t, Options{MaxDocument: 3200}, []string{"s.conll"}, "! s.conll:1: document is too large: a document of 301 lines, and at most 100 are allowed; put lines -DOCSTART- between the documents, or raise the limit with Options.MaxDocument, a line to 32 bytes", "s.conll:302|ثم\n")
	check(t, o, []string{"l.conll"}, "l.conll:1|قال\n", tooLong("l.conll:5", 450_015), "l.conll:50008|ثم\n")
	check(t, o, []string{"l.txt"}, tooLong("l.txt", 200_000))
}

// TestGoOn: reading that goes on after any record gives the records after it,
// and says so if the file is another.
func TestGoOn(t *testing.T) {
	lines := ""
	for i := range 30 {
		lines += fmt.Sprintf("{\"id\":%d,\"text\":\"x\"}\n\n", i)
		if i%7 == 0 {
			lines += "{\n"
		}
	}
	write(t, map[string]string{"a.jsonl": lines, "b.jsonl.gz": gz(lines), "c.csv": "text\na\nb\n\"c\n", "d.txt": "d", "e.warc": someWARC})
	files := []string{"a.jsonl", "b.jsonl.gz", "c.csv", "d.txt", "e.warc"}
	type step struct{ text, next string }
	list := func(from Position) (out []step) {
		for r := range Records(files, Options{}, from) {
			s := step{next: fmt.Sprint(r.Next)}
			if d, err := r.Document(); err != nil {
				s.text = err.Error()
			} else if d != nil {
				s.text = d.ID + d.Text
			}
			if r.Fatal != nil {
				t.Fatal(r.Fatal)
			}
			out = append(out, s)
		}
		return out
	}
	all := list(Position{})
	n := 0
	for r := range Records(files, Options{}, Position{}) {
		n++
		if d := cmp.Diff(all[n:], list(r.Next), cmp.AllowUnexported(step{})); len(all) > n && d != "" {
			t.Errorf("after record %d: %s", n, d)
		}
	}
	for r := range Records(files, Options{}, Position{File: 1, Record: 3, Sum: 17}) {
		if r.Fatal == nil || Reason(r.Fatal) != "changed" {
			t.Errorf("another sum: %+v", r)
		}
	}
	for r := range Records(files, Options{}, Position{File: 2, Record: 300}) {
		if r.Fatal == nil {
			t.Errorf("too many records: %+v", r)
		}
	}
}
