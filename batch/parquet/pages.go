package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"sort"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/alam-nlp/alam/batch/source"
)

const (
	magic       = "PAR1"
	magicSealed = "PARE"    // of a file whose footer is encrypted
	maxValues   = 1 << 25   // of a page; a run of equal ones takes no bytes
	minPage     = 128 << 20 // what a page may unpack to besides two texts
	stride      = 1 << 40   // bytes that a column chunk has for itself in a view
)

// A plain is a Parquet file seen as if nothing in it was packed: an io.ReaderAt
// for the library, which so unpacks nothing itself. Each column chunk has a range
// of offsets of its own, in which its pages lie one after another; they are
// unpacked when they are read. What a header claims is compared with the file
// before anything is allocated.
//
// It is for one goroutine.
type plain struct {
	chunks []*chunk
	footer []byte
}

// newPlain reads the footer of a file of size bytes. maxPage is what a page may
// unpack to.
func newPlain(f io.ReaderAt, size, maxPage int64) (*plain, error) {
	meta, err := readFooter(f, size)
	if err != nil {
		return nil, err
	}
	var p plain
	for g := range meta.RowGroups {
		for c := range meta.RowGroups[g].Columns {
			col := &meta.RowGroups[g].Columns[c]
			m := &col.MetaData
			from := m.DataPageOffset
			if m.DictionaryPageOffset > 0 && m.DictionaryPageOffset < from {
				from = m.DictionaryPageOffset
			}
			if from < 0 || m.TotalCompressedSize < 0 || from > size || m.TotalCompressedSize > size-from {
				return nil, fmt.Errorf("%w: column %q of row group %d lies outside of the file: %d bytes from %d of %d", source.ErrParquet, m.PathInSchema, g, m.TotalCompressedSize, from, size)
			}
			p.chunks = append(p.chunks, &chunk{in: f, codec: m.Codec, from: from, to: from + m.TotalCompressedSize, maxPage: maxPage})
			at := int64(len(p.chunks)) * stride
			m.Codec, m.DataPageOffset, m.TotalCompressedSize = format.Uncompressed, at, stride
			m.DictionaryPageOffset, m.IndexPageOffset, m.BloomFilterOffset, m.BloomFilterLength = 0, 0, 0, 0
			col.OffsetIndexOffset, col.OffsetIndexLength, col.ColumnIndexOffset, col.ColumnIndexLength = 0, 0, 0, 0
			col.FileOffset = at
		}
	}
	if p.footer, err = thrift.Marshal(&thrift.CompactProtocol{}, meta); err != nil {
		return nil, err
	}
	p.footer = binary.LittleEndian.AppendUint32(p.footer, uint32(len(p.footer)))
	p.footer = append(p.footer, magic...)
	return &p, nil
}

// readFooter reads what a file says of itself.
func readFooter(f io.ReaderAt, size int64) (*format.FileMetaData, error) {
	const tail = 4 + len(magic)
	if size < int64(len(magic)+tail) {
		return nil, fmt.Errorf("%w: %d bytes are too few", source.ErrParquet, size)
	}
	var end [tail]byte
	if _, err := f.ReadAt(end[:], size-int64(tail)); err != nil {
		return nil, err
	}
	switch string(end[4:]) {
	case magic:
	case magicSealed:
		return nil, fmt.Errorf("%w: it is encrypted", source.ErrParquet)
	default:
		return nil, fmt.Errorf("%w: it does not end with %s: it may be cut off", source.ErrParquet, magic)
	}
	n := int64(binary.LittleEndian.Uint32(end[:4]))
	if room := size - int64(len(magic)+tail); n > room {
		return nil, fmt.Errorf("%w: it claims a footer of %d bytes, and has room for %d", source.ErrParquet, n, room)
	}
	b, _, err := measure(f, size-int64(tail)-n, size-int64(tail))
	if err != nil {
		return nil, fmt.Errorf("%w: footer: %w", source.ErrParquet, err)
	}
	meta := new(format.FileMetaData)
	if err := thrift.Unmarshal(&thrift.CompactProtocol{}, b, meta); err != nil {
		return nil, fmt.Errorf("%w: footer: %w", source.ErrParquet, err)
	}
	if meta.EncryptionAlgorithm.Value != nil {
		return nil, fmt.Errorf("%w: it is encrypted", source.ErrParquet)
	}
	return meta, nil
}

// size is the length of the file that is seen.
func (p *plain) size() int64 { return p.footerAt() + int64(len(p.footer)) }

func (p *plain) footerAt() int64 { return int64(len(p.chunks)+1) * stride }

// ReadAt is for who reads a chunk from its first byte on, or the footer.
func (p *plain) ReadAt(dst []byte, at int64) (int, error) {
	k := at / stride
	switch {
	case at < 0 || k > int64(len(p.chunks)) && at-p.footerAt() > int64(len(p.footer)):
		return 0, io.EOF
	case k > int64(len(p.chunks)):
		n := copy(dst, p.footer[at-p.footerAt():])
		return n, short(n, dst)
	case k == 0:
		n := 0
		if at < int64(len(magic)) {
			n = copy(dst, magic[at:])
		}
		return n, short(n, dst)
	}
	c, n := p.chunks[k-1], 0
	for n < len(dst) {
		b, err := c.bytes(at - k*stride + int64(n))
		if err != nil {
			return n, err
		}
		n += copy(dst[n:], b)
	}
	return n, nil
}

