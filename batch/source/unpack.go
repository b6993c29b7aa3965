package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/zstd"
)

// maxWindow is how far back a zstd file may refer: what zstd --long writes.
const maxWindow = 128 << 20

// unpack unpacks a file that is packed with gzip or zstd, whatever its name,
// and reports whether it was. size is its length, or -1.
func (r *reader) unpack(raw io.Reader, file *os.File, size int64) (io.Reader, bool, error) {
	var head [4]byte
	n, err := io.ReadFull(raw, head[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, false, err
	}
	whole := io.MultiReader(bytes.NewReader(head[:n]), raw)
	if file != nil && size >= 0 {
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return nil, false, err
		}
		whole, r.raw.n = raw, 0
	}
	u := &unpacked{packed: counter{r: whole}, max: r.o.MaxUnpacked, path: r.file.Path}
	switch {
	case n >= 2 && head[0] == 0x1f && head[1] == 0x8b:
		u.name = "gzip"
		r.gzip = newMembers(r.file.Path, &u.packed)
		u.r = r.gzip
	case string(head[:n]) == "\x28\xb5\x2f\xfd":
		u.name = "zstd"
		z, err := zstd.NewReader(&u.packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, false, u.fail(err)
		}
		u.r, u.close = z, z.Close
	default:
		return whole, false, nil
	}
	return u, true, nil
}

// unpacked reads a packed file up to a limit.
type unpacked struct {
	path, name string
	packed     counter
	r          io.Reader
	close      func()
	n, max     int64
}

// counter counts what is read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	u.n += int64(n)
	if limit := u.limit(); limit >= 0 && u.n > limit {
		return 0, &Error{Path: u.path, Err: fmt.Errorf("%w: %d bytes of %s have given more than %d", ErrUnpacked, u.packed.n, u.name, limit),
			Hint: "if the file is sound, raise the limit with Options.MaxUnpacked"}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return n, u.fail(err)
	}
	return n, err
}

// limit is how much the file may unpack to; negative for any number.
func (u *unpacked) limit() int64 {
	if u.max != 0 {
		return u.max
	}
	return max(leastUnpacked, u.packed.n*unpackedRatio)
}

func (u *unpacked) Close() error {
	if u.close != nil {
		u.close()
	}
	return nil
}

// fail says that the file is broken, unless it could not be read.
func (u *unpacked) fail(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return &Error{Path: u.path, Err: fmt.Errorf("%w: the %s ends too early", ErrPacked, u.name), Hint: "the file is cut off; get it again"}
	}
	return &Error{Path: u.path, Err: fmt.Errorf("%w: %s: %w", ErrPacked, u.name, err), Hint: "get the file again"}
}
