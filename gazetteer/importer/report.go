package importer

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
)

// A Report says what an import kept and dropped. The reasons are short
// phrases; Rows is Kept and all of Dropped.
type Report struct {
	// Rows were read, of which Kept went into Entries with Names in all.
	Rows, Kept, Entries, Names int64
	// Dropped counts rows, NamesDropped names of rows, by reason.
	Dropped, NamesDropped map[string]int64
	// Mended counts what was changed in names that were kept or dropped, and what
	// was left out of rows.
	Mended map[string]int64
	// FaultCount is the number of malformed rows, lines and cells, of which
	// Faults has the first 20.
	FaultCount int64
	Faults     []*ParseError
}

func newReport() *Report {
	return &Report{Dropped: map[string]int64{}, NamesDropped: map[string]int64{}, Mended: map[string]int64{}}
}

// The reasons for which rows are dropped, besides those of one source.
const (
	noArabic     = "no name in Arabic"
	noneLeft     = "no name left after cleaning"
	otherKind    = "kind not asked for"
	fewPeople    = "population too small or unknown"
	unprominent  = "prominence too low or unknown"
	otherLang    = "another language"
	noID         = "no usable id"
	sameKey      = "same name twice in an entry"
	tooManyNames = "more than 100 names in an entry"
)

// Write writes the report as lines of text.
func (r *Report) Write(w io.Writer) error {
	var dropped int64
	for _, n := range r.Dropped {
		dropped += n
	}
	_, err := fmt.Fprintf(w, "read %s, kept %s as %s with %s, dropped %s\n",
		number(r.Rows, "row", "rows"), number(r.Kept, "row", "rows"), number(r.Entries, "entry", "entries"),
		number(r.Names, "name", "names"), number(dropped, "row", "rows"))
	for _, part := range []struct {
		title  string
		counts map[string]int64
	}{{"rows dropped", r.Dropped}, {"names dropped", r.NamesDropped}, {"mended", r.Mended}} {
		if len(part.counts) == 0 || err != nil {
			continue
		}
		_, err = fmt.Fprintf(w, "%s:\n", part.title)
		reasons := slices.SortedFunc(maps.Keys(part.counts), func(a, b string) int {
			return cmp.Or(cmp.Compare(part.counts[b], part.counts[a]), cmp.Compare(a, b))
		})
		for _, s := range reasons {
			if err == nil {
				_, err = fmt.Fprintf(w, "%12s  %s\n", group(part.counts[s]), s)
			}
		}
	}
	if r.FaultCount > 0 && err == nil {
		_, err = fmt.Fprintln(w, "malformed, and passed over:")
	}
	for _, f := range r.Faults {
		if err == nil {
			_, err = fmt.Fprintf(w, "  %v\n", f)
		}
	}
	if more := r.FaultCount - int64(len(r.Faults)); more > 0 && err == nil {
		_, err = fmt.Fprintf(w, "  and %s more\n", group(more))
	}
	return err
}

func number(n int64, one, many string) string {
	if n == 1 {
		many = one
	}
	return group(n) + " " + many
}

// group writes a number with a comma between thousands.
func group(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
