package text

import "testing"

// TestOpens cuts glued words where OpensAfter says. The pieces are joined by |.
func TestOpens(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"ta marbuta", "صلة|أعلن"},
		{"ta marbuta twice", "الحكومة|الجديدة|في"},
		{"ta marbuta with a vowel", "المدينةُ|وقال"},
		{"ta marbuta with tanwin", "مدرسةٌ|وبيت"},
		{"ta marbuta with tatweel", "العربيةـ|قال"},
		{"alef maksura", "إلى|تعزيز"},
		{"alef maksura with tanwin", "مستشفىً|جديد"},
		{"fathatan on hamza", "مساءً|وقال"},
		{"fathatan on its seat", "حالياً|في"},
		{"fathatan before its seat", "شكرًا|لكم"},
		{"seat after hamza", "جزءًا|من"},
		{"seat after a long vowel and hamza", "مساءًا"},
		{"tanwin in a whole word", "شكرًا"},
		{"tanwin at the end", "كتابٌ"},
		{"hamza after alef maksura, another spelling", "شىء"},
		{"and in a longer word", "الطوارىء"},
		{"slip for damma", "قٌتل"},
		{"slip for shadda", "عبًر"},
		{"slip for the hamza below", "الإٍسلامية"},
		{"Persian yeh joins", "روسیا"},
		{"Persian yeh at the end of a word glued", "آقایمحمد"},
		{"Latin after ta marbuta", "شركةGoogle"},
		{"digits after alef maksura", "إلى2025"},
		{"no seam", "السلطات"},
		{"waw after alef", "قالواوذهبوا"},
		{"twisted ta marbuta", "المسلحةة"},
	} {
		var prev2, prev rune
		got := ""
		for _, r := range c.want {
			if r == '|' {
				continue
			}
			if prev != 0 && OpensAfter(prev2, prev, r) {
				got += "|"
				prev = 0
			}
			got += string(r)
			prev2, prev = prev, r
		}
		if got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// Opens never says what OpensAfter denies.
func TestOpensAgree(t *testing.T) {
	for prev := rune(0x600); prev < 0x700; prev++ {
		for next := rune(0); next < 0x700; next++ {
			if Opens(prev, next) && !OpensAfter(0, prev, next) {
				t.Fatalf("Opens(%U, %U) but not OpensAfter", prev, next)
			}
		}
	}
}
