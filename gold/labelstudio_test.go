package gold

import (
	"strings"
	"testing"
)

// studioJSON is an export of one task with the given annotations.
func studioJSON(annotations string) string {
	return `[
  {
    "id": 12,
    "annotations": [` + annotations + `],
    "predictions": [{"id": 3, "result": [{"type": "labels", "value": {"start": 0, "end": 1, "text": "😀", "labels": ["X"]}}]}],
    "data": {"text": "😀 زار الرَّئيس بوتين\nفي موسكو", "source": "قناة"},
    "meta": {}, "project": 1
  }
]
`
}

func studioResult(by, more, values string) string {
	return `{"id": 5, "completed_by": ` + by + `, ` + more + `"lead_time": 3.5, "result": [` + values + `]}`
}

const (
	studioPutin  = `{"value": {"start": 15, "end": 20, "text": "بوتين", "labels": ["PER"]}, "id": "a", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual"}`
	studioMoscow = `{"value": {"start": 24, "end": 29, "text": "موسكو", "labels": ["LOC"]}, "from_name": "label", "to_name": "text", "type": "labels"}`
	studioUTF16  = `{"value": {"start": 16, "end": 21, "text": "بوتين", "labels": ["PER"]}, "type": "labels"}`
)

func TestReadLabelStudio(t *testing.T) {
	both := []Document{readerDocument("12", readerPutin, readerMoscow)}
	over := Mention{Span: Span{29, 55, "PER"}, Text: "بوتين\nفي موسكو"}
	org := over
	org.Label = "ORG"
	runReaders(t, ReadLabelStudio, []readerCase{
		{"one", studioJSON(studioResult("1", `"was_cancelled": false, `, studioPutin+","+studioMoscow)), ReadOptions{}, both},
		{"one task, old keys", `{"data": {"reviewText": "😀 زار الرَّئيس بوتين\nفي موسكو"}, "completions": [` +
			studioResult("1", "", studioPutin) + `, {"skipped": true, "result": []}], "id": 1}`,
			ReadOptions{}, []Document{readerDocument("1", readerPutin)}},
		{"cancelled", studioJSON(studioResult("1", `"was_cancelled": true, `, studioMoscow) + "," + studioResult("2", "", studioPutin)),
			ReadOptions{}, []Document{readerDocument("12", readerPutin)}},
		{"all cancelled", studioJSON(studioResult("1", `"was_cancelled": true, `, studioMoscow)), ReadOptions{}, nil},
		{"not annotated", studioJSON(""), ReadOptions{}, nil},
		{"annotated, without names", studioJSON(studioResult("1", "", "")), ReadOptions{}, []Document{readerDocument("12")}},
		{"ground truth", studioJSON(studioResult("1", "", studioMoscow) + "," + studioResult("2", `"ground_truth": true, `, studioPutin)),
			ReadOptions{}, []Document{readerDocument("12", readerPutin)}},
		{"annotator", studioJSON(studioResult("1", `"ground_truth": true, `, studioMoscow) + "," + studioResult(`{"id": 2, "email": "a@b.org"}`, "", studioPutin)),
			ReadOptions{Annotator: "a@b.org"}, []Document{readerDocument("12", readerPutin)}},
		{"two who agree", studioJSON(studioResult("1", "", studioMoscow+","+studioPutin) + "," + studioResult("2", "", studioPutin+","+studioMoscow)),
			ReadOptions{}, both},
		{"two labels, a line end", studioJSON(studioResult("1", "", `{"value": {"start": 15, "end": 29, "text": "بوتين\\nفي موسكو", "labels": ["PER", "ORG"]}, "type": "labels"}`)),
			ReadOptions{}, []Document{readerDocument("12", over, org)}},
		{"other results", studioJSON(studioResult("1", "", `{"value": {"choices": ["x"]}, "type": "choices"}, {"from_id": "a", "to_id": "b", "type": "relation"}, `+
			`{"value": {"start": 0, "end": 1}, "type": "labels"}, `+studioPutin)),
			ReadOptions{}, []Document{readerDocument("12", readerPutin)}},
		{"UTF-16, found out", studioJSON(studioResult("1", "", studioUTF16)), ReadOptions{}, []Document{readerDocument("12", readerPutin)}},
		{"UTF-16, said", studioJSON(studioResult("1", "", studioUTF16)), ReadOptions{Unit: new(UTF16)}, []Document{readerDocument("12", readerPutin)}},
		{"text key", strings.Replace(studioJSON(studioResult("1", "", `{"value": {"start": 0, "end": 4, "labels": ["ORG"]}}`)), "قناة", "قناة ", 1),
			ReadOptions{TextKey: "source"}, []Document{{ID: "12", Text: "قناة ", Mentions: []Mention{{Span: Span{0, 8, "ORG"}, Text: "قناة"}}}}},
	})
	runReaderErrors(t, ReadLabelStudio, []readerError{
		{name: "two who differ", in: studioJSON(studioResult("1", "", studioMoscow) + ",\n" + studioResult("2", "", studioPutin)),
			line: 5, is: ErrFormat, says: `task "12" has annotations that differ (by 1 and 2)`},
		{name: "UTF-16, but said code points", in: studioJSON(studioResult("1", "", studioUTF16)), o: ReadOptions{Unit: new(CodePoint)}, line: 4, is: ErrSurface},
		{name: "code points, but said UTF-16", in: studioJSON(studioResult("1", "", studioPutin)), o: ReadOptions{Unit: new(UTF16)}, line: 4, is: ErrSurface, says: "in UTF-16 units"},
		{name: "fits nowhere", in: studioJSON("\n\n" + studioResult("1", "", `{"value": {"start": 3, "end": 4, "text": "بوتين", "labels": ["PER"]}}`)), line: 6, is: ErrSurface},
		{name: "beyond the text", in: studioJSON(studioResult("1", "", `{"value": {"start": 3, "end": 300, "labels": ["PER"]}}`)), line: 4, is: ErrOffset, says: "29 code points"},
		{name: "HTML", in: studioJSON(studioResult("1", "", `{"value": {"start": "/div[1]/text()[1]", "end": "/div[1]/text()[1]", "startOffset": 0, "hypertextlabels": ["PER"]}, "type": "hypertextlabels"}`)),
			line: 4, is: ErrFormat, says: "a path into HTML or a dialogue"},
		{name: "no end", in: studioJSON(studioResult("1", "", `{"value": {"start": 3, "labels": ["PER"]}}`)), line: 4, is: ErrFormat, says: "lacks start or end"},
		{name: "no value", in: studioJSON(studioResult("1", "", `{"type": "labels"}`)), line: 4, is: ErrFormat, says: `lacks "value"`},
		{name: "no result", in: studioJSON(`{"id": 1}`), line: 4, is: ErrFormat, says: `lacks "result"`},
		{name: "no data", in: `[{"id": 1, "annotations": []}]`, line: 1, is: ErrFormat, says: `lacks "data"`},
		{name: "no annotations", in: `[{"id": 1, "data": {"text": "a"}}]`, line: 1, is: ErrFormat, says: `lacks "annotations"`},
		{name: "no text", in: `[{"data": {"a": "x", "b": "y", "n": 3}, "annotations": []}]`, line: 1, is: ErrFormat, says: `no text "text"; its texts are ["a" "b"]`},
		{name: "no such key", in: `[{"data": {"text": "x"}, "annotations": []}]`, o: ReadOptions{TextKey: "body"}, line: 1, is: ErrFormat, says: `no text "body"`},
		{name: "no JSON", in: "[\n{\"id\": 1,\n}]", line: 3, is: ErrFormat, says: "not JSON"},
	})
}
