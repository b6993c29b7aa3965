package parquet

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	pq "github.com/parquet-go/parquet-go"

	"github.com/alam-nlp/alam/batch/source"
)

type article struct {
	Number int64   `parquet:"number"`
	URL    string  `parquet:"url,dict"`
	Body   *string `parquet:"body,optional,zstd"`
	Meta   struct {
		Title string `parquet:"title"`
	} `parquet:"meta"`
	Tags []string `parquet:"tags,list"`
}

func articles(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := pq.NewGenericWriter[article](&b, pq.PageBufferSize(2000))
	for i := range n {
		body := fmt.Sprintf("زار بوتين القاهرة %d", i)
		a := article{Number: int64(i), URL: fmt.Sprintf("http://a/%d", i), Body: &body, Tags: []string{"a", "b"}}
		a.Meta.Title = "عنوان"
		if i%10 == 3 {
			a.Body = nil
		}
		if _, err := w.Write([]article{a}); err != nil {
			t.Fatal(err)
		}
		if i%100 == 99 {
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func file(t testing.TB, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.parquet")
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// list gives id|text or the error of each document.
func list(path string, o source.Options) (out []string) {
	o.Parquet = Read
	for d, err := range source.Read([]string{path}, o) {
		if err != nil {
			out = append(out, "! "+err.Error())
			continue
		}
		out = append(out, d.ID+"|"+d.Text)
	}
	return out
}

func TestRead(t *testing.T) {
	path := file(t, articles(t, 250))
	got := list(path, source.Options{TextField: "body", IDField: "url"})
	if len(got) != 250 {
		t.Fatalf("%d rows: %q", len(got), got)
	}
	for i, s := range got {
		want := fmt.Sprintf("http://a/%d|زار بوتين القاهرة %d", i, i)
		if i%10 == 3 {
			want = fmt.Sprintf("! %s: row %d: wrong field: its text is null", path, i+1)
		}
		if s != want {
			t.Errorf("row %d: %s, want %s", i, s, want)
		}
	}
	if got := list(path, source.Options{TextField: "meta.title", IDField: "number"}); len(got) != 250 || got[249] != "249|عنوان" {
		t.Errorf("nested: %.300q", got)
	}
	if got := list(path, source.Options{TextField: "body", TitleField: "meta.title", IDField: "url"}); len(got) != 250 ||
		got[249] != "http://a/249|عنوان\nزار بوتين القاهرة 249" || !strings.HasSuffix(got[3], "its text is null") {
		t.Errorf("with titles: %.300q", got)
	}
	for d, err := range source.Read([]string{path}, source.Options{TextField: "url", Fields: []string{"number", "body", "none"}, Parquet: Read}) {
		if number := string(d.Fields["number"]); err != nil || len(d.Fields) != 2 || string(d.Fields["body"]) == "null" != strings.HasSuffix(number, "3") || number != d.Text[len("http://a/"):] {
			t.Fatalf("fields: %+v, %v", d, err)
		}
	}
	if got := list(path, source.Options{TextField: "body", TitleField: "number"}); len(got) != 1 || !strings.Contains(got[0], `column "number" holds INT(64,true), not text`) {
		t.Errorf("titles that are numbers: %.300q", got)
	}
	if got := list(path, source.Options{TextField: "body"}); len(got) != 250 || got[1] != path+":2|زار بوتين القاهرة 1" {
		t.Errorf("without ids: %.300q", got)
	}
	if got := list(path, source.Options{TextField: "body", MaxDocument: 20}); !strings.Contains(got[0], "document is too large") {
		t.Errorf("limit: %.300q", got)
	}
}

// TestDates: dates, times of each unit and texts are read as dates, and what has
// none has none.
func TestDates(t *testing.T) {
	type dated struct {
		Text  string    `parquet:"text"`
		Day   int32     `parquet:"day,date"`
		Milli time.Time `parquet:"milli,timestamp(millisecond)"`
		Micro time.Time `parquet:"micro,timestamp(microsecond)"`
		Nano  time.Time `parquet:"nano,timestamp(nanosecond)"`
		Said  string    `parquet:"said"`
		Null  *string   `parquet:"null"`
	}
	at := time.Date(2024, 3, 5, 10, 30, 0, 0, time.UTC)
	var b bytes.Buffer
	w := pq.NewGenericWriter[dated](&b)
	if _, err := w.Write([]dated{{"x", int32(at.Unix() / (24 * 60 * 60)), at, at, at, "5 March", nil}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := file(t, b.Bytes())
	for column, want := range map[string]string{
		"day": "2024-03-05", "milli": "2024-03-05T10:30:00Z", "micro": "2024-03-05T10:30:00Z", "nano": "2024-03-05T10:30:00Z",
		"said": "5 March", "null": "", "absent": "", "": "",
	} {
		for d, err := range source.Read([]string{path}, source.Options{Parquet: Read, DateField: column}) {
			if err != nil || d.Date != want {
				t.Errorf("column %q: %+v, %v, want %q", column, d, err, want)
			}
		}
	}
}

// TestUnfit: a file of another schema, or a broken one, is an error that names
// the columns or says what is broken.
func TestUnfit(t *testing.T) {
	b := articles(t, 250)
	path := file(t, b)
	for _, c := range []struct{ field, says string }{
		{"text", `no column "text" among body, meta.title, number, tags.list.element, url`},
		{"number", `column "number" holds INT(64,true), not text`},
		{"tags.list.element", "several values in a row"},
		{"meta", "no column"},
	} {
		if got := list(path, source.Options{TextField: c.field}); len(got) != 1 || !strings.Contains(got[0], c.says) {
			t.Errorf("%s: %q", c.field, got)
		}
	}
	for name, b := range map[string][]byte{"empty": nil, "cut": b[:len(b)/2], "magic": []byte("PAR1PAR1"), "noise": append([]byte("PAR1"), make([]byte, 1000)...)} {
		got := list(file(t, b), source.Options{TextField: "body"})
		if len(got) != 1 || !strings.HasPrefix(got[0], "! ") {
			t.Errorf("%s: %q", name, got)
		}
	}
	for d, err := range source.Read([]string{"-"}, source.Options{Stdin: bytes.NewReader(b), Parquet: Read}) {
		if source.Reason(err) != "parquet" {
			t.Errorf("from a stream: %v, %v", d, err)
		}
	}
	for d, err := range source.Read([]string{path}, source.Options{}) {
		if source.Reason(err) != "parquet" || !strings.Contains(err.Error(), "no reader") {
			t.Errorf("without a reader: %v, %v", d, err)
		}
	}
}

// FuzzRead: a file with bytes changed is read or refused.
func FuzzRead(f *testing.F) {
	good := articles(f, 30)
	f.Add(100, byte(1), 5)
	f.Add(len(good)-20, byte(0xff), 1)
	f.Fuzz(func(t *testing.T, at int, x byte, n int) {
		b := bytes.Clone(good)
		for i := range min(max(n, 1), 8) {
			b[uint(at+i*31)%uint(len(b))] ^= x
		}
		list(file(t, b), source.Options{TextField: "body", IDField: "url"})
	})
}
