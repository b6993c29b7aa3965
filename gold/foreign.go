package gold

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/alam-nlp/alam/gold/internal/sheet"
)

// FormatExport is that of [ReadExport].
const FormatExport Format = "export"

// The names under which tools keep what a span and a document have, the surest first.
var (
	exportTexts  = []string{"text", "content", "sentence", "raw", "full_text", "data", "document", "body"}
	exportIDs    = []string{"id", "doc_id", "document_id", "example_id", "uid"}
	exportSpans  = []string{"entities", "spans", "ner", "annotations", "annotation", "label", "labels", "named_entities", "entity_mentions", "ner_spans", "tags"}
	exportLists  = []string{"rasa_nlu_data", "common_examples", "examples", "documents", "docs", "rows", "row", "data"}
	spanStarts   = []string{"start", "start_offset", "begin", "start_char", "startOffset", "start_pos", "char_start", "from"}
	spanEnds     = []string{"end", "end_offset", "end_char", "endOffset", "end_pos", "char_end", "stop", "to"}
	spanLabels   = []string{"label", "labels", "type", "entity_type", "entity_group", "tag", "category", "class", "entity"}
	spanSurfaces = []string{"text", "surface", "mention", "surface_form", "phrase"}
	spanPairs    = []string{"offsets", "indices", "span", "offset", "points"}
)

// looksExport recognizes a file of [ReadExport].
func looksExport(h *fileHead) claim {
	if !h.json {
		return claimIf(sheet.Separator(h.data) != 0)
	}
	return byField(exportField)(h)
}

// exportField says how sure a field is of a file of [ReadExport].
func exportField(f headField, _ bool) int {
	switch f.name {
	case "rasa_nlu_data", "common_examples", "passages":
		return 2
	case "ner", "annotation", "named_entities", "entity_mentions", "ner_spans", "annotations":
		if f.firstHas('{', `"result"`) {
			return 0 // a task of Label Studio
		}
		if f.firstHas('{', "") || f.firstHas('[', "") || f.name != "annotations" && (f.value[0] == 'n' || f.firstHas(']', "")) {
			return 3
		}
	case "entities":
		if f.value[0] == '{' {
			return 2
		}
		if f.firstHas('{', `"`) && !f.firstHas('{', `"start_offset"`) && !f.firstHas('{', `"name"`) {
			return 1
		}
	case "label", "labels":
		if f.firstHas('{', `"labels"`) {
			return 3 // JSON-MIN of Label Studio
		}
	case "spans":
		if f.firstHas('{', "") && !f.firstHas('{', `"label"`) {
			return 1
		}
	case "examples":
		if f.firstHas('{', "") {
			return 1
		}
	}
	return 0
}

// ReadExport reads the JSON of tools that have names of their own for a text and
// its spans, as a list, as JSON lines, or as an object around a list:
//
//	{"rasa_nlu_data": {"common_examples": [{"text", "entities": [{"start", "end", "entity"}]}]}}   RASA
//	{"content", "annotation": [{"label": ["PER"], "points": [{"start", "end", "text"}]}]}          Dataturks
//	{"examples": [{"content", "annotations": [{"start", "end", "tag"}]}]}                          LightTag
//	{"text", "entities": {"Person": [{"indices": [4, 9]}]}}                                        GATE, Twitter
//	{"passages": [{"text": ["..."], "offsets": [[0, 9]]}], "entities": [{"type", "offsets", "text"}]}   BigBIO
//	[{"text", "label": [{"start", "end", "text", "labels": ["PER"]}]}]                             Label Studio, JSON-MIN
//	{"text", "ner": [{"start", "end", "type"}]}                                                    and the like
//
// and Label Studio's CSV and TSV, where a row is a task and a cell such a list.
//
// Offsets are code points, and UTF-16 units where only so the surfaces stand at
// their offsets. The ends of points (Dataturks) are those of the last character.
// Errors are *[ParseError] and name the fields that were looked for.
func ReadExport(r io.Reader, o ReadOptions) ([]Document, error) {
	r, err := sheet.Reader(r)
	if err != nil {
		line := 1 // an error of a row names it
		if in := new(csv.ParseError); errors.As(err, &in) {
			line = in.Line
		}
		return nil, &ParseError{Path: o.Path, Line: line, Err: fmt.Errorf("%w: %w", ErrFormat, err)}
	}
	f, err := readJSONFile(r, o.Path)
	if err != nil {
		return nil, err
	}
	var docs []Document
	err = f.documents(func(v jsonValue) error { return v.exported(o, &docs, 0) })
	if err != nil {
		return nil, err
	}
	return docs, nil
}

