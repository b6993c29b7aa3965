package source

import (
	"fmt"
	"strings"
	"testing"
)

// TestReadJSON: JSON as people have it is read as documents.
func TestReadJSON(t *testing.T) {
	write(t, map[string]string{
		"records.json":  `[{"id":"1","text":"زار بوتين"},` + "\n" + `{"id":"2","text":"زار ماكرون"}]`,
		"pretty.json":   "{\n  \"id\": 7,\n  \"text\": \"a {[\\\" b\"\n}\n{\n\"text\": \"c\"\n}\n",
		"one.json":      `{"text":"a"}`,
		"lines.json":    `{"text":"a"}` + "\n" + `{"text":"b"}` + "\n",
		"list.txt":      bom + "[\n  {\"text\": \"a\"},\n  {\"text\": \"b\"}\n]\n",
		"columns.json":  `{"id":{"0":"x","1":"y","10":"z"},"text":{"0":"a","1":"b","10":"c"}}`,
		"arrays.json":   `{"id":["x","y"],"text":["a","b"]}`,
		"index.json":    `{"2":{"text":"b"},"10":{"text":"c","id":"own"}}`,
		"split.json":    `{"columns":["id","text"],"index":[0,1],"data":[["x","a"],["y","b"]]}`,
		"table.json":    `{"schema":{"fields":[]},"data":[{"id":"x","text":"a"}]}`,
		"articles.json": `{"status":"ok","articles":[{"text":"a"},{"text":"b"}],"tags":["x"]}`,
		"empty.json":    "[]",
		"other.json":    `{"name":"x","version":1}`,
		"numbers.json":  "[1,2]",
		"broken.json":   "[{\"text\":\"a\"},\n{\"text\":\"b\",},\n{\"text\":\"c\"}]",
		"cut.json":      "[{\"text\":\"a\"},\n{\"text\":\"b",
		"after.json":    `[{"text":"a"}] x`,
		"bad.json":      `[{"text":"a"},{"body":"b"},3]`,
		"utf.json":      "[{\"text\":\"a\xff\"}]",
		"prose.txt":     "[رويترز] قال الرئيس",
		"quote.txt":     "[\"العربية\"] قالت",
		"big.json":      `[{"text":"` + strings.Repeat("x", 200) + `"},{"text":"b"}]`,
	})
	for name, want := range map[string][]string{
		"records.json":  {"1|زار بوتين", "2|زار ماكرون"},
		"pretty.json":   {`7|a {[" b`, "pretty.json:2|c"},
		"one.json":      {"one.json:1|a"},
		"lines.json":    {"lines.json:1|a", "lines.json:2|b"},
		"list.txt":      {"list.txt:1|a", "list.txt:2|b"},
		"columns.json":  {"x|a", "y|b", "z|c"},
		"arrays.json":   {"x|a", "y|b"},
		"index.json":    {"2|b", "own|c"},
		"split.json":    {"x|a", "y|b"},
		"table.json":    {"x|a"},
		"articles.json": {"articles.json:1|a", "articles.json:2|b"},
		"empty.json":    nil,
		"other.json":    {`! other.json:1: wrong field: no field "text" among "name", "version"; name the field that holds the text with Options.TextField`},
		"numbers.json":  {"! numbers.json:1: not a JSON object: number; " + hintValue},
		"broken.json":   {"broken.json:1|a", "! broken.json:2:13: not a JSON object: invalid character '}' looking for beginning of object key string; " + hintValue, "broken.json:3|c"},
		"cut.json":      {"cut.json:1|a", "! cut.json:2:10: not a JSON object: unexpected end of JSON input; " + hintValue, "! cut.json:2: not a JSON object: the array is not closed; the file is cut off; " + hintValue},
		"after.json":    {"after.json:1|a", "! after.json:1: not a JSON object: something stands after the array; " + hintValue},
		"bad.json":      {"bad.json:1|a", `! bad.json:1: wrong field: no field "text" among "body"; name the field that holds the text with Options.TextField`, "! bad.json:1: not a JSON object: number; " + hintValue},
		"utf.json":      {"! utf.json:1:11: not valid UTF-8: byte 0xff; " + hintUTF8},
		"prose.txt":     {"prose.txt|[رويترز] قال الرئيس"},
		"quote.txt":     {`quote.txt|["العربية"] قالت`},
	} {
		check(t, Options{}, []string{name}, want...)
	}
	check(t, Options{MaxDocument: 100}, []string{"big.json"},
		"! big.json:1: document is too large: object 1 has 211 bytes, and at most 100 are allowed; raise the limit with Options.MaxDocument, or write the documents as an array of objects", "big.json:2|b")
	check(t, Options{Stdin: strings.NewReader(`[{"text":"a"}]`)}, []string{"-"}, "-:1|a")
}

