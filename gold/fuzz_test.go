package gold

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzConll: no panic, errors name a line, spans are the text, and gold against
// itself is perfect.
func FuzzConll(f *testing.F) {
	f.Add([]byte(smallConll), 0, 0)
	f.Add([]byte("a\tB-X\tI-X\r\nb\tI-X\tO\r\n\r\n"), 0, -1)
	f.Add([]byte("\xef\xbb\xbfw S-A U-B\n-DOCSTART-\nw E-A .\n"), -1, 2)
	f.Fuzz(func(t *testing.T, in []byte, tag, pred int) {
		docs, info, err := ReadConll(bytes.NewReader(in), ConllOptions{TagColumn: tag, PredColumn: pred})
		if err != nil {
			var p *ParseError
			if !errors.As(err, &p) || p.Line < 1 {
				t.Fatalf("no line in %v", err)
			}
			return
		}
		tokens := 0
		for i := range docs {
			d := &docs[i]
			tokens += len(d.Tokens)
			for _, m := range slices.Concat(d.Mentions, d.Predicted) {
				if d.Text[m.Start:m.End] != m.Text || m.Start >= m.End || !utf8.ValidString(m.Text) {
					t.Fatalf("%q at %v", m.Text, m.Span)
				}
			}
			if n := len(d.AppendTags(nil, d.Mentions)); n != len(d.Tokens) {
				t.Fatalf("%d tags for %d tokens", n, len(d.Tokens))
			}
		}
		if tokens != info.Tokens {
			t.Fatalf("%d tokens, counted %d", tokens, info.Tokens)
		}
	})
}

// FuzzSpanTSV: no panic, errors name a line, spans are whole characters of the text.
func FuzzSpanTSV(f *testing.F) {
	f.Add("0\t10\tLOC\tموسكو\tموسكو\n# x\n", "موسكو", uint8(0))
	f.Add(SpanHeader+"\n0\t5\tLOC\tcity\tموسكو\tQ649\tموسكو\n", "موسكو", uint8(1))
	f.Add("2\t4\tX\n", "😀😀", uint8(2))
	f.Fuzz(func(t *testing.T, in, text string, unit uint8) {
		list, err := ReadSpanTSV(strings.NewReader(in), text, SpanOptions{Unit: Unit(unit % 3)})
		checkMentions(t, list, text, err)
	})
}

// FuzzSpanJSONL keeps the same law for JSON lines.
func FuzzSpanJSONL(f *testing.F) {
	f.Add(`{"id":"a","offsets":"utf16","mentions":[{"start":0,"end":2,"label":"X","entity":3}],"entities":[{"id":3,"name":"n"}]}`, "😀")
	f.Add(`{"id":1,"text":"ab","mentions":[{"start":0,"end":1,"text":"a","label":"X"}]}`, "")
	f.Fuzz(func(t *testing.T, in, text string) {
		o := SpanOptions{Text: func(string) (string, bool) { return text, text != "" }}
		docs, err := ReadSpanJSONL(strings.NewReader(in), o)
		for _, d := range docs {
			checkMentions(t, d.Mentions, d.Text, nil)
		}
		checkMentions(t, nil, "", err)
	})
}

func checkMentions(t *testing.T, list []Mention, text string, err error) {
	t.Helper()
	if err != nil {
		var p *ParseError
		if !errors.As(err, &p) {
			t.Fatalf("no place in %v", err)
		}
		return
	}
	for _, m := range list {
		if m.Start < 0 || m.End <= m.Start || m.Label == "" {
			t.Fatalf("bad span %v", m.Span)
		}
		if text != "" && text[m.Start:m.End] != m.Text {
			t.Fatalf("%q at %v", m.Text, m.Span)
		}
	}
}
