package source

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	enc "golang.org/x/text/encoding/unicode"
)

// noise is text that packs badly, so that its member is long.
func noise(n int) string {
	var b strings.Builder
	for x := uint32(1); b.Len() < n; x = x*1664525 + 1013904223 {
		fmt.Fprintf(&b, "%08x ", x)
	}
	return b.String()[:n]
}

// TestBrokenMember: where a member of a gzip file is broken that is said, with how
// much is passed over, and the next one is read.
func TestBrokenMember(t *testing.T) {
	member := func(id string) string { return gz(fmt.Sprintf("{\"id\":%q,\"text\":\"x\"}\n", id)) }
	a, b, c := member("a"), member("b"), member("c")
	flip := func(s string, i int) string { return s[:i] + string(s[i]^0x55) + s[i+1:] }
	long := gz(`{"id":"long","text":"` + noise(600_000) + "\"}\n")
	for name, w := range map[string]struct {
		file string
		want []string
	}{
		"checksum": {a + flip(b, len(b)-6) + c, []string{"a|x", "b|x", "! f.gz:3: broken packed file: gzip: gzip: invalid checksum, in the 47 bytes from byte 47 on; 0 of them were passed over, and reading goes on at byte 94, with the next member; get the file again", "c|x"}},
		"cut":      {a + b[:20] + c, []string{"a|x", ", in the 20 bytes from byte 47 on; ", "at byte 67,", "c|x"}},
		"garbage":  {a + "garbage between" + c, []string{"a|x", "gzip: invalid header, in the 15 bytes from byte 47 on; 5 of them were passed over, and reading goes on at byte 62,", "c|x"}},
		"first":    {flip(b, 10) + c, []string{"! f.gz: broken packed file: gzip: ", "in the 47 bytes from byte 0 on", "c|x"}},
		"flags":    {a + flip(b, 3) + c, []string{"a|x", "in the 47 bytes from byte 47 on", "c|x"}},
		"last":     {a + flip(b, 11), []string{"a|x", "bytes were passed over, up to the end of the file; get the file again"}},
		"all":      {flip(b, 11), []string{"! f.gz: broken packed file: "}},
		"magic":    {a + "\x1f\x8b\x08\x00 is no member \x1f\x8b\x08\x04\xff\xff" + c, []string{"a|x", "from byte 47 on; ", "c|x"}},
		"long":     {a + flip(long, len(long)/2) + c, []string{"a|x", "from byte 47 on; ", "c|x"}},
		"zeros":    {a + strings.Repeat("\x00", 700_000) + c, []string{"a|x", "in the 700000 bytes from byte 47 on; 699990 of them were passed over, and reading goes on at byte 700047", "c|x"}},
		"twice":    {a + flip(b, 3) + flip(b, 3) + c + flip(b, 3) + c, []string{"a|x", "from byte 47 on", "c|x", "from byte 188 on", "c|x"}},
	} {
		write(t, map[string]string{"f.gz": w.file})
		got := strings.Join(read(Options{Format: JSONL}, "f.gz"), "\n")
		rest := got
		for _, want := range w.want {
			i := strings.Index(rest, want)
			if i < 0 {
				t.Errorf("%s: %s\nlacks %s", name, got, want)
				break
			}
			rest = rest[i+len(want):]
		}
		if n := strings.Count(got, "! f.gz"); n != 1 && name != "twice" || n != 2 && name == "twice" {
			t.Errorf("%s: %d failures: %s", name, n, got)
		}
		stream := read(Options{Format: JSONL, Stdin: iotest.HalfReader(strings.NewReader(w.file))}, "-")
		if n := len(stream); n != len(strings.Split(got, "\n")) {
			t.Errorf("%s: %q as a stream, %q as a file", name, stream, got)
		}
	}
}

