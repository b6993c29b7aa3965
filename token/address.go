package token

import "strings"

// markAddresses flags the tokens of the addresses in a text: from http or www on,
// around an @ with letters on both sides, behind one that opens a handle, and around
// the last part of a domain (example.com), up to the next blank.
func markAddresses(tokens []Token, src string) {
	if strings.IndexByte(src, '@') < 0 && strings.IndexByte(src, '.') < 0 && !strings.Contains(src, "://") {
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
		case t.Surface == "@":
			markHandle(tokens[i:])
			continue
		case t.Kind == Latin && t.Has(Joined) && domains[t.Surface]:
			markDomain(tokens, i)
			continue
		default:
			continue
		}
		for k := i; k < len(tokens) && (k == i || tokens[k].Has(Joined)); k++ {
			tokens[k].Flags |= Address
		}
	}
}

// markHandle flags the @ that tokens begin with and the word joined to it.
func markHandle(tokens []Token) {
	for k := range tokens {
		t := &tokens[k]
		if k > 0 && (!t.Has(Joined) || !t.IsWord() && t.Kind != Number && t.Surface != "_") {
			return
		}
		t.Flags |= Address
	}
}

// markDomain flags the domain whose last part may be token i, and the path behind it.
func markDomain(tokens []Token, i int) {
	first := i
	for first > 0 && tokens[first].Has(Joined) {
		p := &tokens[first-1]
		if p.Kind != Latin && p.Kind != Number && p.Surface != "." && p.Surface != "-" {
			break
		}
		first--
	}
	if first+2 > i || tokens[i-1].Surface != "." || tokens[first].Kind == Punct {
		return
	}
	path := false
	for k := first; k < len(tokens) && (k == first || tokens[k].Has(Joined)); k++ {
		t := &tokens[k]
		path = path || k > i && t.Surface == "/"
		if k > i && !path && t.Kind != Latin && t.Surface != "." {
			return
		}
		t.Flags |= Address
	}
}

// domains are last parts of domains that end no other words behind a stop.
var domains = map[string]bool{
	"com": true, "net": true, "org": true, "edu": true, "gov": true, "info": true, "biz": true, "co": true, "io": true,
	"tv": true, "me": true, "ly": true, "ae": true, "sa": true, "eg": true, "qa": true, "jo": true, "iq": true,
	"ma": true, "dz": true, "tn": true, "uk": true, "fr": true, "de": true, "ru": true, "tr": true, "ir": true, "il": true,
	"lb": true, "sy": true, "ps": true, "kw": true, "bh": true, "om": true, "ye": true, "sd": true, "eu": true, "news": true,
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
