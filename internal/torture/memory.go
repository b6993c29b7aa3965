//go:build linux

package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/parquet-go/parquet-go"
)

// A load is a kind of input that takes memory, and what a job that reads it may
// take.
type load struct {
	name  string
	file  string
	write func(w io.Writer) error
	bound int64 // MB
}

// The sizes of what is read: as much as a document may have by default, less a
// little, and more than it may have.
const (
	nearLimit = 60 << 20
	someLimit = 20 << 20 // of what is analyzed, for the time
	overLimit = 300 << 20
)

const prose = "وقالت مصادر إن العمل سيستمر في القاهرة وفق الخطة التي أعلنت أمس، وإن النتائج ستظهر في الأيام المقبلة بعد اجتماع آخر. "

// loads are one document, row or value of each format, as it comes and as it
// takes most memory for its length.
var loads = []load{
	{"text, one document", "a.txt", times("", prose, someLimit, ""), 350},
	{"text of full stops", "dots.txt", times("", ".", 1<<20, ""), 320},
	{"text of brackets", "brackets.txt", times("زار ", "[", 1<<20, ""), 320},
	{"text beyond the limit", "long.txt", times("", "زار ", overLimit, ""), 200},
	{"JSON lines, a line of one text", "a.jsonl", times(`{"text":"`, prose, someLimit, `"}`+"\n"), 350},
	{"JSON lines, an object of many fields", "fields.jsonl", times(`{"text":"زار","n":[`, "1,", nearLimit, "1]}\n"), 350},
	{"JSON lines, an object of many names", "names.jsonl", numbered(`{"text":"زار"`, `,"%d":1`, nearLimit, "}\n"), 350},
	{"JSON, an array of numbers", "a.json", times("[", "1,", nearLimit, "1]"), 350},
	{"JSON, columns of pandas", "columns.json", numbered(`{"text":{"0":"زار"`, `,"%d":"زار"`, nearLimit, "}}"), 350},
	{"CSV, a row of one cell", "a.csv", times("text\n\"", prose, someLimit, "\"\n"), 350},
	{"CSV, a row of commas", "commas.csv", times("id,text\n1,زار\n", ",", nearLimit, "\n2,بوتين\n"), 200},
	{"CSV, a first row of commas", "head.csv", times("", ",", nearLimit, "text\n"), 200},
	{"CSV, a quote that is open", "open.csv", times("id,text\n1,\"", "زار\n", overLimit, ""), 350},
	{"TSV, a row of tabs", "tabs.tsv", times("id\ttext\n1\tزار\n", "\t", nearLimit, "\n2\tبوتين\n"), 350},
	{"TSV, a first row of tabs", "head.tsv", times("", "\t", nearLimit, "text\n"), 350},
	{"CoNLL, one document", "a.conll", times("", "زار\tO\n", nearLimit, ""), 350},
	{"CoNLL, a document of as many lines as one may have", "most.conll", times("", "زار\tO\n", 2_000_000*len("زار\tO\n"), ""), 500},
	{"CoNLL, one document of short lines", "short.conll", times("", "a O\n", nearLimit, ""), 350},
	{"HTML, a page of elements", "a.html", times("<html>", "<b>", nearLimit, ""), 350},
	{"HTML, an element of attributes", "attributes.html", times("<html><b", " a", nearLimit, "><p>زار"), 350},
	{"RSS, an item of elements", "a.rss", times("<rss><channel><item><title>زار</title>", "<category/>", nearLimit, "</item></channel></rss>"), 350},
	{"RSS, elements within each other", "deep.rss", times("<rss><channel>", "<a>", nearLimit, ""), 350},
	{"WARC, a record", "a.warc", times(fmt.Sprintf("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n", someLimit/len(prose)*len(prose)), prose, someLimit, "\r\n\r\n"), 350},
	{"Parquet, a value beyond the limit", "a.parquet", column(1, 100<<20, parquet.SkipPageBounds("text")), 350},
	{"Parquet, a page of long values", "page.parquet", column(5, someLimit/4), 350},
	{"Parquet, headers that repeat a long value", "headers.parquet", column(1, someLimit), 350},
}

