package gold

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// fuzzReader: no panic, errors name a line, mentions are whole characters of their
// text and no empty ones, and what was read meets itself.
func fuzzReader(f *testing.F, format Format, seeds ...string) {
	for _, s := range seeds {
		f.Add(s, readerText, uint8(0))
		f.Add(s, readerText, uint8(3))
	}
	f.Fuzz(func(t *testing.T, in, text string, unit uint8) {
		o := ReadOptions{Path: "f", Format: format, Text: func(string) (string, bool) { return text, true }}
		if unit %= 4; unit > 0 {
			o.Unit = new(Unit(unit - 1))
		}
		docs, _, err := ReadDocuments(strings.NewReader(in), o)
		var p *ParseError
		if err != nil {
			if !errors.As(err, &p) || p.Line < 1 && utf8.ValidString(text) {
				t.Fatalf("no place in %v", err)
			}
			return
		}
		size := 0
		for _, d := range docs {
			checkMentions(t, d.Mentions, d.Text, nil)
			for _, m := range d.Mentions {
				if !utf8.ValidString(m.Text) || d.Text[m.Start:m.End] != m.Text {
					t.Fatalf("%q at %v", m.Text, m.Span)
				}
			}
			size += len(d.Text)
		}
		if format != FormatBrat && size > 1<<18+16*len(in) {
			t.Fatalf("%d bytes of text from %d", size, len(in))
		}
		moved, err := Align(docs, docs)
		if err != nil {
			t.Fatal(err)
		}
		order, err := Pair(docs, moved)
		if err != nil {
			t.Fatal(err)
		}
		for i := range docs {
			if err := CheckPair(&docs[i], &moved[order[i]]); err != nil {
				t.Fatal(err)
			}
			if !sameSpans(docs[i].Mentions, moved[order[i]].Mentions) {
				t.Fatalf("against itself: %v, want %v", moved[order[i]].Mentions, docs[i].Mentions)
			}
		}
		if f, err := DetectFormat("", []byte(in)); (f == FormatAuto) != errors.Is(err, ErrUnknownFormat) {
			t.Fatalf("%q: %v", f, err)
		}
	})
}

func FuzzBrat(f *testing.F) {
	fuzzReader(f, FormatBrat, "T1\tPER 15 20\tبوتين\nN1\tReference T1 Wikidata:Q7747\tx\n#1\tNote T1\tx\n",
		"T1\tX 15 20;21 29\tبوتين في موسكو\n", "T1\tX 0 1;2 3\tx\n")
}

func FuzzDoccano(f *testing.F) {
	fuzzReader(f, FormatDoccano, `{"id": 1, "text": "😀 زار", "label": [[2, 5, "X"]]}`+"\n"+`{"data":"\ud83d","labels":[]}`,
		`[{"text":"a","entities":[{"id":1,"label":"X","start_offset":0,"end_offset":1}]}]`)
}

func FuzzLabelStudio(f *testing.F) {
	fuzzReader(f, FormatLabelStudio, studioJSON(studioResult("1", "", studioPutin+","+studioMoscow)), studioJSON(studioResult(`{"id":1}`, `"ground_truth":true,`, studioUTF16)))
}

func FuzzSpacy(f *testing.F) {
	fuzzReader(f, FormatSpacy, `[["س", {"entities": [[0, 1, "X"]]}], {"text":"a","spans":[{"start":0,"end":1,"label":"X"}],"answer":"accept"}]`,
		`[{"id":0,"paragraphs":[{"raw":"a b","sentences":[{"tokens":[{"orth":"a","ner":"B-X"},{"orth":"b","ner":"L-X"}]}]}]}]`,
		`{"text":"a","ents":[{"start":0,"end":1,"label":"X"}]}`)
}

func FuzzWebAnno(f *testing.F) {
	fuzzReader(f, FormatWebAnno, webAnnoNER+"#Text=😀 a\\\\\n1-1\t0-2\t😀\tQ1[1]\tX[1]|Y\t\n1-2\t3-4\ta\t*[1]\tX[1]\t\n1-2.1\t3-3\t\t_\t*\t\n\n#Text=b\n2-1\t9-10\tb\t_\t_\t\n",
		webAnnoOne+"#Text=a\n#Text=b\n1-1\t0-1\ta\t\\_\\->\t\n")
}

// FuzzAlign: a prediction on the text with other white space scores as on the text.
func FuzzAlign(f *testing.F) {
	f.Add("زار بوتين موسكو", uint8(8), uint8(3), "  \n")
	f.Add("ab", uint8(0), uint8(1), "\u00a0")
	f.Fuzz(func(t *testing.T, text string, start, length uint8, blanks string) {
		if !utf8.ValidString(text) || strings.TrimSpace(blanks) != "" {
			return
		}
		var spaced strings.Builder
		var at []int // of each character in the spaced text
		var runes []int
		for i, r := range text {
			if strings.TrimSpace(string(r)) == "" {
				continue
			}
			spaced.WriteString(blanks)
			at, runes = append(at, spaced.Len()), append(runes, i)
			spaced.WriteRune(r)
		}
		first, last := int(start), int(start)+int(length)
		if last >= len(at) {
			return
		}
		size := func(s string, i int) int { _, n := utf8.DecodeRuneInString(s[i:]); return n }
		other := spaced.String()
		gold := []Document{{Text: text, Mentions: []Mention{{Span: Span{runes[first], runes[last] + size(text, runes[last]), "X"}}}}}
		pred := []Document{{Text: other, Mentions: []Mention{{Span: Span{at[first], at[last] + size(other, at[last]), "X"}}}}}
		moved, err := Align(gold, pred)
		if err != nil {
			t.Fatal(err)
		}
		if moved[0].Mentions[0].Span != gold[0].Mentions[0].Span {
			t.Fatalf("got %v, want %v", moved[0].Mentions[0].Span, gold[0].Mentions[0].Span)
		}
	})
}
