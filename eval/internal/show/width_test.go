package show

import "testing"

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{
		"PER": 3, "": 0, "日本": 4, "é": 1, "e\u0301": 1,
		"محمد":        4,
		"مُحَمَّد":    4,
		"می\u200cرود": 5,
	} {
		if got := Width(s); got != want {
			t.Errorf("%q: got %d, want %d", s, got, want)
		}
	}
}
