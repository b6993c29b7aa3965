package gazetteer

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Diff is how one list differs from another. Entries are the same if they
// have one id. Everything is in order of ids.
type Diff struct {
	Added, Removed []Entry
	Changed        []Change
}

// A Change is what differs in an entry that both lists have.
type Change struct {
	ID     string
	Fields []FieldChange
	// Gained and Lost are names, as a list writes them: with ? before one that
	// needs context.
	Gained, Lost []string
}

// A FieldChange is a column with another value.
type FieldChange struct{ Field, Old, New string }

// Entries are all entries with their aliases, in the order of the list. An
// alias that folds to another name of its entry is not there: it is not compiled.
func (g *Gazetteer) Entries() []Entry {
	out := make([]Entry, g.Len())
	for i := range out {
		out[i] = g.Entry(int32(i))
	}
	for n := range uint32(g.Names()) {
		if i, s, flags := g.name(n); i >= 0 && flags&nameAlias != 0 && flags&nameDerived == 0 {
			out[i].Aliases = append(out[i].Aliases, Alias{s, flags&nameNeedsContext != 0})
		}
	}
	return out
}

// Difference says how the list is differs from the list was.
func Difference(was, is *Gazetteer) *Diff {
	d := &Diff{}
	old := byID(was.Entries())
	now := byID(is.Entries())
	for _, id := range slices.Sorted(maps.Keys(now)) {
		e := now[id]
		o, ok := old[id]
		if !ok {
			d.Added = append(d.Added, e)
			continue
		}
		c := Change{ID: id}
		of, nf := fields(&o), fields(&e)
		for i, f := range of {
			if f.New != nf[i].New {
				c.Fields = append(c.Fields, FieldChange{f.Field, f.New, nf[i].New})
			}
		}
		c.Gained, c.Lost = minus(&e, &o), minus(&o, &e)
		if len(c.Fields)+len(c.Gained)+len(c.Lost) > 0 {
			d.Changed = append(d.Changed, c)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(old)) {
		if _, ok := now[id]; !ok {
			d.Removed = append(d.Removed, old[id])
		}
	}
	return d
}

func byID(entries []Entry) map[string]Entry {
	m := make(map[string]Entry, len(entries))
	for _, e := range entries {
		m[e.ID] = e
	}
	return m
}

// fields are the columns of an entry that hold one value.
func fields(e *Entry) []FieldChange {
	prominence := ""
	if e.Prominence > 0 {
		prominence = strconv.Itoa(e.Prominence)
	}
	return []FieldChange{
		{"label", "", e.Label}, {"kind", "", e.Kind}, {"name", "", e.Name}, {"name_en", "", e.NameEn},
		{"country", "", e.Country}, {"prominence", "", prominence}, {"stands_for", "", e.StandsFor},
		{"ids", "", e.Ref.IDs()}, {"at", "", e.Ref.At()},
	}
}

// written are the names of an entry, as a list writes them.
func written(e *Entry) []string {
	var names []string
	if e.Name != "" {
		names = append(names, mark(e.NeedsContext)+e.Name)
	}
	for _, a := range e.Aliases {
		names = append(names, mark(a.NeedsContext)+a.Text)
	}
	return names
}

func mark(needsContext bool) string {
	if needsContext {
		return aliasContext
	}
	return ""
}

// minus are the names of a that b has not, sorted.
func minus(a, b *Entry) []string {
	has := written(b)
	names := slices.DeleteFunc(written(a), func(s string) bool { return slices.Contains(has, s) })
	slices.Sort(names)
	return slices.Compact(names)
}

// WriteText writes a line for each entry, with + before an added one, - before
// a removed one and ~ before a changed one, what changed in it below it, and
// the sums at the end.
func (d *Diff) WriteText(w io.Writer) error {
	var b strings.Builder
	gained, lost := 0, 0
	entry := func(sign string, e *Entry) int {
		fmt.Fprintf(&b, "%s %s  %s", sign, e.ID, e.Label)
		if e.Kind != "" {
			b.WriteString("/" + e.Kind)
		}
		names := written(e)
		fmt.Fprintf(&b, "  %s\n", strings.Join(names, " | "))
		return len(names)
	}
	for i := range d.Added {
		gained += entry("+", &d.Added[i])
	}
	for i := range d.Removed {
		lost += entry("-", &d.Removed[i])
	}
	for _, c := range d.Changed {
		fmt.Fprintf(&b, "~ %s\n", c.ID)
		for _, f := range c.Fields {
			fmt.Fprintf(&b, "    %s: %s -> %s\n", f.Field, or(f.Old), or(f.New))
		}
		for _, n := range c.Gained {
			fmt.Fprintf(&b, "    + %s\n", n)
		}
		for _, n := range c.Lost {
			fmt.Fprintf(&b, "    - %s\n", n)
		}
		gained, lost = gained+len(c.Gained), lost+len(c.Lost)
	}
	fmt.Fprintf(&b, "entries: %d added, %d removed, %d changed; names: %d gained, %d lost\n",
		len(d.Added), len(d.Removed), len(d.Changed), gained, lost)
	_, err := io.WriteString(w, b.String())
	return err
}

func or(s string) string {
	if s == "" {
		return "(none)"
	}
	return s
}