// times writes a unit again and again between two ends.
func times(head, unit string, size int, tail string) func(io.Writer) error {
	return func(w io.Writer) error {
		block := strings.Repeat(unit, 1+(1<<16)/len(unit))
		if _, err := io.WriteString(w, head); err != nil {
			return err
		}
		for n := size; n > 0; n -= len(block) {
			if n < len(block) {
				block = block[:n/len(unit)*len(unit)]
				n = len(block)
			}
			if len(block) == 0 {
				break
			}
			if _, err := io.WriteString(w, block); err != nil {
				return err
			}
		}
		_, err := io.WriteString(w, tail)
		return err
	}
}

// numbered is times for a unit with a number.
func numbered(head, unit string, size int, tail string) func(io.Writer) error {
	return func(w io.Writer) error {
		n, err := io.WriteString(w, head)
		for i := 1; err == nil && n < size; i++ {
			var more int
			more, err = fmt.Fprintf(w, unit, i)
			n += more
		}
		if err == nil {
			_, err = io.WriteString(w, tail)
		}
		return err
	}
}

// column writes a Parquet file of one column of texts, packed.
func column(rows, size int, more ...parquet.WriterOption) func(io.Writer) error {
	type row struct {
		Text string `parquet:"text"`
	}
	return func(w io.Writer) error {
		out := parquet.NewGenericWriter[row](w, append(more, parquet.Compression(&parquet.Zstd), parquet.PageBufferSize(1<<30))...)
		text := strings.Repeat(prose, size/len(prose))
		for range rows {
			if _, err := out.Write([]row{{text}}); err != nil {
				return err
			}
		}
		return out.Close()
	}
}

// makeLoad writes the file of a load. It runs as a process of its own: the kernel
// says of a process that it took at least what its parent had.
func makeLoad(name, path string) error {
	for _, l := range loads {
		if l.file != name {
			continue
		}
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		w := bufio.NewWriterSize(f, 1<<20)
		return errors.Join(l.write(w), w.Flush(), f.Close())
	}
	return fmt.Errorf("no load is called %q", name)
}

// A taken is what a job took to read a load.
type taken struct {
	load
	bytes int64 // of the file
	peak  int64 // MB
	span  time.Duration
	came  string
	err   error
}

// measureLoad reads a load.
func measureLoad(alam, dir string, l load) (t taken) {
	t = taken{load: l}
	path := filepath.Join(dir, l.file)
	defer os.Remove(path)
	self, err := os.Executable()
	if err != nil {
		return taken{load: l, err: err}
	}
	if says, err := exec.Command(self, "-make", l.file, "-o", path).CombinedOutput(); err != nil {
		return taken{load: l, err: fmt.Errorf("%w: %s", err, says)}
	}
	info, err := os.Stat(path)
	if err != nil {
		return taken{load: l, err: err}
	}
	out, err := os.MkdirTemp(dir, "memory")
	if err != nil {
		return taken{load: l, err: err}
	}
	defer gone(out)
	t.bytes = info.Size()
	cmd := exec.Command(alam, "batch", path, "-o", filepath.Join(out, "out.jsonl"), "--progress", "none", "--workers", "2")
	var says bytes.Buffer
	cmd.Stderr = &says
	started := time.Now()
	s := status(cmd.Run())
	t.span = time.Since(started)
	u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return taken{load: l, err: errors.New("the system does not say what a process took")}
	}
	t.peak = int64(u.Maxrss) >> 10 //nolint:unconvert // an int32 on some machines
	t.came = map[int]string{statusDone: "read", statusFailed: "refused"}[s]
	if t.err = broken(s, says.String()); t.err == nil && t.peak > l.bound {
		t.err = fmt.Errorf("%d MB, and at most %d are promised", t.peak, l.bound)
	}
	return t
}

// memoryTable reads every load, and writes what each took in Markdown.
func memoryTable(w io.Writer, alam, dir string) (found bool, err error) {
	fmt.Fprintln(w, "| input | file | | most memory | bound |\n| --- | --- | --- | --- | --- |")
	for _, l := range loads {
		t := measureLoad(alam, dir, l)
		if t.err != nil {
			found, t.came = true, fmt.Sprintf("**%v**", t.err)
		}
		if _, err := fmt.Fprintf(w, "| %s | %.0f MB | %s | %d MB | %d MB |\n", l.name, float64(t.bytes)/(1<<20), t.came, t.peak, l.bound); err != nil {
			return found, err
		}
	}
	return found, nil
}
