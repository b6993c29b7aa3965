package batch_test

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	pq "github.com/parquet-go/parquet-go"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gold"
)

// A name is a mention as every format has it.
type name struct {
	Document, Text, Label, Entity string
	Start, End                    int
}

// units are ways to count that do without package eval.
var units = map[gold.Unit]func(string) int{
	gold.Byte:      func(s string) int { return len(s) },
	gold.CodePoint: func(s string) int { return len([]rune(s)) },
	gold.UTF16:     func(s string) int { return len(utf16.Encode([]rune(s))) },
}

// texts are those of the inputs by id.
func texts(t *testing.T, inputs []string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for d, err := range source.Read(inputs, source.Options{}) {
		if err == nil {
			out[d.ID] = d.Text
		}
	}
	return out
}

// TestRoundTrips: JSON lines, tables and Parquet, read by other readers, hold
// the same mentions, whose offsets point at their texts in every unit.
func TestRoundTrips(t *testing.T) {
	for unit, length := range units {
		o := options(t, "o.jsonl")
		o.Sink.Unit, o.Sink.Text = unit, true
		source := texts(t, o.Inputs)
		want := readJSONL(t, run(t, o)["o.jsonl"], source)
		if len(want) < 100 {
			t.Fatalf("%d mentions", len(want))
		}
		marks, emoji := 0, 0
		for _, n := range want {
			text := source[n.Document]
			at := 0 // the byte where n.Start units are before
			for at < len(text) && length(text[:at]) < n.Start {
				at++
				for at < len(text) && text[at]&0xc0 == 0x80 {
					at++
				}
			}
			if !strings.HasPrefix(text[at:], n.Text) || length(text[:at]) != n.Start || n.End-n.Start != length(n.Text) {
				t.Errorf("%v: %+v points at %.20q", unit, n, text[at:])
			}
			marks += strings.Count(n.Text, "\u0652") + strings.Count(text[:at], "\u064e")
			emoji += strings.Count(text[:at], "\U0001F600")
		}
		if marks == 0 || emoji == 0 {
			t.Errorf("%d marks and %d emoji before mentions", marks, emoji)
		}
		for _, out := range []string{"o.csv", "o.tsv", "o.parquet"} {
			o.Sink.Output = filepath.Join(t.TempDir(), out)
			files := run(t, o)
			var got []name
			switch out {
			case "o.csv":
				got = readTable(t, files[out], ',', unit)
			case "o.tsv":
				got = readTable(t, files[out], '\t', unit)
			case "o.parquet":
				got = readParquet(t, o.Sink.Output, source)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s, %v: %.500s", out, unit, d)
			}
		}
	}
}

func readJSONL(t *testing.T, lines string, texts map[string]string) (out []name) {
	t.Helper()
	for line := range strings.Lines(lines) {
		var d struct {
			ID, Text string
			Mentions []name
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		if d.Text != texts[d.ID] {
			t.Errorf("%s: another text", d.ID)
		}
		for _, m := range d.Mentions {
			m.Document = d.ID
			out = append(out, m)
		}
	}
	return out
}

func readTable(t *testing.T, content string, comma rune, unit gold.Unit) (out []name) {
	t.Helper()
	r := csv.NewReader(strings.NewReader(content))
	r.Comma = comma
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"id", "offsets", "start", "end", "text", "label", "kind", "entity", "name", "name_en", "score", "region", "country", "geonames", "wikidata", "iso", "lat", "lon", "path", "line", "document_text"}, rows[0]); d != "" {
		t.Error(d)
	}
	for _, row := range rows[1:] {
		start, _ := strconv.Atoi(row[2])
		end, _ := strconv.Atoi(row[3])
		if row[1] != unit.String() {
			t.Errorf("offsets are %s", row[1])
		}
		out = append(out, name{Document: row[0], Text: row[4], Label: row[5], Entity: row[7], Start: start, End: end})
	}
	return out
}

// readParquet reads the values of the columns, without the types that the file
// was written with.
func readParquet(t *testing.T, path string, texts map[string]string) (out []name) {
	t.Helper()
	r, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	info, _ := r.Stat()
	f, err := pq.OpenFile(r, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	columns := f.Schema().Columns()
	for _, g := range f.RowGroups() {
		rows := g.Rows()
		defer rows.Close()
		for {
			buf := make([]pq.Row, 1)
			n, err := rows.ReadRows(buf)
			if n == 1 {
				cells := map[string][]pq.Value{}
				for _, v := range buf[0] {
					if c := strings.Join(columns[v.Column()], "."); !v.IsNull() {
						cells[c] = append(cells[c], v.Clone())
					}
				}
				id := cells["id"][0].String()
				if cells["text"][0].String() != texts[id] {
					t.Errorf("%s: another text", id)
				}
				at := "mentions.list.element."
				for i, text := range cells[at+"text"] {
					out = append(out, name{Document: id, Text: text.String(), Label: cells[at+"label"][i].String(), Entity: cells[at+"entity"][i].String(),
						Start: int(cells[at+"start"][i].Int64()), End: int(cells[at+"end"][i].Int64())})
				}
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return out
}

// TestBratRoundTrip: eval's reader finds the mentions of JSON lines in brat.
func TestBratRoundTrip(t *testing.T) {
	o := options(t, "o.jsonl")
	o.Sink.Text = true
	source := texts(t, o.Inputs)
	want := readJSONL(t, run(t, o)["o.jsonl"], source)
	o.Sink.Output = filepath.Join(t.TempDir(), "o.brat")
	files := run(t, o)
	var got []name
	for line := range strings.Lines(files["o.brat/index.tsv"]) {
		number, id, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		text := files["o.brat/"+number+".txt"]
		if text != source[id] {
			t.Errorf("%s: another text", id)
		}
		mentions, err := gold.ReadBrat(strings.NewReader(files["o.brat/"+number+".ann"]), text, gold.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range mentions {
			entity := strings.ReplaceAll(strings.TrimPrefix(m.Entity, "alam:"), "_", " ")
			got = append(got, name{Document: id, Text: m.Text, Label: m.Label, Entity: entity, Start: m.Start, End: m.End})
		}
	}
	for i := range want {
		want[i].Entity = strings.ReplaceAll(want[i].Entity, "_", " ")
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%.800s", d)
	}
}

// TestHTMLOutput: the page holds the texts, with every mention marked.
func TestHTMLOutput(t *testing.T) {
	o := options(t, "o.jsonl")
	want := readJSONL(t, run(t, o)["o.jsonl"], noTexts(t, o.Inputs))
	o.Sink.Output = filepath.Join(t.TempDir(), "o.html")
	page := run(t, o)["o.html"]
	if n := strings.Count(page, "<mark class=") - 4; n != len(want) {
		t.Errorf("%d marks, want %d", n, len(want))
	}
	if !strings.HasSuffix(page, "</html>\n") || strings.Count(page, "<article>") != strings.Count(page, "</article>") {
		t.Error("the page is not whole")
	}
}

func noTexts(t *testing.T, inputs []string) map[string]string {
	m := texts(t, inputs)
	for id := range m {
		m[id] = ""
	}
	return m
}
