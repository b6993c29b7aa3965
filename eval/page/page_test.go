package page

import (
	"bytes"
	"fmt"
	"html"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// spanOf marks the n-th (from 0) occurrence of surface in text.
func spanOf(t testing.TB, text, surface, label string, n int) gold.Mention {
	t.Helper()
	at := 0
	for ; n >= 0; n-- {
		i := strings.Index(text[at:], surface)
		if i < 0 {
			t.Fatalf("%q is not in %q", surface, text)
		}
		if at += i; n > 0 {
			at += len(surface)
		}
	}
	return gold.Mention{Span: gold.Span{Start: at, End: at + len(surface), Label: label}, Text: surface}
}

// htmlDocs are three documents with an error of each look, a nested gold, a mention
// over a line end, an English paragraph, and one document without errors.
func htmlDocs(t testing.TB) (truth, pred []gold.Document) {
	first := "قال الرئيس فلاديمير بوتين في موسكو إن روسيا والصين تتعاونان مع جامعة القاهرة.\n" +
		"وأضاف بوتين أن شركة غازبروم ستزور باريس\nالكبرى.\r\n\nThe mayor of London spoke."
	g := []gold.Mention{
		spanOf(t, first, "فلاديمير بوتين", "PER", 0), // too short
		spanOf(t, first, "موسكو", "LOC", 0),          // correct
		spanOf(t, first, "روسيا", "LOC", 0),          // missed
		spanOf(t, first, "الصين", "LOC", 0),          // wrong label
		spanOf(t, first, "جامعة القاهرة", "ORG", 0),  // nested: correct
		spanOf(t, first, "القاهرة", "LOC", 0),        // nested: missed
		spanOf(t, first, "باريس\nالكبرى", "LOC", 0),  // over a line end: correct
		spanOf(t, first, "London", "LOC", 0),         // correct
	}
	g[1].Kind, g[1].Name = "city", "موسكو"
	p := []gold.Mention{
		spanOf(t, first, "بوتين", "PER", 0),
		spanOf(t, first, "موسكو", "LOC", 0),
		spanOf(t, first, "الصين", "ORG", 0),
		spanOf(t, first, "جامعة القاهرة", "ORG", 0),
		spanOf(t, first, "شركة", "ORG", 0), // spurious
		spanOf(t, first, "باريس\nالكبرى", "LOC", 0),
		spanOf(t, first, "London", "LOC", 0),
	}
	p[1].Kind, p[1].Entity = "city", "Q649"
	second := "زار وفد من لبنان عمّان."
	third := "في تونس هدوء."
	truth = []gold.Document{{ID: "first", Text: first, Mentions: g},
		{ID: "second", Text: second, Mentions: []gold.Mention{spanOf(t, second, "لبنان", "LOC", 0)}},
		{ID: "third", Text: third, Mentions: []gold.Mention{spanOf(t, third, "تونس", "LOC", 0)}}}
	pred = []gold.Document{{ID: "first", Text: first, Mentions: p},
		{ID: "second", Text: second},
		{ID: "third", Text: third, Mentions: []gold.Mention{spanOf(t, third, "تونس", "LOC", 0)}}}
	return truth, pred
}

func writeHTML(t testing.TB, p Evaluation) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	checkNesting(t, b.String())
	return b.String()
}

var (
	rawText   = regexp.MustCompile(`(?s)<(style|script)>(.*?)</(?:style|script)>`)
	tagText   = regexp.MustCompile(`<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|[^>"])*)>`)
	paragraph = regexp.MustCompile(`(?s)<p class="t"[^>]*>(.*?)</p>`)
	badge     = regexp.MustCompile(`<b class="b [^>]*>[^<]*</b>`)
	anyTag    = regexp.MustCompile(`<[^>]*>`)
)

