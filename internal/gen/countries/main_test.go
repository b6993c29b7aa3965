package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const testCLDR = `{
  "main": {"ar": {"localeDisplayNames": {"territories": {
    "150": "أوروبا",
    "DK": "الدانمرك",
    "HK": "هونغ كونغ الصينية (منطقة)",
    "HK-alt-short": "هونغ كونغ",
    "OM": "عُمان",
    "SZ": "إسواتيني",
    "SZ-alt-variant": "سوازيلاند"
  }}}}
}`

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// hand joins rows whose fields are separated by semicolons into a hand file.
func hand(rows ...string) string {
	return handHeader + "\n" + strings.ReplaceAll(strings.Join(rows, "\n"), ";", "\t") + "\n"
}

var whole = []string{
	"150;Europe;;أوربا;9;kind=continent",
	"DK;Denmark;الدنمارك;;6;",
	"HK;Hong Kong;;;6;kind=territory",
	"OM;Oman;;;8;needs_context",
	"SZ;Eswatini;;;2;skip",
}

func TestMerge(t *testing.T) {
	tests := []struct {
		name string
		rows []string
		want string // one output row, or part of the error
	}{
		{"press name wins and CLDR's stays as an alias", whole,
			"country/DK\tLOC\tcountry\tالدنمارك\tDenmark\tالدانمرك\tDK\t6\t\n"},
		{"number is no country", whole,
			"continent/150\tLOC\tcontinent\tأوروبا\tEurope\tأوربا\t\t9\t\n"},
		{"name with brackets gives way to the short form", whole,
			"territory/HK\tLOC\tterritory\tهونغ كونغ\tHong Kong\t\tHK\t6\t\n"},
		{"vowel marks go", whole,
			"country/OM\tLOC\tcountry\tعمان\tOman\t\tOM\t8\tneeds_context\n"},
		{"variant of CLDR becomes an alias", append(whole[:4:4], "SZ;Eswatini;;;2;"),
			"country/SZ\tLOC\tcountry\tإسواتيني\tEswatini\tسوازيلاند\tSZ\t2\t\n"},
		{"row without a CLDR code", append(whole[:5:5], "SUHH;Soviet Union;الاتحاد السوفيتي;;6;"),
			"country/SUHH\tLOC\tcountry\tالاتحاد السوفيتي\tSoviet Union\t\t\t6\t\n"},
		{"part of a country", append(whole[:5:5], "RU-CE;Chechnya;الشيشان;;5;kind=territory,country=RU"),
			"territory/RU-CE\tLOC\tterritory\tالشيشان\tChechnya\t\tRU\t5\t\n"},

		{"no name anywhere", append(whole[:5:5], "SUHH;Soviet Union;;;6;"), "hand.tsv:7: CLDR has no code SUHH: fill"},
		{"alias that folds to the name", append(whole[:5:5], "XX;X;أسيا;آسيا;6;"), "hand.tsv:7: alias"},
		{"code of CLDR forgotten", whole[:4], "cldr.json:8: code SZ has no row"},
		{"code twice", append(whole[:5:5], whole[1]), "hand.tsv:7: code DK is already on line 3"},
		{"unknown flag", []string{"DK;Denmark;;;6;kind=planet"}, `hand.tsv:2: flag "kind=planet"`},
		{"column missing", []string{"DK;Denmark"}, "hand.tsv:2: 2 columns"},
		{"prominence out of range", []string{"DK;Denmark;;;0;"}, "hand.tsv:2: code, name_en and a prominence"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			outPath := filepath.Join(t.TempDir(), "out.tsv")
			err := run(write(t, "cldr.json", testCLDR), write(t, "hand.tsv", hand(tt.rows...)), outPath)
			got := ""
			if err != nil {
				got = err.Error()
			} else if out, err := os.ReadFile(outPath); err != nil {
				t.Fatal(err)
			} else {
				got = string(out)
				if !strings.HasPrefix(got, banner+header) {
					t.Errorf("output starts %q", got[:min(len(got), 80)])
				}
			}
			if !strings.Contains(got, tt.want) {
				t.Errorf("got %q\nwant it to contain %q", got, tt.want)
			}
		})
	}
}

func TestBrokenJSONNamesTheLine(t *testing.T) {
	_, err := readCLDR(write(t, "cldr.json", "{\n\"main\": \n}\n"))
	if err == nil || !strings.Contains(err.Error(), "cldr.json:3:") {
		t.Errorf("got %v, want an error on line 3", err)
	}
}
