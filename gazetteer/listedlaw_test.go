package gazetteer

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/token"
)

// Words, and what joins them, of which the law's names are made: letters that fold to
// one key, the names of letters, what looks like a proclitic, digits, Latin.
var (
	lawWords = strings.Fields("علي على إن ان أن إم ام آم سي سى أب إب اب والي بال كمال لله للنور فهد الأهلى الاهلي الأهلي مدرسة مدرسه مصطفى مصطفي 24 ٢٤ B2B Nike MBC أ ف ب عبد الله عبدالله أبو ظبي ابوظبي د")
	lawSigns = []string{" ", " ", ".", ". ", "-", " - ", "_", "'", "\"", "/", "&", ":", "+"}
)

func lawName(r *rand.Rand) string {
	var b strings.Builder
	for k := range 1 + r.IntN(3) {
		if k > 0 {
			b.WriteString(lawSigns[r.IntN(len(lawSigns))])
		}
		b.WriteString(lawWords[r.IntN(len(lawWords))])
	}
	return b.String()
}

// TestListedNamesLaw: of any own list each name is found where it stands as it is
// listed, and Lookup finds it; or Lint says of its row why it is not. A name that lint
// calls redundant is found too.
func TestListedNamesLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 15))
	for round := range 3000 {
		var list []Located
		for i := range 1 + r.IntN(4) {
			e := Entry{ID: fmt.Sprint(i), Label: "ORG", Name: lawName(r)}
			for range r.IntN(4) {
				e.Aliases = append(e.Aliases, Alias{lawName(r), r.IntN(4) == 0})
			}
			list = append(list, Located{Entry: e, Path: "own.tsv", Line: i + 2})
		}
		said, err := Lint(list, LintOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var entries []Entry
		for _, l := range list {
			entries = append(entries, l.Entry)
		}
		g, err := New(entries)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range entries {
			for _, name := range append([]Alias{{Text: e.Name}}, e.Aliases...) {
				excused := false
				for _, f := range said {
					excused = excused || f.Line == i+2 && strings.Contains(f.Message, name.Text) && (f.Code == CodeNever || f.Code == CodeOneLetter || f.Code == CodeForbidden)
				}
				found := lawFound(g, name.Text, int32(i))
				looked := lawLooked(g, name.Text, int32(i))
				if (!found || !looked) && !excused {
					t.Fatalf("round %d: %q of %+v: found %v, by look-up %v, and lint says only %v", round, name.Text, e, found, looked, said)
				}
			}
		}
	}
}

// lawFound reports whether an entry is found where a text has its name.
func lawFound(g *Gazetteer, name string, entry int32) bool {
	const before = "قالت "
	for _, m := range g.Append(nil, new(Scratch), token.Tokenize(before+name+" أمس")) {
		if m.Entry == entry && m.Start >= len(before) && m.End <= len(before)+len(name) {
			return true
		}
	}
	return false
}

func lawLooked(g *Gazetteer, name string, entry int32) bool {
	for _, r := range NewLayers(g).Lookup(name) {
		for _, m := range r.Matches {
			if m.Entry == entry {
				return true
			}
		}
	}
	return false
}

// TestOneKeyTwoSpellings: a short alias of the name's key whose letters differ is
// found as it is listed, once.
func TestOneKeyTwoSpellings(t *testing.T) {
	for _, c := range []struct{ name, alias, in string }{
		{"علي", "على", "على"}, {"على الأمين", "علي الأمين", "علي الأمين"}, {"إب", "أب", "أب"}, {"إن إم سي", "ان.ام.سي", "ان.ام.سي"},
		{"القاهرة", "القاهره", "القاهره"},
	} {
		g, err := New([]Entry{{ID: "x", Label: "LOC", Name: c.name, Aliases: []Alias{{Text: c.alias}}}})
		if err != nil {
			t.Fatal(err)
		}
		ms := g.Append(nil, new(Scratch), token.Tokenize("قالت "+c.in+" أمس"))
		if len(ms) != 1 || ms[0].NeedsContext {
			t.Errorf("%s, also %s: %+v", c.name, c.alias, ms)
		}
	}
}
