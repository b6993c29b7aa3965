package train

import (
	"cmp"
	"path/filepath"

	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/ner/fit"
)

// Corpora are the labelled texts that the embedded weights are fitted to, and those
// by which the project measures fitted weights on texts that they were not fitted
// to. Each follows a guideline.
type Corpora struct {
	// To fit to. Those of news can be empty: then they are left out.
	News     string // news of 2018
	Own      string // the train part of the project's own news
	Labels   string // labels of further news of 2018, apart from its texts
	Texts    string // these
	Anercorp string // its train split
	Aqmar    string // its train part
	Wikifane string
	// To measure on.
	NewsDev, OwnDev, AqmarDev string

	// Mixed takes all as labelled by one guideline, news, for comparison.
	Mixed      bool
	Map        gold.LabelMap
	Tagger     func(*ner.Options) // as in Options
	Iterations int                // as in fit.Options; 0 is those of the embedded weights
	Workers    int                // as in fit.Options
}

// Steps are how many the fit of the embedded weights takes: the loss of one that
// takes 100 is a tenth of a percent higher, and its F1 on news a point lower.
const Steps = 200

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
	c := &Corpora{
		News: in("news-train.jsonl"), Own: own("train.jsonl"), Labels: own("ant2018.jsonl"),
		Texts:    filepath.Join(shared, "corpora", "topics", "ant-train.jsonl.gz"),
		Anercorp: in("anercorp-train.conll"), Aqmar: in("aqmar-train.conll"), Wikifane: in("wikifane-dev.conll"),
		NewsDev: in("news-dev.jsonl"), OwnDev: own("dev.jsonl"), AqmarDev: in("aqmar-dev.conll"),
	}
	var err error
	c.Map, err = gold.ParseLabelMap(labelMap)
	return c, err
}

// options leave the memory out of the fit, as for the embedded weights;
// internal/gen/ablation counts on it where it leaves the memory out.
func (c *Corpora) options() Options {
	return Options{Options: fit.Options{NoMemory: true, Workers: c.Workers, Iterations: cmp.Or(c.Iterations, Steps)}, Map: c.Map, Tagger: c.Tagger}
}

// The guidelines of the corpora.
const (
	GuidelineAnercorp = "anercorp"
	GuidelineAqmar    = "aqmar"
	guidelineWikifane = "wikifane"
)

// load loads files, less those without a path.
func (c *Corpora) load(o Options, files ...File) (*Trainer, error) {
	var some []File
	for _, f := range files {
		if c.Mixed {
			f.Guideline = engine.News
		}
		if f.Path != "" {
			some = append(some, f)
		}
	}
	return Load(some, o)
}

// All loads what the embedded weights are fitted to.
func (c *Corpora) All() (*Trainer, error) {
	return c.load(c.options(),
		File{Path: c.News, Guideline: engine.News},
		File{Path: c.Own, Guideline: engine.News},
		File{Path: c.Labels, Texts: c.Texts, Guideline: engine.News},
		File{Path: c.Anercorp, Guideline: GuidelineAnercorp},
		File{Path: c.Aqmar, Guideline: GuidelineAqmar},
		File{Path: c.Wikifane, Weight: wikiTimes, Heads: true, Guideline: guidelineWikifane},
	)
}

// Fit fits the weights that are embedded, and gives what fitted them with them.
func (c *Corpora) Fit() (*Trainer, *fit.Fit, error) {
	t, err := c.All()
	if err != nil {
		return nil, nil, err
	}
	f, err := t.Run()
	return t, f, err
}

// heldSteps are how many the fits take that are measured again and again.
const heldSteps = 100

// Within loads what the folds are made of, ANERcorp's train split, and beside it
// the news of 2018, which is always fitted to.
func (c *Corpora) Within() (*Trainer, error) {
	o := c.options()
	o.Iterations = cmp.Or(c.Iterations, heldSteps)
	return c.load(o, File{Path: c.Anercorp, Guideline: GuidelineAnercorp}, File{Path: c.News, Guideline: engine.News})
}

// Without loads what is fitted to for AQMAR: WikiFANE, ANERcorp and the news of
// 2018. It is tagged by the weights for WikiFANE, the first file, which is of
// Wikipedia too.
func (c *Corpora) Without() (*Trainer, error) {
	o := c.options()
	o.Follow, o.Iterations = GuidelineAqmar, cmp.Or(c.Iterations, heldSteps)
	return c.load(o,
		File{Path: c.Wikifane, Weight: wikiTimes, Heads: true, Guideline: guidelineWikifane},
		File{Path: c.Anercorp, Guideline: GuidelineAnercorp},
		File{Path: c.News, Guideline: engine.News})
}
