package rule

import (
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alam-nlp/alam/text"
)

// Parse reads a rule file; see docs/rules.md for the language. path is
// for errors, which are *text.ParseError with the line and column (in code
// points, from 1) of the offence.
func Parse(path string, r io.Reader) ([]Rule, error) {
	rules, errs := ParseAll(path, r)
	if len(errs) > 0 {
		return nil, errs[0]
	}
	return rules, nil
}

// ParseAll is Parse for those who want every error: behind one it goes on
// at the next statement.
func ParseAll(path string, r io.Reader) ([]Rule, []error) {
	src, err := io.ReadAll(r)
	if err != nil {
		return nil, []error{fmt.Errorf("%s: %w", path, err)}
	}
	p := &parser{path: path, src: strings.TrimPrefix(string(src), "\ufeff"),
		macros: map[string]*node{}, names: map[string]bool{}}
	if i := invalid(p.src); i >= 0 {
		p.pos = i
		return nil, []error{p.errorf("not valid UTF-8: byte %#x", p.src[i])}
	}
	var errs []error
	for p.skip(true); p.pos < len(p.src); p.skip(true) {
		at := p.pos
		if err := p.statement(); err != nil {
			errs = append(errs, err)
			p.recover(at)
		}
	}
	return p.rules, errs
}

// invalid is the first byte of s that is not UTF-8, or -1.
func invalid(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i := 0; ; {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
}

type parser struct {
	path   string
	src    string
	pos    int
	depth  int
	lines  []int                  // where they begin
	met    struct{ pos, col int } // the place asked for last: lists have long lines
	macros map[string]*node
	names  map[string]bool
	rules  []Rule
	broken bool // the statement above has an error: its examples are passed over
}

// place gives the line and column, in code points, of a byte of the source.
func (p *parser) place(pos int) (line, col int) {
	if p.lines == nil {
		p.lines = append(p.lines, 0)
		for i := range len(p.src) {
			if p.src[i] == '\n' {
				p.lines = append(p.lines, i+1)
			}
		}
	}
	pos = min(pos, len(p.src))
	line = sort.SearchInts(p.lines, pos+1)
	from := p.lines[line-1]
	if p.met.col == 0 || p.met.pos < from || p.met.pos > pos {
		p.met.pos, p.met.col = from, 1
	}
	p.met.col += utf8.RuneCountInString(p.src[p.met.pos:pos])
	p.met.pos = pos
	return line, p.met.col
}

func (p *parser) errorf(format string, args ...any) error {
	line, col := p.place(p.pos)
	return &text.ParseError{Path: p.path, Line: line, Col: col, Err: fmt.Errorf(format, args...)}
}

// recover goes on behind an error, at the next line that is not indented.
func (p *parser) recover(from int) {
	p.depth, p.broken = 0, true
	for p.pos = max(from, min(p.pos, len(p.src))); ; p.pos++ {
		i := strings.IndexByte(p.src[p.pos:], '\n')
		if i < 0 {
			p.pos = len(p.src)
			return
		}
		if p.pos += i; !p.indented() {
			return
		}
	}
}

// skip passes blanks and comments; with lines, also line ends. Within a
// statement a line end is passed if the next line is indented.
func (p *parser) skip(lines bool) {
	for p.pos < len(p.src) {
		switch c := p.src[p.pos]; {
		case c == '#':
			if i := strings.IndexByte(p.src[p.pos:], '\n'); i >= 0 {
				p.pos += i
			} else {
				p.pos = len(p.src)
			}
		case c == ' ' || c == '\t' || c == '\r':
			p.pos++
		case c == '\n' && (lines || p.indented()):
			p.pos++
		default:
			return
		}
	}
}

// indented reports whether the line after the one that ends here continues the
// statement: it begins with a blank, is not empty, and is no example.
func (p *parser) indented() bool {
	rest := p.src[p.pos+1:]
	body := strings.TrimLeft(rest, " \t\r")
	return len(body) < len(rest) && body != "" && body[0] != '\n' && !isExample(body)
}

// isExample reports whether a line is + or - and a text.
func isExample(line string) bool {
	return len(line) > 1 && (line[0] == '+' || line[0] == '-') && (line[1] == ' ' || line[1] == '\t')
}

func (p *parser) peek() byte {
	p.skip(false)
	if p.pos < len(p.src) {
		return p.src[p.pos]
	}
	return 0
}

func (p *parser) eat(c byte) bool {
	if p.peek() == c {
		p.pos++
		return true
	}
	return false
}

// word reads letters, digits and the given signs.
func (p *parser) word(signs string) string {
	from := p.pos
	for p.pos < len(p.src) {
		r, n := utf8.DecodeRuneInString(p.src[p.pos:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(signs, r) {
			break
		}
		p.pos += n
	}
	return p.src[from:p.pos]
}

// statement reads `rule NAME WEIGHT = PATTERN`, the same with sure, `let NAME = PATTERN`,
// `list NAME = WORDS` or an example.
func (p *parser) statement() error {
	if isExample(p.src[p.pos:]) {
		return p.example()
	}
	at := p.pos
	w := p.word("")
	p.broken = false
	switch w {
	case "rule", "sure":
		return p.rule(at, w)
	case "let", "list":
		p.skip(false)
		name := p.word("-_")
		if name == "" {
			return p.errorf("no name behind %s, want %[1]s NAME = ...", w)
		}
		read := p.pattern
		if w == "list" {
			read = p.list
		}
		body, err := p.definition(read)
		if err != nil {
			return err
		}
		p.macros[name] = body
		return nil
	}
	p.pos = at
	return p.errorf("%q begins no statement, want rule, sure, let, list, #, or + or - and an example", w)
}

// rule reads what follows on the word rule, or sure.
func (p *parser) rule(at int, word string) error {
	line, _ := p.place(at)
	p.skip(false)
	name := p.word("-._")
	if name == "" {
		return p.errorf("no name behind %s, want %[1]s NAME WEIGHT = PATTERN", word)
	}
	p.skip(false)
	weight, err := strconv.ParseFloat(p.word("+-."), 64)
	if err != nil || !(weight <= 1e6 && weight >= -1e6) {
		return p.errorf("no weight behind the name of rule %s, want a number such as +2.5", name)
	}
	body, err := p.definition(p.pattern)
	if err != nil {
		return err
	}
	if !body.captures() {
		p.pos = at
		return p.errorf("rule %s proposes nothing: put the name in brackets, PER[ ... ]", name)
	}
	if p.names[name] {
		return p.errorf("a second rule named %s", name)
	}
	p.names[name] = true
	p.rules = append(p.rules, Rule{Name: name, Weight: weight, Path: p.path, Line: line, Sure: word == "sure", body: body})
	return nil
}

func (p *parser) definition(read func() (*node, error)) (*node, error) {
	if !p.eat('=') {
		return nil, p.errorf("no =")
	}
	body, err := read()
	if err != nil {
		return nil, err
	}
	if c := p.peek(); c != 0 && c != '\n' {
		r, _ := utf8.DecodeRuneInString(p.src[p.pos:])
		return nil, p.errorf("%q is out of place", r)
	}
	return body, nil
}
