package main

import (
	"github.com/alam-nlp/alam/ner"
	"github.com/alam-nlp/alam/token"
)

// contextsOf are the contexts that marks of the word before and behind stand
// for.
var (
	contextsAfter = []struct {
		mark    marks
		context ner.Context
	}{
		{endsTitle, ner.AfterTitle}, {endsSay, ner.AfterSay}, {endsNisba, ner.AfterNisba},
		{endsPlaceHead, ner.AfterPlaceHead}, {endsIn, ner.AfterIn}, {endsOrgHead, ner.AfterOrgHead}, {endsGiven, ner.AfterGiven},
	}
	contextsBefore = []struct {
		mark    marks
		context ner.Context
	}{
		{startsFamily, ner.BeforeFamily}, {startsSay, ner.BeforeSay}, {startsNisba, ner.BeforeNisba}, {bracket, ner.BeforeBracket},
	}
)

// contexts counts in which contexts each word stands.
func (c *corpus) contexts() []ner.ContextCounts {
	out := make([]ner.ContextCounts, len(c.words))
	for i, form := range c.stream {
		if form == bound {
			continue // the first and the last place are bounds
		}
		of, clitics := &out[c.wordOf[form]], c.clitics[form]
		of.Count++
		see := func(x ner.Context, is bool) {
			if is {
				of.In[x]++
			}
		}
		see(ner.WithWa, clitics&(token.Wa|token.Fa) != 0)
		see(ner.WithBa, clitics&token.Ba != 0)
		see(ner.WithLa, clitics&token.La != 0)
		see(ner.InQuotes, c.marks[i]&quoted != 0)
		see(ner.InitialWord, c.stream[i-1] == bound)
		for _, a := range contextsAfter {
			see(a.context, clitics == 0 && c.marks[i-1]&a.mark != 0)
		}
		for _, b := range contextsBefore {
			see(b.context, c.marks[i+1]&b.mark != 0)
		}
	}
	return out
}
