package sink_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/batch/parquet"
	"github.com/alam-nlp/alam/batch/sink"
	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner"
)

// hard is a text with what formats must escape: a character of two UTF-16 units,
// markup, quotes, a tab, and a name over a line end.
const hard = "\U0001F600 <b> & \"في\" القاهرة:\nقال فلاديمير بوتين إن \"بنك\", مصر\tالأول أفلس"

// one gives the files of a job over one text, with its id.
func one(t *testing.T, o sink.Options, id, text string) map[string]string {
	t.Helper()
	line, err := json.Marshal(map[string]string{"id": id, "text": text})
	if err != nil {
		t.Fatal(err)
	}
	in := filepath.Join(t.TempDir(), "in.jsonl")
	write(t, in, string(line)+"\n")
	finish(t, o, []string{in})
	return files(t, filepath.Dir(o.Output))
}

// TestFormulas: what a spreadsheet takes for a formula has an apostrophe before it.
func TestFormulas(t *testing.T) {
	for in, want := range map[string]string{"": "", "a": "a", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "a=1": "a=1", "'=1": "'=1"} {
		if got := encode.Formula(in); got != want {
			t.Errorf("Formula(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestTables: the rows, read by another reader, are the mentions, at offsets of
// the unit that they name.
func TestTables(t *testing.T) {
	for unit, length := range map[gold.Unit]func(string) int{
		gold.Byte:      func(s string) int { return len(s) },
		gold.CodePoint: func(s string) int { return len([]rune(s)) },
		gold.UTF16:     func(s string) int { return len(utf16.Encode([]rune(s))) },
	} {
		var want [][]string
		for _, m := range find(hard).Mentions {
			e := known[slices.IndexFunc(known, func(e ner.Entity) bool { return e.Name == m.Text })]
			want = append(want, []string{"d,\"1", unit.String(), strconv.Itoa(length(hard[:m.Start])), strconv.Itoa(length(hard[:m.End])),
				m.Text, string(m.Label), m.Kind, e.ID, e.Name, e.NameEn, "1.2346", "", e.Country, "", "", "", "", "", "", "1", ""})
			if e.Ref.HasPoint() {
				copy(want[len(want)-1][13:], []string{"360630", "Q85", "EG-C", "30.06263", "31.24967"})
			}
		}
		for name, comma := range map[string]rune{"o.csv": ',', "o.tsv": '\t'} {
			o := form{name, 0}.options(t)
			o.Unit = unit
			r := csv.NewReader(strings.NewReader(one(t, o, "d,\"1", hard)[name]))
			r.Comma = comma
			rows, err := r.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			if text := &rows[1][20]; *text == hard { // of the document, on its first row
				*text = ""
			}
			for _, row := range rows[1:] {
				if path := &row[18]; filepath.Base(*path) == "in.jsonl" {
					*path = ""
				}
			}
			head := []string{"id", "offsets", "start", "end", "text", "label", "kind", "entity", "name", "name_en", "score", "region", "country",
				"geonames", "wikidata", "iso", "lat", "lon", "path", "line", "document_text"}
			if d := cmp.Diff(append([][]string{head}, want...), rows); d != "" {
				t.Errorf("%s, %v: %s", name, unit, d)
			}
		}
	}
}

// TestNoMentions: a document without any is a row of no table, and of every
// other format.
func TestNoMentions(t *testing.T) {
	for name, want := range map[string]string{
		"o.csv":     "id,offsets,start,end,text,label,kind,entity,name,name_en,score,region,country,geonames,wikidata,iso,lat,lon,path,line,document_text\n",
		"o.jsonl":   `{"id":"d","offsets":"byte","text":"لا أحد","mentions":[],"entities":[]}` + "\n",
		"o.geojson": "{\"type\":\"FeatureCollection\",\"features\":[\n\n]}\n",
		"o.conll":   "-DOCSTART-\t(d) O\n\nلا O\nأحد O\n\n",
	} {
		if got := one(t, form{name, 0}.options(t), "d", "لا أحد")[name]; got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
}

// TestPage: the page holds the text as it is, whatever markup it has, with its
// names marked, between one head and one foot.
func TestPage(t *testing.T) {
	got := one(t, form{"o.html", 0}.options(t), "<d>", hard)["o.html"]
	for _, want := range []string{
		"&lt;d&gt;</h2>", "\U0001F600 &lt;b&gt; &amp; &#34;في&#34; <mark",
		`<mark class="LOC" title="LOC · city · القاهرة · Cairo · Q2">القاهرة</mark>:` + "\n",
		`title="ORG · &#34;بنك&#34;, مصر`, "أفلس</div>\n</article>\n</body>\n</html>\n",
	} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%q is not there once:\n%s", want, got[strings.Index(got, "<article"):])
		}
	}
	in := inputs(t)
	for shard, want := range map[int64]int{0: 1, 4: 3} {
		o := form{"o.html", shard}.options(t)
		finish(t, o, in)
		heads, feet, articles := 0, 0, 0
		for _, page := range files(t, filepath.Dir(o.Output)) {
			heads += strings.Count(page, "<!DOCTYPE")
			feet += strings.Count(page, "</html>")
			articles += strings.Count(page, "<article>")
		}
		if heads != want || feet != want || articles != 10 {
			t.Errorf("shards of %d: %d heads, %d feet, %d articles", shard, heads, feet, articles)
		}
	}
}

// TestBrat: a folder with a text and its annotations for each document, in code
// points whatever unit was asked for, and an index.
func TestBrat(t *testing.T) {
	o := form{"o.brat", 0}.options(t)
	o.Unit = gold.Byte
	got := one(t, o, "d\t1\n", hard)
	if d := cmp.Diff(hard, got["o.brat/00000001.txt"]); d != "" {
		t.Error(d)
	}
	if got["o.brat/index.tsv"] != "00000001\td 1 \n" {
		t.Errorf("index is %q", got["o.brat/index.tsv"])
	}
	want := "T1\tLOC 13 20\tالقاهرة\nN1\tReference T1 alam:Q2\tالقاهرة\n" +
		"T2\tPER 26 40\tفلاديمير بوتين\nN2\tReference T2 alam:Q1\tفلاديمير بوتين\n" +
		"T3\tORG 44 60\t\"بنك\", مصر الأول\nN3\tReference T3 alam:ORG:a_b\t\"بنك\", مصر الأول\n"
	if d := cmp.Diff(want, got["o.brat/00000001.ann"]); d != "" {
		t.Error(d)
	}
	text := []rune(hard)
	if string(text[13:20]) != "القاهرة" || string(text[26:40]) != "فلاديمير بوتين" {
		t.Error("the offsets above are not code points")
	}
}

// TestGeoJSON: a feature for each place of all documents that lies somewhere; the
// rest are counted once for each file.
func TestGeoJSON(t *testing.T) {
	nowhere := ner.Entity{ID: "LOC:x", Label: ner.LOC, Name: "بيت قاد"}
	tripoli := ner.Entity{ID: "city/tripoli", Label: ner.LOC, Kind: "city", Name: "طرابلس", Country: "LY", Ref: gazetteer.Ref{Lat: 32.5, Lon: -13}}
	known = append(known, nowhere, tripoli)
	defer func() { known = known[:len(known)-2] }()
	in := filepath.Join(t.TempDir(), "in.jsonl")
	write(t, in, `{"id":"a","text":"طرابلس القاهرة بيت قاد القاهرة"}`+"\n"+`{"id":"b","text":"القاهرة بيت قاد"}`+"\n"+`{"id":"c","text":"بيت قاد"}`+"\n")
	o := form{"o.geojson", 2}.options(t)
	var notes []string
	o.Note = func(s string) {
		notes = append(notes, strings.TrimPrefix(s, filepath.Dir(o.Output)+string(filepath.Separator)))
	}
	finish(t, o, []string{in})
	got := files(t, filepath.Dir(o.Output))
	for name, want := range map[string]string{
		"o-00001.geojson": `{"type":"FeatureCollection","features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[31.24967,30.06263]},"properties":{"id":"Q2","name":"القاهرة","name_en":"Cairo","kind":"city","country":"EG","geonames":360630,"wikidata":"Q85","iso":"EG-C","documents":2,"mentions":3,"names":["القاهرة"]}},
{"type":"Feature","geometry":{"type":"Point","coordinates":[-13,32.5]},"properties":{"id":"city/tripoli","name":"طرابلس","name_en":"","kind":"city","country":"LY","documents":1,"mentions":1,"names":["طرابلس"]}}
]}
`,
		"o-00002.geojson": "{\"type\":\"FeatureCollection\",\"features\":[\n\n]}\n",
	} {
		if d := cmp.Diff(want, got[name]); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if !json.Valid([]byte(got[name])) {
			t.Errorf("%s is no JSON", name)
		}
	}
	want := []string{
		"o-00001.geojson: 1 of 3 places have no coordinates and are left out",
		"o-00002.geojson: 1 of 1 places have no coordinates and are left out",
	}
	if d := cmp.Diff(want, notes); d != "" {
		t.Error(d)
	}
}

// TestBratLines: a name over a line end is in several pieces, as brat has it.
func TestBratLines(t *testing.T) {
	over := known[0]
	over.ID, over.Name = "PER:x", "عبد\r\n\nالناصر"
	known = append(known, over)
	defer func() { known = known[:len(known)-1] }()
	got := one(t, form{"o.brat", 0}.options(t), "d", "قال عبد\r\n\nالناصر")["o.brat/00000001.ann"]
	if want := "T1\tPER 4 7;10 16\tعبد  الناصر\n"; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestParquet: the file, read by package parquet, has a row for each document.
func TestParquet(t *testing.T) {
	o := form{"o.parquet", 0}.options(t)
	one(t, o, "d", hard)
	n := 0
	for d, err := range source.Read([]string{o.Output}, source.Options{Parquet: parquet.Read}) {
		if n++; err != nil || d.ID != "d" || d.Text != hard {
			t.Errorf("%v, %v", d, err)
		}
	}
	if n != 1 {
		t.Errorf("%d rows", n)
	}
}

// TestPacked: a packed output unpacks to the plain one, and is a sound file
// where there is nothing in it.
func TestPacked(t *testing.T) {
	in := inputs(t)
	plain := form{"o.jsonl", 0}.options(t)
	finish(t, plain, in)
	want := files(t, filepath.Dir(plain.Output))["o.jsonl"]
	empty := filepath.Join(t.TempDir(), "empty.jsonl")
	write(t, empty, "")
	for name, unpack := range map[string]func(io.Reader) (io.Reader, error){
		"o.jsonl.gz":  func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"o.jsonl.zst": func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) },
	} {
		for want, in := range map[string][]string{want: in, "": {empty}} {
			o := form{name, 0}.options(t)
			finish(t, o, in)
			packed := files(t, filepath.Dir(o.Output))[name]
			if packed == "" {
				t.Fatalf("%s is an empty file, which is no sound one", name)
			}
			r, err := unpack(strings.NewReader(packed))
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if err != nil || string(got) != want {
				t.Errorf("%s: %v, %.300s", name, err, cmp.Diff(want, string(got)))
			}
		}
	}
}

// TestShards: the shards hold so many documents each, and the manifest says
// which they are.
func TestShards(t *testing.T) {
	in := inputs(t)
	o := form{"o.jsonl", 4}.options(t)
	finish(t, o, in)
	got := files(t, filepath.Dir(o.Output))
	var want bytes.Buffer
	var joined string
	for i, n := range []int{4, 4, 2} {
		name := fmt.Sprintf("o-%05d.jsonl", i+1)
		if lines := strings.Count(got[name], "\n"); lines != n {
			t.Errorf("%s has %d lines", name, lines)
		}
		joined += got[name]
		sum := sha256.Sum256([]byte(got[name]))
		fmt.Fprintf(&want, "{\"file\":%q,\"documents\":%d,\"bytes\":%d,\"sha256\":%q}\n", name, n, len(got[name]), hex.EncodeToString(sum[:]))
	}
	all := sha256.Sum256(want.Bytes())
	fmt.Fprintf(&want, "{\"files\":3,\"documents\":10,\"sha256\":%q}\n", hex.EncodeToString(all[:]))
	if d := cmp.Diff(want.String(), got["o.manifest.jsonl"]); d != "" {
		t.Error(d)
	}
	plain := form{"o.jsonl", 0}.options(t)
	finish(t, plain, in)
	if d := cmp.Diff(files(t, filepath.Dir(plain.Output))["o.jsonl"], joined); d != "" {
		t.Errorf("the shards together: %s", d)
	}
}

// TestFailures: what failed stands in a file beside the output or where it is
// asked for, and is counted; the summary has the counts.
func TestFailures(t *testing.T) {
	in := inputs(t)
	o := form{"o.jsonl", 0}.options(t)
	dir := t.TempDir()
	o.Failed, o.Summary = filepath.Join(dir, "bad"), filepath.Join(dir, "sum.json")
	c := finish(t, o, in)
	if c.Documents != 11 || c.Failed != 1 || c.Files != 2 || c.Runs != 1 || c.Failures["json"]+c.Failures["syntax"]+c.Failures["format"] != 1 ||
		c.Mentions["PER"] != 10 || c.Mentions["LOC"] != 10 || len(c.Mentions) != 2 || c.Bytes == 0 {
		t.Errorf("counts are %+v", c)
	}
	var f sink.Failure
	b, err := os.ReadFile(o.Failed)
	if err == nil {
		err = json.Unmarshal(b, &f)
	}
	if err != nil || f.Path != in[0] || f.Line != 5 || f.Record != 5 || f.Error != "broken" {
		t.Errorf("%v, %+v", err, f)
	}
	if line, err := f.AppendLine([]byte("x")); err != nil || string(line) != "x"+string(b) {
		t.Errorf("AppendLine: %s, %v", line, err)
	}
	var sum struct {
		sink.Counts
		Rate float64 `json:"documents_per_second"`
	}
	b, err = os.ReadFile(o.Summary)
	if err == nil {
		err = json.Unmarshal(b, &sum)
	}
	if err != nil || sum.Documents != 11 || sum.Failed != 1 || sum.Rate <= 0 {
		t.Errorf("%v, %+v", err, sum)
	}
	if got := files(t, filepath.Dir(o.Output)); len(got) != 1 {
		t.Errorf("beside the output: %v", got)
	}
	for out, want := range map[string]string{"a/o.csv.gz": "a/o.failed.jsonl", "o.doc": ""} {
		if got := sink.FailedName(filepath.FromSlash(out), ""); got != filepath.FromSlash(want) {
			t.Errorf("FailedName(%s) is %s", out, got)
		}
	}
	if got := sink.FailedName("o.csv", "bad"); got != "bad" {
		t.Errorf("FailedName is %s", got)
	}
}

// TestAppendLine: it gives the line that a Sink writes.
func TestAppendLine(t *testing.T) {
	o := form{"o.jsonl", 0}.options(t)
	o.Explain = true
	want := one(t, o, "d", hard)["o.jsonl"]
	got, err := sink.AppendLine([]byte("> "), &source.Document{ID: "d", Text: hard}, find(hard), o)
	if err != nil || string(got) != "> "+want {
		t.Errorf("%v, %s", err, cmp.Diff(want, string(got)))
	}
	if !strings.Contains(want, `"evidence":[{"source":"gazetteer","name":"Q2","weight":1.25}]`) {
		t.Errorf("no evidence in %s", want)
	}
}
