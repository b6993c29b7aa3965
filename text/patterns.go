package text

import (
	"errors"
	"fmt"
	"io"
	"regexp/syntax"
	"strings"

	"github.com/alam-nlp/alam/internal/tsv"
)

// Patterns tells Parse what the parts of a page look like. It is read from a
// tab-separated file with the columns kind, where, pattern, note; lines that
// begin with # are comments. Kind is the name of a RegionKind other than body
// and title, or let. Where says where the pattern may match:
//
//   - line: it is the whole line;
//   - start: it begins the line, and what follows is text again;
//   - inside: it stands anywhere in the line where a word may begin;
//   - article: it is the whole line, and another article may follow.
//
// A pattern is a Go (RE2) regular expression, with these differences:
//
//   - letters that writers interchange are one (أ إ آ ٱ ا, ى ي ی, ة ه, ك ک), and
//     vowel marks and tatweel are passed over; Latin letters match in either case;
//   - digits of every script are 0 to 9;
//   - a blank matches any number of blanks, also none;
//   - {name} is the pattern that a let line above has given that name; {word} is
//     a run of letters, {number} of digits;
//   - {rest} at the end takes the rest of the line;
//   - A...B, in an inside pattern: A, then at most 600 bytes, then B, and again
//     for every further B within 600 bytes.
//
// Among matches at one place the longest wins, among patterns the first in the
// file. A match does not end within a word unless ة, ى or tanwin ends it
// (OpensAfter), and except for {rest} sees at most 512 bytes of its line, an inside
// pattern 192.
type Patterns struct {
	rules  []rule
	starts index // rules tried at the beginning of a line, by their first two runes
	within index // the same, by two runes that stand somewhere in the beginning of the line
	inside index // rules tried in the line, by their first two runes
	failed *failures
}

type place uint8

const (
	wholeLine place = iota
	lineStart
	insideLine
	otherArticle
)

var placeNames = [...]string{"line", "start", "inside", "article"}

type rule struct {
	kind  RegionKind
	where place
	head  *expr
	tail  *expr   // after the gap; nil without one
	tails headSet // the pairs that tail begins with
	probe *expr   // where the pair stands, for a rule in within
	rest  bool    // takes the rest of the line
}

// ParsePatterns reads a pattern file. The path is used in errors only, which
// are *ParseError; columns count characters.
func ParsePatterns(path string, r io.Reader) (*Patterns, error) {
	p := &Patterns{failed: new(failures)}
	lets := map[string]string{
		"word":   `(?:\pL+)`,
		"number": `(?:[0-9]+)`,
	}
	err := tsv.Read(path, r, patternColumns, patternColumns, func(row tsv.Row) error {
		parts, rest, at, err := expand(row.Cell("pattern"), lets)
		if err != nil {
			return row.FailAt("pattern", at, err)
		}
		if row.Cell("kind") == "let" {
			return let(row, lets, parts, rest)
		}
		ru := rule{rest: rest}
		if ru.kind = RegionKind(indexOf(kindNames[:], row.Cell("kind"))); ru.kind <= Title || int(ru.kind) >= len(kindNames) {
			return row.Fail("kind", "unknown kind %q, want let or one of %s", row.Cell("kind"), strings.Join(kindNames[2:], ", "))
		}
		if ru.where = place(indexOf(placeNames[:], row.Cell("where"))); int(ru.where) >= len(placeNames) {
			return row.Fail("where", "unknown place %q, want one of %s", row.Cell("where"), strings.Join(placeNames[:], ", "))
		}
		if err := p.add(ru, parts); err != nil {
			return row.FailAt("pattern", 0, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

var patternColumns = []string{"kind", "where", "pattern", "note"}

// let gives a pattern, parted and with others put into it, the name that stands
// for it in the rows below.
func let(row tsv.Row, lets map[string]string, parts []string, rest bool) error {
	name := row.Cell("where")
	if _, dup := lets[name]; dup || !isName(name) || name == "rest" {
		return row.Fail("where", "%q is not a new name of small Latin letters", name)
	}
	if len(parts) > 1 || rest {
		return row.Fail("pattern", "a let takes neither ... nor {rest}")
	}
	if _, err := parse(parts[0]); err != nil {
		return row.FailAt("pattern", 0, err)
	}
	lets[name] = "(?:" + parts[0] + ")"
	return nil
}

// add checks a rule and files it under the runes that it needs.
func (p *Patterns) add(ru rule, parts []string) error {
	if len(parts) > 2 || len(parts) == 2 && (ru.where != insideLine || ru.rest) {
		return errors.New("one ... at most, in an inside pattern without {rest}")
	}
	tree, err := parse(parts[0])
	if err != nil {
		return err
	}
	id := len(p.rules)
	ru.head = newExpr(3*id, parts[0])
	if len(parts) == 2 {
		after, err := parse(parts[1])
		if err != nil {
			return err
		}
		set, probe := needs(after)
		if set == nil || probe != "" {
			return errors.New("what follows ... begins with certain characters, not with any word")
		}
		ru.tail, ru.tails = newExpr(3*id+1, parts[1]), set
	}
	set, probe := needs(tree)
	switch {
	case set == nil:
		return errors.New("pattern has no place where two certain characters stand together")
	case ru.where == insideLine && probe != "":
		return errors.New("an inside pattern begins with certain characters, not with any word")
	case ru.where == insideLine:
		p.inside.add(set, id)
	case probe != "":
		ru.probe = newExpr(3*id+2, probe)
		p.within.add(set, id)
	default:
		p.starts.add(set, id)
	}
	p.rules = append(p.rules, ru)
	return nil
}

func parse(expr string) (*syntax.Regexp, error) {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("not a pattern: %w", err)
	}
	return tree.Simplify(), nil
}

func indexOf(names []string, s string) int {
	for i, n := range names {
		if n == s {
			return i
		}
	}
	return 255
}

func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}
