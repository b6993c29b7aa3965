package token

import (
	"strings"

	"github.com/alam-nlp/alam/internal/arabic"
)

// LightStem is the light10 stem of an Arabic key (Larkey, Ballesteros and
// Connell 2007): at most one of the prefixes ال وال بال كال فال لل و comes off,
// then each of the suffixes ها ان ات ون ين يه ية ه ة ي once, in this order, as
// long as two letters are left (three behind a bare و). The stem is a part of
// the key: nothing is allocated. It merges words for topics; it never decides
// what is a name.
func LightStem(key string) string {
	for _, p := range stemPrefixes {
		if rest, ok := strings.CutPrefix(key, p.text); ok && len(rest) >= p.least {
			key = rest
			break
		}
	}
	for _, s := range stemSuffixes {
		if rest, ok := strings.CutSuffix(key, s); ok && len(rest) >= 4 {
			key = rest
		}
	}
	return key
}

// A key writes ة as ه and so has no suffixes ية and ة of its own.
var stemSuffixes = [...]string{
	arabic.HehS + arabic.AlefS, arabic.AlefS + arabic.NoonS, arabic.AlefS + arabic.TehS, arabic.WawS + arabic.NoonS,
	arabic.YehS + arabic.NoonS, arabic.YehS + arabic.HehS, arabic.HehS, arabic.YehS,
}

var stemPrefixes = [...]struct {
	text  string
	least int // bytes that must be left, two a letter
}{
	{arabic.Article, 4}, {arabic.WawS + arabic.Article, 4}, {arabic.BehS + arabic.Article, 4},
	{arabic.KafS + arabic.Article, 4}, {arabic.FehS + arabic.Article, 4},
	{arabic.LamS + arabic.LamS, 4}, {arabic.WawS, 6},
}
