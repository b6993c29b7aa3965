package train

import (
	"strings"
	"testing"
)

func TestReadApart(t *testing.T) {
	texts := write(t, "texts.jsonl", `{"id":"b","title":"عنوان","text":"قال سمير نعم. وذهب."}`+"\n"+`{"id":"a","title":"آخر","text":"زار صور"}`+"\n")
	const a = `{"id":"a","bytes":20,"mentions":[{"start":14,"end":20,"label":"LOC","optional":true}]}`
	docs, err := ReadApart(write(t, "labels.jsonl", a+"\n"+`{"id":"b","bytes":33,"mentions":[{"start":18,"end":26,"label":"PER"}]}`+"\n"), texts)
	if err != nil || len(docs) != 2 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	if d := docs[0]; d.ID != "a" || d.Text != "آخر\nزار صور" || d.Mentions[0].Text != "صور" || !d.Mentions[0].Optional {
		t.Errorf("%+v", d)
	}
	if d := docs[1]; d.Text != "عنوان\nقال سمير نعم" || d.Mentions[0].Text != "سمير" || d.Mentions[0].Label != "PER" {
		t.Errorf("%+v", d)
	}
	for labels, want := range map[string]string{
		strings.Replace(a, "20,", "500,", 1):  "article a: a label is outside",
		strings.Replace(a, "14,", "15,", 1):   "article a: a label is outside",
		strings.Replace(a, `"a"`, `"c"`, 1):   "article c is not in",
		strings.Replace(a, `"a"`, `[]`, 1):    "document 1",
		strings.Replace(a, `:20}`, `:22}`, 1): "article a",
	} {
		if _, err := ReadApart(write(t, "labels.jsonl", labels), texts); (err == nil || !strings.Contains(err.Error(), want)) && labels != a {
			t.Errorf("%s\ngot  %v\nwant %s", labels, err, want)
		}
	}
}
