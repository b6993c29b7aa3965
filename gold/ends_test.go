package gold

import (
	"strconv"
	"strings"
	"testing"
)

func TestEnds(t *testing.T) {
	for name, test := range map[string]struct {
		text  string
		start int // in code points
		end   int
		trim  bool
		says  string // "" nothing
		want  string
	}{
		"as it should be":       {text: "زار بوتين موسكو", start: 4, end: 9, want: "بوتين"},
		"a blank before":        {text: "زار بوتين موسكو", start: 3, end: 9, want: " بوتين", says: "1 of 1 mentions begin or end with a blank (first: \" بوتين\" at bytes 6..17 of document \"1\")"},
		"trimmed":               {text: "زار بوتين\n موسكو", start: 3, end: 11, trim: true, want: "بوتين", says: "blanks were cut off the ends of 1 of 1 mentions"},
		"a no-break space":      {text: "زار\u00a0بوتين", start: 3, end: 9, trim: true, want: "بوتين", says: "blanks were cut off"},
		"nothing to trim":       {text: "زار بوتين موسكو", start: 4, end: 9, trim: true, want: "بوتين"},
		"within a word":         {text: "زار بوتين موسكو", start: 6, end: 9, want: "تين", says: "1 of 1 mentions begin or end within a word"},
		"ends within a word":    {text: "زار بوتين موسكو", start: 4, end: 8, want: "بوتي", says: "within a word"},
		"a proclitic before it": {text: "وبوتين", start: 1, end: 6, want: "بوتين"},
		"two, with a vowel":     {text: "وَبالقاهرة", start: 3, end: 10, want: "القاهرة"},
		"an enclitic behind it": {text: "دبيها", start: 0, end: 3, want: "دبي"},
		"a sign beside it":      {text: "«دبي»", start: 1, end: 4, want: "دبي"},
	} {
		m := `{"id":"1","offsets":"codepoint","text":"` + strings.ReplaceAll(test.text, "\n", "\\n") + `","mentions":[{"start":` + strconv.Itoa(test.start) + `,"end":` + strconv.Itoa(test.end) + `,"label":"X"}]}`
		docs, s, err := ReadDocuments(strings.NewReader(m), ReadOptions{Trim: test.trim})
		notes := strings.Join(s.Notes, "; ")
		if err != nil || docs[0].Mentions[0].Text != test.want || !strings.Contains(notes, test.says) || test.says == "" && notes != "" {
			t.Errorf("%s: %v %+v, notes %q; want %q, %q", name, err, docs, notes, test.want, test.says)
		}
		if err == nil {
			if got := docs[0].Mentions[0]; docs[0].Text[got.Start:got.End] != got.Text {
				t.Errorf("%s: %+v", name, got)
			}
		}
	}
}

func TestJSONFaults(t *testing.T) {
	for in, says := range map[string]string{
		`{"mentions":{"a":1}}`:                             `a:1: not as the format has it: field "mentions": want a list, found JSON object`,
		`{"text":1,"mentions":[]}`:                         `field "text": want a text, found JSON number`,
		`{"mentions":[{"start":"a","end":2,"label":"X"}]}`: `want a whole number, found JSON string`,
		`[1]`: `want an object a line, with a field "mentions", found JSON array`,
	} {
		_, err := ReadSpanJSONL(strings.NewReader(in), SpanOptions{Path: "a"})
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "Go") {
			t.Errorf("%s: %v, want %q", in, err, says)
		}
	}
}
