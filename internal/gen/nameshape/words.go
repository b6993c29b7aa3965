package main

import (
	"bufio"
	"bytes"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/internal/gen/lists"
	"github.com/alam-nlp/alam/internal/gen/news"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// common is the class of words that are no names, behind those of ner.NameSort.
const common, classes = 3, 4

// A sample is one type to learn from.
type sample struct {
	key    string
	is     [classes]float64 // evidence for each class, by what sources say
	person float64          // evidence for a person of either sort
	weight float64
	group  uint32 // words of one stem share it, so that none is held out beside its kin
}

// class is the class that the sources say, or -1 for a person of either sort.
func (w *sample) class() int {
	best := -1
	for c, e := range w.is {
		if e > 0 && (best < 0 || e > w.is[best]) {
			best = c
		}
	}
	return best
}

type wordSet struct {
	list   []sample
	at     map[string]int
	listed map[string]bool // keys of the lists, which the model is not asked about
	stats  *word.Stats
	lex    map[string]bool // words of the lexicon that are no names
}

func (s *wordSet) add(key string) *sample {
	i, ok := s.at[key]
	if !ok {
		i = len(s.list)
		s.at[key] = i
		s.list = append(s.list, sample{key: key, weight: 1, group: group(key)})
	}
	return &s.list[i]
}

// counts counts the words of each class; last, the persons of either sort.
func (s *wordSet) counts() (n [classes + 1]int) {
	for i := range s.list {
		if c := s.list[i].class(); c >= 0 {
			n[c]++
		} else {
			n[classes]++
		}
	}
	return n
}

// group numbers a word by its light stem.
func group(key string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(token.LightStem(key)))
	return h.Sum32() >> 8
}

// read gathers the words of all sources.
func read(o options) (*wordSet, error) {
	s := &wordSet{at: map[string]int{}, listed: map[string]bool{}, lex: map[string]bool{}}
	file, err := os.ReadFile(filepath.Join(o.data, "wordstats.bin"))
	if err != nil {
		return nil, err
	}
	if s.stats, err = word.OpenStats(string(file)); err != nil {
		return nil, err
	}
	if err := s.lexicon(filepath.Join(o.data, "lexicon")); err != nil {
		return nil, err
	}
	if err := s.gazetteer(filepath.Join(o.data, "gazetteer")); err != nil {
		return nil, err
	}
	if err := s.tokens(o.names); err != nil {
		return nil, err
	}
	if err := s.news(o.in); err != nil {
		return nil, err
	}
	for c, n := range s.counts() {
		if n == 0 && c < classes {
			return nil, fmt.Errorf("%s, %s: no word of class %q to learn from", o.data, o.in, className(c))
		}
	}
	slices.SortFunc(s.list, func(a, b sample) int { return strings.Compare(a.key, b.key) })
	s.at = nil
	return s, nil
}

// arabicKeys gives the keys of the Arabic words of a phrase.
func arabicKeys(phrase string) []string {
	var out []string
	for _, t := range token.Tokenize(phrase) {
		if t.Kind == token.Arabic {
			out = append(out, t.Norm)
		}
	}
	return out
}

// common reports whether news inflects a word as it does no name.
func (s *wordSet) common(key string) bool {
	stem := strings.TrimPrefix(key, arabic.Article)
	c := s.stats.Find(stem)
	return !c.Rare() && c.Common()
}

// lexicon reads names.tsv, whose headings say of what languages the names
// are, and notes the other words of the lexicon.
func (s *wordSet) lexicon(folder string) error {
	paths, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return err
	}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		names := filepath.Base(p) == "names.tsv"
		triggers, err := ner.ReadLexicon(p, bytes.NewReader(b))
		if err != nil {
			return err
		}
		for _, t := range triggers {
			for _, k := range arabicKeys(t.Form) {
				s.listed[k] = true
				if !names {
					s.lex[k] = true
				}
			}
		}
		if names {
			if err := s.names(p, string(b)); err != nil {
				return err
			}
		}
	}
	return nil
}

// names reads the part under each heading of names.tsv by itself.
func (s *wordSet) names(path, content string) error {
	header, _, ok := strings.Cut(content[strings.Index(content, "\nclass\t")+1:], "\n")
	if !ok {
		return fmt.Errorf("%s: no header line", path)
	}
	for part := range strings.SplitSeq(content, "\n# ") {
		heading, rows, _ := strings.Cut(part, "\n")
		_, language, ok := strings.Cut(heading, ": ")
		if !ok {
			continue
		}
		triggers, err := ner.ReadLexicon(path, strings.NewReader(header+"\n"+strings.TrimPrefix(rows, header+"\n")))
		if err != nil {
			return err
		}
		sort := word.SortForeignPerson
		if strings.HasPrefix(language, "Arab") {
			sort = word.SortArabPerson
		}
		for _, t := range triggers {
			for _, k := range arabicKeys(t.Form) {
				s.add(k).is[sort] += 2
			}
		}
	}
	return nil
}

// arabStates are the countries whose people have Arab names.
var arabStates = strings.Fields("AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE")

