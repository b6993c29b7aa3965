package gazetteer

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/tsv"
)

// A Located is an entry and where it stands.
type Located struct {
	Entry
	Path string
	Line int // from 1; 0 in a compiled list
}

// ReadLocated is ReadList of a file that says all itself.
func ReadLocated(path string, r io.Reader) ([]Located, []error) {
	return ReadList(path, r, ReadOptions{})
}

// readLocated is ReadLocated of the source form.
func readLocated(path string, in io.Reader) ([]Located, []error) {
	var sources []Located
	var errs []error
	err := tsv.Read(path, in, []string{"label", "name"}, columns, func(row tsv.Row) error {
		e, err := parseEntry(row)
		if err != nil {
			errs = append(errs, err)
			return nil
		}
		sources = append(sources, Located{Entry: e, Path: path, Line: row.Line()})
		return nil
	})
	if err != nil {
		errs = append(errs, err)
	}
	return sources, errs
}

// Severity reports whether a finding is a mistake.
type Severity uint8

// The severities.
const (
	Warning Severity = iota // likely a mistake, or what a reader should know
	Error                   // a mistake
	Note                    // nothing wrong
)

var severityNames = [...]string{"warning", "error", "note"}

func (s Severity) String() string {
	if int(s) < len(severityNames) {
		return severityNames[s]
	}
	return fmt.Sprintf("Severity(%d)", uint8(s))
}

// A Code names what a finding is about.
type Code string

// The codes.
const (
	CodeFormat    Code = "format"              // a row that cannot be read
	CodeID        Code = "duplicate-id"        // an id given twice
	CodeDuplicate Code = "duplicate"           // one name, label, kind and country twice
	CodeHomonym   Code = "homonym"             // one name and label twice, for what may be two
	CodeShadowed  Code = "shadowed"            // all names belong to a more prominent entry
	CodeDouble    Code = "double-place"        // one place under two ids
	CodeLabels    Code = "two-labels"          // one name with two labels, not marked
	CodeCommon    Code = "common-word"         // a frequent ordinary word, not marked, of an entry that is not prominent
	CodePersian   Code = "persian-letter"      // a letter that Arabic does not write
	CodeForbidden Code = "forbidden-character" // a mark, control or sign
	CodeNever     Code = "never-matches"       // a name that no text can match
	CodeOneLetter Code = "one-letter"          // a name of one letter
	CodeRedundant Code = "redundant-alias"     // an alias that folds to another name of its entry
	CodeVariant   Code = "variant-alias"       // an alias that would be found as a variant of another name of its entry
	CodeCountry   Code = "unknown-country"     // a country that is no ISO 3166 code
	CodeISO       Code = "other-country"       // an ISO 3166 code of another country than the entry's
	CodeRef       Code = "shared-id"           // an id of GeoNames, Wikidata or ISO 3166 that another entry has
)

// Codes are all codes, each with its severity and what it means.
func Codes() []struct {
	Code     Code
	Severity Severity
	Meaning  string
} {
	return slices.Clone(codes)
}

var codes = []struct {
	Code     Code
	Severity Severity
	Meaning  string
}{
	{CodeFormat, Error, "a row that cannot be read"},
	{CodeID, Error, "an id that another entry has"},
	{CodeDuplicate, Error, "name, label, kind, country and English name of another entry"},
	{CodePersian, Error, "a letter that Arabic does not write, in an Arabic name"},
	{CodeForbidden, Error, "a mark, tatweel, control, blank too many, or sign that no name has; a control in an id, a kind or an English name"},
	{CodeNever, Error, "a name that no text can match"},
	{CodeOneLetter, Error, "a name of one letter"},
	{CodeCountry, Error, "a country that is no ISO 3166 alpha-2 code"},
	{CodeISO, Error, "an ISO 3166 code of another country than the entry's"},
	{CodeLabels, Warning, "one name with two labels, none of them marked with ? or needs_context"},
	{CodeCommon, Warning, "a frequent ordinary word, not marked with ? or needs_context"},
	{CodeHomonym, Warning, "name and label of another entry, which may be another thing; none is marked, nor are they places of two countries"},
	{CodeShadowed, Warning, "an entry all of whose names belong to a more prominent one with its label, and that is not marked"},
	{CodeDouble, Warning, "a place that another entry may be too: country, kind and English name but for its spelling"},
	{CodeRef, Warning, "an id of GeoNames, Wikidata or ISO 3166 that another entry has"},
	{CodeRedundant, Warning, "an alias that folds to another name of its entry"},
	{CodeVariant, Note, "an alias that is found as a variant of another name of its entry without being listed"},
}

