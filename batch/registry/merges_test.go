package registry

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// some are documents for merges.
func some() [][]byte {
	return [][]byte{
		record("1", "", "politician/abbas=محمود عباس", "PER:أبو مازن", "PER:دوغلاس كوستا", "country/EG=مصر"),
		record("2", "", "PER:دوجلاس كوستا", "ORG:الهلال الجديد", "PER:الهلال الجديد"),
		record("3", "", "PER:دوغلاس كوستا", "PER:سعيد الزهراني", "PER:الزهراني", "country/EG=القاهرة"),
	}
}

const asTheyAre = `LOC:القاهره <-
ORG:الهلال الجديد <- ORG:الهلال الجديد:1
PER:ابو مازن <- PER:ابو مازن:1
PER:الهلال الجديد <- PER:الهلال الجديد:1
PER:دوغلاس كوستا <- PER:دوغلاس كوستا:2|PER:دوجلاس كوستا:1
PER:سعيد الزهراني <- PER:الزهراني:1|PER:سعيد الزهراني:1
country/EG <- country/EG:2
politician/abbas <- politician/abbas:1`

func TestMerges(t *testing.T) {
	for _, c := range []struct {
		name, merges string
		with         map[string]string // rows that are otherwise: the old to the new, empty for none
		notes        []string
	}{
		{"nothing", "", nil, nil},
		{"an unlisted name with a listed one", "merge\tsomebody\tx\nmerge\tpolitician/abbas\tأبو مازن\n", map[string]string{
			"politician/abbas <- politician/abbas:1": "politician/abbas <- PER:ابو مازن:1|politician/abbas:1",
			"PER:ابو مازن <- PER:ابو مازن:1":         "",
		}, []string{"m.tsv:2: the documents name nobody somebody", "m.tsv:2: the documents name nobody x"}},
		{"the other way", "merge\tPER:أبو مازن\tمحمود عباس\n", map[string]string{
			"politician/abbas <- politician/abbas:1": "",
			"PER:ابو مازن <- PER:ابو مازن:1":         "PER:ابو مازن <- PER:ابو مازن:1|politician/abbas:1",
		}, nil},
		{"a chain", "merge\tPER:ابو مازن\tسعيد الزهراني\nmerge\tcountry/EG\tPER:ابو مازن\n", map[string]string{
			"PER:ابو مازن <- PER:ابو مازن:1":                          "",
			"PER:سعيد الزهراني <- PER:الزهراني:1|PER:سعيد الزهراني:1": "",
			"country/EG <- country/EG:2":                              "country/EG <- country/EG:2|PER:ابو مازن:1|PER:الزهراني:1|PER:سعيد الزهراني:1",
		}, nil},
		{"several", "merge\tالهلال الجديد\tسعيد الزهراني\nmerge\tسعيد الزهراني\tالهلال الجديد\n", nil, []string{
			"m.tsv:2: الهلال الجديد may be ORG:الهلال الجديد or PER:الهلال الجديد; write the id",
			"m.tsv:3: الهلال الجديد may be ORG:الهلال الجديد or PER:الهلال الجديد; write the id"}},
		{"one already", "merge\tcountry/EG\tمصر\n", nil, []string{"m.tsv:2: country/EG and مصر are country/EG already"}},
		{"two labels", "merge\tORG:الهلال الجديد\tPER:الهلال الجديد\n", map[string]string{
			"ORG:الهلال الجديد <- ORG:الهلال الجديد:1": "ORG:الهلال الجديد <- ORG:الهلال الجديد:1|PER:الهلال الجديد:1",
			"PER:الهلال الجديد <- PER:الهلال الجديد:1": "",
		}, nil},
		{"two spellings apart", "split\tدوغلاس كوستا\tدوجلاس كوستا\n", map[string]string{
			"PER:دوغلاس كوستا <- PER:دوغلاس كوستا:2|PER:دوجلاس كوستا:1": "PER:دوجلاس كوستا <- PER:دوجلاس كوستا:1\nPER:دوغلاس كوستا <- PER:دوغلاس كوستا:2",
		}, nil},
		{"a short form apart", "split\tPER:سعيد الزهراني\tPER:الزهراني\n", map[string]string{
			"PER:سعيد الزهراني <- PER:الزهراني:1|PER:سعيد الزهراني:1": "PER:الزهراني <- PER:الزهراني:1\nPER:سعيد الزهراني <- PER:سعيد الزهراني:1",
		}, nil},
		{"a form of a listed one apart", "split\tcountry/EG\tالقاهرة\n", map[string]string{
			"LOC:القاهره <-":             "LOC:القاهره <- country/EG:1",
			"country/EG <- country/EG:2": "country/EG <- country/EG:1",
		}, nil},
		{"nobody apart", "split\tcountry/EG\tلا أحد\nsplit\tcountry/EG\tمصر\n", nil,
			[]string{"m.tsv:2: the documents name nobody لا أحد", "m.tsv:3: country/EG and مصر are one name"}},
	} {
		want := asTheyAre
		for old, new := range c.with {
			if !strings.Contains(want, old) {
				t.Fatalf("%s: no row %s", c.name, old)
			}
			want = strings.Replace(want, old, new, 1)
		}
		rows := strings.Split(want, "\n")
		rows = slices.DeleteFunc(rows, func(s string) bool { return s == "" || strings.HasSuffix(s, "<-") })
		slices.Sort(rows)
		entities, notes := build(t, c.merges, some()...)
		if d := cmp.Diff(strings.Join(rows, "\n"), short(entities)); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
		if d := cmp.Diff(c.notes, notes); d != "" {
			t.Errorf("%s: notes: %s", c.name, d)
		}
	}
}

