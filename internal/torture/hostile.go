//go:build linux

package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// What reading one broken file may take.
const (
	memoryLimit = 2_000_000 // KB of address space
	timeLimit   = 60 * time.Second
)

// A reader is a kind of file and the command that reads it; FILE stands for the
// file, DIR for a folder of its own.
type reader struct {
	file    string
	command string
	sound   func(b *bench) ([]byte, error)
}

const jsonLines = `{"id":"1","title":"PARAGRAPH","text":"PARAGRAPH"}` + "\n" + `{"id":"2","text":"PARAGRAPH"}` + "\n"

var readers = []reader{
	{"a.txt", "tag --format tsv FILE", plain("PARAGRAPH\n\nPARAGRAPH\n")},
	{"a.jsonl", "tag --format jsonl FILE", plain(jsonLines)},
	{"a.json", "batch FILE -o DIR/out.jsonl --progress none", plain(`[{"id":"1","text":"PARAGRAPH"},` + "\n " + `{"id":"2","text":"PARAGRAPH","more":[1,{"a":null}]}]`)},
	{"a.csv", "batch FILE -o DIR/out.csv --progress none", plain("id,text\n1,\"PARAGRAPH\"\n2,\"PARAGRAPH\"\n")},
	{"a.tsv", "batch FILE -o DIR/out.tsv --progress none", plain("id\ttext\n1\tPARAGRAPH\n2\tPARAGRAPH\n")},
	{"a.conll", "batch FILE -o DIR/out.conll --progress none", plain("-DOCSTART- O\n\nزار O\nبوتين B-PER\nموسكو B-LOC\n. O\n")},
	{"a.html", "tag --encoding detect --format tsv FILE", plain(`<html><head><meta charset="utf-8"><title>PARAGRAPH</title></head><body><p>PARAGRAPH<script>1</script><table><tr><td>PARAGRAPH</table></body></html>`)},
	{"a.rss", "tag --format jsonl FILE", plain(`<?xml version="1.0"?><rss version="2.0"><channel><title>ا</title><item><title>PARAGRAPH</title><description>PARAGRAPH</description></item></channel></rss>`)},
	{"a.warc", "batch FILE -o DIR/out.jsonl --progress none", warc},
	{"a.jsonl.gz", "batch FILE -o DIR/out.jsonl.gz --progress none", packed},
	{"a.parquet", "batch FILE -o DIR/out.parquet --progress none", made("--with-text", "a.parquet")},
	{"gold.conll", "eval --gold FILE", plain("زار O\nبوتين B-PER\nموسكو B-LOC\n. O\n\nزار O\nماكرون B-PER\n")},
	{"gold.jsonl", "eval --gold FILE", plain(`{"id":"1","offsets":"codepoint","text":"زار بوتين موسكو.","mentions":[{"start":4,"end":9,"label":"PER"},{"start":10,"end":15,"label":"LOC"}]}` + "\n")},
	{"gold.json", "eval --gold FILE", plain(`[{"id":1,"data":{"text":"زار بوتين موسكو."},"annotations":[{"id":2,"result":[{"type":"labels","value":{"start":4,"end":9,"text":"بوتين","labels":["PER"]}}]}]}]`)},
	{"doccano.jsonl", "eval --gold FILE", plain(`{"id":1,"text":"زار بوتين موسكو.","label":[[4,9,"PER"],[10,15,"LOC"]]}` + "\n")},
	{"webanno.tsv", "eval --gold FILE", plain("#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.NE|value\n\n\n#Text=زار بوتين موسكو.\n1-1\t0-3\tزار\t_\n1-2\t4-9\tبوتين\tPER\n1-3\t10-15\tموسكو\tLOC\n1-4\t15-16\t.\t_\n")},
	{"list.tsv", "tag --format tsv --gazetteer FILE INPUT", plain("label\tkind\tname\taliases\nORG\tparty\tحزب الغد الجديد\tالغد الجديد|حزب الغد؟\nPER\t\tزيد العلي\t\n")},
	{"list.gaz", "tag --format tsv --gazetteer FILE INPUT", compiled},
	{"own.rules", "tag --format tsv --rules FILE INPUT", given("data/rules/context.rules")},
	{"weights.tsv", "tag --format tsv --weights FILE INPUT", given("data/weights.tsv")},
}

