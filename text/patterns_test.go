package text

import (
	"errors"
	"strings"
	"testing"
)

func TestParsePatternsErrors(t *testing.T) {
	const header = "kind\twhere\tpattern\tnote\n"
	for _, c := range []struct {
		name, in  string
		line, col int
	}{
		{"empty", "# nothing\n", 2, 1},
		{"header", "kind\tpattern\n", 1, 1},
		{"columns", header + "date\tline\n", 2, 6},
		{"kind", header + "datum\tline\tتاريخ\t\n", 2, 1},
		{"title is no kind of pattern", header + "title\tline\tتاريخ\t\n", 2, 1},
		{"place", header + "date\tend\tتاريخ\t\n", 2, 6},
		{"unknown let", header + "date\tline\tفي {month}\t\n", 2, 14},
		{"open brace", header + "date\tline\tفي {month\t\n", 2, 14},
		{"expression", header + "date\tline\tفي (\t\n", 2, 11},
		{"no certain letters", header + "date\tline\t{word}\t\n", 2, 11},
		{"empty match", header + "date\tline\tفي?\t\n", 2, 11},
		{"gap outside inside", header + "date\tline\tفي...يوم\t\n", 2, 11},
		{"empty tail", header + "date\tinside\tفي...\t\n", 2, 13},
		{"after rest", header + "date\tline\tفي {rest} يوم\t\n", 2, 20},
		{"let twice", header + "let\tx\tفي\t\nlet\tx\tفي\t\n", 3, 5},
		{"UTF-8", header + "date\tline\t\xff\t\n", 2, 1},
	} {
		_, err := ParsePatterns("p.tsv", strings.NewReader(c.in))
		var pe *ParseError
		if !errors.As(err, &pe) || pe.Path != "p.tsv" || pe.Line != c.line || pe.Col != c.col {
			t.Errorf("%s: %v, want p.tsv:%d:%d", c.name, err, c.line, c.col)
		}
	}
}

// TestSpellings: one pattern finds the spellings that writers vary.
func TestSpellings(t *testing.T) {
	p, err := ParsePatterns("p.tsv", strings.NewReader("kind\twhere\tpattern\tnote\nrelated\tline\tإقرأ أيضا في المكتبة :?\t\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{
		"إقرأ أيضا في المكتبة",
		"اقرا ايضا فى المكتبه",
		"اقرأ  أيضاً في المكتبة :",
		"إقرأ أيضًا في المـكتبة:",
		"اِقْرَأ أيضا فی المکتبة",
	} {
		if d, err := Parse(s, p); err != nil || d.Regions[0].Kind != Related {
			t.Errorf("not found:\n%s", s)
		}
	}
	for _, s := range []string{
		"إقرأ أيضا في المكتبات",
		"لا إقرأ أيضا في المكتبة",
		"إقرأ أيضا في المكتبة اليوم",
	} {
		if d, err := Parse(s, p); err != nil || d.Regions[0].Kind != Body {
			t.Errorf("wrongly found:\n%s", s)
		}
	}
}
