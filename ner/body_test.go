package ner_test

import (
	"testing"

	"github.com/alam-nlp/alam/gazetteer"
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// TestBodies: whom the name of a body means that many countries have.
func TestBodies(t *testing.T) {
	list, err := gazetteer.New([]gazetteer.Entry{
		{ID: "us", Label: "ORG", Kind: "parliament", Name: "مجلس الشيوخ الأمريكي", Aliases: []gazetteer.Alias{{Text: "مجلس الشيوخ"}}, Country: "US"},
		{ID: "fr", Label: "ORG", Kind: "parliament", Name: "مجلس الشيوخ الفرنسي", Country: "FR"},
		{ID: "country/US", Label: "LOC", Kind: "country", Name: "أمريكا", Country: "US"},
		{ID: "country/FR", Label: "LOC", Kind: "country", Name: "فرنسا", Country: "FR"},
		{ID: "country/NP", Label: "LOC", Kind: "country", Name: "نيبال", Country: "NP"},
	})
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := ner.NewLexicon([]ner.Trigger{
		{Class: "nisba", Form: "الأمريكي", Country: "country/US"},
		{Class: "nisba", Form: "الفرنسي", Country: "country/FR"},
	})
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := ner.New(ner.Options{Gazetteer: gazetteer.NewLayers(list), Lexicon: lexicon})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"وافق مجلس الشيوخ في فرنسا":                     "fr",
		"وافق مجلس الشيوخ أمس. وترحب أمريكا":            "us",
		"وافق مجلس الشيوخ في نيبال":                     "ORG:مجلس الشيوخ",
		"وافق مجلس الشيوخ في نيبال وقالت فرنسا ذلك":     "ORG:مجلس الشيوخ",
		"وافق مجلس الشيوخ في فرنسا. وترحب نيبال":        "fr",
		"وافق مجلس الشيوخ الأمريكي في فرنسا":            "us",
		"وافق مجلس الشيوخ أمس":                          "us", // the list does not mark it
		"قال الرئيس الفرنسي ذلك ووافق مجلس الشيوخ عليه": "fr",
	} {
		_, entities := tagger.Tag(text, token.Tokenize(text))
		got := ""
		for _, e := range entities {
			if e.Label == ner.ORG {
				got = e.ID
			}
		}
		if got != want {
			t.Errorf("%s\nmeans %s, want %s", text, got, want)
		}
	}
}
