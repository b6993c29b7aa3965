package gold

import (
	"errors"
	"strings"
	"testing"
)

// exportText is what most of the files below are about.
const exportText = "زار بوتين موسكو."

// TestReadForeign: the files of other tools are told by their fields, and their names read.
func TestReadForeign(t *testing.T) {
	quoted := `"` + exportText + `"`
	per := "PER بوتين"
	both := per + ", LOC موسكو"
	for name, c := range map[string]struct{ in, want string }{
		"hf strings":  {`{"id": "0", "tokens": ["زار", "بوتين", "موسكو", "."], "ner_tags": ["O", "B-PER", "B-LOC", "O"]}`, both},
		"hf words":    {`[{"words": ["زار", "بوتين"], "ner": ["O", "S-PER"]}]`, per},
		"hf names":    {`{"tokens": ["زار", "بوتين", "موسكو"], "ner_tags": [0, 1, 3]}`, both},
		"hf labels":   {`{"tokens": ["زار", "بوتين"], "labels": [0, 1]}`, per},
		"hf features": {`{"features": [{"name": "ner_tags", "type": {"feature": {"names": ["O", "B-LOC"], "_type": "ClassLabel"}}}], "rows": [{"row": {"tokens": ["في", "موسكو"], "ner_tags": [0, 2]}}]}`, "LOC موسكو"},
		"rasa":        {`{"rasa_nlu_data": {"common_examples": [{"text": ` + quoted + `, "entities": [{"start": 4, "end": 9, "value": "فلاديمير", "entity": "PER"}]}]}}`, per},
		"dataturks":   {`{"content": ` + quoted + `, "annotation": [{"label": ["PER"], "points": [{"start": 4, "end": 8, "text": "بوتين"}]}], "extras": null}`, per},
		"dt none":     {`{"content": ` + quoted + `, "annotation": null}` + "\n" + `{"content": ` + quoted + `, "annotation": [{"label": ["PER"], "points": [{"start": 4, "end": 8}]}]}`, per},
		"lighttag":    {`{"examples": [{"example_id": "x", "content": ` + quoted + `, "annotations": [{"start": 4, "end": 9, "tag": "PER", "value": "بوتين", "annotated_by": []}]}]}`, per},
		"lighttag 2":  {`[{"content": ` + quoted + `, "annotations": [{"start": 4, "end": 9, "tag": "PER"}]}]`, per},
		"gate":        {`{"text": ` + quoted + `, "entities": {"PER": [{"indices": [4, 9]}], "LOC": [{"indices": [10, 15]}]}}`, both},
		"by label":    {`{"text": ` + quoted + `, "entities": {"PER": [[4, 9]]}}`, per},
		"bigbio":      {`{"id": "0", "passages": [{"id": "1", "text": ["زار بوتين"], "offsets": [[0, 9]]}, {"text": ["موسكو"], "offsets": [[10, 15]]}], "entities": [{"type": "PER", "text": ["بوتين"], "offsets": [[4, 9]], "normalized": []}, {"type": "LOC", "text": ["موسكو"], "offsets": [[10, 15]]}]}`, both},
		"json-min":    {`[{"text": ` + quoted + `, "id": 3, "label": [{"start": 4, "end": 9, "text": "بوتين", "labels": ["PER"]}], "annotator": 1}]`, per},
		"ls csv":      {"annotation_id,id,label,text\n7,3,\"[{\"\"start\"\": 4, \"\"end\"\": 9, \"\"text\"\": \"\"بوتين\"\", \"\"labels\"\": [\"\"PER\"\"]}]\"," + exportText + "\n8,4,,زار\n", per},
		"ls tsv":      {"id\tner\ttext\r\n3\t\"[{\"\"start\"\": 4, \"\"end\"\": 9, \"\"labels\"\": [\"\"PER\"\"]}, {\"\"start\"\": 10, \"\"end\"\": 15, \"\"labels\"\": [\"\"LOC\"\"]}]\"\t" + exportText + "\r\n", both},
		"ner":         {`{"id": 1, "text": ` + quoted + `, "ner": [{"start": 4, "end": 9, "label": "PER"}]}`, per},
		"type":        {`{"text": ` + quoted + `, "entities": [{"begin": 4, "end": 9, "type": "PER"}]}`, per},
		"tuple":       {`{"text": ` + quoted + `, "named_entities": [["PER", 4, 9], [10, 15, "LOC"]]}`, both},
		"utf16":       {`{"text": "😀 بوتين", "ner": [{"start": 3, "end": 8, "text": "بوتين", "label": "PER"}]}`, per},
		"doccano cr":  {`{"text": "زار.\r\nثم بوتين\r\nموسكو", "label": [[8, 13, "PER"], [14, 19, "LOC"]]}`, both},
		"cr dropped":  {`{"text": "زار.\r\nثم بوتين\r\nموسكو", "label": [[7, 12, "PER"], [12, 17, "LOC"]]}`, both},
	} {
		o := ReadOptions{Path: "x.json"}
		if name == "hf names" || name == "hf labels" || name == "hf features" {
			o.Names = []string{"O", "B-PER", "I-PER", "B-LOC"}
		}
		if name == "hf features" {
			o.Names, c.in = nil, strings.Replace(c.in, "[0, 2]", "[0, 1]", 1)
		}
		docs, source, err := ReadDocuments(strings.NewReader(c.in), o)
		var got []string
		for _, d := range docs {
			for _, m := range d.Mentions {
				if d.Text[m.Start:m.End] != m.Text {
					t.Errorf("%s: %q at %v", name, m.Text, m.Span)
				}
				got = append(got, m.Label+" "+m.Text)
			}
		}
		if err != nil || strings.Join(got, ", ") != c.want {
			t.Errorf("%s: read as %s: %v, %v, want %s", name, source.Format, got, err, c.want)
		}
	}
}

