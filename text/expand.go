package text

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

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
			b.WriteRune(reduce(r))
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
			b.WriteString(" *")
		default:
			if r = reduce(r); r != dropped {
				b.WriteRune(r)
			}
		}
		i += n
	}
	return append(parts, b.String()), rest, 0, nil
}
