package console

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/ner"
)

// heading names the document where there are several.
func (w *Writer) heading(r encode.Result) {
	if w.results++; w.results > 1 {
		w.printf("\n")
	}
	if w.o.Names || r.Document.Part {
		w.printf("%s\n\n", w.paint(bold, "== "+isolate(r.Document.ID)+" =="))
	}
}

// pretty appends the entities, each with its mentions in a table: start, end,
// score, text. Arabic stands at the end of its line, isolated.
func (w *Writer) pretty(r encode.Result) {
	a := r.Analysis
	w.heading(r)
	at := encode.Offsets(r.Document.Text, w.o.Unit)
	width := len(strconv.Itoa(at(len(r.Document.Text))))
	if len(a.Entities) == 0 {
		w.printf("no names found\n")
	}
	for i := range a.Entities {
		e := &a.Entities[i]
		if i > 0 {
			w.printf("\n")
		}
		head := w.paint(labelColor(e.Label), fmt.Sprintf("%-4s", e.Label))
		for _, s := range []string{isolate(e.Kind), w.paint(dim, isolate(e.ID)), isolate(e.NameEn)} {
			if s != "" {
				head += "  " + s
			}
		}
		w.printf("%s\n      %s\n", head, w.paint(bold, isolate(e.Name)))
		for _, k := range e.Mentions {
			m := &a.Mentions[k]
			place := fmt.Sprintf("%*d-%-*d", width, at(m.Start), width, at(m.End))
			w.printf("      %s  %6.2f  %s\n", w.paint(dim, place), m.Score, isolate(m.Text))
			w.why(m, width)
		}
	}
	if w.o.Topics {
		w.printf("\n%s\n", w.paint(bold, "topics"))
		w.topics(r, false)
	}
	if w.o.Categories {
		w.categories(r)
	}
}

// why appends the evidence of a mention.
func (w *Writer) why(m *ner.Mention, width int) {
	if !w.o.Explain {
		return
	}
	pad := strings.Repeat(" ", 2*width+1)
	for _, e := range m.Evidence {
		color := green
		if e.Weight < 0 {
			color = red
		}
		line := fmt.Sprintf("%+6.2f  %s", e.Weight, isolate(e.Source))
		if e.Name != "" {
			line += "  " + isolate(e.Name)
		}
		if e.VariantOf != "" {
			line += "  as a variant of " + isolate(e.VariantOf)
		}
		if e.List != "" {
			line += "  in " + isolate(e.List)
		}
		w.printf("      %s  %s\n", pad, w.paint(color, line))
		w.parts(pad, e.Parts)
	}
}

// prettyParts is how many parts of a word's weight are for people.
const prettyParts = 4

// parts appends what the weight of a word is made of, on one line.
func (w *Writer) parts(pad string, parts []ner.Part) {
	if len(parts) == 0 {
		return
	}
	var list []string
	rest := 0.0
	for k, p := range parts {
		if k < prettyParts {
			list = append(list, fmt.Sprintf("%+.2f %s", p.Weight, isolate(p.Name)))
		} else {
			rest += p.Weight
		}
	}
	if n := len(parts) - prettyParts; n > 0 {
		list = append(list, fmt.Sprintf("%+.2f %d more", rest, n))
	}
	w.printf("      %s          %s\n", pad, w.paint(dim, strings.Join(list, ", ")))
}

// topics appends the keyphrases, a line each, and if wanted why they weigh so
// much.
func (w *Writer) topics(r encode.Result, why bool) {
	if len(r.Analysis.Topics) == 0 {
		w.printf("no topics found\n")
	}
	for _, t := range r.Analysis.Topics {
		w.printf("      %6.4f  %s", t.Weight, isolate(t.Term))
		if t.Entity >= 0 {
			w.printf("  %s", w.paint(dim, isolate(r.Analysis.Entities[t.Entity].ID)))
		}
		w.printf("\n")
		if why {
			w.printf("              %s\n", w.paint(dim, fmt.Sprintf("tf %d, df %d of %d, idf %.4f: tfidf %.4f * boost %.4f * share %.4f",
				t.TF, t.DF, t.N, t.IDF, t.TFIDF, t.Boost, t.Share)))
		}
	}
}

// categories appends the categories, a line each.
func (w *Writer) categories(r encode.Result) {
	for i, c := range r.Analysis.Categories {
		if i == 0 {
			w.printf("\n")
		}
		w.printf("      %6.4f  %s", c.Score, isolate(c.Name))
		if c.NameAr != "" {
			w.printf("  %s", w.paint(dim, isolate(c.NameAr)))
		}
		w.printf("\n")
	}
}
