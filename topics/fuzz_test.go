package topics

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
)

// FuzzKeyphrases keeps the law of the package.
func FuzzKeyphrases(f *testing.F) {
	for _, s := range []string{
		"", "الكرملين", "في من على", "وبالكرملين وللأمم المتحدة بسوريا، سوريا سوريا", "الْكِتَابُ كتـــاب #سد_النهضة",
		"صلةأعلن يوري أوشاكوف مساءًوقال 24th, G20", "لا ﷲ ﷺ \u200f&nbsp;x", "\xff\xfe و\xd9",
	} {
		f.Add(s, uint64(0x123456789))
		f.Add(s+" "+s, uint64(0))
	}
	r := projectReader(f)
	x, err := New(Options{DF: r.df, Stop: r.stop})
	if err != nil {
		f.Fatal(err)
	}
	bare, err := New(Options{Weighting: Weighting{SublinearTF: true, NoIDF: true, Norm: L1}, MaxWords: 2})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src string, seed uint64) {
		tokens := token.Tokenize(src)
		mentions, entities := someMentions(src, tokens, seed)
		titles := []text.Span{{Start: 0, End: len(src) / 3}}
		bare.Keyphrases(src, tokens, mentions, entities, titles, 5)
		got := x.Keyphrases(src, tokens, mentions, entities, titles, 12)
		if again := x.Keyphrases(src, tokens, mentions, entities, titles, 12); !reflect.DeepEqual(got, again) {
			t.Fatalf("%q\n%+v\nand then\n%+v", src, got, again)
		}
		if few := x.Keyphrases(src, tokens, mentions, entities, titles, 3); !reflect.DeepEqual(few, got[:min(3, len(got))]) && len(got) > 0 {
			t.Fatalf("%q: the best 3 are not the first 3 of 12", src)
		}
		var s scan
		s.reset(r.df, r.stop)
		s.run(src, tokens, mentions, len(entities))
		if len(s.units) > 0 && len(got) == 0 {
			t.Fatalf("%q has words and no keyphrase", src)
		}
		for i, k := range got {
			if k.Start < 0 || k.Start >= k.End || k.End > len(src) || k.Term == "" || k.TF < 1 || !(k.Weight > 0) {
				t.Fatalf("%q: %+v", src, k)
			}
			if utf8.ValidString(src) && !(utf8.ValidString(src[:k.Start]) && utf8.ValidString(src[k.Start:k.End])) {
				t.Fatalf("%q: not on rune boundaries: %+v", src, k)
			}
			if i > 0 && k.Weight > got[i-1].Weight {
				t.Fatalf("%q: not in order of weight", src)
			}
			if start, end := firstPlace(&s, k); start != k.Start || end != k.End {
				t.Fatalf("%q: %+v, first at %d:%d", src, k, start, end)
			}
		}
	})
}

// firstPlace finds the first occurrence of a keyphrase in the obvious way.
func firstPlace(s *scan, k Keyphrase) (start, end int) {
	var want []uint32
	for i, u := range s.units {
		if k.Entity >= 0 && u.id == entityBit+uint32(k.Entity) {
			return u.start, u.end
		}
		if u.start == k.Start {
			for _, v := range s.units[i:] {
				if v.end <= k.End {
					want = append(want, v.id)
				}
			}
		}
	}
	for i := range s.units {
		n := 0
		for n < len(want) && i+n < len(s.units) && s.units[i+n].id == want[n] && (n == 0 || !s.units[i+n].breaks) {
			n++
		}
		if n == len(want) && n > 0 {
			return s.units[i].start, s.units[i+n-1].end
		}
	}
	return -1, -1
}

// someMentions makes mentions of one to three tokens, some begun behind the
// first letter of a word, as bits of the seed say.
func someMentions(src string, tokens []token.Token, seed uint64) ([]ner.Mention, []ner.Entity) {
	var ms []ner.Mention
	for i := 0; i < len(tokens); i++ {
		bits := seed >> (i % 56)
		if bits&5 != 5 {
			continue
		}
		last := min(i+int(bits>>3&3), len(tokens)-1)
		m := ner.Mention{Start: tokens[i].Start, End: tokens[last].End, Entity: int(bits >> 5 & 3)}
		if _, n := utf8.DecodeRuneInString(tokens[i].Surface); bits&64 != 0 && n < len(tokens[i].Surface) {
			m.Start += n
		}
		m.Text = src[m.Start:m.End]
		ms = append(ms, m)
		i = last
	}
	return ms, make([]ner.Entity, 4)
}