// TestWalkJSON: a file of JSON in a folder is read if it holds documents.
func TestWalkJSON(t *testing.T) {
	write(t, map[string]string{"d/a.json": `[{"text":"a"}]`, "d/package.json": `{"name":"x"}`, "d/e.json": "[]", "d/f.rss": someRSS, "d/x.xml": "<TEI><p>x</p></TEI>"})
	check(t, Options{Walk: true}, []string{"d"}, "d/a.json:1|a", "u1|عنوان\nنص الخبر\n", "d/f.rss:2|ب\n")
}

const someRSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>قناة</title>
<item><title>عنوان</title><media:title>x</media:title><link>http://a/1</link><guid>u1</guid><pubDate>Mon, 02 Jan 2006 15:04:05 +0000</pubDate>
<description>قصير</description><content:encoded><![CDATA[<p>نص <b>الخبر</b></p>]]></content:encoded><category>سياسة</category></item>
<item><title>ب</title></item></channel></rss>`

// TestReadFeeds: each item of RSS and Atom is a document, its title first.
func TestReadFeeds(t *testing.T) {
	write(t, map[string]string{
		"a.rss": someRSS,
		"b.xml": `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>e1</id><title type="html">في &amp;amp; مصر</title>` +
			`<link rel="self" href="http://a/self"/><link href="http://a/2"/><updated>2024-01-02T00:00:00Z</updated><content type="xhtml"><div>نص<br/>سطر</div></content></entry></feed>`,
		"c.rdf":   `<rdf:RDF xmlns:rdf="r"><channel/><item><title>أ</title><link>http://a/3</link><description>&lt;p&gt;ب&nbsp;ج&lt;/p&gt;</description></item></rdf:RDF>`,
		"cut.rss": someRSS[:len(someRSS)-40],
		"tei.xml": "<TEI><p>x</p></TEI>",
		"no.xml":  "",
		"stream":  someRSS,
	})
	check(t, Options{}, []string{"a.rss"}, "u1|عنوان\nنص الخبر\n", "a.rss:2|ب\n")
	check(t, Options{}, []string{"stream"}, "u1|عنوان\nنص الخبر\n", "stream:2|ب\n")
	check(t, Options{}, []string{"b.xml"}, "e1|في & مصر\nنص\nسطر\n")
	check(t, Options{}, []string{"c.rdf"}, "http://a/3|أ\nب ج\n")
	check(t, Options{}, []string{"cut.rss"}, "u1|عنوان\nنص الخبر\n", "! cut.rss:5: no feed that can be read: unexpected EOF; 1 items before it were read; the file is broken there or cut off; get it again")
	check(t, Options{}, []string{"tei.xml"}, "! tei.xml: no feed that can be read: its first element is <TEI>; want <rss>, <rdf:RDF> or <feed>; of XML only RSS and Atom feeds are read; convert it to JSON lines, or read it as a page with Options.Format html")
	check(t, Options{}, []string{"no.xml"}, "! no.xml: no feed that can be read: it holds no element; want RSS or Atom")
	for d, err := range Read([]string{"a.rss"}, Options{Fields: []string{"link", "category", "date"}}) {
		if err != nil || d.ID == "u1" && (fmt.Sprintf("%s", d.Fields) != `map[category:"سياسة" date:"Mon, 02 Jan 2006 15:04:05 +0000" link:"http://a/1"]` || !d.Derived || d.Date == "") {
			t.Errorf("%+v, %v", d, err)
		}
	}
}

func FuzzJSON(f *testing.F) {
	fuzz(f, Options{Format: JSON}, `[{"id":1,"text":"x"},{"text":"y"}]`, "{\n\"text\":\"\\ud800\"}\n{}", `{"text":{"0":"a"},"id":[2]}`, `{"a":[{"text":"x"}]}`,
		`{"columns":["text"],"data":[["a"]]}`, `{"1":{"text":"a"}}`, `[[]]`, `"x"]`, "]}")
}

func FuzzFeed(f *testing.F) {
	fuzz(f, Options{Format: Feed}, `<rss><item><title>a</title><description>&lt;b></description></item></rss>`, `<feed><entry><content type="xhtml"><b>x</b></content></entry>`,
		"\xff\xfe<\x00", `<?xml version="1.0" encoding="windows-1256"?><rss><item><title>`+"\xc7"+`</title></item></rss>`,
		"<rss><item><title>a\xff\xe2\x80&#1;&#xd800;</title></item></rss>")
}
