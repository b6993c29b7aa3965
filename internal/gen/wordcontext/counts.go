package main

import (
	"github.com/alam-nlp/alam/token"
	"github.com/alam-nlp/alam/word"
)

// contextsOf are the contexts that marks of the word before and behind stand
// for.
var (
	contextsAfter = []struct {
		mark    marks
		context word.Context
	}{
		{endsTitle, word.ContextAfterTitle}, {endsSay, word.ContextAfterSay}, {endsNisba, word.ContextAfterNisba},
		{endsPlaceHead, word.ContextAfterPlaceHead}, {endsIn, word.ContextAfterIn}, {endsOrgHead, word.ContextAfterOrgHead}, {endsGiven, word.ContextAfterGiven},
	}
	contextsBefore = []struct {
		mark    marks
		context word.Context
	}{
		{startsFamily, word.ContextBeforeFamily}, {startsSay, word.ContextBeforeSay}, {startsNisba, word.ContextBeforeNisba}, {bracket, word.ContextBeforeBracket},
	}
)

// contexts counts in which contexts each word stands.
func (c *corpus) contexts() []word.UsageCounts {
	out := make([]word.UsageCounts, len(c.words))
	for i, form := range c.stream {
		if form == bound {
			continue // the first and the last place are bounds
		}
		of, clitics := &out[c.wordOf[form]], c.clitics[form]
		of.Count++
		see := func(x word.Context, is bool) {
			if is {
				of.In[x]++
			}
		}
		see(word.ContextWithWa, clitics&(token.Wa|token.Fa) != 0)
		see(word.ContextWithBa, clitics&token.Ba != 0)
		see(word.ContextWithLa, clitics&token.La != 0)
		see(word.ContextInQuotes, c.marks[i]&quoted != 0)
		see(word.ContextInitialWord, c.stream[i-1] == bound)
		for _, a := range contextsAfter {
			see(a.context, clitics == 0 && c.marks[i-1]&a.mark != 0)
		}
		for _, b := range contextsBefore {
			see(b.context, c.marks[i+1]&b.mark != 0)
		}
	}
	return out
}
