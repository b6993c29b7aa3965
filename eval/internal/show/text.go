package show

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Rows is how many rows a list has where n were asked for: 20 unless told,
// negative all.
func Rows(n int) int {
	switch {
	case n == 0:
		return 20
	case n < 0:
		return int(^uint(0) >> 1)
	}
	return n
}

// Clean makes s fit for a cell: on one line, without direction controls, which
// would turn around what follows.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cc, r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}

// Plural gives a number with its noun.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Cut is s[from:to] if that exists.
func Cut(s string, from, to int) (string, bool) {
	if from < 0 || to < from || to > len(s) {
		return "", false
	}
	return s[from:to], true
}

// Around gives up to n characters on each side of a range (40 for 0, none for a
// negative n), within its line, cut at a blank where there is one.
func Around(text string, start, end, n int) (before, after string) {
	before = text[strings.LastIndexByte(text[:start], '\n')+1 : start]
	after, _, _ = strings.Cut(text[end:], "\n")
	if n == 0 {
		n = 40
	}
	n = max(n, 0)
	from := len(before)
	for range n {
		_, size := utf8.DecodeLastRuneInString(before[:from])
		from -= size
	}
	if from > 0 {
		if i := strings.IndexFunc(before[from:], unicode.IsSpace); i >= 0 {
			from += i
		}
	}
	before = before[from:]
	to := 0
	for range n {
		_, size := utf8.DecodeRuneInString(after[to:])
		to += size
	}
	if to < len(after) {
		if i := strings.LastIndexFunc(after[:to], unicode.IsSpace); i >= 0 {
			to = i
		}
	}
	return before, after[:to]
}

// JSON writes a value as indented JSON.
func JSON(w io.Writer, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	_, err = w.Write(append(b, '\n'))
	return err
}
