package gazetteer

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestReadList: lists as people have them, whatever bytes they are kept in.
func TestReadList(t *testing.T) {
	columns := ReadOptions{Columns: map[string]string{"name": "اسم", "label": "Type", "aliases": "Also"}}
	for _, c := range []struct {
		name, in string
		o        ReadOptions
		want     string // label name|aliases@line; or the errors
	}{
		{"names", "دار القلم\n\n# no\nأحمد\n", ReadOptions{Label: "ORG"}, "ORG دار القلم@1 ORG أحمد@4"},
		{"labels", "دار القلم\tORG\nأحمد,per\nجدة , Location\n", ReadOptions{}, "ORG دار القلم@1 PER أحمد@2 LOC جدة@3"},
		{"twice", "دار القلم\nدار القلم\nدار  القلم\n", ReadOptions{Label: "ORG"}, "ORG دار القلم|دار  القلم@1"},
		{"one name, two labels", "القلم,ORG\nالقلم,PER\n", ReadOptions{}, "ORG القلم@1 PER القلم@2"},
		{"source form", "label\tname\taliases\nORG\tدار القلم\t?القلم\n", ReadOptions{}, "ORG دار القلم|?القلم@2"},
		{"a table's names", "name\nدار القلم\n", ReadOptions{Label: "ORG"}, "ORG دار القلم@2"},
		{"own columns", "اسم,Year,Type,Also\n\"دار, القلم\",1,ORG,?القلم|ب ج\n", columns, "ORG دار, القلم|?القلم|ب ج@2"},
		{"own columns, tabs", "Type\tاسم\tAlso\nORG\tدار \"القلم\"\t\n", columns, "ORG دار \"القلم\"@2"},
		{"no label", "دار القلم\n", ReadOptions{}, "l:1:1: no label"},
		{"wrong label", "دار القلم,بيروت\nأحمد,PER\n", ReadOptions{}, `l:1:1: label "بيروت", want PER`},
		{"empty", "\n# nothing\n", ReadOptions{Label: "PER"}, "l:1:1: no names"},
		{"JSON", `[{"name": "x"}]`, ReadOptions{Label: "PER"}, "l:1:1: "},
		{"HTML", "<html>\n", ReadOptions{Label: "PER"}, `l:1:1: "<html>" is no name`},
		{"prose", strings.Repeat("قال ", 100), ReadOptions{Label: "PER"}, "l:1:1: "},
		{"signs", "أحمد\n***\n", ReadOptions{Label: "PER"}, `l:2:1: "***" is no name`},
		{"another encoding", "\xe3\xcd\xe3\xcf\n", ReadOptions{Label: "PER"}, "l:1:1: line is not valid UTF-8"},
		{"few columns", "name,label\nأحمد\n", ReadOptions{}, "l:2:1: 1 columns, the header has 2"},
		{"no such column", "name,label\nأحمد,PER\n", columns, `l:1:1: no column`},
		{"a quote", "name,label\n\"أحمد,PER\n", ReadOptions{}, "l:"},
		{"wrong header", "lable\tname\nPER\tأحمد\n", ReadOptions{}, `l:1:1: column "lable" in the header, want some of id, label`},
	} {
		for kind, in := range map[string]string{"": c.in, "CR LF": strings.ReplaceAll(c.in, "\n", "\r\n"), "BOM": "\ufeff" + c.in, "UTF-16": wide(c.in)} {
			if c.name == "another encoding" && kind == "UTF-16" {
				continue
			}
			rows, errs := ReadList("l", strings.NewReader(in), c.o)
			var got []string
			for _, r := range rows {
				s := r.Label + " " + r.Name
				for _, a := range r.Aliases {
					s += "|" + strings.Repeat("?", map[bool]int{true: 1}[a.NeedsContext]) + a.Text
				}
				got = append(got, fmt.Sprintf("%s@%d", s, r.Line))
			}
			said := strings.Join(got, " ")
			if len(errs) > 0 {
				said = errs[0].Error()
			}
			if len(errs) == 0 && said != c.want || len(errs) > 0 && (!strings.HasPrefix(c.want, "l:") || !strings.HasPrefix(said, c.want)) {
				t.Errorf("%s, %s: %s, want %s", c.name, kind, said, c.want)
			}
		}
	}
	if _, errs := ReadList("l", strings.NewReader("\xff\xfeا"+"x"), ReadOptions{}); len(errs) != 1 || !strings.Contains(errs[0].Error(), "odd number of bytes") {
		t.Errorf("odd UTF-16: %v", errs)
	}
}

// wide is text in UTF-16 with its mark.
func wide(s string) string {
	b := []byte("\xff\xfe")
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}