// exported reads one document, or the list of documents that an object holds.
func (v jsonValue) exported(o ReadOptions, docs *[]Document, depth int) error {
	members, names, err := v.members()
	if err != nil {
		return err
	}
	var d Document
	for _, name := range exportIDs {
		if e, ok := members[name]; ok && (e.kind() == '"' || e.isNumber()) {
			if d.ID, err = e.id(); err != nil {
				return err
			}
			break
		}
	}
	text := false
	for _, name := range exportTexts {
		if e, ok := members[name]; ok && e.kind() == '"' {
			text = true
			if d.Text, err = e.text(name); err != nil {
				return err
			}
			break
		}
	}
	if e, ok := members["passages"]; ok && !text {
		text = true
		if d.Text, err = e.passages(); err != nil {
			return err
		}
	}
	if !text {
		return v.around(members, names, o, docs, depth)
	}
	var list []jsonSpan
	found := false
	for _, name := range exportSpans {
		e, ok := members[name]
		if !ok || !e.null() && e.kind() != '[' && e.kind() != '{' {
			continue
		}
		found = true
		if !e.null() {
			if list, err = e.exportedSpans(); err != nil {
				return err
			}
			break
		}
	}
	if !found {
		return v.fail("%w: a document lacks its spans; looked for %s; found %s", ErrFormat, strings.Join(exportSpans, ", "), strings.Join(names, ", "))
	}
	d.Mentions, err = placeFitting(list, d.Text, o)
	*docs = append(*docs, d)
	return err
}

// around goes into an object that holds the documents.
func (v jsonValue) around(members map[string]jsonValue, names []string, o ReadOptions, docs *[]Document, depth int) error {
	for _, name := range exportLists {
		e, ok := members[name]
		switch {
		case !ok || depth > 3:
		case e.kind() == '{':
			return e.exported(o, docs, depth+1)
		case e.kind() == '[':
			return e.elements(func(_ int, e jsonValue) error { return e.exported(o, docs, depth+1) })
		}
	}
	return v.fail("%w: a document lacks its text; looked for %s; found %s", ErrFormat, strings.Join(exportTexts, ", "), strings.Join(names, ", "))
}

// passages puts a text of BigBIO together: each passage stands at its offsets.
func (v jsonValue) passages() (string, error) {
	var b strings.Builder
	n := 0 // code points so far
	err := v.elements(func(_ int, e jsonValue) error {
		members, _, err := e.members()
		if err != nil {
			return err
		}
		if members["text"].f == nil || members["offsets"].f == nil {
			return e.fail("%w: a passage wants text and offsets", ErrFormat)
		}
		var start int
		text, err := members["text"].first().text("the text of a passage (a list of one string)")
		if err != nil {
			return e.fail("%w: a passage wants text and offsets", ErrFormat)
		}
		if start, _, err = members["offsets"].first().pairOf(); err != nil {
			return e.fail("%w: a passage wants text and offsets", ErrFormat)
		}
		if gap := start - n; gap < 0 || gap > 1000 {
			return e.fail("%w: passage at %d, but %d code points stand before it", ErrOffset, start, n)
		}
		b.WriteString(strings.Repeat(" ", start-n))
		b.WriteString(text)
		n = start + len([]rune(text))
		return nil
	})
	return b.String(), err
}

// pairOf reads [start, end].
func (v jsonValue) pairOf() (start, end int, err error) {
	n := 0
	if v.f == nil {
		return 0, 0, ErrFormat
	}
	err = v.elements(func(i int, e jsonValue) (err error) {
		n = i + 1
		switch i {
		case 0:
			start, err = e.number("start")
		case 1:
			end, err = e.number("end")
		}
		return err
	})
	if err == nil && n != 2 {
		err = v.fail("%w: want [start, end], found %d values", ErrFormat, n)
	}
	return start, end, err
}

// exportedSpans reads a list of spans, or an object of lists by label.
func (v jsonValue) exportedSpans() ([]jsonSpan, error) {
	var out []jsonSpan
	one := func(label string) func(int, jsonValue) error {
		return func(_ int, e jsonValue) error {
			got, err := e.exportedSpan(label)
			out = append(out, got...)
			return err
		}
	}
	if v.kind() == '[' {
		err := v.elements(one(""))
		return out, err
	}
	err := v.fields(func(name string, e jsonValue) error { return e.elements(one(name)) })
	return out, err
}

