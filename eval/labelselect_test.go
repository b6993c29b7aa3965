package eval

import "testing"

func TestLabelsAndMap(t *testing.T) {
	gold := spans(Span{0, 1, "PERS"}, Span{2, 3, "LOC"}, Span{4, 5, "MIS"})
	pred := spans(Span{0, 1, "PER"}, Span{2, 3, "ORG"}, Span{4, 5, "MISC"}, Span{6, 7, "EVENT"})
	m, err := ParseLabelMap(" PERS=PER, MIS=MISC")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Score([]Document{{Mentions: gold}}, []Document{{Mentions: pred}}, Options{Map: m, Labels: []string{"PER", "LOC", "ORG"}})
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
