package source

import (
	"strings"
	"testing"
)

// TestManyParts: a document of very many cells, values or elements is refused, and
// what stands behind it is read.
func TestManyParts(t *testing.T) {
	commas, tabs := strings.Repeat(",", maxColumns), strings.Repeat("\t", maxColumns)
	numbers := `{"text":"a\"\\\\","n":[` + strings.Repeat("1,", maxValues) + "1]}"
	write(t, map[string]string{
		"row.csv": "id,text\n1" + commas + "\n2,b\n", "row.tsv": "id\ttext\n1" + tabs + "\n2\tb\n",
		"head.csv": "text" + commas + "\nb\n", "head.tsv": "text" + tabs + "\nb\n",
		"a.jsonl": numbers + "\n{\"text\":\"b\"}\n", "a.json": "[" + numbers + ",\n{\"text\":\"b\"}]",
		"item.rss": "<rss><item><title>a</title>" + strings.Repeat("<category/>", 2*maxElements) + "</item></rss>",
		"deep.rss": "<rss>" + strings.Repeat("<a>", 2*maxNesting),
		"ok.rss":   "<rss>" + strings.Repeat("<item><title>a</title></item>", 2*maxNesting) + "</rss>",
	})
	check(t, Options{}, []string{"row.csv"}, "! row.csv:2: broken table: 65537 fields, and the first row has 2; a comma within a field breaks the row, unless the field stands in quotes", "2|b")
	check(t, Options{}, []string{"row.tsv"}, "! row.tsv:2: broken table: 65537 fields, and the first row has 2; a tab or a line end within a field breaks the row; use CSV or JSON lines", "2|b")
	for _, name := range []string{"head.csv", "head.tsv"} {
		check(t, Options{}, []string{name}, "! "+name+":1: broken table: its first row names 65537 columns, and at most 65536 are read; look whether the file has rows at all, and what stands between their cells")
	}
	many := "document is too large: it holds 1048578 values, and at most 1048576 are read; write each document as an object of its own, a line each"
	check(t, Options{}, []string{"a.jsonl"}, "! a.jsonl:1: "+many, "a.jsonl:2|b")
	check(t, Options{}, []string{"a.json"}, "! a.json:1: "+many, "a.json:2|b")
	check(t, Options{}, []string{"item.rss"}, "! item.rss:1: no feed that can be read: document is too large: an item has more than 524288 elements; 0 items before it were read; the file is broken there or cut off; get it again")
	check(t, Options{}, []string{"deep.rss"}, "! deep.rss:1: no feed that can be read: 1025 elements stand within each other; 0 items before it were read; the file is broken there or cut off; get it again")
	if n := len(read(Options{}, "ok.rss")); n != 2*maxNesting {
		t.Errorf("%d items", n)
	}
}