// tryHostile breaks a sound file of some kind and has it read.
func tryHostile(b *bench, r *rand.Rand, dir string) (outcome, error) {
	k := &readers[r.IntN(len(readers))]
	content, err := k.sound(b)
	if err != nil {
		return "", fmt.Errorf("%s: no sound file: %w", k.file, err)
	}
	content, how := mangled(r, content)
	path := filepath.Join(dir, k.file)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		return "", err
	}
	command := strings.NewReplacer("FILE", path, "DIR", dir, "INPUT", filepath.Join(b.input, "texts", "000.txt")).Replace(k.command)
	ctx, stop := context.WithTimeout(context.Background(), timeLimit)
	defer stop()
	cmd := exec.CommandContext(ctx, "sh", append([]string{"-c", fmt.Sprintf(`ulimit -v %d; exec "$0" "$@"`, memoryLimit), b.alam}, strings.Fields(command)...)...)
	var says bytes.Buffer
	cmd.Stderr = &says
	started := time.Now()
	s := status(cmd.Run())
	took := time.Since(started)
	b.jobs++
	b.longest[k.file] = max(b.longest[k.file], took)
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		b.peaks[k.file] = max(b.peaks[k.file], int64(u.Maxrss)<<10)
	}
	fail := func(err error) error {
		return fmt.Errorf("alam %s, %s (%d bytes): %w", k.command, how, len(content), err)
	}
	switch {
	case ctx.Err() != nil:
		return "", fail(fmt.Errorf("not done in %v", timeLimit))
	case broken(s, says.String()) != nil:
		return "", fail(broken(s, says.String()))
	case s != statusDone && !strings.Contains(says.String(), k.file) && !failureNamed(dir, k.file):
		return "", fail(fmt.Errorf("status %d, and the file is not named: %.300s", s, &says))
	case s != statusDone:
		return "refused, with the file's name", nil
	}
	return "read", nil
}

// failureNamed reports whether a file of failures names the file.
func failureNamed(dir, file string) bool {
	files, _ := filepath.Glob(filepath.Join(dir, "*.failed.jsonl"))
	for _, f := range files {
		if content, err := os.ReadFile(f); err == nil && bytes.Contains(content, []byte(file)) {
			return true
		}
	}
	return false
}

// mangled breaks content in one to three ways, and says which.
func mangled(r *rand.Rand, content []byte) ([]byte, string) {
	content = bytes.Clone(content)
	var said []string
	for range 1 + r.IntN(3) {
		if len(content) == 0 {
			break
		}
		m := &mangles[r.IntN(len(mangles))]
		content = m.do(r, content)
		said = append(said, m.name)
	}
	return content, strings.Join(said, ", then ")
}

var mangles = []struct {
	name string
	do   func(r *rand.Rand, b []byte) []byte
}{
	{"bits turned", func(r *rand.Rand, b []byte) []byte {
		for range 1 + r.IntN(20) {
			b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		}
		return b
	}},
	{"cut", func(r *rand.Rand, b []byte) []byte { return b[:r.IntN(len(b))] }},
	{"a piece repeated", func(r *rand.Rand, b []byte) []byte {
		from := r.IntN(len(b))
		to := from + 1 + r.IntN(min(64, len(b)-from))
		times := 1 + r.IntN(1+(2<<20)/(to-from))
		return splice(b, to, bytes.Repeat(b[from:to], times))
	}},
	{"brackets put in", func(r *rand.Rand, b []byte) []byte {
		piece := []string{"[", "{\"a\":", "(", "<b>", "\"", "«", "<!--", "&", ",", "\t", "-", "."}[r.IntN(12)]
		return splice(b, r.IntN(len(b)), []byte(strings.Repeat(piece, 1+r.IntN(1<<18))))
	}},
	{"zeros and bytes that are no text put in", func(r *rand.Rand, b []byte) []byte {
		noise := make([]byte, 1+r.IntN(4096))
		for i := range noise {
			noise[i] = byte(r.IntN(4)) * 0x55
		}
		return splice(b, r.IntN(len(b)), noise)
	}},
	{"numbers made large", func(r *rand.Rand, b []byte) []byte {
		for i, c := range b {
			if '0' <= c && c <= '9' && r.IntN(3) == 0 {
				return splice(b, i, []byte("99999999999999999999"))
			}
		}
		return append(b, "-1"...)
	}},
	{"lengths made large", func(r *rand.Rand, b []byte) []byte {
		at := r.IntN(len(b))
		for i := at; i < min(at+4, len(b)); i++ {
			b[i] = 0xff
		}
		return b
	}},
	{"lines joined", func(_ *rand.Rand, b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte(" ")) }},
	{"two pieces swapped", func(r *rand.Rand, b []byte) []byte {
		at := r.IntN(len(b))
		return append(bytes.Clone(b[at:]), b[:at]...)
	}},
}

