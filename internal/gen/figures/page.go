package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// marked is a number with the name of its figure behind it.
var marked = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)?)<!-- fig: ([a-z0-9.@-]+) -->`)

// A table of weights stands between two lines of comment, so that its cells need
// no marks: the first gives the part of the names before that of the row, and
// those behind it, for the last columns.
var (
	opens  = regexp.MustCompile(`^<!-- figs: ([a-z0-9.]+) ([a-z ]+) -->$`)
	closes = "<!-- end of figs -->"
	// printed begins a table that stands as a command prints it, and names the
	// command; a test beside the command holds what can be held of it.
	printed = regexp.MustCompile(`^<!-- table of: go run \./[a-z/]+ -[a-z]+ -->$`)
)

// cells writes the figures into the last cells of a row of a table between such
// lines; the first cell, without its backquotes, names it.
func cells(line string, m []string, all map[string]figure, used map[string]bool) (string, error) {
	c := strings.Split(strings.TrimRight(line, "\n"), "|")
	last := strings.Fields(m[2])
	if len(c) < len(last)+2 || !strings.Contains(c[1], "`") {
		return line, nil
	}
	for i, column := range last {
		name := m[1] + "." + strings.Trim(c[1], " `") + "." + column
		f, ok := all[name]
		if !ok {
			return "", fmt.Errorf("there is no figure %q", name)
		}
		used[name] = true
		c[len(c)-1-len(last)+i] = " " + plain(f.value) + " "
	}
	return strings.Join(c, "|") + "\n", nil
}

// fill gives the page with the numbers of the figures, and notes which it uses.
// An error begins with the line.
func fill(page string, all map[string]figure, used map[string]bool) (string, error) {
	var err error
	var out strings.Builder
	n := 0
	var within []string // the line before a table, where there is one
	for line := range strings.Lines(page) {
		n++
		if m := opens.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			within = m
		} else if strings.TrimSpace(line) == closes {
			within = nil
		} else if within != nil {
			if line, err = cells(line, within, all, used); err != nil {
				return "", fmt.Errorf("%d: %w", n, err)
			}
		}
		if marks := len(marked.FindAllString(line, -1)); marks != strings.Count(line, "<!-- fig:") {
			return "", fmt.Errorf("%d: a mark of a figure stands behind no number; write NUMBER<!-- fig: NAME -->", n)
		}
		out.WriteString(marked.ReplaceAllStringFunc(line, func(s string) string {
			m := marked.FindStringSubmatch(s)
			f, ok := all[m[2]]
			if !ok {
				err = fmt.Errorf("%d: there is no figure %q; %s has those that were measured", n, m[2], measuredFile)
				return s
			}
			used[f.name] = true
			return strings.Replace(s, m[1], shown(f.value, m[1]), 1)
		}))
		if err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

// shown writes a value with as many decimals as a number has, and commas
// between its thousands.
func shown(v float64, like string) string {
	decimals := 0
	if i := strings.IndexByte(like, '.'); i >= 0 {
		decimals = len(like) - i - 1
	}
	scale := math.Pow10(decimals)
	s := strconv.FormatFloat(math.Round(v*scale)/scale, 'f', decimals, 64)
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return whole
}

// plain writes a value as it is.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

var (
	// hidden is what no figure stands in: code, comments, targets of links.
	hidden = regexp.MustCompile("`[^`]*`|<!--.*?-->|\\]\\([^)]*\\)")
	// bareNumber is a number that says how much of something there is: with
	// decimals or thousands, or before a unit.
	bareNumber = regexp.MustCompile(`(?:^|[^\w.,@/&#:-])(\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+|\d+(?: ?%| (?:per cent|[kKMG]?B(?:/s)?|ms|s|seconds|minutes|times|documents|articles|names|mentions|words|tokens|pairs|points)\b))`)
	// anyNumber is any other number that is no digit, no year and part of no word.
	anyNumber = regexp.MustCompile(`(?:^|[^\w.,@/&#:+-])(\d{2,}(?:[.,]\d+)*)(?:[^\w.]|\.?$|\. )`)
	year      = regexp.MustCompile(`^(?:19|20)\d\d$`)
)

// A loose is a number without a figure, and its line.
type loose struct {
	line int
	text string
}

// unsourced gives the numbers of a page that no figure and no definition stands
// behind: what is given as defined, where it stands, and, in a strict page, every
// number of two digits that is no year.
func unsourced(page string, defined []string, strict bool) []loose {
	var found []loose
	n, code, table := 0, false, false
	for line := range strings.Lines(page) {
		n++
		line = strings.TrimRight(line, "\n")
		if opens.MatchString(line) || printed.MatchString(line) || line == closes {
			table = !table
		}
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			code = !code
			continue
		}
		if code || table || strings.HasPrefix(line, "    ") {
			continue
		}
		line = marked.ReplaceAllString(line, "")
		for _, d := range defined {
			line = strings.ReplaceAll(line, d, "")
		}
		line = hidden.ReplaceAllString(line, "`")
		for _, m := range bareNumber.FindAllStringSubmatch(line, -1) {
			found = append(found, loose{n, m[1]})
			line = strings.Replace(line, m[1], "", 1)
		}
		if !strict {
			continue
		}
		for _, m := range anyNumber.FindAllStringSubmatch(line, -1) {
			if !year.MatchString(m[1]) {
				found = append(found, loose{n, m[1]})
			}
		}
	}
	return found
}
