package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	"alam"
	"alam/eval"
	"alam/internal/train"
	"alam/ner/fit"
)

// folds is how many blocks of sentences the cross-validation has.
const folds = 5

// wikiTimes is how much a name of WikiFANE counts beside one of ANERcorp.
const wikiTimes = 0.5

// labelMap renames the labels of ANERcorp and the fine types of WikiFANE.
const labelMap = "PERS=PER,Nation=LOC,Population-Center=LOC,State-or-Province=LOC,County-or-District=LOC,GPE-Cluster=LOC," +
	"Continent=LOC,Land-Region-Natural=LOC,Water-Body=LOC,Politician=PER,Athlete=PER,Artist=PER,Businessperson=PER," +
	"Scientist=PER,Engineer=PER,Lawyer=PER,Police=PER,Religious_PER=PER,Other_PER=PER,Government=ORG,Non-Governmental=ORG," +
	"Commercial=ORG,Educational=ORG,Media=ORG,Sports=ORG,Religious_ORG=ORG,Medical-Science=ORG,Entertainment=ORG"

var three = []string{"PER", "LOC", "ORG"}

// held writes the table of texts that the weights were not fitted to.
func held(b *bytes.Buffer, shared string) error {
	ner := filepath.Join(shared, "corpora", "ner")
	anercorp, aqmar := filepath.Join(ner, "anercorp-train.conll"), filepath.Join(ner, "aqmar-dev.conll")
	b.WriteString(`| text | weights | PER P | PER R | PER F1 | LOC P | LOC R | LOC F1 | ORG P | ORG R | ORG F1 | P | R | F1 |
| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
`)
	o := train.Options{Options: fit.Options{NoMemory: true}}
	var err error
	if o.Map, err = eval.ParseLabelMap(labelMap); err != nil {
		return err
	}
	t, err := train.Load([]train.File{{Path: anercorp}}, o)
	if err != nil {
		return err
	}
	ctx := context.Background()
	r, _, err := t.CrossValidate(ctx, folds, nil, eval.Options{Labels: three})
	if err != nil {
		return err
	}
	rowOf(b, "ANERcorp train | fitted, five folds", r)
	hand, err := alam.New(alam.Options{ByHand: true})
	if err != nil {
		return err
	}
	if r, err = score(hand, set{gold: anercorp, labels: "PERS=PER"}); err != nil {
		return err
	}
	rowOf(b, "ANERcorp train | by hand", r)
	if t, err = train.Load([]train.File{{Path: anercorp}, {Path: filepath.Join(ner, "wikifane-dev.conll"), Weight: wikiTimes}}, o); err != nil {
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
	other, err := alam.New(alam.Options{Model: m})
	if err != nil {
		return err
	}
	if r, err = score(other, set{gold: aqmar}); err != nil {
		return err
	}
	rowOf(b, "AQMAR dev | fitted, without AQMAR", r)
	if r, err = score(hand, set{gold: aqmar}); err != nil {
		return err
	}
	rowOf(b, "AQMAR dev | by hand", r)
	return nil
}

// rowOf writes a row of the table.
func rowOf(b *bytes.Buffer, head string, r *eval.Report) {
	fmt.Fprintf(b, "| %s |", head)
	for _, l := range three {
		c, _ := r.Strict.Get(l)
		row(b, c)
	}
	row(b, r.Strict.Micro)
	b.WriteString("\n")
}
