package text

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const (
	flags  = "(?i)"
	blanks = `[\s\x{a0}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{feff}]*`
	marks  = `[\x{64b}-\x{652}\x{670}\x{640}]*`
)

// Letters that writers interchange, as classes.
var folds = [...]string{
	"\u0627\u0623\u0625\u0622\u0671", // alef, with hamza above, below, madda, wasla
	"\u064a\u0649\u06cc",             // yeh, alef maksura, Persian yeh
	"\u0629\u0647",                   // teh marbuta, heh
	"\u0643\u06a9",                   // kaf, Persian kaf
}

// expand turns a pattern into regular expressions, one before each "..." and
// one after it. An error comes with the character of the pattern it is at.
func expand(pattern string, lets map[string]string) (parts []string, rest bool, at int, err error) {
	var b strings.Builder
	inClass := false
	for i := 0; i < len(pattern); {
		s := pattern[i:]
		at = utf8.RuneCountInString(pattern[:i])
		r, n := utf8.DecodeRuneInString(s)
		if rest {
			return nil, false, at, fmt.Errorf("pattern goes on after {rest}")
		}
		switch {
		case r == '\\' && len(s) > 1:
			_, k := utf8.DecodeRuneInString(s[1:])
			n = 1 + k
			b.WriteString(s[:n])
		case inClass || r == '[':
			inClass = r != ']'
			b.WriteString(s[:n])
		case strings.HasPrefix(s, "..."):
			parts = append(parts, b.String())
			b.Reset()
			n = len("...")
		case r == '{' && len(s) > 1 && isName(s[1:2]):
			end := strings.IndexByte(s, '}')
			if end < 0 {
				return nil, false, at, fmt.Errorf("{ without }")
			}
			n = end + 1
			name := s[1:end]
			let, ok := lets[name]
			if rest = name == "rest"; !rest && !ok {
				return nil, false, at, fmt.Errorf("no let above gives the name %q", name)
			}
			b.WriteString(let)
		case r == ' ':
			b.WriteString(blanks)
		case isArabicLetter(r):
			b.WriteString("(?:" + class(r) + marks + ")")
		default:
			b.WriteString(s[:n])
		}
		i += n
	}
	return append(parts, b.String()), rest, 0, nil
}

func class(r rune) string {
	for _, f := range folds {
		if strings.ContainsRune(f, r) {
			return "[" + f + "]"
		}
	}
	return string(r)
}