// short is io.EOF if n bytes do not fill dst.
func short(n int, dst []byte) error {
	if n < len(dst) {
		return io.EOF
	}
	return nil
}

// A chunk is what a row group has of a column.
type chunk struct {
	in       io.ReaderAt
	codec    format.CompressionCodec
	from, to int64 // in the file
	maxPage  int64

	pages []pageAt // those met so far
	page  []byte   // the one that is unpacked, behind its header
	at    int64    // where it lies
	raw   []byte
}

// A pageAt is where a page begins, seen unpacked and in the file.
type pageAt struct{ plain, file int64 }

// bytes gives what there is from an offset on, a byte at least, or io.EOF.
func (c *chunk) bytes(at int64) ([]byte, error) {
	if c.pages == nil {
		c.pages = []pageAt{{0, c.from}}
	}
	for at < c.at || at >= c.at+int64(len(c.page)) {
		k := sort.Search(len(c.pages), func(i int) bool { return c.pages[i].plain > at }) - 1
		if err := c.open(k); err != nil {
			return nil, err
		}
	}
	return c.page[at-c.at:], nil
}

// open unpacks a page that was met.
func (c *chunk) open(k int) error {
	p := c.pages[k]
	if p.file >= c.to {
		return io.EOF
	}
	h, from, err := c.header(p.file)
	if err != nil {
		return fmt.Errorf("page at byte %d: %w", p.file, err)
	}
	c.page, c.at = nil, p.plain
	if err := c.unpack(h, from); err != nil {
		return fmt.Errorf("page at byte %d: %w", p.file, err)
	}
	if k == len(c.pages)-1 {
		c.pages = append(c.pages, pageAt{c.at + int64(len(c.page)), from + int64(h.CompressedPageSize)})
	}
	return nil
}

// header reads the header of a page, and says where the page itself begins.
func (c *chunk) header(at int64) (*format.PageHeader, int64, error) {
	b, from, err := measure(c.in, at, c.to)
	h := new(format.PageHeader)
	if err == nil {
		err = thrift.Unmarshal(&thrift.CompactProtocol{}, b, h)
	}
	if err == nil {
		err = c.check(h, c.to-from)
	}
	return h, from, err
}

// check compares what a header claims with what there is.
func (c *chunk) check(h *format.PageHeader, left int64) error {
	packed, unpacked := int64(h.CompressedPageSize), int64(h.UncompressedPageSize)
	values := max(h.DataPageHeader.V.NumValues, h.DataPageHeaderV2.V.NumValues, h.DictionaryPageHeader.V.NumValues)
	switch {
	case packed < 0 || unpacked < 0 || packed > left:
		return fmt.Errorf("it claims %d bytes, and %d are left", packed, left)
	case max(packed, unpacked) > c.maxPage:
		return fmt.Errorf("%w: %d bytes that unpack to %d, and at most %d are allowed: write it with smaller pages, or raise Options.MaxDocument", source.ErrTooLarge, packed, unpacked, c.maxPage)
	case values > maxValues:
		return fmt.Errorf("%w: %d values, and at most %d are allowed: write it with smaller pages", source.ErrTooLarge, values, maxValues)
	}
	return nil
}

// unpack makes c.page of the page whose header is h.
func (c *chunk) unpack(h *format.PageHeader, from int64) error {
	if n := int(h.CompressedPageSize); cap(c.raw) < n {
		c.raw = make([]byte, n)
	}
	raw := c.raw[:h.CompressedPageSize]
	if _, err := c.in.ReadAt(raw, from); err != nil {
		return err
	}
	if h.CRC != 0 && uint32(h.CRC) != crc32.ChecksumIEEE(raw) {
		return errors.New("its checksum does not fit: the file is damaged")
	}
	levels, codec := 0, c.codec
	if v2 := &h.DataPageHeaderV2; v2.Valid { // whose levels are never packed
		levels = int(v2.V.RepetitionLevelsByteLength) + int(v2.V.DefinitionLevelsByteLength)
		if v2.V.RepetitionLevelsByteLength < 0 || v2.V.DefinitionLevelsByteLength < 0 || levels > len(raw) || levels > int(h.UncompressedPageSize) {
			return fmt.Errorf("it claims levels of %d bytes, and has %d", levels, len(raw))
		}
		if packed, ok := v2.V.IsCompressed.Get(); ok && !packed {
			codec = format.Uncompressed
		}
		v2.V.IsCompressed = thrift.New(false)
	}
	plain := *h
	plain.CRC, plain.CompressedPageSize = 0, h.UncompressedPageSize
	head, err := thrift.Marshal(&thrift.CompactProtocol{}, &plain)
	if err != nil {
		return err
	}
	page := make([]byte, len(head)+int(h.UncompressedPageSize))
	copy(page, head)
	body := page[len(head):]
	copy(body, raw[:levels])
	if levels < len(body) || len(raw) > levels {
		if err := unpack(codec, body[levels:], raw[levels:]); err != nil {
			return fmt.Errorf("%s: %w", codec, err)
		}
	}
	c.page = page
	return nil
}
