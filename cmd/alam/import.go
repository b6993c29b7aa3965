package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/gazetteer/importer"
)

func newImport() *cobra.Command {
	var (
		o    importer.Options
		to   string
		pops int
	)
	cmd := &cobra.Command{
		Use:   "import --from FORM [flags] FILE ...",
		Short: "Make a list of names from GeoNames, Wikidata and other data",
		Long: `Make a list of names, in the TSV form that --gazetteer takes, from data that
others publish. Files may be compressed: .gz, .bz2, .zip; - is standard input.
They are read a line at a time, whatever their size.

  geonames      cities15000.zip, allCountries.txt, with --alternate-names
                alternateNamesV2.zip; or --untagged
  wikidata      lines of the JSON dump (latest-all.json.bz2)
  wikidata-csv  answer to a SPARQL query: item,itemLabel,itemAltLabel,type,sitelinks
  paranames     TSV with wikidata_id, eng, label, language, type
  jrc           JRC-Names, file entities
  naturalearth  attributes as CSV or TSV, with NAME_AR
  cldr          territories.json of ar, and of en for the English names

What the source says of ids (GeoNames, Wikidata, ISO 3166) and coordinates goes into the
columns ids and at; the SPARQL query may answer coord, geonames and iso, too.
Standard error gets a report of what was kept and dropped, and why. Malformed rows
are passed over, and named there; only where nothing is kept is that an error. The first
lines of the list name its source and licence.`,
		Example: `  alam gazetteer import --from geonames cities15000.zip --alternate-names alternateNamesV2.zip -o places.tsv
  alam gazetteer import --from wikidata --kind PER --min-prominence 4 latest-all.json.bz2 -o people.tsv
  alam gazetteer import --from cldr ar/territories.json en/territories.json -o countries.tsv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("no FILE to import")
			}
			return nil
		},
	}
	choice(cmd, &o.From, "from", "", "form of the files", importer.Formats()...)
	some(cmd, &o.Kinds, "kind", "kinds or labels to keep, as in city,PER (default all)", append([]string{"PER", "LOC", "ORG"}, importer.Kinds()...))
	some(cmd, &o.Langs, "lang", "languages of names to keep, the first preferred (default Arabic and all its varieties)", importer.Varieties())
	count(cmd, &pops, "min-population", 0, 0, "leave out places with fewer inhabitants, or an unknown number")
	cmd.Flags().Var(&value{"0", "N", func(s string) (err error) {
		if o.MinProminence, err = strconv.Atoi(s); err != nil || o.MinProminence < 0 || o.MinProminence > 9 {
			return errors.New("want a number from 0 to 9")
		}
		return nil
	}}, "min-prominence", "leave out entries with a lower prominence, 1 to 9, or an unknown one")
	cmd.Flags().StringVar(&o.AlternateNames, "alternate-names", "", "`FILE` alternateNamesV2 of GeoNames")
	cmd.Flags().BoolVar(&o.Untagged, "untagged", false, "of GeoNames, take names in Arabic script whose language is not known, where there is no other")
	cmd.Flags().StringVarP(&to, "output", "o", source.Stdin, "`FILE` to write; - is standard output")
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		o.MinPopulation = int64(pops)
		if err := checkImport(&o, files); err != nil {
			return err
		}
		return runImport(cmd, files, to, o)
	}
	return cmd
}

// some adds a flag that takes some of some words, with commas between.
func some(cmd *cobra.Command, to *[]string, name, usage string, allowed []string) {
	cmd.Flags().Var(&value{"", "WORDS", func(s string) error {
		*to = nil
		for _, w := range strings.Split(s, ",") {
			if w = strings.TrimSpace(w); !slices.Contains(allowed, w) {
				return fmt.Errorf("no %q, want some of %s", w, strings.Join(allowed, ", "))
			}
			*to = append(*to, w)
		}
		return nil
	}}, name, usage)
}

// checkImport refuses what does not go together.
func checkImport(o *importer.Options, files []string) error {
	geonames := o.From == "geonames"
	switch {
	case o.From == "":
		return fmt.Errorf("name the form of the files with --from: %s", or(importer.Formats()))
	case o.AlternateNames != "" && !geonames:
		return errors.New("--alternate-names goes with --from geonames")
	case o.Untagged && !geonames:
		return errors.New("--untagged goes with --from geonames")
	case geonames && o.AlternateNames == "" && !o.Untagged:
		return errors.New("a dump of GeoNames does not say which of its names are Arabic: give --alternate-names FILE, or --untagged")
	}
	used := false
	for _, f := range append(files, o.AlternateNames) {
		if f == source.Stdin && used {
			return errors.New("- is named twice")
		}
		used = used || f == source.Stdin
	}
	return nil
}

func runImport(cmd *cobra.Command, files []string, to string, o importer.Options) error {
	o.Open = func(path string) (io.ReadCloser, error) {
		r, _, err := source.Open(path, cmd.InOrStdin())
		return r, err
	}
	stderr := cmd.ErrOrStderr()
	clearLine := func() {}
	if console.IsTerminal(stderr) {
		o.Progress, clearLine = showReading(stderr)
	}
	out, err := create(to, cmd.OutOrStdout())
	if err != nil {
		return failure{err}
	}
	report, err := importer.Import(files, out, o)
	clearLine()
	if err != nil {
		out.abandon()
		return failure{err}
	}
	if err := out.commit(); err != nil {
		return failure{err}
	}
	var b bytes.Buffer
	if err := report.Write(&b); err != nil {
		return err
	}
	_, err = io.WriteString(stderr, console.Message(b.String()))
	return err
}

// showReading gives a function that shows how far a reading is, on one line and
// not too often, and one that clears this line.
func showReading(w io.Writer) (func(importer.Progress), func()) {
	var last time.Time
	show := func(p importer.Progress) {
		if time.Since(last) < 200*time.Millisecond {
			return
		}
		last = time.Now()
		share := fmt.Sprintf("%d MB", p.Bytes>>20)
		if p.Size > 0 {
			share = fmt.Sprintf("%.1f %%", 100*float64(p.Bytes)/float64(p.Size))
		}
		fmt.Fprintf(w, "\r\x1b[K%s: %s, %d rows", console.Visible(p.Path), share, p.Rows)
	}
	return show, func() {
		if !last.IsZero() {
			fmt.Fprint(w, "\r\x1b[K")
		}
	}
}
