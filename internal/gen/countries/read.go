package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
)

// territories holds CLDR's names by code, main form first, then -alt- forms in
// the order of their keys.
type territories struct {
	path  string
	codes []string // sorted, without -alt- keys
	names map[string][]string
	line  map[string]int
}

func readCLDR(path string) (*territories, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var doc struct {
		Main struct {
			Ar struct {
				LocaleDisplayNames struct {
					Territories map[string]string
				}
			}
		}
	}
	if err := json.Unmarshal(src, &doc); err != nil {
		line := 1
		if se := (*json.SyntaxError)(nil); errors.As(err, &se) {
			line += bytes.Count(src[:se.Offset], []byte("\n"))
		}
		return nil, fmt.Errorf("%s:%d: not CLDR territory JSON (%w): take the file from cldr-localenames-full", path, line, err)
	}
	raw := doc.Main.Ar.LocaleDisplayNames.Territories
	if len(raw) == 0 {
		return nil, fmt.Errorf("%s:1: no main.ar.localeDisplayNames.territories: take ar/territories.json", path)
	}
	t := &territories{path: path, names: make(map[string][]string), line: make(map[string]int)}
	keys := make([]string, 0, len(raw))
	for k := range raw {
		keys = append(keys, k)
	}
	slices.Sort(keys) // XX before XX-alt-...
	for _, key := range keys {
		code, _, alt := strings.Cut(key, "-alt-")
		if !alt {
			t.codes = append(t.codes, code)
			at := bytes.Index(src, []byte(`"`+code+`"`))
			t.line[code] = 1 + bytes.Count(src[:max(at, 0)], []byte("\n"))
		}
		// "X (Y)" and "X - Y" are labels for menus, not names that a text writes.
		if name := unmark(raw[key]); !strings.ContainsAny(name, "()") && !strings.Contains(name, " - ") {
			t.names[code] = append(t.names[code], name)
		}
	}
	return t, nil
}

// handRow is one line of the hand file; heading is the comment above its group.
type handRow struct {
	path                                    string
	line                                    int
	heading                                 string
	code, nameEn, name, prominence, country string
	kind                                    string
	aliases                                 []string
	needsContext, skip                      bool
}

const handHeader = "code\tname_en\tname\taliases\tprominence\tflags"

func readHand(path string) ([]handRow, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var rows []handRow
	first := make(map[string]int)
	heading, started := "", false
	for i, text := range strings.Split(string(src), "\n") {
		line := i + 1
		switch {
		case text == "":
			continue
		case strings.HasPrefix(text, "#"):
			if started {
				heading = text
			}
			continue
		case !started:
			if text != handHeader {
				return nil, fmt.Errorf("%s:%d: header is %q: want %q", path, line, text, handHeader)
			}
			started = true
			continue
		}
		f := strings.Split(text, "\t")
		if len(f) != 6 {
			return nil, fmt.Errorf("%s:%d: %d columns: want 6, tab-separated", path, line, len(f))
		}
		r := handRow{path: path, line: line, heading: heading, code: f[0], nameEn: f[1], name: f[2], prominence: f[4]}
		if f[3] != "" {
			r.aliases = strings.Split(f[3], "|")
		}
		if r.code == "" || r.nameEn == "" || len(r.prominence) != 1 || r.prominence < "1" || r.prominence > "9" {
			return nil, fmt.Errorf("%s:%d: code, name_en and a prominence from 1 to 9 are required: fill them in", path, line)
		}
		if at := first[r.code]; at != 0 {
			return nil, fmt.Errorf("%s:%d: code %s is already on line %d: merge the rows", path, line, r.code, at)
		}
		first[r.code] = line
		if err := r.setFlags(f[5]); err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// setFlags fills kind and country, by default from the shape of the code.
func (r *handRow) setFlags(flags string) error {
	switch {
	case isClass(r.code, 3, '0', '9'):
		r.kind = "region"
	case isClass(r.code, 2, 'A', 'Z'):
		r.kind, r.country = "country", r.code
	default:
		r.kind = "country"
	}
	for _, flag := range strings.FieldsFunc(flags, func(c rune) bool { return c == ',' }) {
		key, value, _ := strings.Cut(flag, "=")
		switch {
		case flag == "skip":
			r.skip = true
		case flag == "needs_context":
			r.needsContext = true
		case key == "kind" && slices.Contains([]string{"country", "territory", "continent", "region"}, value):
			r.kind = value
		case key == "country" && isClass(value, 2, 'A', 'Z'):
			r.country = value
		default:
			return fmt.Errorf("%s:%d: flag %q: use needs_context, skip, kind=country|territory|continent|region or country=XX", r.path, r.line, flag)
		}
	}
	return nil
}

func isClass(s string, n int, lo, hi byte) bool {
	for i := range len(s) {
		if s[i] < lo || s[i] > hi {
			return false
		}
	}
	return len(s) == n
}

// unmark drops tatweel (U+0640), vowel marks (U+064B to U+0652, U+0670) and the
// bidi controls U+200E, U+200F.
func unmark(s string) string {
	return strings.Map(func(c rune) rune {
		if c == arabic.Tatweel || arabic.IsVowelMark(c) || c == '\u200e' || c == '\u200f' {
			return -1
		}
		return c
	}, s)
}
