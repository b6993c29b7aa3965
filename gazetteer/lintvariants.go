package gazetteer

import "slices"

// variants looks for aliases that would be found without being listed, as a
// variant of another name of their entry.
func (l *linter) variants() {
	having := map[string]int{} // per word how many names have it
	l.eachKeys(func(_ int, _ Alias, keys []string) {
		for _, k := range keys {
			having[k]++
		}
	})
	known := func(word string) bool { return having[word] > 1 }
	type name struct {
		alias Alias
		keys  []string
	}
	names := map[int][]name{}
	l.eachKeys(func(i int, a Alias, keys []string) { names[i] = append(names[i], name{a, keys}) })
	for i := range l.sources {
		for n, a := range names[i] {
			if n == 0 || a.alias.NeedsContext {
				continue
			}
			k := slices.IndexFunc(names[i], func(b name) bool {
				return !slices.Equal(a.keys, b.keys) && l.covers(i, a.keys, b.keys, known)
			})
			if k >= 0 && (k < n || !l.covers(i, names[i][k].keys, a.keys, known)) {
				l.report(i, CodeVariant, "alias %s is found as a variant of %s without being listed", a.alias.Text, names[i][k].alias.Text)
			}
		}
	}
}

// eachKeys gives the names of all sources that are not deletes, with their keys.
func (l *linter) eachKeys(yield func(source int, a Alias, keys []string)) {
	for i := range l.sources {
		s := &l.sources[i]
		if s.Label == deleteLabel {
			continue
		}
		yield(i, Alias{s.Name, s.NeedsContext}, nameKeys(s.Name))
		for _, a := range s.Aliases {
			yield(i, a, nameKeys(a.Text))
		}
	}
}

// covers reports whether a text with the words of a is found as a variant of the
// name b of source i, if a is not listed. known says of a word that other names
// have it.
func (l *linter) covers(i int, a, b []string, known func(string) bool) bool {
	g := l.list
	if len(a) != len(b) || len(a) == 0 {
		return false
	}
	edits, alone := 0, false
	for k, word := range a {
		if word == b[k] {
			continue
		}
		id := g.words.Find(b[k])
		s := variantScan{g: g, own: word}
		if id < 0 || !s.key.set(word) || !s.key.same(b[k]) {
			return false
		}
		n, ok := s.edits(id, known(word))
		if !ok {
			return false
		}
		edits += n
		alone = !known(word) && fitsAlone(word, b[k])
	}
	if edits > min(len(a), nameEdits) || len(a) == 1 && (!alone || l.sources[i].Prominence < aloneProminence) {
		return false
	}
	from, to := g.namesAt(g.path(b))
	for n := from; n < to; n++ {
		if entry, _, flags := g.name(n); int(entry) == i && flags&(nameFixed|nameNeedsContext) == 0 {
			return true
		}
	}
	return false
}