// checkNesting: every element that is opened is closed, inside its parent.
func checkNesting(t testing.TB, page string) {
	t.Helper()
	void := []string{"meta", "link", "input", "br", "rect"}
	var open []string
	for _, m := range tagText.FindAllStringSubmatch(rawText.ReplaceAllString(page, ""), -1) {
		name := strings.ToLower(m[2])
		switch {
		case slices.Contains(void, name):
		case m[1] == "":
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			t.Fatalf("</%s> closes %v", name, open)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Fatalf("never closed: %v", open)
	}
}

// shownText is what the paragraphs of the page say without the badges.
func shownText(page string) (out []string) {
	for _, m := range paragraph.FindAllStringSubmatch(page, -1) {
		out = append(out, html.UnescapeString(anyTag.ReplaceAllString(badge.ReplaceAllString(m[1], ""), "")))
	}
	return out
}

// TestHTMLText: the marked text is the text, every mention is marked, and each kind
// of error looks its own way.
func TestHTMLText(t *testing.T) {
	gold, pred := htmlDocs(t)
	page := writeHTML(t, Evaluation{Title: "تقرير", Gold: gold, Pred: pred})
	want := []string{
		"قال الرئيس فلاديمير بوتين في موسكو إن روسيا والصين تتعاونان مع جامعة القاهرة.",
		"وأضاف بوتين أن شركة غازبروم ستزور باريس\nالكبرى.",
		"The mayor of London spoke.",
		gold[1].Text, gold[2].Text,
	}
	if got := shownText(page); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, s := range []string{
		`<html lang="en" dir="ltr">`, `<meta charset="utf-8">`, `<title>تقرير</title>`,
		`<i class="g g-boundary">فلاديمير </i><i class="g g-boundary p p-boundary">بوتين</i><b class="b b-boundary"`,
		`>PER too short</b>`,
		`<i class="g g-correct p p-correct">موسكو</i>`,
		`<i class="g g-missed">روسيا</i>`, `>missed LOC</b>`,
		`<i class="g g-label p p-label">الصين</i>`, `>LOC → ORG</b>`,
		`<i class="g g-correct p p-correct">جامعة </i><i class="g g-missed p p-correct">القاهرة</i>`,
		`<i class="p p-spurious">شركة</i>`, `>spurious ORG</b>`,
		"<i class=\"g g-correct p p-correct\">باريس\nالكبرى</i>",
		`<p class="t" dir="rtl" lang="ar">`, `<p class="t" dir="ltr">The mayor`,
		`<details class="doc" id="d1" open>`, `<details class="doc" id="d3">`,
		`value="missed"`, `value="too-short"`, `<option value="ORG">ORG</option>`,
		`class="confusion"`, `gold LOC, predicted ORG: 1`, `LOC city`,
	} {
		if !strings.Contains(page, s) {
			t.Errorf("the page lacks %s", s)
		}
	}
	// A proclitic is cut off its name without anything in between.
	if !strings.Contains(page, `و</span>`) && !strings.Contains(page, `و<span class="m"`) {
		t.Error("the proclitic does not stand right before the mark")
	}
}

// TestHTMLOrder: the page does not depend on the order of the mentions.
func TestHTMLOrder(t *testing.T) {
	gold, pred := htmlDocs(t)
	first := writeHTML(t, Evaluation{Gold: gold, Pred: pred})
	slices.Reverse(gold[0].Mentions)
	slices.Reverse(pred[0].Mentions)
	if second := writeHTML(t, Evaluation{Gold: gold, Pred: pred}); first != second {
		t.Error("another order of the mentions gives another page")
	}
}

// TestHTMLEscapes: what documents, labels and names hold stays text.
func TestHTMLEscapes(t *testing.T) {
	const evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`
	m := gold.Mention{Span: gold.Span{Start: 0, End: 3, Label: evil}, Kind: evil, Name: evil, Entity: evil}
	docs := []gold.Document{{ID: "</title>" + evil, Text: evil + "\n</script>", Mentions: []gold.Mention{m}}, {ID: evil, Text: "x"}}
	other := []gold.Document{{ID: "a", Text: docs[0].Text, Mentions: []gold.Mention{{Span: gold.Span{Start: 1, End: 5, Label: evil + "2"}}}}, {ID: "b", Text: "x"}}
	r, err := eval.Score(docs, other, eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r.Notes = append(r.Notes, evil)
	page := writeHTML(t, Evaluation{Title: evil, Report: r, Gold: docs, Pred: other, RaiseWith: evil, MaxDocuments: 1})
	if strings.Contains(page, "<img") || strings.Count(page, "<script") != 1 {
		t.Error("markup from the data reached the page")
	}
	if got := shownText(page); len(got) != 2 || got[0] != evil || got[1] != "</script>" {
		t.Errorf("text came out as %q", got)
	}
}

// TestHTMLPolicy: the page's own style and script are the only ones allowed, and
// nothing in it points outside.
func TestHTMLPolicy(t *testing.T) {
	gold, pred := htmlDocs(t)
	page := writeHTML(t, Evaluation{Gold: gold, Pred: pred})
	policy := html.UnescapeString(regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)[1])
	for _, m := range rawText.FindAllStringSubmatch(page, -1) {
		if want := m[1] + "-src " + sourceHash([]byte(m[2])); !strings.Contains(policy, want) {
			t.Errorf("policy %q lacks %s", policy, want)
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none';") {
		t.Errorf("policy %q lets something in", policy)
	}
	for _, s := range []string{"http:", "https:", "//cdn", "@import", "url(", " src=", " style=", "onclick"} {
		if strings.Contains(page, s) {
			t.Errorf("the page has %q", s)
		}
	}
}

// TestHTMLLimits: what is left out is said, and errors come first.
func TestHTMLLimits(t *testing.T) {
	var truth, pred []gold.Document
	for i := range 30 {
		text := strings.Repeat("سطر\n", 5) + "مصر\n" + strings.Repeat("سطر\n", 4)
		d := gold.Document{ID: fmt.Sprintf("doc %d", i), Text: text, Mentions: []gold.Mention{spanOf(t, text, "مصر", "LOC", 0)}}
		truth = append(truth, d)
		if i%10 == 5 {
			d.Mentions = nil
		}
		pred = append(pred, d)
	}
	page := writeHTML(t, Evaluation{Gold: truth, Pred: pred, MaxDocuments: 4, MaxLines: 3, RaiseWith: "--more"})
	for _, s := range []string{"Shown are 4 of 30 documents", "26 are left out, 0 of them with errors (--more shows more)",
		`id="d1"`, `id="d6"`, `id="d16"`, `id="d26"`, "⋯ 3 lines left out ⋯", "⋯ 4 lines left out ⋯"} {
		if !strings.Contains(page, s) {
			t.Errorf("the page lacks %s", s)
		}
	}
	if n := strings.Count(page, `<details class="doc"`); n != 4 {
		t.Errorf("%d documents shown", n)
	}
	all := writeHTML(t, Evaluation{Gold: truth, Pred: pred, MaxDocuments: -1, MaxLines: -1})
	if n := strings.Count(all, `<details class="doc"`); n != 30 || strings.Contains(all, "left out,") {
		t.Errorf("%d documents shown of 30", n)
	}
}

// TestHTMLSparse: pages of little: no documents, no texts, nothing defined.
func TestHTMLSparse(t *testing.T) {
	page := writeHTML(t, Evaluation{})
	if !strings.Contains(page, `<span class="big">–</span>`) || strings.Contains(page, "NaN") {
		t.Error("an undefined score is not shown as –")
	}
	m := gold.Mention{Span: gold.Span{Start: 4, End: 9, Label: "LOC"}, Text: "مصر"}
	page = writeHTML(t, Evaluation{Gold: []gold.Document{{Mentions: []gold.Mention{m}, Predicted: []gold.Mention{{Span: gold.Span{Start: 4, End: 9, Label: "ORG"}}}}}})
	if !strings.Contains(page, `<i class="g g-label p p-label">مصر</i>`) {
		t.Error("a mention without text is not shown")
	}
	gold, pred := htmlDocs(t)
	r, err := eval.Score(gold, pred, eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Mismatches, err = eval.FindMismatches(gold, pred, eval.MismatchOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := r.AddIntervals(eval.BootstrapOptions{Trials: 100}, 1); err != nil {
		t.Fatal(err)
	}
	if r.DocEntities, err = eval.ScoreDocEntities(gold, pred, eval.DocEntityOptions{}); err != nil {
		t.Fatal(err)
	}
	page = writeHTML(t, Evaluation{Report: r})
	for _, s := range []string{"Entities, each once a document", "Most frequent errors", `class="confusion"`, "100 draws of 3 documents"} {
		if !strings.Contains(page, s) {
			t.Errorf("a page of a report alone lacks %s", s)
		}
	}
	if strings.Contains(page, `id="tools"`) {
		t.Error("filters without texts")
	}
}

// TestHTMLRefuses: documents that do not fit are errors, as in Score.
func TestHTMLRefuses(t *testing.T) {
	err := Write(new(bytes.Buffer), Evaluation{
		Gold: []gold.Document{{Text: "مصر"}}, Pred: []gold.Document{{Text: "مصر", Mentions: []gold.Mention{{Span: gold.Span{Start: 0, End: 99, Label: "LOC"}}}}}})
	if err == nil {
		t.Error("a span outside the text is taken")
	}
}

// TestHTMLOverlaps: however spans overlap, the text comes out once and whole, and
// every mention has its badge.
func TestHTMLOverlaps(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const text = "abcdefghij klmnopqrst\nuvwxyz"
	for range 300 {
		var lists [2][]gold.Mention
		for side := range lists {
			for range rng.IntN(6) {
				start := rng.IntN(len(text) - 1)
				end := start + 1 + rng.IntN(min(8, len(text)-start-1))
				lists[side] = append(lists[side], gold.Mention{Span: gold.Span{Start: start, End: end, Label: string(rune('A' + rng.IntN(2)))}})
			}
		}
		truth, pred := gold.Document{Text: text, Mentions: lists[0]}, gold.Document{Text: text, Mentions: lists[1]}
		page := writeHTML(t, Evaluation{Gold: []gold.Document{truth}, Pred: []gold.Document{pred}})
		got := strings.ReplaceAll(strings.Join(shownText(page), ""), "\n", "")
		if want := strings.ReplaceAll(text, "\n", ""); got != want {
			t.Fatalf("gold %v, predicted %v: text came out as %q", lists[0], lists[1], got)
		}
		_, body, _ := strings.Cut(page, `<details class="doc"`)
		if n := len(eval.Classify(&truth, &pred, eval.MismatchOptions{})); len(badge.FindAllString(body, -1)) != n {
			t.Fatalf("gold %v, predicted %v: %d badges, want %d", lists[0], lists[1], len(badge.FindAllString(body, -1)), n)
		}
	}
}
