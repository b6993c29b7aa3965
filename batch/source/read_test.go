package source

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// write makes files in a new folder and goes there.
func write(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// read gives a line for each document, id|text, and for each error.
func read(o Options, files ...string) []string {
	var out []string
	for d, err := range Read(files, o) {
		if err != nil {
			out = append(out, "! "+err.Error())
			continue
		}
		out = append(out, d.ID+"|"+d.Text)
	}
	return out
}

func TestReadText(t *testing.T) {
	write(t, map[string]string{
		"a.txt":     "في روسيا\n",
		"empty.txt": "",
		"bad.txt":   "سطر\nثم \xffهنا",
		"utf16.txt": "\xff\xfea\x00",
		"nul.txt":   "a\nb\x00",
		"late.txt":  strings.Repeat("a", 100_000) + "\x00",
		"x.gz":      "\x1f\x8b\x08\x00",
		"dir/a.txt": "",
	})
	got := read(Options{Stdin: strings.NewReader("من\r\nهنا")}, "a.txt", "bad.txt", "empty.txt", "utf16.txt", "nul.txt", "x.gz", "none", "dir", "-")
	want := []string{
		"a.txt|في روسيا\n",
		"! bad.txt:2:6: not valid UTF-8: byte 0xff; " + hintUTF8,
		"empty.txt|",
		"utf16.txt|a",
		"! nul.txt:2:2: binary file, not a text (it holds a NUL byte); give it as UTF-8 text",
		"! x.gz: broken packed file: the gzip ends too early; the file is cut off; get it again",
		"! none: no such file; check the name; - stands for standard input",
		"! dir: is a directory; name the files in it, as in dir/*.txt",
		"-|من\r\nهنا",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if _, err := ReadAll("late.txt", nil); !errors.Is(err, ErrBinary) {
		t.Errorf("late.txt: %v, want ErrBinary", err)
	}
}

func TestReadJSONL(t *testing.T) {
	const lines = bom + `{"id":"a","text":"x <&> \u0645\u0646"}` + "\r\n\n" +
		`{"id":17,"text":"b","text2":"c"}` + "\n" +
		`{"text":""}` + "\n" +
		`{"id":null,"text":"d"}` + "\n" +
		`{"id":1,"text":"` + "\n" +
		`{"id":1}` + "\n" +
		`{"text":null}` + "\n" +
		`["text"]` + "\n" +
		`{"text":"a","id":true}` + "\n" +
		"{\"text\":\"\xff\"}\n" +
		`{"id":"z","text":"last"}`
	got := read(Options{Stdin: strings.NewReader(lines)})
	const noText = "; name the field that holds the text with Options.TextField"
	want := []string{
		"a|x <&> من", "17|b", "-:4|", "-:5|d",
		"! -:6:16: not a JSON object: unexpected end of JSON input; a line must be one whole object",
		`! -:7: wrong field: no field "text" among "id"` + noText,
		`! -:8: wrong field: no string in field "text"` + noText,
		"! -:9: not a JSON object: array; a line must be one whole object",
		`! -:10: wrong field: neither string nor number in field "id"; name the field that holds the id with Options.IDField`,
		"! -:11:10: not valid UTF-8: byte 0xff; " + hintUTF8,
		"z|last",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	got = read(Options{Stdin: strings.NewReader(`{"n":3,"body":"b"}`), TextField: "body", IDField: "n"})
	if d := cmp.Diff([]string{"3|b"}, got); d != "" {
		t.Error(d)
	}
}

// TestLongLine: a line may be longer than any buffer.
func TestLongLine(t *testing.T) {
	long := strings.Repeat("في روسيا ", 1<<17)
	for name, in := range map[string]string{"text": long, "jsonl": `{"id":"-","text":"` + long + "\"}\n", "conll": strings.Repeat("x", 1<<17) + " O\n"} {
		n := 0
		for d, err := range Read(nil, Options{Stdin: strings.NewReader(in)}) {
			n++
			if err != nil {
				t.Errorf("%s: %v", name, err)
			} else if name != "conll" && d.Text != long {
				t.Errorf("%s: %d bytes, want %d", name, len(d.Text), len(long))
			}
		}
		if n != 1 {
			t.Errorf("%s: %d documents, want 1", name, n)
		}
	}
}

// failing gives some bytes, then an error.
type failing struct{ head string }

func (f *failing) Read(b []byte) (int, error) {
	if f.head == "" {
		return 0, errors.New("disk on fire")
	}
	n := copy(b, f.head)
	f.head = f.head[n:]
	return n, nil
}

func TestReadFails(t *testing.T) {
	for _, head := range []string{"", "في", "{\"text\":\"a\"}\n{", "a O\n"} {
		last := ""
		for d, err := range Read(nil, Options{Stdin: &failing{head}}) {
			if err != nil {
				last = err.Error()
			} else {
				last = d.Text
			}
		}
		if !strings.HasPrefix(last, "-") || !strings.HasSuffix(last, "cannot be read: disk on fire") {
			t.Errorf("%q: ends with %q", head, last)
		}
	}
}
