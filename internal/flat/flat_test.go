package flat

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestWordsTrustNothing: whatever numbers the sections hold, look-ups end and
// stay within them.
func TestWordsTrustNothing(t *testing.T) {
	var list []string
	for i := range 500 {
		list = append(list, fmt.Sprintf("word %d", i*i))
	}
	good, err := PackWords(list)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	for round := range 300 {
		var s [3]string
		for i := range s {
			b := append([]byte(nil), good[i]...)
			for range round { // the first round alters nothing
				b[r.IntN(len(b))] = byte(r.IntN(256))
			}
			if i == 1 && round > 250 { // no empty slot
				for k := range b {
					b[k] = byte(1 + r.IntN(255))
				}
			}
			s[i] = string(b)
		}
		w, err := OpenWords(s[0], s[1], s[2])
		if err != nil {
			t.Fatal(err)
		}
		for i, word := range list {
			at := w.Find(word)
			if round == 0 && at != i {
				t.Fatalf("%s is %d, want %d", word, at, i)
			}
			if at >= w.Len() || at >= 0 && w.At(at) != word {
				t.Fatalf("%s is found at %d of %d", word, at, w.Len())
			}
			w.At(i)
		}
		if w.At(-1) != "" || w.At(w.Len()) != "" || w.Find("") >= w.Len() {
			t.Fatal("a word outside the table")
		}
	}
}

func TestUint32s(t *testing.T) {
	a := Uint32s(AppendUint32s(nil, 7, 8))
	if a.Len() != 2 || a.At(1) != 8 || a.At(2) != 0 || a.At(-1) != 0 {
		t.Errorf("%d %d %d %d", a.Len(), a.At(1), a.At(2), a.At(-1))
	}
}

// TestLargeNumbers: a length or count that an int of 32 bits does not hold is an
// error on every machine.
func TestLargeNumbers(t *testing.T) {
	good := Write("ALAMTEST", 1, []byte("one"), []byte("two"))
	for _, c := range []struct {
		name string
		at   int
		want error
	}{
		{"length of the file", 16, ErrTruncated},
		{"number of sections", 20, ErrCorrupt},
		{"length of a section", headerLen, ErrCorrupt},
		{"length of the last section", headerLen + 4, ErrCorrupt},
	} {
		for _, n := range []uint32{math.MaxInt32, 1 << 31, 1<<31 + 5, math.MaxUint32 - 3, math.MaxUint32} {
			b := slices.Clone(good)
			binary.LittleEndian.PutUint32(b[c.at:], n)
			binary.LittleEndian.PutUint32(b[12:], crc32.Checksum(b[16:], castagnoli))
			if _, err := Open(string(b), "ALAMTEST", 1, 2); !errors.Is(err, c.want) {
				t.Errorf("%s %d: %v, want %v", c.name, n, err, c.want)
			}
		}
	}
}

// TestMap: a mapped file is the file; it stays so when another takes its name.
func TestMap(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	file := Write("ALAMTEST", 1, []byte("one"), []byte("two"))
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	s, unmap, err := Map(f)
	f.Close()
	if err != nil || s != string(file) {
		t.Fatalf("%q, %v", s, err)
	}
	other := filepath.Join(dir, "b")
	if err := os.WriteFile(other, []byte("another"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(other, path); err != nil {
		t.Logf("a mapped file cannot be replaced here: %v", err)
	}
	if sections, err := Open(s, "ALAMTEST", 1, 2); err != nil || sections[1] != "two" {
		t.Errorf("%q, %v", sections, err)
	}
	if err := unmap(); err != nil {
		t.Error(err)
	}

	empty := filepath.Join(dir, "empty")
	if err := os.WriteFile(empty, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if f, err = os.Open(empty); err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if s, unmap, err = Map(f); s != "" || err != nil || unmap() != nil {
		t.Errorf("an empty file is %q, %v", s, err)
	}
	if _, err := Open(s, "ALAMTEST", 1, 2); !errors.Is(err, ErrFormat) {
		t.Errorf("an empty file: %v", err)
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	go func() { w.WriteString("piped"); w.Close() }()
	if s, unmap, err = Map(r); s != "piped" || err != nil || unmap() != nil {
		t.Errorf("a pipe is %q, %v", s, err)
	}
}
