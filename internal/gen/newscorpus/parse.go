package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// An article is a labelled text and where it is from.
type article struct {
	ID      string `json:"id"`
	Outlet  string `json:"outlet"`
	Country string `json:"country"`
	Date    string `json:"date"`
	Subject string `json:"subject"`
	Form    string `json:"form"`

	Offsets  string    `json:"offsets"`
	Text     string    `json:"text"`
	Mentions []mention `json:"mentions"`
}

type mention struct {
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Text     string `json:"text"`
	Label    string `json:"label"`
	Kind     string `json:"kind,omitempty"`
	Name     string `json:"name"` // of the entity
	Optional bool   `json:"optional,omitempty"`
}

var (
	subjects = strings.Fields(`politics war crime accidents courts weather elections local economy exchange companies
		sport culture obituary health education religion technology headlines opinion`)
	forms     = []string{"clean", "scraped", "dirty"}
	placeKind = strings.Fields("country city district village state region road facility river sea island mountain desert continent territory place")
	bodyKind  = strings.Fields(`government ministry army police security parliament court agency party armed_group company bank
		exchange media university school institute union club team federation ngo international religious cultural other`)
)

const headMark = "=== "

// parse reads a file of articles. Each begins with a line of what it is; a name
// stands in the text as {surface|label|entity}.
func parse(path string, r io.Reader) ([]*article, error) {
	var all []*article
	var text strings.Builder
	from := 0
	end := func() error {
		if len(all) == 0 {
			return nil
		}
		a := all[len(all)-1]
		if err := a.fill(strings.TrimRight(text.String(), "\n")); err != nil {
			return fmt.Errorf("%s: article %s at line %d: %w", path, a.ID, from, err)
		}
		text.Reset()
		return nil
	}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		head, ok := strings.CutPrefix(line, headMark)
		if !ok {
			if len(all) == 0 {
				return nil, fmt.Errorf("%s:%d: text before the first article; a line that begins with %q was expected", path, n, headMark)
			}
			text.WriteString(line + "\n")
			continue
		}
		if err := end(); err != nil {
			return nil, err
		}
		a, err := parseHead(head)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		all, from = append(all, a), n
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return all, end()
}

var idForm = regexp.MustCompile(`^[a-z]{2}-\d{3}$`)

// parseHead reads what stands behind the mark: the id, and the fields by name.
func parseHead(head string) (*article, error) {
	parts := strings.Split(head, " | ")
	a := &article{ID: parts[0], Offsets: "byte"}
	fields := map[string]*string{"outlet": &a.Outlet, "country": &a.Country, "date": &a.Date, "subject": &a.Subject, "form": &a.Form}
	for _, p := range parts[1:] {
		name, value, _ := strings.Cut(p, ": ")
		to, ok := fields[name]
		if !ok || *to != "" {
			return nil, fmt.Errorf("field %q: unknown, or a second time", name)
		}
		*to = value
	}
	switch {
	case !idForm.MatchString(a.ID):
		return nil, fmt.Errorf("id %q: want one as eg-001", a.ID)
	case a.Outlet == "" || !strings.HasPrefix(a.Outlet, strings.ToLower(a.Country)+"-") || len(a.Country) != 2:
		return nil, fmt.Errorf("outlet %q: want one that begins with its country, %q", a.Outlet, a.Country)
	case !slices.Contains(subjects, a.Subject):
		return nil, fmt.Errorf("subject %q: want one of %s", a.Subject, strings.Join(subjects, ", "))
	case !slices.Contains(forms, a.Form):
		return nil, fmt.Errorf("form %q: want one of %s", a.Form, strings.Join(forms, ", "))
	}
	_, err := time.Parse(time.DateOnly, a.Date)
	return a, err
}

var nameForm = regexp.MustCompile(`\{([^{}|]*)\|([^{}|]*)\|([^{}|]*)\}`)

// fill takes the names out of a marked text.
func (a *article) fill(marked string) error {
	var b strings.Builder
	at := 0
	for _, m := range nameForm.FindAllStringSubmatchIndex(marked, -1) {
		b.WriteString(marked[at:m[0]])
		x := mention{Start: b.Len(), Text: marked[m[2]:m[3]], Name: marked[m[6]:m[7]]}
		if err := x.label(marked[m[4]:m[5]]); err != nil {
			return fmt.Errorf("%s: %w", marked[m[0]:m[1]], err)
		}
		b.WriteString(x.Text)
		x.End = b.Len()
		a.Mentions = append(a.Mentions, x)
		at = m[1]
	}
	b.WriteString(marked[at:])
	a.Text = b.String()
	if i := strings.IndexAny(a.Text, "{}|"); i >= 0 {
		return fmt.Errorf("a brace or bar that marks no name: %q", a.Text[i:min(len(a.Text), i+40)])
	}
	return nil
}

// label takes the label, as ?O.club, and checks the name.
func (m *mention) label(s string) error {
	s, m.Optional = strings.CutPrefix(s, "?")
	short, kind, has := strings.Cut(s, ".")
	m.Kind = kind
	ok := false
	switch short {
	case "P":
		m.Label, ok = "PER", !has
	case "L":
		m.Label, ok = "LOC", slices.Contains(placeKind, kind)
	case "O":
		m.Label, ok = "ORG", slices.Contains(bodyKind, kind)
	case "M":
		m.Label, ok = "MISC", !has
	}
	first, _ := utf8.DecodeRuneInString(m.Text)
	last, _ := utf8.DecodeLastRuneInString(m.Text)
	switch {
	case !ok:
		return fmt.Errorf("label %q: want P, M, L.kind or O.kind", s)
	case m.Text == "" || strings.TrimSpace(m.Name) == "":
		return fmt.Errorf("no name, or no entity")
	case !unicode.In(first, unicode.L, unicode.N) && first != '_', !unicode.In(last, unicode.L, unicode.N, unicode.M):
		return fmt.Errorf("begins or ends with a sign")
	}
	return nil
}
