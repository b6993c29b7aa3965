package rule

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
)

// foldExpression folds the letters of a regular expression as keys fold those
// of words, so that it may be written as words are. Latin letters stay: keys
// have small ones.
func foldExpression(src string) (string, error) {
	var b strings.Builder
	for _, r := range src {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
			continue
		}
		key := token.Key(string(r))
		if key == "" {
			return "", fmt.Errorf("%q is not in any key: keys have no marks and no tatweel", r)
		}
		b.WriteString(key)
	}
	return b.String(), nil
}

// spelling is a surface without marks, tatweel and invisible controls: what
// a word in single quotes is compared with.
func spelling(surface string) string {
	drop := func(r rune) bool { return !token.HasKey(r) }
	if strings.IndexFunc(surface, drop) < 0 {
		return surface
	}
	return strings.Map(func(r rune) rune {
		if drop(r) {
			return -1
		}
		return r
	}, surface)
}

// A Region is where a token stands in its document.
type Region uint8

// The kinds of text.RegionKind come first, by their numbers.
const (
	RegionFirst Region = iota + Region(text.Boilerplate) + 1 // first token of its region
	RegionLast                                               // last token of its region
	RegionCount
)

var regionNames = func() (names [RegionCount]string) {
	for k := range RegionFirst {
		names[k] = text.RegionKind(k).String()
	}
	names[RegionFirst], names[RegionLast] = "first", "last"
	return names
}()

// RegionOf gives the region of a name; false if there is none of it.
func RegionOf(name string) (Region, bool) {
	i := slices.Index(regionNames[:], name)
	return Region(i), i >= 0
}

func keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