// TestForeignRefused: what cannot be read is said, with what was looked for.
func TestForeignRefused(t *testing.T) {
	for in, says := range map[string]string{
		`{"tokens": ["a"], "ner_tags": [0]}`:                                                   "nothing says what they mean",
		`{"tokens": ["a", "b"], "ner_tags": ["O"]}`:                                            "1 tags for 2 tokens",
		`{"tokens": ["a"], "ner_tags": ["PERSON"]}`:                                            "tag not allowed",
		`{"tokens": [""], "ner_tags": ["O"]}`:                                                  "empty token",
		`{"text": "ab", "ner": [{"start": 0, "end": 9, "label": "X"}]}`:                        "outside the text",
		`{"text": "ab", "ner": [{"start": 0, "label": "X"}]}`:                                  "lacks its place",
		`{"text": "ab", "ner": [{"start": 0, "end": 1}]}`:                                      "lacks its label",
		`{"text": "ab", "ner": [{"start": 0, "end": 1, "text": "b", "label": "X"}]}`:           "surface does not stand",
		"{\"text\": \"ab\", \"ner\": []}\n{\"text\": \"ab\"}":                                  "lacks its spans; looked for entities",
		`{"ner": [{"start": 0, "end": 1, "label": "X"}]}`:                                      "lacks its text; looked for text, content",
		`{"passages": [{"text": ["a"]}], "entities": []}`:                                      "a passage wants text and offsets",
		`{"passages": [{"text": ["ab"], "offsets": [[5, 7]]}, {"text": [], "offsets": [[]]}]}`: "a passage wants text and offsets",
		`{"text": "abcd", "ner": [{"type": "X", "offsets": [[0, 1], [2, 3]]}]}`:                "several pieces",
	} {
		_, _, err := ReadDocuments(strings.NewReader(in), ReadOptions{Path: "x.json"})
		if err == nil || !strings.Contains(err.Error(), says) || !strings.HasPrefix(err.Error(), "x.json:") {
			t.Errorf("%s: got %v, want %s", in, err, says)
		}
	}
}

func FuzzExport(f *testing.F) {
	fuzzReader(f, FormatExport, `{"text":"ا\r\nب ت","ner":[{"start":2,"end":3,"label":"X"}]}`, `{"text":"س","entities":{"P":[{"indices":[0,1]}]}}`,
		`{"passages":[{"text":["س"],"offsets":[[1,2]]}],"entities":[{"type":"X","offsets":[[1,2]],"text":["س"]}]}`,
		`{"content":"س","annotation":[{"label":["P"],"points":[{"start":0,"end":0}]}]}`, `{"examples":[{"content":"س","annotations":[["X",0,1]]}]}`,
		"text\tlabel\nس\t\"[{\"\"start\"\":0,\"\"end\"\":1,\"\"labels\"\":[\"\"X\"\"]}]\"\n")
}

func FuzzHuggingFace(f *testing.F) {
	fuzzReader(f, FormatHuggingFace, `{"tokens":["س"],"ner_tags":["B-X"]}`, `{"features":[{"type":{"names":["O","B-X"]}}],"rows":[{"row":{"words":["س"],"tags":[1]}}]}`)
}

// TestNotRead: a format that is known but not read is named, with what to do.
func TestNotRead(t *testing.T) {
	for name, c := range map[string]struct{ file, in, want string }{
		"docbin": {"train.spacy", "x\x9c\x01\x02", "DocBin"},
		"xmi":    {"a.xml", `<?xml version="1.0"?><xmi:XMI xmlns:cas="http:///uima/cas.ecore"/>`, "XMI"},
		"cas":    {"a.json", `{"%TYPES": {}, "%FEATURE_STRUCTURES": []}`, "CAS"},
		"enamex": {"a.txt", `زار <ENAMEX TYPE="PERSON">بوتين</ENAMEX> موسكو`, "ENAMEX"},
		"b":      {"a.txt", `<b_enamex type="PERSON">بوتين</b_enamex>`, "ENAMEX"},
		"yaml":   {"nlu.yml", "version: \"3.1\"\nnlu:\n- intent: ask\n", "RASA's YAML"},
	} {
		_, _, err := ReadDocuments(strings.NewReader(c.in), ReadOptions{Path: c.file})
		if !errors.Is(err, ErrUnknownFormat) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "write") {
			t.Errorf("%s: %v, want one that names %s", name, err, c.want)
		}
	}
}