// TestMergedRow: the row of b stands under a, which takes from it what it lacks.
func TestMergedRow(t *testing.T) {
	entities, _ := build(t, "merge\tPER:أبو مازن\tpolitician/abbas\n", some()...)
	for _, e := range entities {
		if e.ID == "PER:ابو مازن" {
			if e.Name != "أبو مازن" || e.NameEn != "Mahmoud Abbas" || e.Country != "PS" || e.Mentions != 2 || e.Documents != 1 {
				t.Errorf("row %+v", e)
			}
			return
		}
	}
	t.Error("no row")
}

func TestMergesRefused(t *testing.T) {
	for _, c := range []struct{ merges, want string }{
		{"action\ta\n", `m.tsv:1:1: no column "b" in the header (columns are separated by tabs)`},
		{"action\ta\tb\nmerge\ta\n", "m.tsv:2:7: 2 columns, the header has 3"},
		{"action\ta\tb\tcomment\njoin\ta\tb\t\n", `m.tsv:2:1: action "join", want merge or split`},
		{"action\ta\tb\nmerge\t\tb\n", "m.tsv:2:7: no id or name"},
		{"action\ta\tb\nmerge\ta\t \n", "m.tsv:2:9: no id or name"},
		{"action\ta\tb\nmerge\tأحمد علي\tاحمد  على\n", "m.tsv:2:16: احمد  على is the same as a"},
		{"action\ta\tb\nsplit\tأحمد علي\tQ7\n# a note\nmerge\tQ7\tP\nmerge\tP\tاحمد علي\n",
			"m.tsv:2:7: what is to be apart was merged: line 5 puts أحمد علي and Q7 together"},
	} {
		_, err := ReadMerges("m.tsv", strings.NewReader(c.merges))
		if err == nil || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.merges, err, c.want)
		}
	}
	// One entity by its id and by its name.
	m, err := ReadMerges("m.tsv", strings.NewReader("action\ta\tb\nmerge\tpolitician/abbas\tأبو مازن\nsplit\tمحمود عباس\tPER:أبو مازن\n"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = Build(bytes.NewReader(slices.Concat(some()...)), Options{Merges: m})
	if want := "m.tsv:3:7: what is to be apart was merged: line 2 puts محمود عباس and PER:أبو مازن together"; !errors.Is(err, ErrSplit) || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
