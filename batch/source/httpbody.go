package source

import (
	"bufio"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// httpBody gives the body of an answer as the record has it, whatever length the
// answer claims: crawlers take chunks and packing off and leave the header. Reading
// ends after max bytes and one more.
func httpBody(answer *http.Response, rest io.Reader, max int64) ([]byte, error) {
	in := bufio.NewReader(rest)
	if slices.Contains(answer.TransferEncoding, "chunked") && beginsChunk(in) {
		in = bufio.NewReader(httputil.NewChunkedReader(in))
	}
	codings := strings.Split(strings.ToLower(strings.Join(answer.Header.Values("Content-Encoding"), ",")), ",")
	for _, coding := range slices.Backward(codings) { // the last was put on last
		coding = strings.TrimSpace(coding)
		unpacked, err := unpackHTTP(in, coding)
		if err != nil {
			return nil, fmt.Errorf("%w: the page is packed as %.20q: %w", ErrWARC, coding, err)
		}
		in = bufio.NewReader(unpacked)
	}
	body, err := io.ReadAll(io.LimitReader(in, min(max, 1<<62)+1))
	switch {
	case err == nil, errors.Is(err, io.ErrUnexpectedEOF) && len(body) > 0: // cut off by the crawler
		return body, nil
	}
	return nil, fmt.Errorf("%w: HTTP, packed as %.40q: %w", ErrWARC, strings.Join(codings, ","), err)
}

// beginsChunk reports whether the size of a chunk comes next.
func beginsChunk(in *bufio.Reader) bool {
	head, _ := in.Peek(20)
	line, _, ok := bytes.Cut(head, []byte("\n"))
	line, _, _ = bytes.Cut(line, []byte(";"))
	line = bytes.TrimSpace(line)
	return ok && len(line) > 0 && strings.Trim(string(line), "0123456789abcdefABCDEF") == ""
}

// errCoding is a packing that nobody knows here.
var errCoding = errors.New("this packing cannot be read; want gzip, deflate, br or zstd")

// unpackHTTP takes a packing off, unless that was done already.
func unpackHTTP(in *bufio.Reader, coding string) (io.Reader, error) {
	head, _ := in.Peek(4)
	plain := len(bytes.TrimSpace(head)) == 0 || bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, []byte(bom))), []byte("<"))
	switch coding {
	case "", "identity", "none":
		return in, nil
	case "gzip", "x-gzip":
		if bytes.HasPrefix(head, []byte("\x1f\x8b")) {
			return gzip.NewReader(in)
		}
		return in, nil
	case "zstd":
		if bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")) {
			z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
			return z, err
		}
		return in, nil
	case "deflate":
		switch {
		case plain:
			return in, nil
		case len(head) > 1 && head[0]&15 == 8 && (int(head[0])<<8|int(head[1]))%31 == 0:
			return zlib.NewReader(in)
		}
		return flate.NewReader(in), nil
	case "br":
		if plain {
			return in, nil
		}
		return brotli.NewReader(in), nil
	}
	if plain {
		return in, nil
	}
	return nil, errCoding
}
