package topics_test

import (
	"math"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/text"
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/topics"
)

// project makes an Extractor with the project's data.
func project(t testing.TB, opts topics.Options) *topics.Extractor {
	t.Helper()
	opts.DF, opts.Stop = docFreq(t), stopWords(t)
	if opts.Rank == nil {
		opts.Rank = rank(t)
	}
	x, err := topics.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// rank reads the project's weights.
func rank(t testing.TB) *topics.Rank {
	t.Helper()
	f, err := os.Open("../data/keyphrases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := topics.ReadRank("keyphrases.tsv", f)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// mention finds the nth occurrence, from 0, of a name of entity e.
func mention(src, name string, n, e int) ner.Mention {
	at := strings.Index(src, name)
	for ; n > 0; n-- {
		at += len(name) + strings.Index(src[at+len(name):], name)
	}
	return ner.Mention{Start: at, End: at + len(name), Text: name, Entity: e}
}

func terms(ks []topics.Keyphrase) string {
	var out []string
	for _, k := range ks {
		out = append(out, k.Term)
	}
	return strings.Join(out, "، ")
}

func TestKeyphrases(t *testing.T) {
	x := project(t, topics.Options{})
	for _, c := range []struct {
		name, src string
		n         int
		want      string
	}{
		{"empty", "", 10, ""},
		{"blanks and signs", " \n ، ... 12 ٣٫٥", 10, ""},
		{"stop words only", "وقال أمس إن ذلك هو ما كان في هذه", 10, ""},
		{"one word", "الكرملين", 10, "الكرملين"},
		{"none wanted", "الكرملين", 0, ""},
		{"fewer than there are", "الكرملين", -1, ""},
		{
			"a phrase that repeats covers its words",
			"مجلس الأمن يجتمع. مجلس الأمن في نيويورك. مجلس الأمن", 2,
			"مجلس الأمن، يجتمع",
		},
		{
			"a word that occurs on its own too stays",
			"سد النهضة على النيل. سد النهضة. النهضة، النهضة، النهضة", 2,
			"النهضة، سد النهضة",
		},
		{
			"the most frequent form is shown, without proclitics",
			"بالمفاوضات، والمفاوضات، مفاوضات", 1,
			"المفاوضات",
		},
		{"the article is made whole", "للمفاوضات", 1, "المفاوضات"},
		{"words of a hashtag", "#سد_النهضة، #سد_النهضة", 1, "سد النهضة"},
		{"spellings are one term", "الأزمه، الازمة، الأزمة", 1, "الأزمة"},
		{"Latin words", "The central banks, a central bank", 1, "central banks"},
		{"French words", "Les banques centrales et la banque centrale ne sont pas dans le pays", 1, "banques centrales"},
		{"Spanish words", "Los bancos centrales y el banco central no son los de la ciudad", 1, "bancos centrales"},
	} {
		got := x.Keyphrases(c.src, token.Tokenize(c.src), nil, nil, nil, c.n)
		if terms(got) != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, terms(got), c.want)
		}
	}
}

func TestKeyphrasesEntities(t *testing.T) {
	x := project(t, topics.Options{})
	src := "التقى فلاديمير بوتين قادة. وقال بوتين للأمم المتحدة، ولبوتين رأي، وبالكرملين لقاء"
	mentions := []ner.Mention{
		mention(src, "فلاديمير بوتين", 0, 0), mention(src, "بوتين", 1, 0),
		mention(src, "لأمم المتحدة", 0, 1), mention(src, "بوتين", 2, 0), mention(src, "الكرملين", 0, 2),
	}
	entities := []ner.Entity{{ID: "person/putin"}, {ID: "org/un"}, {}}
	got := x.Keyphrases(src, token.Tokenize(src), mentions, entities, nil, 20)
	byEntity := map[int]topics.Keyphrase{}
	for _, k := range got {
		if k.Entity >= 0 {
			byEntity[k.Entity] = k
		} else if strings.Contains(strings.ReplaceAll(k.Term, "فلاديمير بوتين", ""), "فلاديمير") || k.Term == "الأمم" || k.Term == "المتحدة" {
			t.Errorf("a term cuts an entity:\n%s", k.Term)
		}
	}
	putin, un, kremlin := byEntity[0], byEntity[1], byEntity[2]
	if putin.TF != 3 || putin.Term != "بوتين" || putin.Key != "person/putin" || src[putin.Start:putin.End] != "فلاديمير بوتين" {
		t.Errorf("%+v", putin)
	}
	if un.Term != "الأمم المتحدة" || src[un.Start:un.End] != "لأمم المتحدة" || un.DF == 0 {
		t.Errorf("%+v", un)
	}
	if kremlin.Term != "الكرملين" || kremlin.Key != "كرمل" {
		t.Errorf("%+v", kremlin)
	}
	// Mentions that break their law are passed over.
	bad := []ner.Mention{{Start: -3, End: 4}, {Start: 5, End: 5}, {Start: 0, End: 8, Entity: 7}, {Start: 0, End: len(src) + 9}}
	x.Keyphrases(src, token.Tokenize(src), bad, entities, nil, 20)
}

func TestKeyphrasesExplain(t *testing.T) {
	x := project(t, topics.Options{})
	src := "سوريا\nالنفط في العراق والنفط"
	titles := []text.Span{{Start: 0, End: len("سوريا")}}
	got := x.Keyphrases(src, token.Tokenize(src), nil, nil, titles, 10)
	for i, k := range got {
		if k.Weight != k.TFIDF*k.Boost*k.Share {
			t.Errorf("weight %v is not %v * %v * %v", k.Weight, k.TFIDF, k.Boost, k.Share)
		}
		if i > 0 && k.Weight > got[i-1].Weight {
			t.Errorf("keyphrase %d weighs more than the one before", i)
		}
		if want := (topics.Weighting{}).IDF(k.N, k.DF); k.DF > 0 && k.IDF != want {
			t.Errorf("IDF %v, want %v:\n%s", k.IDF, want, k.Term)
		}
		if k.Title != (k.Term == "سوريا") {
			t.Errorf("Title %v:\n%s", k.Title, k.Term)
		}
		if k.Term == "النفط" && (k.TF != 2 || src[k.Start:k.End] != "النفط") {
			t.Errorf("%+v", k)
		}
	}
	if len(got) != 3 {
		t.Errorf("keyphrases:\n%s", terms(got))
	}
}

func TestKeyphrasesShared(t *testing.T) {
	x := project(t, topics.Options{})
	sources := []string{article, "مجلس الأمن يجتمع في نيويورك", "", "The central banks, a central bank"}
	var want []string
	for _, src := range sources {
		want = append(want, terms(x.Keyphrases(src, token.Tokenize(src), nil, nil, nil, 10)))
	}
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			for i := range 40 {
				k := (g + i) % len(sources)
				if got := terms(x.Keyphrases(sources[k], token.Tokenize(sources[k]), nil, nil, nil, 10)); got != want[k] {
					t.Errorf("shared:\n%s\nalone:\n%s", got, want[k])
				}
			}
		})
	}
	all.Wait()
}

func TestNew(t *testing.T) {
	wrong := topics.Rank{Overlap: 2}
	huge := topics.Rank{}
	huge.Weights[topics.FeatureEarly] = math.Inf(1)
	for _, o := range []topics.Options{{MaxWords: 4}, {MaxWords: -1}, {Weighting: topics.Weighting{Norm: 9}}, {Rank: &wrong}, {Rank: &huge}} {
		if _, err := topics.New(o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
	x, err := topics.New(topics.Options{})
	if err != nil {
		t.Fatal(err)
	}
	src := "alpha beta beta"
	got := x.Keyphrases(src, token.Tokenize(src), nil, nil, nil, 1)
	if terms(got) != "beta" || got[0].IDF != 1 || got[0].N != 0 {
		t.Errorf("without data: %+v", got)
	}
}

func TestTerms(t *testing.T) {
	x := project(t, topics.Options{})
	for _, k := range x.Terms("", nil, nil, nil) {
		t.Errorf("a term of nothing: %+v", k)
	}
}
