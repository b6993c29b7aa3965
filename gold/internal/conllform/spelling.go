package conllform

import (
	"slices"
	"strings"
)

// prefixes are the letters of all schemes.
const prefixes = "BIESLU"

// A Spelling is a way to write tags.
type Spelling uint8

const (
	Usual       Spelling = iota // B-PER
	Raw                         // PER: each run of one tag is one name
	Behind                      // PER-B
	Underscored                 // B_PER
	Brackets                    // (PER* *)
	Several                     // more than one tag of a word
)

// String says in words how tags are written, and what is made of them.
func (s Spelling) String() string {
	switch s {
	case Raw:
		return "without B- and I-: each run of one tag is one name"
	case Behind:
		return "the prefix behind the label (PER-B)"
	case Underscored:
		return "with _ behind the prefix (B_PER)"
	case Brackets:
		return "in parentheses, as (PER* and *)"
	case Several:
		return "several of a word: names within names"
	}
	return ""
}

// Told tells the spelling from the tags of a file.
func Told(tags []string) Spelling {
	names := slices.DeleteFunc(slices.Clone(tags), func(t string) bool { return t == "O" || t == "" })
	outside := slices.Contains(tags, "O")
	all := func(is func(string) bool) bool {
		return !slices.ContainsFunc(names, func(t string) bool { return !is(t) })
	}
	switch {
	case len(names) == 0:
		return Usual
	case slices.ContainsFunc(names, func(t string) bool { return strings.Contains(t, join) }):
		return Several
	case all(prefixed):
		return Usual
	case all(behind):
		return Behind
	case all(underscored) && slices.ContainsFunc(names, func(t string) bool { return strings.IndexByte("BSU", t[0]) >= 0 }):
		return Underscored
	case all(bracketed) && slices.ContainsFunc(names, func(t string) bool { return t[0] == '(' }):
		return Brackets
	case outside && !slices.ContainsFunc(names, func(t string) bool { return prefixed(t) || !labelLike(t) }):
		return Raw
	}
	return Usual
}

func behind(t string) bool {
	n := len(t)
	return n > 2 && t[n-2] == '-' && strings.IndexByte(prefixes, t[n-1]) >= 0
}

func underscored(t string) bool {
	return len(t) > 2 && t[1] == '_' && strings.IndexByte(prefixes, t[0]) >= 0
}

// bracketed reports whether t is brackets that open with a label, a star, and
// brackets that close; or a mark of none.
func bracketed(t string) bool {
	if t == "-" || t == "_" {
		return true
	}
	t = strings.TrimRight(t, ")")
	t = strings.TrimSuffix(t, "*")
	return t == "" || t[0] == '(' && !strings.ContainsAny(t, "*)") && !strings.HasSuffix(t, "(") && !strings.Contains(t, "((")
}

// labelLike reports whether a tag without a prefix may be a label: it begins with a
// letter, and is not a lone letter of a scheme.
func labelLike(t string) bool {
	first := t[0]
	letter := first >= 0x80 || 'a' <= first|0x20 && first|0x20 <= 'z'
	return letter && (len(t) > 1 || strings.IndexByte(prefixes, first) < 0)
}

// Capitals reports whether s is a label in capitals, such as PER or B_PER.
func Capitals(s string) bool {
	return len(s) > 1 && s[0] >= 'A' && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_-") == ""
}

// Tag gives a tag of one word in the usual spelling, for those of which each is
// respelled by itself.
func (s Spelling) Tag(t string) string {
	switch {
	case t == "O":
	case s == Behind:
		return t[len(t)-1:] + "-" + t[:len(t)-2]
	case s == Underscored:
		return t[:1] + "-" + t[2:]
	}
	return t
}

// Upright gives a tag whose prefix stands behind its label with the prefix before it.
func Upright(t string) string {
	if behind(t) {
		return Behind.Tag(t)
	}
	return t
}

// A Chunk is a name, in places of tokens of its sentence.
type Chunk struct {
	Start, End int
	Label      string
}

// Chunks gives the names of a sentence whose tags are Raw, in Brackets or Several,
// by their beginnings, the longer first.
func (s Spelling) Chunks(tags []string) []Chunk {
	var out []Chunk
	switch s {
	case Raw:
		out = runs(tags)
	case Brackets:
		out = brackets(tags)
	case Several:
		out = several(tags)
	}
	slices.SortStableFunc(out, func(a, b Chunk) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	return out
}

func runs(tags []string) (out []Chunk) {
	for i, t := range tags {
		switch {
		case t == "O":
		case i > 0 && tags[i-1] == t:
			out[len(out)-1].End = i + 1
		default:
			out = append(out, Chunk{i, i + 1, t})
		}
	}
	return out
}

// brackets closes at the end of the sentence what is open there.
func brackets(tags []string) (out []Chunk) {
	var open []int
	for i, t := range tags {
		if t[0] == '(' {
			for label := range strings.SplitSeq(strings.TrimRight(t[1:], "*)"), "(") {
				open, out = append(open, len(out)), append(out, Chunk{i, len(tags), label})
			}
		}
		for n := strings.Count(t, ")"); n > 0 && len(open) > 0; n-- {
			out[open[len(open)-1]].End = i + 1
			open = open[:len(open)-1]
		}
	}
	return out
}

// several joins the tags of one label: one that goes on continues the first name of
// its label that ends before it and that no other tag of the word continues, and
// begins a name where there is none.
func several(tags []string) []Chunk {
	var out []Chunk
	var closed []bool // by E, L, S or U
	for i, t := range tags {
		for t := range strings.SplitSeq(t, join) {
			if !prefixed(t) {
				continue
			}
			at := len(out)
			for k := 0; k < len(out) && strings.IndexByte("IEL", t[0]) >= 0; k++ {
				if c := out[k]; c.End == i && !closed[k] && c.Label == t[2:] {
					at = k
					break
				}
			}
			if at == len(out) {
				out, closed = append(out, Chunk{Start: i, Label: t[2:]}), append(closed, false)
			}
			out[at].End = i + 1
			closed[at] = strings.IndexByte("ELSU", t[0]) >= 0
		}
	}
	return out
}
