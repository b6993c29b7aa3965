package gold

import (
	"reflect"
	"testing"
)

func TestAsked(t *testing.T) {
	at := func(start, end int, label string) Mention {
		return Mention{Span: Span{Start: start, End: end, Label: label}}
	}
	open := func(start, end int) Mention {
		m := at(start, end, "ORG")
		m.Optional = true
		return m
	}
	truth := []Mention{at(0, 4, "PER"), open(5, 9), at(9, 12, "LOC")}
	pred := []Mention{at(0, 4, "PER"), at(5, 9, "LOC"), at(6, 12, "LOC"), at(9, 12, "ORG"), at(20, 22, "PER")}
	must, counted := Asked(truth, pred)
	if want := []Mention{truth[0], truth[2]}; !reflect.DeepEqual(must, want) {
		t.Errorf("asked %v, want %v", must, want)
	}
	if want := []Mention{pred[0], pred[3], pred[4]}; !reflect.DeepEqual(counted, want) {
		t.Errorf("counted %v, want %v", counted, want)
	}
	if must, counted = Asked(truth[:1], pred); len(must) != 1 || len(counted) != len(pred) {
		t.Errorf("with nothing left open: %v, %v", must, counted)
	}
}
