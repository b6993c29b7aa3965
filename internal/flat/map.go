package flat

import (
	"io"
	"math"
	"os"
	"strings"
)

// Map gives the content of an open file as a string that lies in the file's
// own pages: nothing is copied, and processes that map one file share it. Where
// files cannot be mapped, or this one cannot (a pipe), it is read. The file may
// be closed when Map returns.
//
// unmap gives the pages back, after which the string, and every part of it, must
// not be touched: that would end the program. It is never nil.
//
// A file that is replaced by another of its name (written beside it and moved
// there) stays what it was for those who mapped it. One that is overwritten in
// place changes under them: what they look up is wrong, or not found. One that is
// cut short in place ends the program when the lost part is touched.
func Map(f *os.File) (content string, unmap func() error, err error) {
	nothing := func() error { return nil }
	info, err := f.Stat()
	if err != nil {
		return "", nothing, err
	}
	if n := info.Size(); info.Mode().IsRegular() && n > 0 && n <= math.MaxInt {
		if content, unmap, err := mapFile(f, int(n)); err == nil {
			return content, unmap, nil
		}
	}
	var b strings.Builder
	if info.Mode().IsRegular() {
		b.Grow(int(min(info.Size(), 1<<30)))
	}
	if _, err := io.Copy(&b, f); err != nil {
		return "", nothing, err
	}
	return b.String(), nothing, nil
}
