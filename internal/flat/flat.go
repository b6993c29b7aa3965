// Package flat reads and writes tables that live in one run of bytes, so that
// a compiled file is used where it lies (embedded or mapped) and never parsed.
//
// In: numbers and strings. Out: sections of a checksummed file, and look-ups in them.
// What Open returns is immutable and safe to share.
//
// # Law
//
// Open checks the header and the checksum of all bytes, and no more: that takes
// a fraction of the time of looking at every number. So no look-up trusts what
// it reads. A number outside its array is 0, a string outside its pool is
// empty, and a search ends; a file with a right checksum and wrong numbers, or
// one that is overwritten while it is mapped, gives wrong answers and no panic.
package flat

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// The states in which a file is refused.
var (
	ErrFormat    = errors.New("not a file of this kind")
	ErrVersion   = errors.New("written by another version")
	ErrTruncated = errors.New("file is cut short")
	ErrChecksum  = errors.New("checksum does not match, the file was altered")
	ErrCorrupt   = errors.New("file holds an impossible value")
)

// layout is the version of what all files share: the header, and the hash of
// Words. It is the low byte of the version in the file.
const layout = 2

// headerLen is the length of magic, version, checksum, length and count.
const headerLen = 24

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Write lays out a file: an 8-byte magic, the version, a CRC-32C of all that
// follows it, the length of the whole, the number of sections, each section's
// length, and the sections, each begun at a multiple of four bytes.
func Write(magic string, version uint32, sections ...[]byte) []byte {
	b := make([]byte, headerLen, headerLen+4*len(sections))
	copy(b, magic)
	for _, s := range sections {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(s)))
	}
	for _, s := range sections {
		b = append(b, s...)
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
	}
	binary.LittleEndian.PutUint32(b[8:], version<<8|layout)
	binary.LittleEndian.PutUint32(b[16:], uint32(len(b)))
	binary.LittleEndian.PutUint32(b[20:], uint32(len(sections)))
	binary.LittleEndian.PutUint32(b[12:], crc32.Checksum(b[16:], castagnoli))
	return b
}

// Open checks the content of a file and gives its sections.
func Open(content, magic string, version uint32, sections int) ([]string, error) {
	if len(content) < 8 || content[:8] != magic {
		return nil, wrongFormat(content)
	}
	if len(content) < headerLen {
		return nil, ErrTruncated
	}
	if v := U32(content, 8); v != version<<8|layout {
		return nil, fmt.Errorf("%w: version %d.%d, want %d.%d; compile it again", ErrVersion, v>>8, v&0xff, version, layout)
	}
	length := uint64(U32(content, 16)) // numbers of a file may be more than an int holds
	if length > uint64(len(content)) {
		return nil, fmt.Errorf("%w: %d of %d bytes", ErrTruncated, len(content), length)
	}
	if U32(content, 12) != checksum(content[16:]) || length != uint64(len(content)) {
		return nil, ErrChecksum
	}
	if n := U32(content, 20); uint64(n) != uint64(sections) || headerLen+4*sections > len(content) {
		return nil, fmt.Errorf("%w: %d sections, want %d", ErrCorrupt, n, sections)
	}
	out, at := make([]string, sections), headerLen+4*sections
	for i := range out {
		length := U32(content, headerLen+4*i)
		if uint64(length) > uint64(len(content)-at) {
			return nil, fmt.Errorf("%w: section %d", ErrCorrupt, i)
		}
		n := int(length)
		out[i] = content[at : at+n]
		at = min((at+n+3)&^3, len(content))
	}
	return out, nil
}

// wrongFormat is an ErrFormat. What is short enough to be a file's name is
// shown: it may have been taken for what is wanted.
func wrongFormat(content string) error {
	if len(content) > 0 && len(content) < 256 && !strings.ContainsFunc(content, func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }) {
		return fmt.Errorf("%w: want the content of one, not its name, and it is %q", ErrFormat, content)
	}
	return ErrFormat
}

// checksum is the CRC-32C of s.
func checksum(s string) uint32 {
	// The bytes are read and not kept.
	return crc32.Checksum(unsafe.Slice(unsafe.StringData(s), len(s)), castagnoli)
}

// U32 reads the little-endian number at s[i:], which must be there.
func U32(s string, i int) uint32 {
	_ = s[i+3]
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

// Uint32s is an array of numbers in a section.
type Uint32s string

// Len is the number of elements.
func (a Uint32s) Len() int { return len(a) / 4 }

// At is element i, and 0 where there is none.
func (a Uint32s) At(i int) uint32 {
	if uint(i) >= uint(len(a)/4) {
		return 0
	}
	return U32(string(a), 4*i)
}

// AppendUint32s appends the bytes of an array.
func AppendUint32s(dst []byte, a ...uint32) []byte {
	for _, v := range a {
		dst = binary.LittleEndian.AppendUint32(dst, v)
	}
	return dst
}

// Reseal gives a file the length and checksum that its bytes call for, so that
// fuzz tests reach what lies behind these.
func Reseal(b []byte) []byte {
	if len(b) < headerLen {
		return b
	}
	b = append([]byte(nil), b...)
	binary.LittleEndian.PutUint32(b[16:], uint32(len(b)))
	binary.LittleEndian.PutUint32(b[12:], crc32.Checksum(b[16:], castagnoli))
	return b
}
