package analyze

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/token"
)

// TestRoom: prose has room for a whole piece; what has a token to a byte or two,
// for as many tokens as a piece has.
func TestRoom(t *testing.T) {
	const piece = 1 << 16
	prose := strings.Repeat("زار الرئيس الروسي فلاديمير بوتين القاهرة، وقال: \"2024\" (عام). ", 2000)
	if got := room(prose, piece); got != piece {
		t.Errorf("prose has room for %d bytes, want %d", got, piece)
	}
	for _, s := range []string{"(", ".", "()", "a ", "…", "😀", "ا ", "=\n"} {
		text := strings.Repeat(s, piece*2/len(s))
		n := room(text, piece)
		if tokens := len(token.Tokenize(text[:runeStart(text, n)])); tokens > piece/tokenBytes || tokens < piece/tokenBytes/4 {
			t.Errorf("%q: %d bytes, %d tokens, want about %d", s, n, tokens, piece/tokenBytes)
		}
	}
	if got := room("x", piece); got != 1 {
		t.Errorf("a short text has room for %d bytes", got)
	}
}