// severity is the severity of a code.
func (c Code) severity() Severity {
	for _, k := range codes {
		if k.Code == c {
			return k.Severity
		}
	}
	return Error
}

// A Finding is what is wrong, or may be, with an entry.
type Finding struct {
	Path     string // with the id of the entry behind it in a compiled list
	Line     int
	Severity Severity
	Code     Code
	Message  string
}

// String is path:line: severity: message [code].
func (f Finding) String() string {
	at := f.Path
	if f.Line > 0 {
		at += fmt.Sprintf(":%d", f.Line)
	}
	return fmt.Sprintf("%s: %s: %s [%s]", at, f.Severity, f.Message, f.Code)
}

// LintOptions say what Lint looks for.
type LintOptions struct {
	// Words says how often news has a word, by its key: as it is, with the
	// article, with a suffix. Nil leaves out CodeCommon.
	Words func(key string) (bare, article, suffix int)
	// Frequent is how often an ordinary word must occur for CodeCommon; 0 stands for 20.
	Frequent int
	// Notes asks for findings that are nothing wrong, too.
	Notes bool
	// Allow are codes that are not reported.
	Allow []Code
}

// Lint reads the entries as one list and says what is wrong with it, in the
// order of the entries.
func Lint(sources []Located, o LintOptions) ([]Finding, error) {
	if o.Frequent == 0 {
		o.Frequent = 20
	}
	l := linter{sources: sources, o: o, owners: map[string][]owner{}}
	if err := l.compile(); err != nil {
		return nil, err
	}
	for i := range sources {
		s := &sources[i]
		l.controls(i, s)
		if s.Label != deleteLabel {
			l.names(i, s)
		}
	}
	l.ids()
	l.refs()
	l.entries()
	l.doubles()
	l.labels()
	if o.Words != nil {
		l.words()
	}
	if o.Notes {
		l.variants()
	}
	slices.SortStableFunc(l.found, func(a, b located) int { return a.source - b.source })
	var out []Finding
	for _, f := range l.found {
		if !slices.Contains(o.Allow, f.Code) {
			out = append(out, f.Finding)
		}
	}
	return out, nil
}

// LintIDs gives the findings that keep a list from being compiled.
func LintIDs(sources []Located) []Finding {
	l := linter{sources: sources}
	l.ids()
	var out []Finding
	for _, f := range l.found {
		out = append(out, f.Finding)
	}
	return out
}

// FormatFinding is an error of ReadLocated as a finding.
func FormatFinding(err error) Finding {
	f := Finding{Severity: Error, Code: CodeFormat, Message: err.Error()}
	var at *ParseError
	if errors.As(err, &at) {
		f.Path, f.Line, f.Message = at.Path, at.Line, at.Err.Error()
	}
	return f
}

type linter struct {
	sources []Located
	o       LintOptions
	list    *Gazetteer // entry i is source i
	owners  map[string][]owner
	order   []string // the keys of owners in order
	found   []located
}

// An owner is a source that has a name.
type owner struct {
	source int
	name   string
	alias  bool
	marked bool // needs context
}

type located struct {
	source int
	Finding
}

func (l *linter) report(i int, code Code, format string, args ...any) {
	s := &l.sources[i]
	path := s.Path
	if s.Line == 0 {
		path += ", " + s.EntryID()
	}
	l.found = append(l.found, located{i, Finding{path, s.Line, code.severity(), code, fmt.Sprintf(format, args...)}})
}

// compile makes a list of the sources, whatever their ids.
func (l *linter) compile() error {
	entries := make([]Entry, len(l.sources))
	for i := range l.sources {
		entries[i] = l.sources[i].Entry
		entries[i].ID = fmt.Sprint(i)
	}
	var err error
	l.list, err = New(entries)
	return err
}

// place says where a source stands, for a message in another's finding.
func (l *linter) place(i, from int) string {
	s := &l.sources[i]
	switch {
	case s.Line == 0:
		return s.EntryID()
	case s.Path == l.sources[from].Path:
		return fmt.Sprintf("line %d", s.Line)
	}
	return fmt.Sprintf("%s:%d", s.Path, s.Line)
}

// ids looks for ids that are given twice.
func (l *linter) ids() {
	first := map[string]int{}
	for i := range l.sources {
		id := l.sources[i].EntryID()
		if j, dup := first[id]; dup {
			l.report(i, CodeID, "%s has the id of %s: %s", l.sources[i].Name, l.place(j, i), id)
			continue
		}
		first[id] = i
	}
}

func keyOf(name string) string { return strings.Join(nameKeys(name), " ") }
