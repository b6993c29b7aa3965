package gazetteer_test

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
)

func TestDifference(t *testing.T) {
	const was = lintHead +
		"\tLOC\tcity\tبيروت\tBeirut\tمدينة بيروت|?العاصمة\tLB\t9\t\n" +
		"\tLOC\tcity\tصيدا\tSidon\t\tLB\t6\t\n" +
		"a/1\tORG\tclub\tالنصر\tAl Nassr\t\tSA\t8\t\n" +
		"a/2\tPER\troyal\tعبد الله الثاني\tAbdullah II\t\tJO\t9\t\n"
	const is = lintHead +
		"a/2\tPER\troyal\tعبد الله الثاني\tAbdullah II\tعبدالله الثاني\tJO\t9\t\n" +
		"a/1\tORG\tclub\tنادي النصر\tAl-Nassr FC\t?النصر\tSA\t\t\n" +
		"\tLOC\tcity\tبيروت\tBeirut\tالعاصمة|مدينة بيروت\tLB\t9\t\n" +
		"\tLOC\tcity\tصور\tTyre\t\tLB\t6\tneeds_context\n"
	for _, c := range []struct{ name, was, is, want string }{
		{"added, removed, changed", was, is, `+ city/tyre  LOC/city  ?صور
- city/sidon  LOC/city  صيدا
~ a/1
    name: النصر -> نادي النصر
    name_en: Al Nassr -> Al-Nassr FC
    prominence: 8 -> (none)
    + ?النصر
    + نادي النصر
    - النصر
~ city/beirut
    + العاصمة
    - ?العاصمة
entries: 1 added, 1 removed, 2 changed; names: 4 gained, 3 lost
`},
		{"a list and itself", was, was, "entries: 0 added, 0 removed, 0 changed; names: 0 gained, 0 lost\n"},
	} {
		var b strings.Builder
		if err := gazetteer.Difference(open(t, c.was), open(t, c.is)).WriteText(&b); err != nil {
			t.Fatal(err)
		}
		if b.String() != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, b.String(), c.want)
		}
	}
}
