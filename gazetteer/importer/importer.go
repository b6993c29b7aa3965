package importer

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/tsv"
)

// Options say what is read and what is kept. From must be given; the zero
// value of every other field is its default.
type Options struct {
	// From is the form of the files, one of Formats.
	From string
	// Kinds are the kinds or labels (city, PER) that are kept; none given: all.
	Kinds []string
	// MinPopulation drops places with fewer inhabitants, or an unknown number.
	MinPopulation int64
	// MinProminence drops entries with a lower prominence; an unknown one is 0.
	MinProminence int
	// Langs are the languages whose names are kept, the first one preferred:
	// some of Varieties, which is the default.
	Langs []string
	// AlternateNames is the path of GeoNames' alternateNamesV2.txt.
	AlternateNames string
	// Untagged takes, for places that have no name otherwise, names in Arabic
	// script from GeoNames' column that does not tell languages apart.
	Untagged bool

	// Open opens a file; nil is os.Open. A zip file needs an *os.File.
	Open func(path string) (io.ReadCloser, error)
	// Progress is called now and then while reading, if not nil.
	Progress func(Progress)
	// TempDir is for what does not fit into memory; empty is os.TempDir().
	TempDir string

	runBytes int // memory for a run; 0 is defaultRun. Tests set it
}

// Progress says how far a reading is.
type Progress struct {
	Path string
	// Rows counts the rows read from all files.
	Rows int64
	// Bytes is how much of this file was read; Size its size, 0 if not known.
	Bytes, Size int64
}

// A source is a form of files that can be imported.
type source struct {
	name    string
	licence []string
	read    func(*run, *stream) error
}

func sources() []source {
	return []source{
		{"geonames", geonamesLicence, (*run).geonames},
		{"wikidata", wikidataLicence, (*run).wikidata},
		{"wikidata-csv", wikidataLicence, (*run).wikidataCSV},
		{"paranames", paranamesLicence, (*run).paranames},
		{"jrc", jrcLicence, (*run).jrc},
		{"naturalearth", naturalearthLicence, (*run).naturalEarth},
		{"cldr", cldrLicence, (*run).cldr},
	}
}

// Formats are the forms of files that Import reads.
func Formats() []string {
	var names []string
	for _, s := range sources() {
		names = append(names, s.name)
	}
	return names
}

// Varieties are the language codes of Arabic and its spoken varieties.
func Varieties() []string {
	return []string{"ar", "arz", "apc", "ajp", "ary", "arq", "aeb", "ayl", "acm", "ayp",
		"afb", "acw", "ars", "abv", "acx", "adf", "aec", "ayn", "acq", "apd", "avl", "arb"}
}

// Kinds are the kinds that an import gives.
func Kinds() []string {
	return strings.Fields(`politician royal military diplomat athlete coach artist writer scientist cleric
		business journalist activist person
		country territory city state region district sea river lake mountain island strait desert continent facility
		government ministry parliament court party army security armed_group international agency company bank
		exchange media university club federation union ngo religious institute`)
}

// labels are what Options.Kinds may hold besides Kinds.
var labels = []string{"PER", "LOC", "ORG"}

// A run is one import.
type run struct {
	o         Options
	langs     map[string]int // rank of a language
	report    *Report
	out       *collector
	countries map[string]string // Wikidata id of a country to its ISO code
	alternate map[string][]name // GeoNames id to names
}

// ParseError is an error in an input file: its Path, the Line from 1, the character
// of the line from 1 (Col), and the cause (Err).
type ParseError = tsv.ParseError

// Import reads the files and writes the list. A malformed row is passed over, and
// so are a number and coordinates that are none; the report counts them and
// names the first. Where nothing is kept for it, or not even rows can be told,
// it is an error: a *ParseError with file and line, or that of Open. Nothing
// that was written before an error is to be used.
func Import(files []string, w io.Writer, o Options) (*Report, error) {
	i := slices.Index(Formats(), o.From)
	if i < 0 {
		return nil, fmt.Errorf("importer: form %q, want some of %s", o.From, strings.Join(Formats(), ", "))
	}
	src := sources()[i]
	for _, k := range o.Kinds {
		if !slices.Contains(labels, k) && !slices.Contains(Kinds(), k) {
			return nil, fmt.Errorf("importer: kind %q, want some of %s, %s", k, strings.Join(labels, ", "), strings.Join(Kinds(), ", "))
		}
	}
	if o.Langs == nil {
		o.Langs = Varieties()
	}
	r := &run{o: o, langs: map[string]int{}, report: newReport(), countries: map[string]string{}}
	for i, l := range o.Langs {
		if !slices.Contains(Varieties(), l) {
			return nil, fmt.Errorf("importer: language %q, want Arabic or a variety: some of %s", l, strings.Join(Varieties(), ", "))
		}
		if _, ok := r.langs[l]; !ok {
			r.langs[l] = i
		}
	}
	if r.o.Open == nil {
		r.o.Open = func(path string) (io.ReadCloser, error) { return os.Open(path) }
	}
	r.out = &collector{dir: o.TempDir, limit: o.runBytes}
	defer r.out.close()
	if o.From == "geonames" {
		if o.AlternateNames == "" && !o.Untagged {
			return nil, fmt.Errorf("importer: a dump of GeoNames does not say which of its names are Arabic: alternate names or untagged names are needed")
		}
		if err := r.readAlternateNames(); err != nil {
			return nil, err
		}
	}
	for _, path := range files {
		if err := r.eachStream(path, func(in *stream) error { return src.read(r, in) }); err != nil {
			return nil, err
		}
	}
	if err := r.write(w, src); err != nil {
		return nil, err
	}
	if r.report.Kept == 0 && r.report.FaultCount > 0 {
		return nil, r.nothing("no row was kept")
	}
	return r.report, nil
}

// write merges what was collected into the list.
func (r *run) write(w io.Writer, src source) error {
	comments := append([]string{"Names imported with: alam gazetteer import --from " + src.name + r.settings()}, src.licence...)
	out, err := gazetteer.NewTSVWriter(w, comments...)
	if err != nil {
		return err
	}
	err = r.out.each(func(group []record) error {
		e, ok := r.entry(group)
		if !ok {
			return nil
		}
		return out.Write(&e)
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// settings gives the options that decide what is in the list, as flags.
func (r *run) settings() string {
	var b strings.Builder
	if len(r.o.Kinds) > 0 {
		fmt.Fprintf(&b, " --kind %s", strings.Join(r.o.Kinds, ","))
	}
	if r.o.MinPopulation > 0 {
		fmt.Fprintf(&b, " --min-population %d", r.o.MinPopulation)
	}
	if r.o.MinProminence > 0 {
		fmt.Fprintf(&b, " --min-prominence %d", r.o.MinProminence)
	}
	if !slices.Equal(r.o.Langs, Varieties()) {
		fmt.Fprintf(&b, " --lang %s", strings.Join(r.o.Langs, ","))
	}
	if r.o.Untagged {
		b.WriteString(" --untagged")
	}
	return b.String()
}

// lang gives the rank of a language tag, 0 the best, and whether it is wanted:
// ar-EG is ar.
func (r *run) lang(tag string) (int, bool) {
	if i, ok := r.langs[tag]; ok {
		return i, true
	}
	if i := strings.IndexAny(tag, "-_"); i > 0 {
		tag = tag[:i]
	}
	i, ok := r.langs[strings.ToLower(tag)]
	return i, ok
}
