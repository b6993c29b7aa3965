package gold

import "strings"

// class is what a tag prefix means to the readers.
type class uint8

const (
	classO class = iota // O, ".", and tags that are no tags
	classB
	classI
	classE     // E
	classL     // L: E of BILOU
	classS     // S
	classU     // U: S of BILOU
	classAlone // [ and ], chunks of one token
	classOther // unknown prefix before a hyphen: goes on like I
	classCount
)

// closes reports whether a chunk cannot go on after this prefix.
func (c class) closes() bool { return c >= classE && c <= classAlone }

// opens reports whether this prefix always starts a chunk.
func (c class) opens() bool { return c == classB || c == classS || c == classU || c == classAlone }

// TagID is an interned tag; see [Tags].
type TagID int32

// Tag is a tag taken apart at its first hyphen, as conlleval does. A tag without
// hyphen is all prefix.
type Tag struct {
	Text, Prefix, Label string

	class class
	label int32
	known bool // a prefix of one of the schemes, with a label if it needs one
}

// ParseTag takes a tag apart.
func ParseTag(s string) Tag {
	t := Tag{Text: s, Prefix: s}
	hyphen := strings.IndexByte(s, '-')
	if hyphen >= 0 {
		t.Prefix, t.Label = s[:hyphen], s[hyphen+1:]
	}
	t.known = true
	switch t.Prefix {
	case "O":
		t.class = classO
		t.known = hyphen < 0
	case "B":
		t.class = classB
	case "I":
		t.class = classI
	case "E":
		t.class = classE
	case "L":
		t.class = classL
	case "S":
		t.class = classS
	case "U":
		t.class = classU
	case "[", "]":
		t.class = classAlone
	default:
		t.known = false
		if hyphen >= 0 && t.Prefix != "." {
			t.class = classOther
		}
	}
	return t
}

// Tags interns tags: equal texts get equal ids, and each is taken apart once.
type Tags struct {
	byText  map[string]TagID
	list    []Tag
	byLabel map[string]int32
	labels  []string
}

// Intern gives the id of a tag. The bytes are not kept.
func (t *Tags) Intern(b []byte) TagID {
	if id, ok := t.byText[string(b)]; ok {
		return id
	}
	return t.add(ParseTag(string(b)))
}

// InternString is Intern for a string.
func (t *Tags) InternString(s string) TagID {
	if id, ok := t.byText[s]; ok {
		return id
	}
	return t.add(ParseTag(s))
}

func (t *Tags) add(tag Tag) TagID {
	if t.byText == nil {
		t.byText = make(map[string]TagID)
		t.byLabel = make(map[string]int32)
	}
	l, ok := t.byLabel[tag.Label]
	if !ok {
		l = int32(len(t.labels))
		t.labels = append(t.labels, tag.Label)
		t.byLabel[tag.Label] = l
	}
	tag.label = l
	id := TagID(len(t.list))
	t.list = append(t.list, tag)
	t.byText[tag.Text] = id
	return id
}

// Tag gives the tag of an id that Intern returned.
func (t *Tags) Tag(id TagID) Tag { return t.list[id] }

// Len is the number of different tags.
func (t *Tags) Len() int { return len(t.list) }
