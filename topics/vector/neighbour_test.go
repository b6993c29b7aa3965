package vector_test

import (
	"strings"
	"testing"

	"github.com/alam-nlp/alam/topics/vector"
)

func TestNeighbours(t *testing.T) {
	docs := []string{"oil prices rise", "prices of oil fall", "football cup final", "", "oil prices rise"}
	v, err := vector.FitVectorizer(documents(docs...), vector.VectorizerOptions{Analysis: vector.Words})
	if err != nil {
		t.Fatal(err)
	}
	m, err := v.Transform(documents(docs...))
	if err != nil {
		t.Fatal(err)
	}
	x := vector.NewNeighbours(m)
	got := x.Nearest(m.Row(0), 5, func(i int) bool { return i == 0 })
	if len(got) != 2 || got[0].Row != 4 || got[0].Cosine < 1-1e-12 || got[1].Row != 1 {
		t.Errorf("%+v", got)
	}
	for _, n := range got {
		if d := m.Row(0).Dot(m.Row(n.Row)) - n.Cosine; d > 1e-12 || d < -1e-12 {
			t.Errorf("the cosine with %d differs by %v from the product", n.Row, d)
		}
	}
	var shared []string
	for _, c := range m.Row(0).Shared(m.Row(1), 5) {
		shared = append(shared, v.Term(c))
	}
	if strings.Join(shared, " ") != "oil prices" {
		t.Errorf("shared %q", shared)
	}
	if got := x.Nearest(m.Row(3), 5, nil); len(got) != 0 {
		t.Errorf("neighbours of nothing: %v", got)
	}
}

func TestDuplicates(t *testing.T) {
	d, err := vector.NewDuplicates(vector.DuplicateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	other := strings.NewReplacer("الميناء", "المطار", "الوزير", "المدير", "المدينة", "القرية", "المشروع", "المبنى").Replace(article)
	for i, c := range []struct {
		doc  string
		of   int
		like float64
	}{
		{article, -1, 0}, {"", -1, 0}, {other, -1, 0}, {article, 0, 1}, {"عاجل: " + article + "\nتابعونا", 0, 0.9},
		{"، . !", -1, 0}, {"خبر قصير", -1, 0}, {"خبر قصير", 6, 1}, {other, 2, 1},
	} {
		of, like := d.Add(c.doc)
		if of != c.of || like < c.like {
			t.Errorf("document %d repeats %d (%.3f), want %d (%.3f)", i, of, like, c.of, c.like)
		}
	}
	for _, o := range []vector.DuplicateOptions{{Threshold: 1.5}, {Threshold: -1}, {Shingle: -2}} {
		if _, err := vector.NewDuplicates(o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
}
