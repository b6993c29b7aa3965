package topics

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"alam/gazetteer"
	"alam/ner"
	"alam/text"
	"alam/token"
)

func devDF(t testing.TB) *DocFreq {
	p := os.Getenv("DFFILE")
	if p == "" {
		p = "/tmp/tp/df.bin"
	}
	b, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	d, err := OpenDocFreq(string(b))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
func devStop(t testing.TB) *StopWords {
	f, _ := os.Open("../data/stopwords.tsv")
	s, err := ReadStopWords("stop", f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var gz *gazetteer.Gazetteer

type adoc struct {
	ID, Text   string
	Keyphrases []string
	tokens     []token.Token
	gold       map[string]bool
	ms         []ner.Mention
	es         []ner.Entity
}

func lightKey(s string) string {
	var out []string
	for _, t := range token.Tokenize(s) {
		if t.IsWord() || t.Kind == token.Number {
			out = append(out, token.LightStem(t.Norm))
		}
	}
	return strings.Join(out, " ")
}

func loadAKEC(t testing.TB) []adoc {
	f, err := os.Open("/work/shared/corpora/topics/akec-train.jsonl")
	if err != nil {
		t.Skip()
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<26)
	var docs []adoc
	for sc.Scan() {
		var d adoc
		json.Unmarshal(sc.Bytes(), &d)
		d.tokens = token.Tokenize(d.Text)
		d.gold = map[string]bool{}
		for _, k := range d.Keyphrases[:min(10, len(d.Keyphrases))] {
			d.gold[lightKey(k)] = true
		}
		if os.Getenv("GAZ") != "" {
			if gz == nil {
				var all []gazetteer.Entry
				fs, _ := filepath.Glob("../data/gazetteer/*.tsv")
				for _, p := range fs {
					f, _ := os.Open(p)
					es, err := gazetteer.ReadTSV(p, f)
					if err != nil {
						t.Log(err)
					}
					for i := range es {
						es[i].ID = ""
					}
					all = append(all, es...)
				}
				gz, err = gazetteer.New(all)
				if err != nil {
					t.Fatal(err)
				}
			}
			var fd gazetteer.Finder
			m := gz.Append(nil, &fd, d.tokens)
			slices.SortStableFunc(m, func(a, b gazetteer.Match) int {
				return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
			})
			last := 0
			ids := map[int32]int{}
			for _, x := range m {
				if x.Start < last || x.NeedsContext {
					continue
				}
				last = x.End
				id, ok := ids[x.Entry]
				if !ok {
					id = len(d.es)
					ids[x.Entry] = id
					d.es = append(d.es, ner.Entity{Name: x.Name()})
				}
				d.ms = append(d.ms, ner.Mention{Start: x.Start, End: x.End, Entity: id})
			}
		}
		docs = append(docs, d)
	}
	return docs
}

func akecF1(x *Extractor, docs []adoc) (p, r, f float64) {
	var tp, np, ng float64
	for _, d := range docs {
		got := map[string]bool{}
		for _, k := range x.Keyphrases(d.Text, d.tokens, d.ms, d.es, nil, 10) {
			got[lightKey(k.Term)] = true
		}
		for g := range got {
			if d.gold[g] {
				tp++
			}
		}
		np += 10
		ng += float64(len(d.gold))
	}
	p, r = tp/np, tp/ng
	return p, r, 2 * p * r / (p + r)
}

func TestDevSweep(t *testing.T) {
	docs := loadAKEC(t)
	df, stop := devDF(t), devStop(t)
	if os.Getenv("SWEEP") != "" {
		sweep(t, docs, df, stop)
	}
	x, err := New(Options{DF: df, Stop: stop})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(akecF1(x, docs))
	for _, d := range docs[:3] {
		for _, k := range x.Keyphrases(d.Text, d.tokens, d.ms, d.es, nil, 10) {
			fmt.Printf("%s (%d %d %.2f %v) ", k.Term, k.TF, k.DF, k.Weight, d.gold[lightKey(k.Term)])
		}
		fmt.Println("\n", d.Keyphrases[:10])
	}
}

func TestDevSeed(t *testing.T) {
	b, _ := os.ReadFile("/work/shared/seeds/000_a39184c905f49648.txt")
	src, _, _ := strings.Cut(string(b), "إقرأ أيضاً:")
	var keep []string
	for _, l := range strings.SplitAfter(src, "\n") {
		if !strings.HasPrefix(l, "كلمات دلالية") {
			keep = append(keep, l)
		}
	}
	src = strings.Join(keep, "")
	g, _ := os.ReadFile("/work/shared/seeds/seed.gold.tsv")
	fmt.Println(string(g[:300]))
	tokens := token.Tokenize(src)
	x, _ := New(Options{DF: devDF(t), Stop: devStop(t)})
	for _, n := range []int{0, 1} {
		var ms []ner.Mention
		var es []ner.Entity
		if n == 1 {
			idx := map[string]int{}
			for _, l := range strings.Split(string(g), "\n") {
				f := strings.Split(l, "\t")
				if len(f) < 5 {
					continue
				}
				s, e1 := strconv.Atoi(f[0])
				e, _ := strconv.Atoi(f[1])
				if e1 != nil || e > len(src) {
					continue
				}
				k := f[len(f)-1]
				i, ok := idx[k]
				if !ok {
					i = len(es)
					idx[k] = i
					es = append(es, ner.Entity{Name: k})
				}
				ms = append(ms, ner.Mention{Start: s, End: e, Text: src[s:e], Entity: i})
			}
			fmt.Println(len(ms), ms[:3])
		}
		title := text.Span{Start: 0, End: strings.Index(src, "\n")}
		for i, k := range x.Keyphrases(src, tokens, ms, es, []text.Span{title}, 20) {
			fmt.Printf("%d %s [%s] w=%.3f tf=%d df=%d idf=%.2f boost=%.2f title=%v ent=%d\n", i, k.Term, k.Key, k.Weight, k.TF, k.DF, k.IDF, k.Boost, k.Title, k.Entity)
		}
	}
}

func sweep(t *testing.T, docs []adoc, df *DocFreq, stop *StopWords) {
	run := func(r Rank) float64 {
		x, err := New(Options{DF: df, Stop: stop, Rank: &r})
		if err != nil {
			t.Fatal(err)
		}
		_, _, f := akecF1(x, docs)
		return f
	}
	best := DefaultRank
	bf := run(best)
	dims := map[string]func(r *Rank) *float64{
		"l2":    func(r *Rank) *float64 { return &r.Words[1] },
		"l3":    func(r *Rank) *float64 { return &r.Words[2] },
		"first": func(r *Rank) *float64 { return &r.First }, "decay": func(r *Rank) *float64 { return &r.Decay },
		"once":   func(r *Rank) *float64 { return &r.Once },
		"entity": func(r *Rank) *float64 { return &r.Entity },
		"shift":  func(r *Rank) *float64 { return &r.Overlap },
	}
	vals := map[string][]float64{"l2": {1.5, 2, 2.5, 3, 4}, "l3": {1.5, 2, 2.5, 3, 4}, "once": {.1, .2, .3, .5, .7, 1}, "oncek": {.1, .2, .3, .5, .7, 1},
		"first": {1, 1.5, 2, 3, 4, 6}, "decay": {20, 35, 50, 75, 100, 200, 400}, "entity": {0.5, 0.7, 1, 1.3, 1.6, 2, 2.5, 3}, "shift": {0, .25, .5, .75, 1}}
	names := []string{"entity", "once", "shift", "l2", "l3", "first", "decay"}
	for range 2 {
		for _, n := range names {
			line := ""
			for _, v := range vals[n] {
				r := best
				*dims[n](&r) = v
				f := run(r)
				line += fmt.Sprintf(" %v:%.4f", v, f)
				if f > bf {
					bf = f
					best = r
				}
			}
			fmt.Println(n, line)
		}
		fmt.Printf("%.4f %+v\n", bf, best)
	}
}