// TestBrokenMemberOfFormats: what a document has in the broken member is no document,
// nor is what comes without its beginning.
func TestBrokenMemberOfFormats(t *testing.T) {
	utf16 := func(s string) string {
		return encoded(t, enc.UTF16(enc.LittleEndian, enc.IgnoreBOM), s)
	}
	for _, c := range []struct {
		o             Options
		one, two, six string
		want          []string
	}{
		{Options{Format: Lines}, "a\n", "b\nc", "d\n", []string{"f.gz:1|a", "f.gz:2|b", "!", "f.gz:3|d"}},
		{Options{Format: Lines, Encoding: "utf-16le"}, utf16("a\n"), utf16("b\nc"), utf16("d\n"), []string{"f.gz:1|a", "f.gz:2|b", "!", "f.gz:3|d"}},
		{Options{Format: Paragraphs}, "a\n\n", "b\n\nc", "d\n", []string{"f.gz:1|a", "f.gz:3|b", "!", "f.gz:5|d"}},
		{Options{Format: TSV}, "id\ttext\n1\ta\n", "2\tb\n3\tc", "4\td\n", []string{"1|a", "2|b", "!", "4|d"}},
		{Options{Format: CSV}, "id,text\n1,a\n", "2,b\n3,\"c", "4,d\n", []string{"1|a", "2|b", "!", "4|d"}},
		{Options{Format: CoNLL}, "-DOCSTART-\t(1) O\na O\n", "-DOCSTART-\t(2) O\nb O\n", "c O\n-DOCSTART-\t(4) O\nd O\n", []string{"1|a\n", "!", "4|d\n"}},
		{Options{Format: CoNLL}, "a O\n", "b O\n", "c O\n", []string{"!"}},
		{Options{Format: WARC}, record("conversion", "text/plain", "1", "a", -1), record("conversion", "text/plain", "2", "b", -1) + "WARC/1.0\r\nX", "torn\r\n" + record("conversion", "text/plain", "4", "d", -1), []string{"1|a", "2|b", "!", "!", "4|d"}}, // the header is torn, too
		{Options{Format: Text}, "a", "b", "c", []string{"!"}},
		{Options{Format: HTML}, "<p>a", "b", "c", []string{"!"}},
		{Options{Format: JSON}, `[{"id":1,"text":"a"},`, `{"id":2,"text":"b"},`, `{"id":3,"text":"c"}]`, []string{"1|a", "2|b", "!"}},
	} {
		two := []byte(gz(c.two))
		two[len(two)-5] ^= 1
		write(t, map[string]string{"f.gz": gz(c.one) + string(two) + gz(c.six)})
		got := read(c.o, "f.gz")
		for i := range got {
			if strings.HasPrefix(got[i], "! f.gz") {
				got[i] = "!"
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%v: %s", c.o.Format, d)
		}
	}
	// The beginning of a document is lost, and the rest is none.
	for _, f := range []Format{Text, HTML, CoNLL} {
		write(t, map[string]string{"f.gz": gz("a O")[:5] + gz("b O")})
		if got := read(Options{Format: f}, "f.gz"); len(got) != 1 || !strings.Contains(got[0], "reading goes on") {
			t.Errorf("%v: %q", f, got)
		}
	}
}

// TestEveryByteOfMember: whatever byte of a member is broken, the members around it
// are read, and it is said unless nothing is lost; reading that goes on after any
// record gives the same.
func TestEveryByteOfMember(t *testing.T) {
	page := func(id string) string { return record("conversion", "text/plain", id, noise(300), -1) }
	one, two, six := gz(page("1")), gz(page("2")), gz(page("3")+page("4"))
	for i := range len(two) {
		for _, mask := range []byte{1, 0xff} {
			b := bytes.Clone([]byte(one + two + six))
			b[len(one)+i] ^= mask
			list := func(from Position) (out []string, next []Position) {
				for r := range Records([]string{"-"}, Options{Format: WARC, Stdin: bytes.NewReader(b)}, from) {
					d, err := r.Document()
					switch {
					case r.Fatal != nil:
						t.Fatalf("byte %d: %v", i, r.Fatal)
					case err != nil:
						out = append(out, "! "+err.Error())
					case d != nil:
						out = append(out, d.ID)
					default:
						continue
					}
					next = append(next, r.Next)
				}
				return out, next
			}
			got, next := list(Position{})
			failed := slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "!") })
			for _, id := range []string{"1", "3", "4"} {
				if !slices.Contains(got, id) {
					t.Fatalf("byte %d: %q lacks %s", i, got, id)
				}
			}
			if !failed && !slices.Contains(got, "2") {
				t.Fatalf("byte %d: %q, and not a word", i, got)
			}
			for k := range next {
				if again, _ := list(next[k]); !slices.Equal(again, got[k+1:]) {
					t.Fatalf("byte %d, after %d: %q, want %q", i, k, again, got[k+1:])
				}
			}
		}
	}
}
