package source

import (
	"io"
	"runtime"
	"strings"
	"testing"
)

// endless gives a head and then so many bytes x.
func endless(head string, n int64) io.Reader {
	return io.MultiReader(strings.NewReader(head), io.LimitReader(xs{}, n))
}

type xs struct{}

func (xs) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// TestLongIsNotKept: what is longer than a document may be takes no memory to
// speak of, in any format, and is told.
func TestLongIsNotKept(t *testing.T) {
	const long = 200 << 20
	for format, head := range map[Format]string{
		Text: "", Lines: "", HTML: "<p>", JSONL: `{"text":"`, CSV: "id,text\n1,\"", TSV: "text\n", CoNLL: "",
		WARC: "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 209715200\r\n\r\n",
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		n, last := 0, error(nil)
		for _, err := range Read([]string{"-"}, Options{Format: format, MaxDocument: 1 << 20, Stdin: endless(head, long)}) {
			n, last = n+1, err
		}
		runtime.ReadMemStats(&after)
		if n != 1 || Reason(last) != "too large" && Reason(last) != "table" {
			t.Errorf("%v: %d records, %v", format, n, last)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 32<<20 {
			t.Errorf("%v: %d MB are allocated for 200 MB", format, took>>20)
		}
	}
}
