package eval

import (
	"math/rand/v2"
	"testing"
)

func TestBootstrap(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 1))
	var docs []DocCounts
	var sum DocCounts
	for range 200 {
		gold := 2 + rng.IntN(5)
		tp := rng.IntN(gold + 1)
		docs = append(docs, DocCounts{tp, tp + rng.IntN(4), gold})
		sum.add(docs[len(docs)-1])
	}
	got, err := Bootstrap(docs, BootstrapOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	f := sum.counts().F1()
	if !(got.F1.Low < f && f < got.F1.High) || got.F1.High-got.F1.Low > 0.2 {
		t.Errorf("F1 %v, interval %v", f, got.F1)
	}
	if again, _ := Bootstrap(docs, BootstrapOptions{Seed: 1}); again != got {
		t.Errorf("same seed, other result: %v, %v", got, again)
	}
	one, err := Bootstrap(docs[:1], BootstrapOptions{})
	if err != nil || one.F1.Low.Defined() {
		t.Errorf("one document: got %v, %v", one, err)
	}
	if _, err := Bootstrap(docs, BootstrapOptions{Level: 2}); err == nil {
		t.Error("level 2: no error")
	}
}
