package token

import "strings"

// markAddresses flags the tokens of the addresses in a text: from http or www on,
// and around an @ with letters on both sides, up to the next blank.
func markAddresses(tokens []Token, src string) {
	if !strings.Contains(src, "://") && !strings.Contains(src, "www.") && strings.IndexByte(src, '@') < 0 {
		return
	}
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.Kind == Latin && opensAddress(tokens[i:]):
		case t.Surface == "@" && t.Has(Joined) && i > 0 && tokens[i-1].IsWord() && i+1 < len(tokens) && tokens[i+1].Has(Joined) && tokens[i+1].Kind == Latin:
			for i > 0 && tokens[i].Has(Joined) {
				i--
			}
		default:
			continue
		}
		for k := i; k < len(tokens) && (k == i || tokens[k].Has(Joined)); k++ {
			tokens[k].Flags |= Address
		}
	}
}

// opensAddress reports whether an address begins with the first of tokens.
func opensAddress(tokens []Token) bool {
	sign := func(k int, s string) bool { return k < len(tokens) && tokens[k].Surface == s && tokens[k].Has(Joined) }
	switch tokens[0].Norm {
	case "http", "https", "ftp":
		return sign(1, ":") && sign(2, "/") && sign(3, "/")
	case "www":
		return sign(1, ".")
	}
	return false
}
