// Package repair tells text that cannot be Arabic as it stands, and mends what
// of it can be mended.
//
// In: a text. Out: its damage, by kind; the mended text, and a Map from its
// offsets to those of the source.
//
// # Law
//
// A mended text stands beside its source, which is not changed. Span gives, for a
// stretch of the mended text, the shortest stretch of whole runes of the source
// that it was made of: never empty, and later for what stands later. The stretches
// of all runes of the mended text cover the source without a gap. FuzzRepair keeps
// the law. A sound text is mended to itself.
//
// # Sharing
//
// Everything here may be used by several goroutines.
package repair

import (
	"cmp"
	"slices"
)

// A Kind is a way in which a text can be damaged.
type Kind string

// The kinds of damage.
const (
	// Mojibake is UTF-8 that was read as Latin-1 or windows-1252 (Ø²Ø§Ø±) or as
	// windows-1256 (ط²ط§ط±), or windows-1256 read as Latin-1 (ÇáÑÆíÓ).
	Mojibake Kind = "mojibake"
	// Forms are letters written as the shapes that a font has of them (U+FB50 to
	// U+FDFF, U+FE70 to U+FEFC).
	Forms Kind = "presentation forms"
	// LamAlef is the article with the letter behind its ل put before it: األمم, االتحاد.
	LamAlef Kind = "swapped lam-alef"
	// Visual is text stored from left to right as it looks: ةيبرعلا.
	Visual Kind = "visual order"
	// Unknown is text of which hardly a word is known.
	Unknown Kind = "unknown words"
)

// Kinds are the kinds of damage, in the order in which Detect gives them.
func Kinds() []Kind { return []Kind{Mojibake, Forms, LamAlef, Visual, Unknown} }

// Mends reports whether Repair mends damage of the kind.
func (k Kind) Mends() bool { return k == Mojibake || k == Forms || k == LamAlef }

// Means says what a kind is, in a few words; empty for what is no kind.
func (k Kind) Means() string {
	switch k {
	case Mojibake:
		return "UTF-8 or windows-1256 read as another encoding"
	case Forms:
		return "letters written as their shapes"
	case LamAlef:
		return "األمم for الأمم"
	case Visual:
		return "words in reverse"
	case Unknown:
		return "hardly a word is known"
	}
	return ""
}

// Damage says that words of a text are damaged.
type Damage struct {
	Kind Kind
	// First is the byte at which the first damaged word begins.
	First int
	// Count is how many words are damaged, Of how many there are.
	Count, Of int
}

// Join joins the damage of one stretch of a text with that of the next, which
// begins at byte at.
func Join(before, next []Damage, at int) []Damage {
	for _, d := range next {
		d.First += at
		if i := slices.IndexFunc(before, func(b Damage) bool { return b.Kind == d.Kind }); i >= 0 {
			before[i].Count += d.Count
			before[i].Of += d.Of
			continue
		}
		before = append(before, d)
	}
	rank := func(d Damage) int { return slices.Index(Kinds(), d.Kind) }
	slices.SortFunc(before, func(a, b Damage) int { return cmp.Compare(rank(a), rank(b)) })
	return before
}
