package parquet

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

// unpack fills dst with what src unpacks to, which must be as much. No codec takes
// more memory than for that and for its window: the library's own take what src
// makes them take (LZ4 whatever there is, on any error).
func unpack(codec format.CompressionCodec, dst, src []byte) error {
	switch codec {
	case format.Uncompressed:
		if len(src) != len(dst) {
			return errLength
		}
		copy(dst, src)
		return nil
	case format.Snappy:
		n, err := snappy.DecodedLen(src)
		if err == nil && n != len(dst) {
			err = errLength
		}
		if err == nil {
			_, err = snappy.Decode(dst, src)
		}
		return err
	case format.Gzip:
		z, err := gzip.NewReader(bytes.NewReader(src))
		if err != nil {
			return err
		}
		return fillFrom(z, dst)
	case format.Brotli:
		return fillFrom(brotli.NewReader(bytes.NewReader(src)), dst)
	case format.Zstd:
		z, err := zstd.NewReader(bytes.NewReader(src), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return err
		}
		defer z.Close()
		return fillFrom(z, dst)
	case format.Lz4Raw:
		return block(dst, src)
	case format.Lz4:
		return framed(dst, src)
	}
	return fmt.Errorf("packed with %s, which is not read here: pack it with zstd or snappy", codec)
}

const maxWindow = 128 << 20 // of zstd; its highest level without --long has that much

var errLength = errors.New("it does not unpack to the length that its header claims")

// fillFrom fills dst, at which r must end.
func fillFrom(r io.Reader, dst []byte) error {
	if _, err := io.ReadFull(r, dst); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = errLength
		}
		return err
	}
	var more [1]byte
	switch n, err := r.Read(more[:]); {
	case n > 0:
		return errLength
	case err != nil && !errors.Is(err, io.EOF):
		return err
	}
	return nil
}

// block is LZ4_RAW: one block.
func block(dst, src []byte) error {
	if len(dst) == 0 {
		return nil
	}
	n, err := lz4.UncompressBlock(src, dst)
	if err == nil && n != len(dst) {
		err = errLength
	}
	return err
}

// framed is LZ4 as Hadoop has it: blocks, each behind its length unpacked and
// packed, most significant byte first. Some writers left these out.
func framed(dst, src []byte) error {
	if frames(dst, src) == nil {
		return nil
	}
	return block(dst, src)
}

func frames(dst, src []byte) error {
	for len(src) > 0 {
		if len(src) < 8 {
			return errLength
		}
		unpacked, packed := uint64(binary.BigEndian.Uint32(src)), uint64(binary.BigEndian.Uint32(src[4:]))
		src = src[8:]
		if unpacked > uint64(len(dst)) || packed > uint64(len(src)) {
			return errLength
		}
		if err := block(dst[:unpacked], src[:packed]); err != nil {
			return err
		}
		dst, src = dst[unpacked:], src[packed:]
	}
	if len(dst) > 0 {
		return errLength
	}
	return nil
}
