package main

import (
	"bytes"
	"context"
	"fmt"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/lab/measure"
	"github.com/alam-nlp/alam/internal/lab/train"
)

// held writes the table of texts that the weights were not fitted to.
func held(b *bytes.Buffer, shared string) error {
	c, err := train.NewCorpora(shared)
	if err != nil {
		return err
	}
	b.WriteString(`| text | weights | PER P | PER R | PER F1 | LOC P | LOC R | LOC F1 | ORG P | ORG R | ORG F1 | P | R | F1 |
| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
`)
	t, err := c.Within()
	if err != nil {
		return err
	}
	r, _, err := t.CrossValidate(context.Background(), train.FoldCount, eval.Options{Labels: train.Compared})
	if err != nil {
		return err
	}
	rowOf(b, "ANERcorp train | fitted, five folds", r)
	hand, err := engine.New(engine.Options{ByHand: true})
	if err != nil {
		return err
	}
	if r, err = score(hand, set{gold: c.Anercorp, labels: "PERS=PER"}); err != nil {
		return err
	}
	rowOf(b, "ANERcorp train | by hand", r)
	if t, err = c.Without(); err != nil {
		return err
	}
	f, err := t.Run()
	if err != nil {
		return err
	}
	m, err := train.Model(f)
	if err != nil {
		return err
	}
	other, err := t.Analyzer(m)
	if err != nil {
		return err
	}
	if r, err = score(other, set{gold: c.Aqmar}); err != nil {
		return err
	}
	rowOf(b, "AQMAR dev | fitted, without AQMAR", r)
	if r, err = score(hand, set{gold: c.Aqmar}); err != nil {
		return err
	}
	rowOf(b, "AQMAR dev | by hand", r)
	return nil
}

// rowOf writes a row of the table.
func rowOf(b *bytes.Buffer, head string, r *eval.Report) {
	fmt.Fprintf(b, "| %s |%s\n", head, measure.Cells(r, train.Compared))
}
