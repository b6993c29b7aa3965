package conllform

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// ErrNoNames is a file of CoNLL-U without a place for names.
var ErrNoNames = errors.New("CoNLL-U without names: the last column (MISC) has none of " + strings.Join(miscKeys, "=, ") +
	"=, and no column of global.columns is called NER; choose token and tag columns, or put the tags there, as in name=B-PER")

// miscKeys are the names under which treebanks keep tags of names in MISC.
var miscKeys = []string{"name", "NER", "ner", "NE", "ne", "Ner", "ner_tag", "BIO"}

// join stands between the tags of one word.
const join = "\x1f"

// A File is one that was put into lines of a word, a tab and a tag.
type File struct {
	Data  []byte
	Lines []int // the line of the file that each line of Data is, from 1
}

func (f *File) put(line int, cells ...string) {
	f.Data = append(append(f.Data, strings.Join(cells, "\t")...), '\n')
	f.Lines = append(f.Lines, line)
}

// Layout puts a file into lines of a word and a tag, where it is CoNLL-U, CoNLL-2012
// or has lines of several tags; it gives nil for every other.
func Layout(data []byte) (*File, error) {
	lines := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	switch {
	case IsOntoNotes(data):
		return ontoNotes(lines), nil
	case IsUniversal(data):
		return universal(lines)
	}
	return nested(lines), nil
}

// begin2012 begins a document of CoNLL-2012.
const begin2012 = "#begin document"

// IsOntoNotes reports whether a file begins as those of CoNLL-2012.
func IsOntoNotes(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))), []byte(begin2012))
}

// The columns of CoNLL-2012: the fourth has the word, the eleventh its names.
const (
	word2012 = 3
	name2012 = 10
)

func ontoNotes(lines []string) *File {
	f := &File{}
	for i, line := range lines {
		cells := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, begin2012):
			f.put(i+1, "-DOCSTART-", "O")
		case len(cells) == 0 || line[0] == '#':
			f.put(i + 1)
		case len(cells) <= name2012:
			f.put(i+1, cells...) // the reader says what is wrong with it
		default:
			f.put(i+1, cells[word2012], cells[name2012])
		}
	}
	return f
}

const globalColumns = "# global.columns ="

// IsUniversal reports whether a file begins as those of CoNLL-U: with its header, or
// with ten columns of which the first is a number and the last has keys and values.
func IsUniversal(data []byte) bool {
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))) {
		text := strings.TrimRight(string(line), "\r\n")
		switch {
		case strings.HasPrefix(text, globalColumns):
			return true
		case strings.TrimSpace(text) == "" || text[0] == '#':
			continue
		}
		cells := strings.Split(text, "\t")
		return len(cells) == 10 && wordID(cells[0]) && isMisc(cells[9])
	}
	return false
}

// wordID reports whether s is the number of a word, of several (1-2) or of none (1.1).
func wordID(s string) bool {
	return s != "" && s[0] >= '0' && s[0] <= '9' && strings.Trim(s, "0123456789-.") == ""
}

func isMisc(s string) bool { return s == "_" || strings.Contains(s, "=") }

// universal reads CoNLL-U. Lines of several words (1-2) and of none (1.1) are left
// out: names stand on the words.
func universal(lines []string) (*File, error) {
	f := &File{}
	form, tag, found := 1, -1, false
	for i, line := range lines {
		if names, ok := strings.CutPrefix(line, globalColumns); ok {
			list := strings.Fields(names)
			form = max(slices.Index(list, "FORM"), 0)
			tag = slices.IndexFunc(list, func(s string) bool {
				_, last, _ := strings.Cut(s, ":")
				return strings.EqualFold(s, "NER") || strings.EqualFold(last, "NER") || strings.EqualFold(last, "NE")
			})
			found = found || tag >= 0
			continue
		}
		if strings.HasPrefix(line, "# newdoc") {
			f.put(i + 1)
			f.put(i+1, "-DOCSTART-", "O")
			continue
		}
		cells := strings.Split(line, "\t")
		switch {
		case strings.TrimSpace(line) == "" || len(cells) == 1 && line[0] == '#':
			f.put(i + 1)
			continue
		case wordID(cells[0]) && strings.ContainsAny(cells[0], "-."):
			continue
		case len(cells) <= max(form, tag):
			f.put(i+1, cells[0]) // the reader says what is wrong with it
			continue
		}
		t := "O"
		switch {
		case tag >= 0 && cells[tag] != "_":
			t = cells[tag]
		case tag < 0:
			if m, ok := misc(cells[len(cells)-1]); ok {
				t, found = m, true
			}
		}
		f.put(i+1, cells[form], t)
	}
	if !found {
		return nil, ErrNoNames
	}
	return f, nil
}

// misc finds the tag among keys and values.
func misc(s string) (string, bool) {
	for pair := range strings.SplitSeq(s, "|") {
		if key, value, ok := strings.Cut(pair, "="); ok && value != "" && slices.Contains(miscKeys, key) {
			return value, true
		}
	}
	return "", false
}

// nested joins the tags of each line, where lines have a word and as many tags as
// there are names around it, as Wojood has them. A file whose lines all have equally
// many columns is none, nor one with an O beside other tags.
func nested(lines []string) *File {
	f := &File{}
	width, ragged, inside := 0, false, false
	for i, line := range lines {
		cells := strings.Fields(line)
		if len(cells) == 0 {
			f.put(i + 1)
			inside = false
			continue
		}
		last := cells[len(cells)-1]
		switch {
		case cells[0] == "-DOCSTART-":
			f.put(i+1, "-DOCSTART-", "O")
			inside = false
			continue
		case !inside && cells[0] == "#" && !prefixed(last) && last != "O":
			f.put(i + 1) // a comment
			continue
		case len(cells) == 1:
			return nil
		}
		tags := cells[1:]
		for _, t := range tags {
			if !prefixed(t) && (t != "O" || len(tags) > 1) {
				return nil
			}
		}
		ragged = ragged || width > 0 && len(cells) != width
		width, inside = len(cells), true
		f.put(i+1, cells[0], strings.Join(tags, join))
	}
	if !ragged {
		return nil
	}
	return f
}

// prefixed reports whether a tag has a prefix of a scheme, and a label.
func prefixed(t string) bool {
	return len(t) > 2 && t[1] == '-' && strings.IndexByte(prefixes, t[0]) >= 0
}
