package source

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// record makes a WARC record; a length under 0 is the right one.
func record(kind, mime, uri, block string, length int) string {
	if length < 0 {
		length = len(block)
	}
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Record-ID: <urn:x>\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, mime, length, block)
}

func answer(head, body string) string {
	return "HTTP/1.1 200 OK\r\n" + head + "\r\n" + body
}

const httpType = "application/http; msgtype=response"

var (
	htmlAnswer = answer("Content-Type: text/html; charset=UTF-8\r\nContent-Length: 99999\r\n", "<html><title>عنوان</title><body><p>في روسيا</p></body></html>")
	someWARC   = record("warcinfo", "application/warc-fields", "", "software: x\r\n", -1) +
		record("request", "application/http; msgtype=request", "http://a/", "GET / HTTP/1.1\r\n\r\n", -1) +
		record("response", httpType, "http://a/", htmlAnswer, -1) +
		record("response", httpType, "http://a/x.png", answer("Content-Type: image/png\r\n", "\x89PNG\x00"), -1) +
		record("conversion", "text/plain", "http://b/", "نص من صفحة", -1) +
		record("resource", "text/html", "http://c/", "<p>مورد", -1)
)

func TestReadWARC(t *testing.T) {
	cp := record("response", httpType, "http://d/", answer("Content-Type: text/html; charset=windows-1256\r\n", "<p>"+encoded(t, charmap.Windows1256, "القاهرة")), -1)
	chunked := record("response", httpType, "http://e/", answer("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", "3\r\n<p>\r\n6\r\nمصر\r\n0\r\n\r\n"), -1)
	packed := record("response", httpType, "http://f/", answer("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gz("<p>لبنان")), -1)
	write(t, map[string]string{"a.warc": someWARC, "b.warc.gz": gz(someWARC) + gz(cp) + gz(chunked) + gz(packed), "noname": someWARC})
	some := []string{"http://a/|عنوان\nفي روسيا\n", "http://b/|نص من صفحة", "http://c/|مورد\n"}
	check(t, Options{}, []string{"a.warc"}, some...)
	check(t, Options{}, []string{"noname"}, some...)
	check(t, Options{}, []string{"b.warc.gz"}, append(some, "http://d/|القاهرة\n", "http://e/|مصر\n", "http://f/|لبنان\n")...)
}

// TestBrokenWARC: a record that is broken is reported, and what follows it is
// read.
func TestBrokenWARC(t *testing.T) {
	good := record("resource", "text/html", "http://good/", "<p>جيد", -1)
	page := func(length int) string { return record("response", httpType, "http://bad/", htmlAnswer, length) }
	for name, c := range map[string]struct{ in, says string }{
		"too short":   {page(20), "record 2: broken WARC record: it does not begin with WARC/"},
		"too long":    {page(len(htmlAnswer) + 100), "record 2: broken WARC record: it does not begin with WARC/"},
		"past end":    {strings.Replace(good, "Content-Length: 9", "Content-Length: 99999", 1), "the file ends after"},
		"negative":    {strings.Replace(page(5), "Content-Length: 5", "Content-Length: -5", 1), "is no length"},
		"no number":   {strings.Replace(page(5), "Content-Length: 5", "Content-Length: five", 1), "is no length"},
		"huge":        {strings.Replace(page(5), "Content-Length: 5", "Content-Length: 99999999999999999999", 1), "is no length"},
		"missing":     {strings.Replace(page(5), "Content-Length: 5\r\n", "", 1), "is no length"},
		"no colon":    {strings.Replace(page(5), "WARC-Type: ", "WARC-Type ", 1), "its header"},
		"no http":     {record("response", httpType, "http://x/", "<html>", -1), "record 1: broken WARC record: HTTP"},
		"long header": {"WARC/1.0\r\nX: " + strings.Repeat("x", 2<<20) + "\r\n\r\n", "its header is longer"},
		"not UTF-8":   {record("conversion", "text/plain", "http://x/", "a\xff", -1), "record 1: not valid UTF-8"},
	} {
		// The record after the broken one may be taken for a part of it.
		write(t, map[string]string{"a.warc": c.in + good + good})
		got := read(Options{}, "a.warc")
		failed, found := "", 0
		for _, line := range got {
			if strings.HasPrefix(line, "! ") {
				failed += line + "\n"
			} else if line == "http://good/|جيد\n" {
				found++
			}
		}
		if !strings.Contains(failed, c.says) {
			t.Errorf("%s: %q, want %s", name, got, c.says)
		}
		if name != "past end" && found == 0 {
			t.Errorf("%s: %q, what follows is lost", name, got)
		}
	}
}
