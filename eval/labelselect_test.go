package eval

import (
	"testing"

	"github.com/alam-nlp/alam/gold"
)

func TestLabelsAndMap(t *testing.T) {
	truth := spans(gold.Span{Start: 0, End: 1, Label: "PERS"}, gold.Span{Start: 2, End: 3, Label: "LOC"}, gold.Span{Start: 4, End: 5, Label: "MIS"})
	pred := spans(gold.Span{Start: 0, End: 1, Label: "PER"}, gold.Span{Start: 2, End: 3, Label: "ORG"}, gold.Span{Start: 4, End: 5, Label: "MISC"}, gold.Span{Start: 6, End: 7, Label: "EVENT"})
	m, err := gold.ParseLabelMap(" PERS=PER, MIS=MISC")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Score([]gold.Document{{Mentions: truth}}, []gold.Document{{Mentions: pred}}, Options{Map: m, Labels: []string{"PER", "LOC", "ORG"}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Strict.Micro != (Counts{1, 1, 1}) || r.Map != "MIS=MISC,PERS=PER" || len(r.Strict.Rows) != 3 {
		t.Errorf("got %+v, map %q", r.Strict, r.Map)
	}
	if c, ok := r.Strict.Get("LOC"); !ok || c != (Counts{FN: 1}) {
		t.Errorf("LOC: %+v, %v", c, ok)
	}
	if _, ok := r.Strict.Get("MISC"); ok {
		t.Error("MISC was not selected")
	}
}
