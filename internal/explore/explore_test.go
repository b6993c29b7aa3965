package explore_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/internal/corpus"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/explore"
	"github.com/alam-nlp/alam/topics/discover"
)

// articles are about football and oil by turns, a day each; every tenth repeats
// one.
func articles(n int) []*corpus.Article {
	texts := []string{
		"فاز المنتخب في المباراة على الملعب وسجل اللاعب هدفا في كأس البطولة أمام الجماهير في روسيا",
		"ارتفعت أسعار النفط في الأسواق بعد قرار المنتجين خفض الإنتاج وصعد الخام في البورصة مع الطلب من السعودية",
	}
	var out []*corpus.Article
	for i := range n {
		words := strings.Fields(texts[i%2])
		// Articles differ by the place where they begin.
		k := i / 2 % len(words)
		text := strings.Join(append(slices.Clone(words[k:]), words[:k]...), " ")
		out = append(out, &corpus.Article{ID: fmt.Sprint("a", i), Title: fmt.Sprint("خبر ", i), Text: text, Time: fmt.Sprintf("2026-11-%02d", 1+i%28)})
	}
	return out
}

func found(t *testing.T, list []*corpus.Article) *explore.Found {
	t.Helper()
	a, err := engine.New(engine.Options{Topics: 1})
	if err != nil {
		t.Fatal(err)
	}
	f, err := explore.Discover(context.Background(), a, slices.Values(list), explore.Options{Topics: 2, Terms: 5, MinDF: 2, MaxFeatures: 100, Steps: 100})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestDiscover(t *testing.T) {
	f := found(t, articles(18)) // fewer than 20, so that no term is too frequent
	for i, d := range f.Documents {
		if d.Topic == nil || *d.Topic != *f.Documents[i%2].Topic {
			t.Errorf("document %d is assigned to %v", i, d.Topic)
		}
	}
	if *f.Documents[0].Topic == *f.Documents[1].Topic {
		t.Error("football and oil are one topic")
	}
	var names []string
	for _, k := range f.Topics {
		for _, n := range k.Names {
			names = append(names, n.Entity)
		}
		if len(k.Course) != 18 || k.Documents != 9 || len(k.Typical) != 5 {
			t.Errorf("%+v", k)
		}
	}
	slices.Sort(names)
	if !slices.Equal(names, []string{"country/RU", "country/SA"}) {
		t.Errorf("names %q", names)
	}
	var first bytes.Buffer
	for range 3 {
		var b bytes.Buffer
		f := found(t, articles(18))
		if err := json.NewEncoder(&b).Encode(f); err != nil {
			t.Fatal(err)
		}
		if err := f.WriteHTML(&b); err != nil {
			t.Fatal(err)
		}
		if first.Len() == 0 {
			first = b
		} else if !bytes.Equal(b.Bytes(), first.Bytes()) {
			t.Fatal("two runs differ")
		}
	}
	page := first.String()[strings.Index(first.String(), "<!doctype"):]
	for _, not := range []string{"http:", "https:", "<script", "src=", "@import", "url("} {
		if strings.Contains(page, not) {
			t.Errorf("the page holds %q", not)
		}
	}
	if strings.Count(page, `class="course"`) != 2 || !strings.Contains(page, "default-src 'none'") {
		t.Error("the page lacks the courses or its policy")
	}
}

func TestDiscoverTooFew(t *testing.T) {
	a, err := engine.New(engine.Options{Topics: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]*corpus.Article{nil, articles(1), {{Text: "و"}, {Text: "في"}, {Text: ""}}} {
		_, err := explore.Discover(context.Background(), a, slices.Values(list), explore.Options{Topics: 2, Terms: 5, MinDF: 1, MaxFeatures: 100, Steps: 10})
		if !errors.Is(err, discover.ErrTooFew) {
			t.Errorf("%d articles: %v", len(list), err)
		}
	}
}

func TestSimilar(t *testing.T) {
	df, stop, err := engine.EmbeddedTopicTables()
	if err != nil {
		t.Fatal(err)
	}
	list := append(articles(10), &corpus.Article{ID: "again", Title: "خبر 0", Text: articles(1)[0].Text}, &corpus.Article{ID: "empty"})
	got, err := explore.Similar(list, explore.SimilarOptions{Top: 3, DocFreq: df, Stop: stop})
	if err != nil {
		t.Fatal(err)
	}
	if r := got[10].Repeats; r == nil || r.ID != "a0" || r.Resemblance != 1 {
		t.Errorf("%+v", got[10])
	}
	if len(got[11].Similar) != 0 || got[11].Repeats != nil {
		t.Errorf("the empty article: %+v", got[11])
	}
	for i, n := range got[:10] {
		for _, s := range n.Similar {
			if s.ID == n.ID || i == 0 && s.ID == "again" || len(s.Terms) == 0 || (int(s.ID[len(s.ID)-1]-'0')-i)%2 != 0 {
				t.Errorf("article %d: %+v", i, s)
			}
		}
		if len(n.Similar) == 0 {
			t.Errorf("nothing is near article %d", i)
		}
	}
	if got, err := explore.Similar(nil, explore.SimilarOptions{Top: 3, DocFreq: df, Stop: stop}); err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
}
