package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// agree says how far a second, blind labelling of some articles agrees with that of
// the corpus: F1 of one against the other, less what either leaves open.
func agree(w io.Writer, folder string) error {
	second, _, err := gold.ReadFile(filepath.Join(folder, "second.jsonl"), nil, gold.ReadOptions{})
	if err != nil {
		return err
	}
	first := make([]gold.Document, len(second))
	for _, p := range parts {
		docs, _, err := gold.ReadFile(filepath.Join(folder, p+".jsonl"), nil, gold.ReadOptions{})
		if err != nil {
			return err
		}
		for _, d := range docs {
			if i := slices.IndexFunc(second, func(x gold.Document) bool { return x.ID == d.ID }); i >= 0 {
				first[i] = d
			}
		}
	}
	for i := range second {
		if first[i].Text != second[i].Text {
			return fmt.Errorf("%s: its text is not that of the corpus", second[i].ID)
		}
		second[i].Mentions = closed(second[i].Mentions, first[i].Mentions)
	}
	fmt.Fprintf(w, "%d articles\n", len(second))
	for _, labels := range [][]string{{"PER"}, {"LOC"}, {"ORG"}, {"PER", "LOC", "ORG"}, {"MISC"}} {
		r, err := eval.Score(first, second, eval.Options{Labels: labels})
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%v: F1 %s of %d names\n", labels, r.Strict.Micro.F1().Percent(), r.Strict.Micro.Support())
	}
	return nil
}

// closed is the second labelling without what it leaves open and the first does not
// have either; what the first has there counts as found.
func closed(second, first []gold.Mention) []gold.Mention {
	var out []gold.Mention
	for _, m := range second {
		if !m.Optional {
			out = append(out, m)
			continue
		}
		for _, x := range first {
			if x.Overlaps(m.Span) && !x.Optional {
				out = append(out, x)
			}
		}
	}
	return out
}
