package importer

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

// defaultRun is about how many bytes of records are held in memory.
const defaultRun = 48 << 20

// A collector sorts records by id: in memory while they are few, else in runs
// on disk that are merged.
type collector struct {
	dir   string
	limit int
	recs  []record
	size  int
	runs  []*os.File
}

func (c *collector) add(rec record) error {
	c.recs = append(c.recs, rec)
	c.size += 160 + len(rec.id) + len(rec.nameEn)
	for _, n := range rec.names {
		c.size += 32 + len(n.text)
	}
	if c.limit == 0 {
		c.limit = defaultRun
	}
	if c.size < c.limit {
		return nil
	}
	return c.spill()
}

// spill writes the records in memory to a run.
func (c *collector) spill() error {
	c.sort()
	f, err := os.CreateTemp(c.dir, "alam-import-*")
	if err != nil {
		return err
	}
	c.runs = append(c.runs, f)
	os.Remove(f.Name()) // so that nothing is left of a run that is killed; where that cannot be, close does it
	out := bufio.NewWriterSize(f, 1<<16)
	var b []byte
	for i := range c.recs {
		b = c.recs[i].append(b[:0])
		if _, err := out.Write(b); err != nil {
			return err
		}
	}
	clear(c.recs)
	c.recs, c.size = c.recs[:0], 0
	if err := out.Flush(); err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

func (c *collector) sort() {
	slices.SortStableFunc(c.recs, func(a, b record) int { return compareID(a.id, b.id) })
}

// each gives the records of every id, in the order of ids, those of one id in
// the order in which they came.
func (c *collector) each(yield func([]record) error) error {
	c.sort()
	next := c.merge()
	var group []record
	for {
		rec, err := next()
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if len(group) > 0 && (err != nil || rec.id != group[0].id) {
			if err := yield(group); err != nil {
				return err
			}
			group = group[:0]
		}
		if err != nil {
			return nil
		}
		group = append(group, rec)
	}
}

// merge gives the records of all runs and of the memory, which came last, in
// order; io.EOF is the end. There are few runs, so that the least head is
// found by looking at each.
func (c *collector) merge() func() (record, error) {
	var sources []func() (record, error)
	for _, f := range c.runs {
		in := bufio.NewReaderSize(f, 1<<16)
		sources = append(sources, func() (record, error) { return readRecord(in) })
	}
	i := 0
	sources = append(sources, func() (record, error) {
		if i == len(c.recs) {
			return record{}, io.EOF
		}
		i++
		return c.recs[i-1], nil
	})
	heads := make([]*record, len(sources))
	fill := func(i int) error {
		rec, err := sources[i]()
		heads[i] = nil
		if errors.Is(err, io.EOF) {
			return nil
		}
		heads[i] = &rec
		return err
	}
	started := false
	return func() (record, error) {
		if !started {
			started = true
			for i := range sources {
				if err := fill(i); err != nil {
					return record{}, err
				}
			}
		}
		least := -1
		for i, h := range heads {
			if h != nil && (least < 0 || compareID(h.id, heads[least].id) < 0) {
				least = i
			}
		}
		if least < 0 {
			return record{}, io.EOF
		}
		rec := *heads[least]
		return rec, fill(least)
	}
}

// close removes the runs.
func (c *collector) close() {
	for _, f := range c.runs {
		f.Close()
		os.Remove(f.Name())
	}
}

// compareID orders ids by what stands before their number, then by the number.
func compareID(a, b string) int {
	pa, na := splitID(a)
	pb, nb := splitID(b)
	return cmp.Or(strings.Compare(pa, pb), cmp.Compare(na, nb), strings.Compare(a, b))
}

func splitID(id string) (string, uint64) {
	i := len(id)
	for i > 0 && '0' <= id[i-1] && id[i-1] <= '9' {
		i--
	}
	n, err := strconv.ParseUint(id[i:], 10, 64)
	if err != nil {
		return id, 0
	}
	return id[:i], n
}
