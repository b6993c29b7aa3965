package pipeline

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
)

// How the names of shards begin. Joined in the order of their names, those of a
// kind are a file.
const (
	taggedShard   = "tagged-"
	failedShard   = "failed-"
	entitiesShard = "entities-"
)

// A Piece is a line of a shard. Those of a shard stand in the order of the
// numbers, then of their bytes.
type Piece struct {
	File, Record int64
	Data         []byte
}

// A writeFn writes shards.
type writeFn struct{ Folder, Suffix string }

// ProcessElement writes a shard, which is in memory as a whole.
func (f *writeFn) ProcessElement(ctx context.Context, shard string, pieces func(*Piece) bool) error {
	var all []Piece
	for p := (Piece{}); pieces(&p); p = (Piece{}) {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b Piece) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Record, b.Record), bytes.Compare(a.Data, b.Data))
	})
	suffix := ".jsonl"
	switch {
	case strings.HasPrefix(shard, taggedShard):
		suffix = f.Suffix
	case strings.HasPrefix(shard, entitiesShard):
		suffix = ".tsv"
	}
	var b bytes.Buffer
	if !packed(suffix) {
		for _, p := range all {
			b.Write(p.Data)
		}
		return writeFile(ctx, join(f.Folder, shard+suffix), b.Bytes())
	}
	z := gzip.NewWriter(&b)
	for _, p := range all {
		if _, err := z.Write(p.Data); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return writeFile(ctx, join(f.Folder, shard+suffix), b.Bytes())
}

func packed(name string) bool { return strings.HasSuffix(name, ".gz") }

// join puts a name behind a folder, which may be in a store.
func join(folder, name string) string {
	if scheme, rest, ok := strings.Cut(folder, "://"); ok {
		return scheme + "://" + path.Join(rest, name)
	}
	return path.Join(folder, name)
}

// A File is a file to read. Index is its place among the inputs. A shard holds
// the documents of small files that follow one another, or Records of one large
// file.
type File struct {
	Path    string
	Size    int64
	Walked  bool
	Index   int
	Group   string
	Records int // of a shard; 0 for all
}

// shard names the shard of a record, from 1.
func (f File) shard(kind string, record int) string {
	if f.Records == 0 {
		return kind + f.Group
	}
	return fmt.Sprintf("%s%s-%07d", kind, f.Group, (record-1)/f.Records)
}

// How much a shard holds: small files up to so many bytes, what is packed
// counted so many times, or so many documents of a large file.
const (
	groupBytes   = 16 << 20
	packedRatio  = 8
	shardRecords = 5000
)

// group gives files their places and their shards.
func group(files []File) {
	number, size := 0, int64(groupBytes)
	for i := range files {
		f := &files[i]
		own := f.Size
		for _, ending := range []string{".gz", ".zst", ".gzip", ".zstd", ".parquet"} {
			if strings.HasSuffix(strings.ToLower(f.Path), ending) {
				own = f.Size * packedRatio
				break
			}
		}
		own = cmp.Or(own, 1)
		if own < 0 || own > groupBytes {
			own, f.Records = groupBytes, shardRecords
		}
		if size+own > groupBytes || own == groupBytes {
			number, size = number+1, 0
		}
		size += own
		f.Index, f.Group = i, fmt.Sprint(number)
	}
	width := len(fmt.Sprint(number))
	for i := range files {
		files[i].Group = fmt.Sprintf("%0*s", max(width, 5), files[i].Group)
	}
}
