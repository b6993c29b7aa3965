package gazetteer

import (
	"io"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/internal/tsv"
)

// Columns are the columns of the TSV source form, in their usual order.
// A file names its columns in its first line that is no comment; name and
// label must be among them. WriteTSV leaves out the last two, refColumns, where no
// entry has anything there.
var columns = []string{"id", "label", "kind", "name", "name_en", "aliases", "country", "prominence", "flags", "ids", "at"}

const refColumns = 2

const (
	flagNeedsContext = "needs_context"
	flagStandsFor    = "for:" // before the id of an entry
	aliasContext     = "?"    // before an alias that needs context
)

// ParseError is an error in a list: its Path, the Line from 1, the character of the
// line from 1 (Col), and the cause (Err).
type ParseError = tsv.ParseError

// ReadTSV reads a list in its source form: tab-separated, a header line, then
// an entry a line; aliases separated by |, one that needs context with ?
// before it; in ids what others call the entry (geonames:360630 wikidata:Q85
// iso:EG-C), in at its latitude and longitude; lines that begin with # are comments. path is for errors, which
// are *ParseError.
func ReadTSV(path string, r io.Reader) ([]Entry, error) {
	var entries []Entry
	err := tsv.Read(path, r, []string{"label", "name"}, columns, func(row tsv.Row) error {
		e, err := parseEntry(row)
		if err == nil {
			entries = append(entries, e)
		}
		return err
	})
	return entries, err
}

func parseEntry(r tsv.Row) (Entry, error) {
	e := Entry{
		ID: r.Cell("id"), Label: r.Cell("label"), Kind: r.Cell("kind"),
		Name: r.Cell("name"), NameEn: r.Cell("name_en"), Country: r.Cell("country"),
	}
	switch e.Label {
	case "PER", "LOC", "ORG", "MISC", "-":
	default:
		return e, r.Fail("label", "label %q, want PER, LOC, ORG, MISC, or - to delete", e.Label)
	}
	if e.Name == "" && (e.Label != "-" || e.ID == "") {
		return e, r.Fail("name", "no name")
	}
	if p := r.Cell("prominence"); p != "" {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || n > 9 {
			return e, r.Fail("prominence", "prominence %q, want 1 to 9", p)
		}
		e.Prominence = n
	}
	for f := range strings.SplitSeq(r.Cell("flags"), ",") {
		id, metonym := strings.CutPrefix(f, flagStandsFor)
		switch {
		case f == "":
		case f == flagNeedsContext:
			e.NeedsContext = true
		case metonym && strings.TrimSpace(id) != "" && e.StandsFor == "":
			e.StandsFor = id
		default:
			return e, r.Fail("flags", "flag %q, want %s, %sID once, or nothing, with commas between", f, flagNeedsContext, flagStandsFor)
		}
	}
	if a := r.Cell("aliases"); a != "" {
		for _, s := range strings.Split(a, "|") {
			rest, ctx := strings.CutPrefix(s, aliasContext)
			if strings.TrimSpace(rest) == "" {
				return e, r.Fail("aliases", "an empty alias")
			}
			e.Aliases = append(e.Aliases, Alias{rest, ctx})
		}
	}
	ref, column, skip, err := parseRef(r.Cell("ids"), r.Cell("at"))
	if err != nil {
		return e, r.FailAt(column, skip, err)
	}
	e.Ref = ref
	return e, nil
}