// exportedSpan reads one span, whose label may stand outside of it. One of several
// labels is a span for each.
func (v jsonValue) exportedSpan(label string) ([]jsonSpan, error) {
	if v.kind() == '[' {
		return v.exportedTuple(label)
	}
	members, names, err := v.members()
	if err != nil {
		return nil, err
	}
	s := jsonSpan{v: v}
	labels := []string{label}
	if label == "" {
		if labels, err = v.exportedLabels(members, names); err != nil {
			return nil, err
		}
	}
	for _, name := range spanSurfaces {
		if e, ok := members[name]; ok {
			if e = e.first(); e.kind() == '"' {
				if s.text, err = e.text(name); err != nil {
					return nil, err
				}
				break
			}
		}
	}
	if err = s.exportedPlace(members, names); err != nil {
		return nil, err
	}
	var out []jsonSpan
	for _, s.label = range labels {
		out = append(out, s)
	}
	return out, nil
}

func (v jsonValue) exportedLabels(members map[string]jsonValue, names []string) (labels []string, err error) {
	for _, name := range spanLabels {
		e, ok := members[name]
		switch {
		case !ok:
			continue
		case e.kind() == '"':
			label, err := e.text(name)
			return []string{label}, err
		case e.kind() == '[':
			err = e.elements(func(_ int, e jsonValue) error {
				label, err := e.text("a label (a string)")
				labels = append(labels, label)
				return err
			})
			if err != nil || len(labels) > 0 {
				return labels, err
			}
		}
	}
	return nil, v.fail("%w: a span lacks its label; looked for %s; found %s", ErrFormat, strings.Join(spanLabels, ", "), strings.Join(names, ", "))
}

// exportedPlace finds where a span starts and ends.
func (s *jsonSpan) exportedPlace(members map[string]jsonValue, names []string) (err error) {
	at := func(of []string) (jsonValue, bool) {
		for _, name := range of {
			if e, ok := members[name]; ok && e.isNumber() {
				return e, true
			}
		}
		return jsonValue{}, false
	}
	start, ok := at(spanStarts)
	end, ok2 := at(spanEnds)
	if ok && ok2 {
		if s.start, err = start.number("start"); err == nil {
			s.end, err = end.number("end")
		}
		return err
	}
	for _, name := range spanPairs {
		e, ok := members[name]
		if !ok || e.kind() != '[' {
			continue
		}
		first := e.first()
		switch {
		case first.isNumber():
			s.start, s.end, err = e.pairOf()
		case first.kind() == '[' || first.kind() == '{':
			n := 0
			_ = e.elements(func(i int, _ jsonValue) error { n = i + 1; return nil })
			if n > 1 {
				return e.fail("%w: %d pieces; one span is wanted, without a gap", ErrDiscontinuous, n)
			}
			if first.kind() == '[' {
				s.start, s.end, err = first.pairOf()
				break
			}
			inner, innerNames, err := first.members()
			if err != nil {
				return err
			}
			point := jsonSpan{v: first}
			if t, ok := inner["text"]; ok && t.kind() == '"' {
				if s.text, err = t.text("text"); err != nil {
					return err
				}
			}
			delete(inner, "points")
			if err := point.exportedPlace(inner, innerNames); err != nil {
				return err
			}
			s.start, s.end = point.start, point.end
			if name == "points" {
				s.end++ // the last character
			}
		}
		return err
	}
	return s.v.fail("%w: a span lacks its place; looked for %s; %s; %s; found %s", ErrFormat, strings.Join(spanStarts, ", "),
		strings.Join(spanEnds, ", "), strings.Join(spanPairs, ", "), strings.Join(names, ", "))
}

// exportedTuple reads [start, end, label], [label, start, end] or, under a label, [start, end].
func (v jsonValue) exportedTuple(label string) ([]jsonSpan, error) {
	var numbers []int
	var words []string
	err := v.elements(func(_ int, e jsonValue) error {
		if e.isNumber() {
			n, err := e.number("an offset")
			numbers = append(numbers, n)
			return err
		}
		word, err := e.text("a label (a string)")
		words = append(words, word)
		return err
	})
	if err == nil && label != "" {
		words = slices.Insert(words, 0, label)
	}
	if err == nil && (len(numbers) != 2 || len(words) != 1) {
		err = v.fail("%w: want [start, end, label], found %s numbers and %s strings", ErrFormat, strconv.Itoa(len(numbers)), strconv.Itoa(len(words)))
	}
	if err != nil {
		return nil, err
	}
	return []jsonSpan{{v: v, start: numbers[0], end: numbers[1], label: words[0]}}, nil
}
