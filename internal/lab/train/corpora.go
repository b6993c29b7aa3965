package train

import (
	"path/filepath"

	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/ner/fit"
)

// Corpora are the labelled texts by which the project measures fitted weights
// on texts that they were not fitted to: ANERcorp's train split by five folds,
// beside labelled news, and AQMAR's dev split by weights fitted to ANERcorp,
// WikiFANE and labelled news. Each has a guideline of its own.
type Corpora struct {
	Anercorp, Wikifane, Aqmar, News string // files
	AqmarTrain                      string
	NewsDev, OwnDev, OwnTest        string
	Own                             string // the project's own news, train part
	Labels, Ant                     string // labels of further news, and its texts
	Map                             gold.LabelMap
	Tagger                          func(*ner.Options) // as in Options
	Workers                         int                // as in fit.Options
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

// NewCorpora gives the corpora below the folder of shared data, and those below
// the project's folder data.
func NewCorpora(shared, data string) (*Corpora, error) {
	in := func(name string) string { return filepath.Join(shared, "corpora", "ner", name) }
	own := func(name string) string { return filepath.Join(data, "news", name) }
	c := &Corpora{Anercorp: in("anercorp-train.conll"), Wikifane: in("wikifane-dev.conll"), Aqmar: in("aqmar-dev.conll"), News: in("news-train.jsonl"),
		AqmarTrain: in("aqmar-train.conll"), NewsDev: in("news-dev.jsonl"),
		Own: own("train.jsonl"), OwnDev: own("dev.jsonl"), OwnTest: own("test.jsonl"),
		Labels: own("ant2018.jsonl"), Ant: filepath.Join(shared, "corpora", "topics", "ant-train.jsonl.gz")}
	var err error
	c.Map, err = gold.ParseLabelMap(labelMap)
	return c, err
}

// options leave the memory out of the fit, as for the embedded weights;
// internal/gen/ablation counts on it where it leaves the memory out.
func (c *Corpora) options() Options {
	return Options{Options: fit.Options{NoMemory: true, Workers: c.Workers}, Map: c.Map, Tagger: c.Tagger}
}

// The guidelines of the corpora.
const (
	GuidelineAnercorp = "anercorp"
	GuidelineAqmar    = "aqmar"
	guidelineWikifane = "wikifane"
)

// news are the files of labelled news that are fitted to.
func (c *Corpora) news() []File {
	return []File{
		{Path: c.News, Guideline: engine.News},
		{Path: c.Own, Guideline: engine.News},
		{Path: c.Labels, Texts: c.Ant, Guideline: engine.News},
	}
}

// All loads what the embedded weights are fitted to.
func (c *Corpora) All() (*Trainer, error) {
	return Load(append(c.news(),
		File{Path: c.Anercorp, Guideline: GuidelineAnercorp},
		File{Path: c.AqmarTrain, Guideline: GuidelineAqmar},
		File{Path: c.Wikifane, Weight: wikiTimes, Heads: true, Guideline: guidelineWikifane},
	), c.options())
}

// Within loads what the folds are made of, ANERcorp's train split, and the news
// that is always fitted to.
func (c *Corpora) Within() (*Trainer, error) {
	return Load(append([]File{{Path: c.Anercorp, Guideline: GuidelineAnercorp}}, c.news()...), c.options())
}

// Without loads what is fitted to for AQMAR: all but AQMAR. It is tagged by the
// weights for WikiFANE, the first file, which is of Wikipedia too.
func (c *Corpora) Without() (*Trainer, error) {
	o := c.options()
	o.Follow = GuidelineAqmar
	return Load(append([]File{
		{Path: c.Wikifane, Weight: wikiTimes, Heads: true, Guideline: guidelineWikifane},
		{Path: c.Anercorp, Guideline: GuidelineAnercorp},
	}, c.news()...), o)
}

// Gold reads AQMAR's dev split.
func (c *Corpora) Gold() ([]gold.Document, error) {
	gold, _, err := gold.ReadFile(c.Aqmar, nil, gold.ReadOptions{})
	return gold, err
}
