package gold

import (
	"fmt"
	"strings"
)

// Scheme is a way to write chunks as tags (Ramshaw & Marcus 1995; Tjong Kim Sang &
// Veenstra 1999; Ratinov & Roth 2009).
type Scheme uint8

const (
	SchemeUnknown Scheme = iota
	IOB1                 // B only where a chunk touches one of its own label
	IOB2                 // B at every start
	IOE1                 // E only where a chunk touches one of its own label
	IOE2                 // E at every end
	BIOES                // B, I, E, and S for one token
	BILOU                // B, I, L, and U for one token
	schemeCount
)

// String gives the usual name.
func (s Scheme) String() string {
	switch s {
	case IOB1:
		return "IOB1"
	case IOB2:
		return "IOB2"
	case IOE1:
		return "IOE1"
	case IOE2:
		return "IOE2"
	case BIOES:
		return "BIOES"
	case BILOU:
		return "BILOU"
	}
	return "unknown"
}

// MarshalText gives the name.
func (s Scheme) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a name.
func (s *Scheme) UnmarshalText(b []byte) error {
	var err error
	*s, err = ParseScheme(string(b))
	return err
}

// ParseScheme reads a scheme's name, in any case; IOBES is BIOES, BIO is IOB2.
func ParseScheme(name string) (Scheme, error) {
	switch strings.ToUpper(name) {
	case "IOB1", "IOB":
		return IOB1, nil
	case "IOB2", "BIO":
		return IOB2, nil
	case "IOE1":
		return IOE1, nil
	case "IOE2":
		return IOE2, nil
	case "BIOES", "IOBES":
		return BIOES, nil
	case "BILOU":
		return BILOU, nil
	case "UNKNOWN", "":
		return SchemeUnknown, nil
	}
	return SchemeUnknown, fmt.Errorf("%w: no scheme is called %q", ErrScheme, name)
}

// allows reports whether a prefix belongs to the scheme.
func (s Scheme) allows(c class) bool {
	switch c {
	case classO, classI:
		return true
	case classB:
		return s == IOB1 || s == IOB2 || s == BIOES || s == BILOU
	case classE:
		return s == IOE1 || s == IOE2 || s == BIOES
	case classS:
		return s == BIOES
	case classL, classU:
		return s == BILOU
	}
	return false
}

// DetectScheme tells the scheme from the set of prefixes alone, as seqeval's
// auto_detect does: the prefix is a tag's first letter. Only I and O say too
// little, and prefixes of no scheme or of two are an error. [ConllReader] looks at
// the sequences too and can tell IOB1.
func DetectScheme(sentences [][]string) (Scheme, error) {
	var seen [256]bool
	for _, tags := range sentences {
		for _, tag := range tags {
			if tag == "" {
				return SchemeUnknown, fmt.Errorf("%w: empty tag", ErrTag)
			}
			seen[tag[0]] = true
		}
	}
	var set []byte
	for _, c := range []byte("BEILSU") {
		if seen[c] {
			set = append(set, c)
		}
		seen[c] = false
	}
	seen['O'] = false
	for c, ok := range seen {
		if ok {
			return SchemeUnknown, fmt.Errorf("%w: prefix %q is of no scheme", ErrScheme, rune(c))
		}
	}
	switch string(set) {
	case "B", "BI":
		return IOB2, nil
	case "E", "EI":
		return IOE2, nil
	case "BEIS", "BEI", "BES", "BE", "S", "BS", "BIS", "EIS", "ES", "IS":
		return BIOES, nil
	case "BILU", "BIL", "BLU", "BL", "U", "BU", "BIU", "ILU", "IL", "LU", "L", "IU":
		return BILOU, nil
	}
	return SchemeUnknown, fmt.Errorf("%w: prefixes %q", ErrScheme, set)
}

// SchemeOf tells the scheme of the gold tags of documents that have tokens, from
// their sequences, as the reader of their file does. Without tags, and where all are
// O, it is SchemeUnknown.
func SchemeOf(docs []Document) Scheme {
	var tags Tags
	tags.InternString("O")
	k := newChecker(&tags)
	for i := range docs {
		for s := range docs[i].Sentences {
			for _, t := range docs[i].Sentence(s) {
				k.add(tags.InternString(t.Tag), 0)
			}
			k.end()
		}
	}
	return k.report().Scheme
}

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
