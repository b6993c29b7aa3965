package text

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/tsv"
)

// ErrNotUTF8 is wrapped by the error of Parse for a source that is not valid
// UTF-8; the message names the offset of the first wrong byte.
var ErrNotUTF8 = errors.New("text: source is not valid UTF-8")

// Span is a stretch of a source: bytes, half-open, on rune boundaries.
type Span struct{ Start, End int }

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// RegionKind says what a region is.
type RegionKind uint8

// The kinds of regions.
const (
	Body        RegionKind = iota // the article's own text
	Title                         // the headline of an article
	Date                          // when it was published
	Dateline                      // where and by whom: موسكو (وكالات)
	Attribution                   // المصدر: صحيفة الاتحاد
	Keywords                      // the author's or the site's keywords
	Related                       // a marker such as "read also", or a link under it
	Boilerplate                   // what the site put between: buttons, captions, other headlines
)

var kindNames = [...]string{"body", "title", "date", "dateline", "source", "keywords", "related", "boilerplate"}

// String is the kind's name in the pattern file.
func (k RegionKind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "RegionKind(" + strconv.Itoa(int(k)) + ")"
}

// RegionNames are the names of the kinds of regions.
func RegionNames() []string { return slices.Clone(kindNames[:]) }

// Region is a marked part of a source. A region that fills its line takes in
// the line's end and the blank lines after it.
type Region struct {
	Span
	Kind    RegionKind
	Article int // 0 for the main article, 1, 2, ... for those under "read also"
}

// Document is a source and its regions, which tile it. Articles is the number
// of articles: 1 + the greatest Region.Article. An empty source has no regions
// and no articles.
type Document struct {
	Source   string
	Regions  []Region
	Articles int
}

// RegionAt gives the region that holds byte i of the source. Offsets before the
// source give the first region, offsets after it the last; a document without
// regions gives the zero Region.
func (d *Document) RegionAt(i int) Region {
	if len(d.Regions) == 0 {
		return Region{}
	}
	n := sort.Search(len(d.Regions), func(k int) bool { return d.Regions[k].End > i })
	return d.Regions[min(n, len(d.Regions)-1)]
}

// ParseError is an error in a data file: its Path, the Line from 1, the character
// of the line from 1 (Col), and the cause (Err).
type ParseError = tsv.ParseError

// checkUTF8 reports the first byte of s that is not valid UTF-8.
func checkUTF8(s string) error {
	if utf8.ValidString(s) {
		return nil
	}
	for i := 0; ; {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n <= 1 {
			return fmt.Errorf("%w: byte %d", ErrNotUTF8, i)
		}
		i += n
	}
}
