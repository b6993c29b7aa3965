package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// kindsOfFile are files as people have them, by name.
func kindsOfFile(t *testing.T) map[string][]byte {
	const sentence = "زار بوتين موسكو."
	arabic, err := charmap.Windows1256.NewEncoder().String("<html><head><title>خبر</title></head><body><p>" + sentence + "</p></body></html>")
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("id,text\n1," + sentence + "\n")
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte(`{"id":"1","text":"` + sentence + `"}` + "\n"))
	z.Close()
	text := map[string]string{
		"empty.txt":          "",
		"blank.jsonl":        "\n\n",
		"text.txt":           sentence + "\n",
		"noname":             sentence + "\n",
		"lines.jsonl":        `{"id":"1","text":"` + sentence + `"}` + "\n",
		"mentions.jsonl":     `{"id":"1","text":"` + sentence + `","mentions":[{"start":7,"end":17,"label":"PER"}]}` + "\n",
		"array.json":         `[{"id":"1","text":"` + sentence + `"}, {"id":"2","text":"` + sentence + `"}]`,
		"pretty.json":        "{\n  \"id\": \"1\",\n  \"text\": \"" + sentence + "\"\n}\n",
		"other.json":         `{"version": 3, "settings": {"a": [1, 2]}}`,
		"feed.rss":           `<?xml version="1.0"?><rss version="2.0"><channel><title>ا</title><item><title>خبر</title><description>` + sentence + `</description></item></channel></rss>`,
		"feed.atom":          `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>خبر</title><content>` + sentence + `</content></entry></feed>`,
		"table.csv":          "id,text\n1," + sentence + "\n",
		"semicolon.csv":      "id;text\n1;" + sentence + "\n",
		"table.tsv":          "id\ttext\n1\t" + sentence + "\n",
		"nocolumn.csv":       "a,b\n1,2\n",
		"page.html":          `<html><head><meta charset="utf-8"></head><body><p>` + sentence + `</p></body></html>`,
		"page1256.html":      arabic,
		"wide.csv":           wide,
		"archive.warc":       "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://example.org/\r\nContent-Type: text/plain\r\nContent-Length: 27\r\n\r\n" + sentence + "\r\n\r\n",
		"tags.conll":         "زار O\nبوتين B-PER\nموسكو B-LOC\n. O\n",
		"crlf.conll":         "زار O\r\nبوتين B-PER\r\nموسكو B-LOC\r\n. O\r\n",
		"comments.iob2":      "# sent_id = 1\n# text = " + sentence + "\nزار\tO\nبوتين\tB-PER\nموسكو\tB-LOC\n.\tO\n",
		"huggingface.jsonl":  `{"id":"0","tokens":["زار","بوتين","موسكو","."],"ner_tags":["O","B-PER","B-LOC","O"]}` + "\n",
		"numbers.jsonl":      `{"id":"0","tokens":["زار","بوتين"],"ner_tags":[0,1]}` + "\n",
		"doccano.jsonl":      `{"id":1,"text":"` + sentence + `","label":[[4,9,"PER"]]}` + "\n",
		"studio.json":        `[{"id":1,"data":{"text":"` + sentence + `"},"annotations":[{"id":2,"result":[{"type":"labels","value":{"start":4,"end":9,"text":"بوتين","labels":["PER"]}}]}]}]`,
		"min.json":           `[{"text":"` + sentence + `","id":3,"label":[{"start":4,"end":9,"text":"بوتين","labels":["PER"]}]}]`,
		"rasa.json":          `{"rasa_nlu_data":{"common_examples":[{"text":"` + sentence + `","entities":[{"start":4,"end":9,"value":"بوتين","entity":"PER"}]}]}}`,
		"spacy.jsonl":        `{"text":"` + sentence + `","entities":[[4,9,"PER"]]}` + "\n",
		"gate.json":          `{"text":"` + sentence + `","entities":{"PER":[{"indices":[4,9]}]}}`,
		"webanno.tsv":        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.NE|value\n\n\n#Text=" + sentence + "\n1-1\t0-3\tزار\t_\n1-2\t4-9\tبوتين\tPER\n1-3\t10-15\tموسكو\t_\n1-4\t15-16\t.\t_\n",
		"list.tsv":           "label\tkind\tname\naliases\n",
		"names.tsv":          "label\tkind\tname\taliases\nPER\t\tزيد العلي\t\n",
		"own.rules":          "",
		"program.bin":        "\x7fELF\x02\x01\x01\x00\x00\x00\x00\xff\xfe\xfd",
		"picture.png":        "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
		"document.pdf":       "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
		"document.docx":      "PK\x03\x04\x14\x00\x06\x00\x08\x00",
		"broken.jsonl.gz":    packed.String()[:packed.Len()-9],
		"packed.jsonl.gz":    packed.String(),
		"notparquet.parquet": "PAR1 no",
	}
	out := map[string][]byte{}
	for name, content := range text {
		out[name] = []byte(content)
	}
	return out
}

// verbs are the ways in which a file is read; FILE stands for it and DIR for an
// empty folder.
var verbs = []string{
	"tag FILE",
	"tag --format tsv FILE",
	"batch FILE -o DIR/out.jsonl --progress none",
	"batch FILE -o DIR/out.csv --progress none",
	"topics FILE",
	"topics similar FILE",
	"eval --gold FILE",
	"eval --gold data.jsonl --pred FILE",
	"eval topics --gold FILE",
	"fit --gold FILE -o DIR/w.tsv",
	"gazetteer lint FILE",
	"gazetteer build FILE -o DIR/x.gaz",
	"tag --gazetteer FILE data.txt",
	"tag --rules FILE data.txt",
	"tag --weights FILE data.txt",
	"rules check FILE",
}

// TestMatrix: every kind of file against every verb that reads files is read, or
// refused with a line that names it. None ends in silence.
func TestMatrix(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	files := kindsOfFile(t)
	files["data.txt"] = files["text.txt"]
	files["data.jsonl"] = files["mentions.jsonl"]
	for name, content := range files {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	names := []string{}
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, verb := range verbs {
		for j, name := range names {
			if testing.Short() && (i+j)%8 != 0 {
				continue
			}
			out := filepath.Join(dir, "out")
			if err := os.RemoveAll(out); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(out, 0o755); err != nil {
				t.Fatal(err)
			}
			args := strings.Fields(strings.NewReplacer("FILE", name, "DIR", out).Replace(verb))
			status, stdout, stderr := command(t, "", args...)
			written, _ := filepath.Glob(filepath.Join(out, "*"))
			said := stdout + stderr
			for _, w := range written {
				b, _ := os.ReadFile(w)
				said += string(b)
			}
			fail := func(why string) {
				t.Errorf("alam %s: status %d, %s\nstdout: %.300s\nstderr: %.300s", strings.Join(args, " "), status, why, stdout, stderr)
			}
			switch {
			case status != 0 && status != 1 && status != 2:
				fail("which is none of the command's")
			case status != 0 && !strings.Contains(said, name):
				fail("and the file is not named")
			case status == 0 && strings.TrimSpace(said) == "" && (verb != "gazetteer lint FILE" || name != "names.tsv"): // which is sound
				fail("and nothing is said")
			case strings.Contains(stderr, "Go struct") || strings.Contains(stderr, "panic"):
				fail("in words of the program")
			}
		}
	}
}
