// Package data holds the embedded files: the default names, triggers, rules,
// weights, stop words, document frequencies and sample articles. README.md in
// its folder gives each file's origin, licence and date.
//
// In: nothing. Out: the files. It imports nothing of the project, and whoever
// does not import it embeds nothing. The files are read-only and safe to share.
package data

import (
	"embed"
	"io/fs"
)

//go:generate go run ../internal/gen/countries -cldr sources/cldr/territories.json -hand sources/countries-hand.tsv -o gazetteer/countries.tsv
//go:generate go run ../internal/gen/gazetteer -in gazetteer -ids sources/place-ids.tsv -o gazetteer.bin
//go:generate go run ../internal/gen/lexicon -in lexicon -o lexicon.bin
//go:generate go run ../internal/gen/newscorpus -in news -o news
//go:generate go test -run TestReadme -update .

var (
	//go:embed gazetteer.bin
	gazetteer string
	//go:embed lexicon.bin
	lexicon string
	//go:embed wordstats.bin
	wordStats string
	//go:embed nameshape.bin
	nameShape string
	//go:embed wordcontext.bin
	wordContexts string
	//go:embed docfreq.bin
	docFreq string
	//go:embed categories.bin
	categories string
	//go:embed rules/*.rules weights.tsv spellings.tsv guidelines/*/*.tsv stopwords.tsv keyphrases.tsv regions.tsv
	files embed.FS
	//go:embed samples/*.txt samples/*.gold.tsv
	samples embed.FS
)

// Gazetteer is the compiled form of the lists in gazetteer/.
func Gazetteer() string { return gazetteer }

// Lexicon is the compiled form of the lists in lexicon/.
func Lexicon() string { return lexicon }

// WordStats is the compiled table of word statistics.
func WordStats() string { return wordStats }

// NameShape is the compiled model of how names are spelled.
func NameShape() string { return nameShape }

// WordContexts is the compiled table of how words stand in news.
func WordContexts() string { return wordContexts }

// DocFreq is the compiled table of document frequencies.
func DocFreq() string { return docFreq }

// Categories is the compiled model of IPTC Media Topics.
func Categories() string { return categories }

// Files are the files in text form: rules/*.rules, weights.tsv, spellings.tsv, stopwords.tsv,
// keyphrases.tsv, regions.tsv, and for each guideline NAME guidelines/NAME/model.tsv
// and guidelines/NAME/policy.tsv.
func Files() fs.FS { return files }

// Samples are the sample articles and their annotation, in samples/: name.txt,
// name.gold.tsv.
func Samples() fs.FS { return samples }
