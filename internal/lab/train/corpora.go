package train

import (
	"path/filepath"

	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/ner/fit"
)

// Corpora are the labelled texts by which the project measures fitted weights
// on texts that they were not fitted to: ANERcorp's train split by five folds,
// and AQMAR's dev split by weights fitted to ANERcorp and WikiFANE.
type Corpora struct {
	Anercorp, Wikifane, Aqmar string // files
	Map                       gold.LabelMap
	Tagger                    func(*ner.Options) // as in Options
	Workers                   int                // as in fit.Options
}

// FoldCount is how many blocks of sentences the cross-validation has.
const FoldCount = 5

// Compared are the labels that are compared.
var Compared = []string{"PER", "LOC", "ORG"}

// wikiTimes is how much a name of WikiFANE counts beside one of ANERcorp.
const wikiTimes = 0.5

// labelMap renames the labels of ANERcorp and the fine types of WikiFANE.
const labelMap = "PERS=PER,Nation=LOC,Population-Center=LOC,State-or-Province=LOC,County-or-District=LOC,GPE-Cluster=LOC," +
	"Continent=LOC,Land-Region-Natural=LOC,Water-Body=LOC,Politician=PER,Athlete=PER,Artist=PER,Businessperson=PER," +
	"Scientist=PER,Engineer=PER,Lawyer=PER,Police=PER,Religious_PER=PER,Other_PER=PER,Government=ORG,Non-Governmental=ORG," +
	"Commercial=ORG,Educational=ORG,Media=ORG,Sports=ORG,Religious_ORG=ORG,Medical-Science=ORG,Entertainment=ORG"

// NewCorpora gives the corpora below the folder of shared data.
func NewCorpora(shared string) (*Corpora, error) {
	in := func(name string) string { return filepath.Join(shared, "corpora", "ner", name) }
	c := &Corpora{Anercorp: in("anercorp-train.conll"), Wikifane: in("wikifane-dev.conll"), Aqmar: in("aqmar-dev.conll")}
	var err error
	c.Map, err = gold.ParseLabelMap(labelMap)
	return c, err
}

// options leave the memory out of the fit, as for the embedded weights;
// internal/gen/ablation counts on it where it leaves the memory out.
func (c *Corpora) options() Options {
	return Options{Options: fit.Options{NoMemory: true, Workers: c.Workers}, Map: c.Map, Tagger: c.Tagger}
}

// Within loads what the folds are made of: ANERcorp's train split.
func (c *Corpora) Within() (*Trainer, error) {
	return Load([]File{{Path: c.Anercorp}}, c.options())
}

// Without loads what is fitted to for AQMAR: all but AQMAR.
func (c *Corpora) Without() (*Trainer, error) {
	return Load([]File{{Path: c.Anercorp}, {Path: c.Wikifane, Weight: wikiTimes, Heads: true}}, c.options())
}

// Gold reads AQMAR's dev split.
func (c *Corpora) Gold() ([]gold.Document, error) {
	gold, _, err := gold.ReadFile(c.Aqmar, nil, gold.ReadOptions{})
	return gold, err
}
