package alam_test

import (
	"context"
	"io/fs"
	"testing"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/data"
)

// TestSampleTopics: the sample articles, which were written for the project,
// are of the categories that they were written for, and have keyphrases.
func TestSampleTopics(t *testing.T) {
	a, err := alam.New(alam.Options{Topics: 10, Categories: 2})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"culture": "medtop:01000000", "economy": "medtop:04000000", "politics": "medtop:11000000", "sport": "medtop:15000000"} {
		b, err := fs.ReadFile(data.Samples(), "samples/"+name+".txt")
		if err != nil {
			t.Fatal(err)
		}
		r, err := a.Analyze(context.Background(), string(b))
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Topics) != 10 || len(r.Categories) != 2 || r.Categories[0].ID != want || r.Categories[0].NameAr == "" {
			t.Errorf("%s: %d keyphrases, categories %+v", name, len(r.Topics), r.Categories)
		}
	}
	for _, src := range []string{"", "\n", "في من إلى", "وقال أمس إن ذلك"} {
		r, err := a.Analyze(context.Background(), src)
		if err != nil || len(r.Topics) != 0 || len(r.Categories) != 0 {
			t.Errorf("%q: %+v, %v", src, r, err)
		}
	}
}
