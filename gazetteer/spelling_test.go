package gazetteer

import "testing"

// TestCompare: a hamza may be left out anywhere, but is added to the first letter
// alone, or to the first behind ال.
func TestCompare(t *testing.T) {
	for _, c := range []struct {
		listed, surface string
		want            Spelling
	}{
		{"أحمد", "أحمد", Same},
		{"أحمد", "احمد", Hamza},
		{"احمد", "أحمد", Hamza},
		{"الاردن", "الأردن", Hamza},
		{"مأمون", "مامون", Hamza},
		{"بابي", "بأبي", Contrary},
		{"أب", "إب", Contrary},
		{"القاهرة", "القاهره", Final},
		{"علي", "على", Final},
		{"مُحمد", "محمّد", Same},
	} {
		if got := Compare(c.listed, c.surface, false); got != c.want {
			t.Errorf("%s for %s: %s, want %s", c.surface, c.listed, got, c.want)
		}
	}
}
