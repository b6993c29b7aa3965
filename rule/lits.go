package rule

import (
	"strings"

	"github.com/alam-nlp/alam/token"
)

// AppendLits appends the numbers, sorted, of the words in quotes that a token is,
// and of the expressions that match its key.
func (p *Program) AppendLits(dst []int32, tok *token.Token, cut, at int) []int32 {
	if len(p.lits) > 0 {
		dst = appendFound(dst, p.lits, tok.Norm)
		if cut > 0 {
			dst = appendFound(dst, p.lits, tok.Norm[cut:])
			if form, ok := withArticle(tok.Norm, cut); ok {
				dst = appendFound(dst, p.lits, form)
			}
		}
	}
	if len(p.spelled) > 0 {
		dst = appendFound(dst, p.spelled, spelling(tok.Surface))
		if cut > 0 {
			dst = appendFound(dst, p.spelled, spelling(tok.Surface[at:]))
		}
	}
	if len(p.regexps) > 0 {
		dst = p.exprs.append(dst, tok.Norm[cut:])
	}
	return sorted(dst)
}

// withArticle is what a key with so many bytes cut off is if those end with ل and
// the rest begins with the ل of an article: of للحكومة, الحكومة.
func withArticle(key string, cut int) (string, bool) {
	rest := key[cut:]
	if len(rest) <= 2*len(lam) || !strings.HasPrefix(rest, lam) || !strings.HasSuffix(key[:cut], lam) {
		return "", false
	}
	return article + rest[len(lam):], true
}

func appendFound(dst []int32, in map[string]int32, word string) []int32 {
	if n, ok := in[word]; ok {
		dst = append(dst, n)
	}
	return dst
}
