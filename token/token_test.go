package token_test

import (
	"testing"

	"github.com/alam-nlp/alam/token"
)

func surfaces(ts []token.Token) []string {
	var out []string
	for _, t := range ts {
		out = append(out, t.Surface)
	}
	return out
}

func TestTokenize(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
	}{
		{
			"قال الرئيس، أمس: «نعم».",
			[]string{"قال", "الرئيس", "،", "أمس", ":", "«", "نعم", "»", "."},
		}, {
			"أخبار ذات صلةأعلن يوري",
			[]string{"أخبار", "ذات", "صلة", "أعلن", "يوري"},
		}, {
			"3:45 مساءًوقال",
			[]string{"3", ":", "45", "مساءً", "وقال"},
		}, {
			"شكرًا لبنــان مُحَمَّد",
			[]string{"شكرًا", "لبنــان", "مُحَمَّد"},
		}, {
			"١٢٫٥ و3.5 و900,000 G20 O'Neill",
			[]string{"١٢٫٥", "و", "3.5", "و", "900,000", "G20", "O'Neill"},
		}, {
			"المناطق_متابعات #حمزة",
			[]string{"المناطق", "_", "متابعات", "#", "حمزة"},
		},
	} {
		got := surfaces(token.Tokenize(c.src))
		if len(got) != len(c.want) {
			t.Errorf("Tokenize:\n%s\n%q", c.src, got)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("Tokenize:\n%s\n%q", c.src, got)
				break
			}
		}
	}
}

// TestSentenceCount: how many sentences a text has.
func TestSentenceCount(t *testing.T) {
	for _, c := range []struct {
		src  string
		want int
	}{
		{
			"قال د. علي. ثم مضى.وعاد",
			3,
		}, {
			"قالت بي.بي.سي إن الخبر صحيح",
			1,
		}, {
			"قالت بي. بي. سي أمس",
			1,
		}, {
			"قالت سي. إن. إن. أمس",
			2,
		}, {
			"سألته بي بي سي. إن هذا كثير. في بيروت",
			3,
		}, {
			"نشرته العربية.نت ثم أ.ف.ب",
			1,
		},
	} {
		n := 0
		for _, x := range token.Tokenize(c.src) {
			if x.Has(token.SentenceStart) {
				n++
			}
		}
		if n != c.want {
			t.Errorf("Tokenize gives %d sentences, want %d:\n%s", n, c.want, c.src)
		}
	}
}
