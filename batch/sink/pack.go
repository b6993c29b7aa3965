package sink

import (
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// A packer packs what is committed together as one member (gzip) or frame
// (zstd): one after the other they are a file as good as in one piece.
type packer struct {
	to   io.Writer
	kind Packing
	gz   *gzip.Writer
	zst  *zstd.Encoder
	open bool
}

func (p *packer) Write(b []byte) (int, error) {
	if p.kind == Plain {
		return p.to.Write(b)
	}
	if err := p.begin(); err != nil {
		return 0, err
	}
	if p.kind == Gzip {
		return p.gz.Write(b)
	}
	return p.zst.Write(b)
}

// begin begins a member, unless one is open.
func (p *packer) begin() error {
	switch {
	case p.open:
		return nil
	case p.kind == Gzip && p.gz == nil:
		p.gz = gzip.NewWriter(p.to)
	case p.kind == Gzip:
		p.gz.Reset(p.to)
	case p.zst == nil:
		var err error
		if p.zst, err = zstd.NewWriter(p.to, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20)); err != nil {
			return err
		}
	default:
		p.zst.Reset(p.to)
	}
	p.open = true
	return nil
}

// end ends a member, if one is open.
func (p *packer) end() error {
	if !p.open {
		return nil
	}
	p.open = false
	if p.kind == Gzip {
		return p.gz.Close()
	}
	return p.zst.Close()
}
