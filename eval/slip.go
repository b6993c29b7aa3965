package eval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alam-nlp/alam/eval/internal/show"
	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/arabic"
)

// noSlip is a difference that is no slip; the zero MismatchKind (Correct) stands for
// no difference at all.
const noSlip = TooLong

// boundary tells how the extents of a pair with one label differ. text is the
// source, "" when unknown.
func (o *MismatchOptions) boundary(gold, pred *gold.Mention, text string) MismatchKind {
	if k, ok := o.slip(gold, pred, text); ok {
		return k
	}
	switch {
	case pred.Start <= gold.Start && gold.End <= pred.End:
		return TooLong
	case gold.Start <= pred.Start && pred.End <= gold.End:
		return TooShort
	}
	return Shifted
}

func (o *MismatchOptions) slip(gold, pred *gold.Mention, text string) (MismatchKind, bool) {
	if gold.Text == "" || pred.Text == "" {
		return 0, false
	}
	if o.Key != nil {
		if k := o.Key(gold.Text); k != "" && k == o.Key(pred.Text) {
			return OnlySpelling, true
		}
	}
	first, second := gold, pred // by start
	if pred.Start < gold.Start {
		first, second = pred, gold
	}
	front, ok := show.Cut(first.Text, 0, second.Start-first.Start)
	if !ok {
		return 0, false
	}
	last, other := gold, pred // by end
	if pred.End > gold.End {
		last, other = pred, gold
	}
	back, ok := show.Cut(last.Text, len(last.Text)-(last.End-other.End), len(last.Text))
	if !ok {
		return 0, false
	}
	before := wordBefore(text, first.Start)
	f, b := o.frontSlip(before, front, second.Text), o.backSlip(other.Text, back)
	switch {
	case f == noSlip || b == noSlip:
		return 0, false
	case f == Correct, f == OnlySpelling && b != Correct: // marks beside a slip do not count
		return b, true
	case b == Correct, b == OnlySpelling, b == f:
		return f, true
	}
	return 0, false
}

// frontSlip classes what stands before the name: before is the part of its first
// word that belongs to neither span, rest the name.
func (o *MismatchOptions) frontSlip(before, extra, rest string) MismatchKind {
	if extra == "" {
		return Correct
	}
	bare := strip(extra)
	if bare == "" {
		return OnlySpelling
	}
	glued := endsInWord(extra) && beginsInWord(rest)
	if glued || len(bare) == utf8.RuneLen(arabic.Waw) || bare == arabic.Article {
		if k := proclitic(strip(before), bare); k != noSlip {
			return k
		}
	}
	if !glued && o.titles(extra) {
		return OnlyTitle
	}
	return noSlip
}

// backSlip classes what stands after the name.
func (o *MismatchOptions) backSlip(rest, extra string) MismatchKind {
	if extra == "" {
		return Correct
	}
	bare := strip(extra)
	if bare == "" || bare == arabic.AlefS && strings.ContainsRune(extra, arabic.Fathatan) {
		return OnlySpelling
	}
	if !(endsInWord(rest) && beginsInWord(extra)) && o.titles(extra) {
		return OnlyTitle
	}
	return noSlip
}

// proclitic classes letters at a word's front: one of و ف, one of ب ل ك, and ال (ل
// after ل), each or none. before holds those that come earlier in the word.
func proclitic(before, extra string) MismatchKind {
	letters := []rune(before + extra)
	from, i := utf8.RuneCountInString(before), 0
	kind := noSlip
	if i < len(letters) && (letters[i] == arabic.Waw || letters[i] == arabic.Feh) {
		i++
	}
	if i < len(letters) && (letters[i] == arabic.Beh || letters[i] == arabic.Lam || letters[i] == arabic.Kaf) {
		i++
	}
	if i > from {
		kind = OnlyProclitic
	}
	switch left := letters[i:]; {
	case len(left) == 0:
		return kind
	case len(left) == 2 && (left[0] == arabic.Alef || left[0] == arabic.AlefWasla) && left[1] == arabic.Lam && i >= from,
		len(left) == 1 && left[0] == arabic.Lam && i > 0 && letters[i-1] == arabic.Lam:
		if kind == noSlip {
			return OnlyArticle
		}
		return kind
	}
	return noSlip
}

// titles reports whether the words of s are titles, and single proclitics beside
// them.
func (o *MismatchOptions) titles(s string) bool {
	if o.Title == nil {
		return false
	}
	found := false
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !inWord(r) }) {
		switch {
		case o.title(w):
			found = true
		case utf8.RuneCountInString(strip(w)) != 1 || proclitic("", strip(w)) == noSlip:
			return false
		}
	}
	return found
}

// title asks for the word, then for what is left without و ف and without ب ل ك.
func (o *MismatchOptions) title(w string) bool {
	if o.Title(w) {
		return true
	}
	for _, set := range []string{string([]rune{arabic.Waw, arabic.Feh}), string([]rune{arabic.Beh, arabic.Lam, arabic.Kaf})} {
		r, n := utf8.DecodeRuneInString(w)
		if n == len(w) || !strings.ContainsRune(set, r) {
			continue
		}
		w = w[n:]
		// What follows ل has lost its alef: للرئيس is ل and الرئيس.
		if o.Title(w) || r == arabic.Lam && strings.HasPrefix(w, arabic.LamS) && o.Title(arabic.AlefS+w) {
			return true
		}
	}
	return false
}

// strip leaves letters, digits and symbols.
func strip(s string) string {
	return strings.Map(func(r rune) rune {
		if r == arabic.Tatweel || unicode.In(r, unicode.M, unicode.P, unicode.Z, unicode.Cf, unicode.Cc) {
			return -1
		}
		return r
	}, s)
}

// inWord reports whether r is part of a word: letters, digits, marks and what is
// not seen.
func inWord(r rune) bool {
	return unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.Cf)
}

func beginsInWord(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n > 0 && inWord(r)
}

func endsInWord(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	return n > 0 && inWord(r)
}

// wordBefore is the part of a word that ends at a place, at most eight characters
// of it: more is no proclitic.
func wordBefore(text string, at int) string {
	if at < 0 || at > len(text) {
		return ""
	}
	from := at
	for range 8 {
		r, n := utf8.DecodeLastRuneInString(text[:from])
		if n == 0 || !inWord(r) {
			break
		}
		from -= n
	}
	return text[from:at]
}