// splice puts a piece into b.
func splice(b []byte, at int, piece []byte) []byte {
	out := make([]byte, 0, len(b)+len(piece))
	return append(append(append(out, b[:at]...), piece...), b[at:]...)
}

// plain is a text in which PARAGRAPH stands for paragraphs of the samples.
func plain(text string) func(*bench) ([]byte, error) {
	return func(b *bench) ([]byte, error) {
		n := 0
		for strings.Contains(text, "PARAGRAPH") {
			p := strings.NewReplacer(`"`, "", `\`, "", "\t", " ", "<", " ", "&", " ").Replace(b.paragraphs[n%len(b.paragraphs)])
			text = strings.Replace(text, "PARAGRAPH", p, 1)
			n++
		}
		return []byte(text), nil
	}
}

func packed(b *bench) ([]byte, error) {
	text, err := plain(jsonLines)(b)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(text); err != nil {
		return nil, err
	}
	return out.Bytes(), z.Close()
}

func warc(b *bench) ([]byte, error) {
	page := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>" + b.paragraphs[0] + "</p></body></html>"
	var out bytes.Buffer
	for i := range 3 {
		fmt.Fprintf(&out, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/%d\r\nWARC-Date: 2026-11-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, len(page), page)
	}
	return out.Bytes(), nil
}

// made is a table that a job of the command writes.
func made(flag, name string) func(*bench) ([]byte, error) {
	return kept(name, func(b *bench, path string) error {
		return b.do("batch", filepath.Join(b.input, "texts"), "-o", path, "--progress", "none", flag)
	})
}

// kept makes a file once.
func kept(name string, create func(b *bench, path string) error) func(*bench) ([]byte, error) {
	return func(b *bench) ([]byte, error) {
		path := filepath.Join(b.dir, "sound-"+name)
		if content, err := os.ReadFile(path); err == nil {
			return content, nil
		}
		if err := create(b, path); err != nil {
			return nil, err
		}
		return os.ReadFile(path)
	}
}

// do runs the command; that some documents fail is no error.
func (b *bench) do(args ...string) error {
	says, err := exec.Command(b.alam, args...).CombinedOutput()
	if s := status(err); s != statusDone && s != statusFailed {
		return fmt.Errorf("alam %s: %w: %s", strings.Join(args, " "), err, says)
	}
	return nil
}

var compiled = kept("list.gaz", func(b *bench, path string) error {
	list := filepath.Join(b.dir, "sound-list.tsv")
	if err := os.WriteFile(list, []byte("label\tkind\tname\taliases\nORG\tparty\tحزب الغد الجديد\tالغد الجديد\nPER\t\tزيد العلي\t\nLOC\tcity\tتل الورد\t\n"), 0o644); err != nil {
		return err
	}
	return b.do("gazetteer", "build", "-o", path, list)
})

// given is a file of the project.
func given(name string) func(*bench) ([]byte, error) {
	return func(b *bench) ([]byte, error) { return os.ReadFile(filepath.Join(b.root, name)) }
}
