package console

import (
	"fmt"
	"io"
	"strings"

	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/gazetteer"
)

// A Lookup is a name and the ways to read it.
type Lookup struct {
	Name     string
	Readings []gazetteer.Reading
	// ListName gives the name of a list that has a match.
	ListName func(*gazetteer.Gazetteer) string
}

// Found reports whether some reading is listed.
func (l *Lookup) Found() bool {
	for i := range l.Readings {
		if l.Readings[i].Result == gazetteer.Found {
			return true
		}
	}
	return false
}

type (
	jsonLookup struct {
		Name     string        `json:"name"`
		Found    bool          `json:"found"`
		Readings []jsonReading `json:"readings"`
	}
	jsonReading struct {
		Form       string      `json:"form"`
		Proclitics string      `json:"proclitics"`
		Result     string      `json:"result"`
		Reason     string      `json:"reason"`
		Words      int         `json:"words"`
		Matches    []jsonMatch `json:"matches"`
	}
	jsonMatch struct {
		ID           string `json:"id"`
		Label        string `json:"label"`
		Kind         string `json:"kind"`
		Name         string `json:"name"`
		NameEn       string `json:"name_en"`
		Country      string `json:"country"`
		StandsFor    string `json:"stands_for"`
		Prominence   int    `json:"prominence"`
		Listed       string `json:"listed"`
		Alias        bool   `json:"alias"`
		NeedsContext bool   `json:"needs_context"`
		Derived      bool   `json:"derived"`
		Variant      bool   `json:"variant"`
		Spelling     string `json:"spelling"`
		List         string `json:"list"`
		encode.Ref
	}
)

// WriteLookupJSON writes a look-up as one line.
func WriteLookupJSON(out io.Writer, l *Lookup) error {
	j := jsonLookup{Name: l.Name, Found: l.Found(), Readings: []jsonReading{}}
	for i := range l.Readings {
		r := &l.Readings[i]
		jr := jsonReading{r.Form, r.Proclitics.String(), r.Result.String(), reason(r), r.Words, []jsonMatch{}}
		for k := range r.Matches {
			m := &r.Matches[k]
			e := m.List.Entry(m.Entry)
			jr.Matches = append(jr.Matches, jsonMatch{e.ID, e.Label, e.Kind, e.Name, e.NameEn, e.Country, e.StandsFor, e.Prominence,
				m.Name(), m.Alias, m.NeedsContext, m.Derived, m.Variant, m.Spelling.String(), l.ListName(m.List), encode.RefOf(&e.Ref)})
		}
		j.Readings = append(j.Readings, jr)
	}
	return writeJSON(out, j)
}

// WriteLookup writes a look-up for people: each reading with its result, and
// each match with its entry. Arabic stands at the end of its line, isolated.
func WriteLookup(out io.Writer, l *Lookup, color bool) error {
	p := &printer{out: out, color: color}
	p.printf("%s\n", p.paint(bold, isolate(l.Name)))
	if len(l.Readings) == 0 {
		p.printf("  unknown: there is no word in it\n")
	}
	for i := range l.Readings {
		r := &l.Readings[i]
		result, tint := r.Result.String(), dim
		if r.Result == gazetteer.Found {
			tint = green
		}
		line := "  " + p.paint(tint, result)
		if p := r.Proclitics.String(); p != "" {
			line += ", without " + p + "+"
		}
		if why := reason(r); why != "" {
			line += ": " + why
		}
		p.printf("%s\n      %s\n", line, isolate(r.Form))
		for k := range r.Matches {
			p.match(l, &r.Matches[k])
		}
	}
	return p.flush()
}

func (p *printer) match(l *Lookup, m *gazetteer.Match) {
	e := m.List.Entry(m.Entry)
	var head []string
	for _, s := range []string{isolate(e.Kind), isolate(e.ID), isolate(e.NameEn), "in " + isolate(l.ListName(m.List))} {
		if s != "" {
			head = append(head, s)
		}
	}
	p.printf("    %s  %s\n      %s\n", p.paint(cyan, e.Label), strings.Join(head, "  "), isolate(e.Name))
	var notes []string
	if ids := e.Ref.IDs(); ids != "" {
		notes = append(notes, ids)
	}
	if e.Ref.HasPoint() {
		notes = append(notes, "at "+e.Ref.At())
	}
	if e.StandsFor != "" {
		notes = append(notes, "stands for "+isolate(e.StandsFor)+" too")
	}
	if m.Alias {
		notes = append(notes, "by an alias")
	}
	if m.Derived {
		notes = append(notes, "by a spelling derived from the listed form (joined or apart)")
	}
	if m.Variant {
		notes = append(notes, "as a variant: another transliteration of the listed form")
	}
	if m.NeedsContext {
		notes = append(notes, "an ordinary word or another common name too: it needs context")
	}
	if m.Spelling != gazetteer.Same {
		notes = append(notes, spellings(m.Spelling))
	}
	if m.Name() != e.Name {
		notes = append(notes, "listed as "+isolate(m.Name()))
	}
	for _, n := range notes {
		p.printf("      - %s\n", n)
	}
}

// reason says in words why a reading did not match.
func reason(r *gazetteer.Reading) string {
	switch r.Result {
	case gazetteer.Unknown:
		return "no listed name begins with this word"
	case gazetteer.Incomplete:
		if r.Words == 1 {
			return "listed names begin with the first word, but none is this"
		}
		return fmt.Sprintf("listed names begin with the first %d words, but none is this", r.Words)
	case gazetteer.Misspelled:
		return "listed, but " + spellings(r.Spelling) + ", and the word is too short for that"
	case gazetteer.Hidden:
		return "listed, but a list that lies above hides it"
	}
	return ""
}

// spellings says in words how letters differ.
func spellings(s gazetteer.Spelling) string {
	switch s {
	case gazetteer.Hamza:
		return "with another hamza on the alef"
	case gazetteer.Final:
		return "with another last letter (teh marbuta or heh, yeh or alef maksura)"
	case gazetteer.Contrary:
		return "with the contrary hamza"
	}
	return "with the same letters"
}