func (s *wordSet) gazetteer(folder string) error {
	entries, err := lists.Read(folder, gazetteer.ReadTSV)
	if err != nil {
		return err
	}
	for _, e := range entries {
		forms := []gazetteer.Alias{{Text: e.Name, NeedsContext: e.NeedsContext}}
		forms = append(forms, e.Aliases...)
		for _, f := range forms {
			keys := arabicKeys(f.Text)
			for _, k := range keys {
				s.listed[k] = true
				_, known := s.at[k]
				alone := len(keys) == 1 && !f.NeedsContext
				switch {
				case !known && !alone && (s.common(k) || s.lex[k]):
				case e.Label == "PER" && e.Country == "":
					s.add(k).person++
				case e.Label == "PER" && slices.Contains(arabStates, e.Country):
					s.add(k).is[word.SortArabPerson]++
				case e.Label == "PER":
					s.add(k).is[word.SortForeignPerson]++
				case e.Label == "LOC" && alone:
					s.add(k).is[word.SortPlace] += 3
				case e.Label == "LOC":
					s.add(k).is[word.SortPlace]++
				}
			}
		}
	}
	return nil
}

// tokens reads the list of persons' name tokens.
func (s *wordSet) tokens(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		name, _, ok := strings.Cut(in.Text(), "\t")
		if !ok {
			return fmt.Errorf("%s:%d: want a token, its count and Latin forms, tab-separated", path, n)
		}
		keys := arabicKeys(name)
		if len(keys) != 1 || letters(keys[0]) < 3 {
			continue
		}
		k := keys[0]
		_, known := s.at[k]
		if !known && (s.common(k) || s.lex[k]) {
			continue
		}
		s.add(k).person++
	}
	return in.Err()
}

// What the news is learned from: each word counts once, however often it
// occurs, since it is rare words that the model is asked about.
const (
	frequent       = 20  // a word that occurs as often
	frequentWeight = 0.5 // is less of an example,
	rareWeight     = 0.1 // and so is one not known to be common: it may be a name
)

// news adds the words of the news that no list has among the names: those that
// are inflected as common words are, those of the lexicon, and rare ones.
func (s *wordSet) news(path string) error {
	counts, err := count(path)
	if err != nil {
		return err
	}
	bases := map[string]int{}
	for k, n := range counts {
		bases[s.base(k)] += n
	}
	keys := make([]string, 0, len(bases))
	for k := range bases {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if _, named := s.at[k]; named || letters(k) < 2 {
			continue
		}
		stem := strings.TrimPrefix(k, arabic.Article)
		i, named := s.at[stem]
		named = named && s.list[i].class() != common
		weight := 0.0
		switch {
		case s.lex[k] || s.lex[stem] || s.common(k) || s.inflects(stem):
			weight = 1
		case s.stats.Find(stem).Rare() && !named:
			weight = rareWeight
		}
		if bases[k] >= frequent {
			weight *= frequentWeight
		}
		if weight > 0 {
			w := s.add(k)
			w.is[common] = 1
			w.weight = weight
		}
	}
	return nil
}

// base cuts proclitics off a key where what is left is much more frequent.
func (s *wordSet) base(key string) string {
	best, most := key, s.frequency(key)
	for _, c := range token.AppendCuts(nil, key)[1:] {
		form := string(c.Form(key, nil))
		if n := s.frequency(form); n >= 3 && n > 2*most {
			best, most = form, n
		}
	}
	return best
}

func (s *wordSet) frequency(key string) int {
	if rest, ok := strings.CutPrefix(key, arabic.Article); ok {
		return s.stats.Find(rest).Article
	}
	return s.stats.Find(key).Bare
}

// The endings of inflection, as keys: those of nouns and verbs, and pronouns.
var endings = []string{
	"\u0647\u0645\u0627", "\u0647\u0627", "\u0647\u0645", "\u0647\u0646", "\u0646\u0627", "\u0643\u0645", // هما ها هم هن نا كم
	"\u0627\u062a", "\u0648\u0646", "\u064a\u0646", "\u0627\u0646", "\u0648\u0627", "\u062a\u0647", // ات ون ين ان وا ته
	"\u0647", "\u0627", "\u062a", "\u0643", // ه ا ت ك
}

// inflects reports whether a word is a form of a common one.
func (s *wordSet) inflects(key string) bool {
	for _, e := range endings {
		stem, ok := strings.CutSuffix(key, e)
		if ok && len(stem) >= 6 && (s.common(stem) || s.common(stem+arabic.HehS)) { // ة before a suffix
			return true
		}
	}
	return false
}

// count counts the Arabic words of a corpus by key.
func count(path string) (map[string]int, error) {
	counts := map[string]int{}
	var s token.Scanner
	var tokens []token.Token
	for text, err := range news.Texts(path) {
		if err != nil {
			return nil, err
		}
		tokens = s.Append(tokens[:0], text)
		for _, t := range tokens {
			if t.Kind == token.Arabic {
				counts[strings.Clone(t.Norm)]++
			}
		}
	}
	return counts, nil
}
