package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/gold"
	"github.com/alam-nlp/alam/internal/arabic"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// nameness is the logarithm of the odds of any sort of name against a common word.
func nameness(s [3]float32) float64 {
	return math.Log(math.Exp(float64(s[0])) + math.Exp(float64(s[1])) + math.Exp(float64(s[2])))
}

type scored struct {
	score float64
	name  bool
}

// auc is the area under the ROC curve: the share of pairs of a name and
// another word in which the name has the higher score, ties counting half
// (the statistic of Mann and Whitney). It is not a number if there is no pair.
func auc(list []scored) float64 {
	slices.SortFunc(list, func(a, b scored) int { return cmp.Compare(a.score, b.score) })
	ranks, names := 0.0, 0.0
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && list[j].score == list[i].score {
			j++
		}
		rank := float64(i+1+j) / 2 // of each from i to j
		for ; i < j; i++ {
			if list[i].name {
				ranks += rank
				names++
			}
		}
	}
	return (ranks - names*(names+1)/2) / (names * (float64(len(list)) - names))
}

// report measures a model on words held out, but for those that nothing says
// to be common.
func report(w io.Writer, m *word.NameShape, held []sample) {
	var list []scored
	var table [classes][classes]int
	right, all := 0, 0
	for i := range held {
		h := &held[i]
		if h.weight <= rareWeight {
			continue
		}
		s, c := m.Scores(h.key), h.class()
		list = append(list, scored{nameness(s), c != common})
		if c < 0 {
			continue
		}
		best, top := common, float32(0)
		for k, v := range s {
			if v > top {
				best, top = k, v
			}
		}
		table[c][best]++
		all++
		if best == c {
			right++
		}
	}
	fmt.Fprintf(w, "held out: AUC of names against common words %.4f on %d words; accuracy of four classes %.4f on %d\n",
		auc(list), len(list), float64(right)/float64(all), all)
	fmt.Fprintf(w, "  %-14s  foreign  arab  place  common\n", "is, and taken")
	for c, row := range table {
		fmt.Fprintf(w, "  %-14s  %7d  %4d  %5d  %6d\n", className(c), row[0], row[1], row[2], row[3])
	}
}

func className(c int) string {
	if c == common {
		return "common word"
	}
	return word.NameSort(c).String()
}

// A sighting counts how a word is labelled in a file.
type sighting struct{ person, place, outside int }

// check measures a model on the words of a labelled file that no list holds
// and the word statistics hardly know: the first and inner words of the names of
// persons and places against words outside names. Each word counts once.
func check(w io.Writer, m *word.NameShape, words *wordSet, path string) error {
	seen, err := sightings(words, path)
	if err != nil {
		return err
	}
	var all, bare, persons []scored
	for k, n := range seen {
		s, name := m.Scores(k), n.person+n.place > n.outside
		one := scored{nameness(s), name}
		all = append(all, one)
		if !words.inflects(strings.TrimPrefix(k, arabic.Article)) {
			bare = append(bare, one)
		}
		if name {
			persons = append(persons, scored{float64(max(s[word.SortForeignPerson], s[word.SortArabPerson]) - s[word.SortPlace]), n.person > n.place})
		}
	}
	fmt.Fprintf(w, "%s: AUC %.4f on %d rare unlisted words, %d of them names; %.4f on the %d that are no form of a common word; persons against places %.4f\n",
		path, auc(all), len(all), len(persons), auc(bare), len(bare), auc(persons))
	nameShares(w, all)
	return nil
}

// nameShares says how many of the words with a score in each range are names.
func nameShares(w io.Writer, list []scored) {
	edges := []float64{-4, -2, 0, 2, 4, math.Inf(1)}
	words, names := make([]int, len(edges)), make([]int, len(edges))
	for _, one := range list {
		i := slices.IndexFunc(edges, func(e float64) bool { return one.score < e })
		words[i]++
		if one.name {
			names[i]++
		}
	}
	for i, e := range edges {
		fmt.Fprintf(w, "  log-odds below %4v: %4d names among %4d words\n", e, names[i], words[i])
	}
}

// sightings reads a CoNLL file.
func sightings(words *wordSet, path string) (map[string]sighting, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	seen := map[string]sighting{}
	r := gold.NewConllReader(f, gold.ConllOptions{Path: path})
	for s, err := range r.Sentences() {
		if err != nil {
			return nil, err
		}
		for i := range s.Len() {
			tokens := token.Tokenize(string(s.Word(i)))
			if len(tokens) != 1 || tokens[0].Kind != token.Arabic {
				continue
			}
			k := words.base(tokens[0].Norm)
			if !words.unlisted(tokens[0].Norm) || !words.unlisted(k) {
				continue
			}
			n := seen[k]
			switch tag := r.Tags.Tag(s.Gold[i]); {
			case tag.Label == "PER" || tag.Label == "PERS":
				n.person++
			case tag.Label == "LOC":
				n.place++
			case tag.Text == "O":
				n.outside++
			default:
				continue
			}
			seen[k] = n
		}
	}
	return seen, nil
}

// unlisted reports whether a word is in no list and rare in the news.
func (s *wordSet) unlisted(key string) bool {
	stem := strings.TrimPrefix(key, arabic.Article)
	return !s.listed[key] && !s.listed[stem] && !s.listed[arabic.Article+key] && s.stats.Find(stem).Rare()
}
