package parquet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	pq "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/pierrec/lz4/v4"

	"github.com/alam-nlp/alam/batch/source"
)

var codecs = map[string]compress.Codec{
	"uncompressed": &pq.Uncompressed, "snappy": &pq.Snappy, "gzip": &pq.Gzip, "brotli": &pq.Brotli, "zstd": &pq.Zstd, "lz4_raw": &pq.Lz4Raw,
}

type packedRow struct {
	ID    string  `parquet:"id,dict"`
	Text  string  `parquet:"text"`
	Title *string `parquet:"title,optional"`
	Date  int64   `parquet:"date,delta,timestamp(millisecond)"`
}

// packed writes n rows with a codec, in several pages and row groups.
func packed(t testing.TB, codec compress.Codec, version, n int) (file []byte, want []string) {
	t.Helper()
	var b bytes.Buffer
	w := pq.NewGenericWriter[packedRow](&b, pq.Compression(codec), pq.DataPageVersion(version), pq.PageBufferSize(3000))
	for i := range n {
		r := packedRow{ID: fmt.Sprintf("n%d", i%7), Text: strings.Repeat(fmt.Sprintf("زار بوتين القاهرة %d ", i), i%5), Date: int64(i) * 86400000}
		if i%3 == 0 {
			title := fmt.Sprintf("عنوان %d", i)
			r.Title = &title
		}
		want = append(want, r.ID+"|"+r.Text)
		if _, err := w.Write([]packedRow{r}); err != nil {
			t.Fatal(err)
		}
		if i == n/2 {
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), want
}

func rowsOf(t testing.TB, b []byte) (out []string) {
	t.Helper()
	for r, err := range readBytes(t, b, source.DefaultMaxDocument) {
		if err != nil {
			return append(out, "! "+err.Error())
		}
		out = append(out, r.ID+"|"+r.Text)
	}
	return out
}

func readBytes(t testing.TB, b []byte, max int64) func(func(source.Row, error) bool) {
	t.Helper()
	f, err := os.Open(file(t, b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return Read(f, int64(len(b)), source.Columns{Text: "text", ID: "id", Title: "title", Date: "date"}, max)
}

// TestCodecs: whatever the pages are packed with, the rows are the same.
func TestCodecs(t *testing.T) {
	for name, codec := range codecs {
		for _, version := range []int{1, 2} {
			b, want := packed(t, codec, version, 500)
			if got := rowsOf(t, b); !slices.Equal(got, want) {
				t.Errorf("%s, pages of version %d: %d rows, want %d; first %.200q", name, version, len(got), len(want), got[:min(2, len(got))])
			}
		}
	}
}

// TestHadoopLZ4: LZ4 as Hadoop has it, and as those who left its lengths out.
func TestHadoopLZ4(t *testing.T) {
	want := []byte(strings.Repeat("زار بوتين القاهرة ", 100))
	pack := func(src []byte) []byte {
		dst := make([]byte, lz4.CompressBlockBound(len(src)))
		n, err := lz4.CompressBlock(src, dst, nil)
		if err != nil {
			t.Fatal(err)
		}
		return dst[:n]
	}
	var framed2 []byte
	for _, part := range [][]byte{want[:1000], want[1000:]} {
		p := pack(part)
		framed2 = binary.BigEndian.AppendUint32(framed2, uint32(len(part)))
		framed2 = append(binary.BigEndian.AppendUint32(framed2, uint32(len(p))), p...)
	}
	for name, src := range map[string][]byte{"two blocks": framed2, "no lengths": pack(want)} {
		dst := make([]byte, len(want))
		if err := framed(dst, src); err != nil || !bytes.Equal(dst, want) {
			t.Errorf("%s: %v", name, err)
		}
		if err := framed(make([]byte, len(want)+1), src); err == nil {
			t.Errorf("%s: what unpacks to less than is claimed is taken", name)
		}
		if err := framed(make([]byte, len(want)-1), src); err == nil {
			t.Errorf("%s: what unpacks to more than is claimed is taken", name)
		}
	}
}

// TestDamaged: of a file with a bit turned, or cut off, comes rows or an error, in
// bounded memory.
func TestDamaged(t *testing.T) {
	step := 151
	if testing.Short() {
		step = 997
	}
	for name, codec := range codecs {
		b, _ := packed(t, codec, 1, 40)
		for bit := 0; bit < len(b)*8; bit += step {
			c := slices.Clone(b)
			c[bit/8] ^= 1 << (bit % 8)
			if got := allocated(func() { rowsOf(t, c) }); got > 256<<20 {
				t.Errorf("%s: with bit %d turned, %d MB are allocated", name, bit, got>>20)
			}
		}
		for n := 0; n < len(b); n += 101 {
			if got := rowsOf(t, b[:n]); len(got) == 0 || !strings.HasPrefix(got[len(got)-1], "! ") {
				t.Errorf("%s: cut off behind %d of %d bytes, it gives no error", name, n, len(b))
			}
		}
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestPageTooLarge: what a page claims to unpack to is looked at first.
func TestPageTooLarge(t *testing.T) {
	b, _ := packed(t, &pq.Zstd, 1, 500)
	p, err := newPlain(bytes.NewReader(b), int64(len(b)), 100)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.ReadAt(make([]byte, 10), 2*stride); !errors.Is(err, source.ErrTooLarge) {
		t.Errorf("error %v, want %v", err, source.ErrTooLarge)
	}
}

// TestHostile: files that made readers take gigabytes.
func TestHostile(t *testing.T) {
	const dir = "../../../shared/reports/hostile"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("skipped: ../shared is absent, which has the hostile files")
	}
	for name, want := range map[string]string{
		"footer_len.parquet": "it claims a footer of 3858760375 bytes",
		"lz4_crash.parquet":  "LZ4_RAW",
		"zb_zstd.parquet":    "at most 268435456 are allowed",
		"lz_big.parquet":     "",
	} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		used := allocated(func() { got = rowsOf(t, b) })
		if want == "" && len(got) != 3000 || want != "" && !strings.Contains(got[len(got)-1], want) {
			t.Errorf("%s: %d rows, %.300q", name, len(got), got[len(got)-1])
		}
		if used > 64<<20 {
			t.Errorf("%s: %d MB are allocated", name, used>>20)
		}
	}
}

func FuzzMeasure(f *testing.F) {
	b, _ := packed(f, &pq.Snappy, 1, 20)
	n := int(binary.LittleEndian.Uint32(b[len(b)-8:]))
	f.Add(b[len(b)-8-n : len(b)-8])
	f.Add([]byte{0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, b []byte) {
		out, n, err := measure(bytes.NewReader(b), 0, int64(len(b)))
		if n > int64(len(b)) || err == nil && n == 0 || len(out) > len(b) {
			t.Errorf("%d of %d bytes, error %v", n, len(b), err)
		}
		if err != nil {
			return
		}
		if again, n, err := measure(bytes.NewReader(out), 0, int64(len(out))); err != nil || n != int64(len(out)) || !bytes.Equal(again, out) {
			t.Errorf("%x is measured anew as %x, error %v", out, again, err)
		}
	})
}

// TestLongStatistics: a header that repeats a long value is read without it, and a text
// over the limit is refused before it is copied.
func TestLongStatistics(t *testing.T) {
	type row struct {
		Text string `parquet:"text"`
	}
	var b bytes.Buffer
	w := pq.NewGenericWriter[row](&b, pq.Compression(&pq.Zstd))
	long := strings.Repeat("x", 8<<20)
	for _, text := range []string{"a", long, "b"} {
		if _, err := w.Write([]row{{text}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var got []string
	read := func() {
		got = nil
		for r, err := range readBytes(t, b.Bytes(), 1<<20) {
			if err != nil {
				t.Fatal(err)
			}
			if got = append(got, r.Text); r.Err != nil {
				got[len(got)-1] = r.Err.Error()
			}
		}
	}
	// The least of some runs: a collection empties the pool that buffers come from.
	used := min(allocated(read), allocated(read), allocated(read), allocated(read))
	if want := []string{"a", "document is too large: 8388608 bytes, and at most 1048576 are allowed", "b"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if b.Len() < 3*len(long) || used > uint64(3*len(long)) {
		t.Errorf("of a file of %d bytes %d are allocated", b.Len(), used)
	}
}
