package topics_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
)

// lightStems is how keyphrases are compared: the light10 stems of the words.
func lightStems(s string) string {
	var out []string
	for _, t := range token.Tokenize(s) {
		if t.IsWord() || t.Kind == token.Number {
			out = append(out, token.LightStem(t.Norm))
		}
	}
	return strings.Join(out, " ")
}

// TestAKEC measures F1 of the best ten keyphrases, without mentions, against
// the ten phrases that most readers named for each document of AKEC.
func TestAKEC(t *testing.T) {
	f, err := os.Open("../../shared/corpora/topics/akec-train.jsonl")
	if err != nil {
		t.Skipf("the corpus is not here: %v", err)
	}
	defer f.Close()
	systems := []struct {
		name  string
		x     *topics.Extractor
		least float64
		right int
	}{
		{name: "default", x: project(t, topics.Options{}), least: 0.295},
		{name: "TF-IDF alone", x: project(t, topics.Options{Rank: &topics.Rank{}})},
		{name: "TF-IDF alone, single words", x: project(t, topics.Options{Rank: &topics.Rank{}, MaxWords: 1})},
	}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	docs, wanted := 0, 0
	for ; lines.Scan(); docs++ {
		var d struct {
			Text       string
			Keyphrases []string
		}
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		gold := map[string]bool{}
		for _, k := range d.Keyphrases[:min(10, len(d.Keyphrases))] {
			gold[lightStems(k)] = true
		}
		wanted += len(gold)
		tokens := token.Tokenize(d.Text)
		for i := range systems {
			found := map[string]bool{}
			for _, k := range systems[i].x.Keyphrases(d.Text, tokens, nil, nil, nil, 10) {
				if s := lightStems(k.Term); gold[s] && !found[s] {
					found[s] = true
					systems[i].right++
				}
			}
		}
	}
	for _, s := range systems {
		p, r := float64(s.right)/float64(10*docs), float64(s.right)/float64(wanted)
		f1 := 2 * p * r / (p + r)
		t.Logf("%s: P@10 %.4f R@10 %.4f F1@10 %.4f on %d documents", s.name, p, r, f1, docs)
		if f1 < s.least {
			t.Errorf("%s: F1 %.4f, want %.4f at least", s.name, f1, s.least)
		}
	}
}

// TestSeed counts how many of an author's seven keywords are among the ten
// best of the article, which is given without its keyword line.
func TestSeed(t *testing.T) {
	const dir = "../../shared/seeds/"
	page, err := os.ReadFile(dir + "000_a39184c905f49648.txt")
	if err != nil {
		t.Skipf("the article is not here: %v", err)
	}
	gold, err := os.ReadFile(dir + "seed.gold.tsv")
	if err != nil {
		t.Skipf("its names are not here: %v", err)
	}
	src, _, _ := strings.Cut(string(page), "كلمات دلالية:")
	var mentions []ner.Mention
	var entities []ner.Entity
	index := map[string]int{}
	for line := range strings.Lines(string(gold)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) < 5 {
			continue
		}
		start, err1 := strconv.Atoi(f[0])
		end, err2 := strconv.Atoi(f[1])
		if err1 != nil || err2 != nil || end > len(src) {
			continue
		}
		e, ok := index[f[4]]
		if !ok {
			e = len(entities)
			index[f[4]] = e
			entities = append(entities, ner.Entity{Name: f[4]})
		}
		mentions = append(mentions, ner.Mention{Start: start, End: end, Text: src[start:end], Entity: e})
	}
	titles := []text.Span{{Start: 0, End: strings.IndexByte(src, '\n')}}
	keywords := []string{"الكرملين", "روسيا", "سوريا", "الأزمة السورية", "فلاديمير بوتين", "الرئيس الروسي", "السلطات السورية"}
	x := project(t, topics.Options{})
	for _, c := range []struct {
		name  string
		ms    []ner.Mention
		least int
	}{{"with mentions", mentions, 5}, {"without mentions", nil, 4}} {
		got := x.Keyphrases(src, token.Tokenize(src), c.ms, entities, titles, 10)
		found := map[string]bool{}
		for _, k := range got {
			name := k.Term
			if k.Entity >= 0 {
				name = entities[k.Entity].Name
			}
			for _, w := range keywords {
				if lightStems(w) == lightStems(name) {
					found[w] = true
				}
			}
		}
		t.Logf("%s: %d of 7 in\n%s", c.name, len(found), terms(got))
		if len(found) < c.least {
			t.Errorf("%s: %d of 7 keywords, want %d at least", c.name, len(found), c.least)
		}
	}
}
