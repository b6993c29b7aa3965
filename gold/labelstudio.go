package gold

import (
	"io"
	"slices"
	"strings"
)

// FormatLabelStudio is that of [ReadLabelStudio].
const FormatLabelStudio Format = "labelstudio"

// studioField says how sure a field is of a file of Label Studio.
func studioField(f headField, _ bool) int {
	if f.name == "annotations" && !f.firstHas('{', `"start"`) && !f.firstHas('{', `"begin"`) || f.name == "completions" || f.name == "data" && f.value[0] == '{' {
		return 2
	}
	return 0
}

// ReadLabelStudio reads Label Studio's JSON export, a list of tasks or one task:
//
//	[{"id": 1, "data": {"text": "..."}, "annotations": [{"completed_by": 2,
//	  "result": [{"type": "labels", "value": {"start", "end", "text", "labels": ["PER"]}}]}]}]
//
// Old exports call annotations completions. The text is data's [ReadOptions.TextKey],
// else its "text", else its only string. Results of another type (choices,
// relations, ratings) and regions without a label are passed over; a region of
// several labels makes a mention of each. Cancelled annotations do not count, and a
// task without any other gives no document: nobody said that it holds no names.
//
// A task has one truth: its annotations by [ReadOptions.Annotator] if that is set;
// else those marked ground truth; else all. Where these differ from each other it
// is an error. Predictions are passed over.
//
// Label Studio counts code points since the end of 2021, before that UTF-16 units
// (its issues 1008, 1347 and 4988, pull request 1559). Without [ReadOptions.Unit] a
// task is read in code points, and in UTF-16 where only so its surfaces stand at
// their offsets. Errors are *[ParseError].
func ReadLabelStudio(r io.Reader, o ReadOptions) ([]Document, error) {
	f, err := readJSONFile(r, o.Path)
	if err != nil {
		return nil, err
	}
	var docs []Document
	err = f.documents(func(v jsonValue) error {
		var t studioTask
		if err := t.read(v, o); err != nil {
			return err
		}
		mentions, some, err := t.mentions(o)
		if some {
			docs = append(docs, Document{ID: t.id, Text: t.text, Mentions: mentions})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return docs, nil
}

// studioTask is a task of a Label Studio export.
type studioTask struct {
	v           jsonValue
	id, text    string
	annotations []studioAnnotation
}

type studioAnnotation struct {
	v         jsonValue
	cancelled bool
	truth     bool
	by        []string // id and email
	spans     []jsonSpan
}

func (t *studioTask) read(v jsonValue, o ReadOptions) error {
	t.v = v
	var data, annotations bool
	err := v.fields(func(name string, e jsonValue) (err error) {
		switch name {
		case "id":
			t.id, err = e.id()
		case "data":
			data = true
			t.text, err = e.studioText(o.TextKey)
		case "annotations", "completions":
			annotations = true
			err = e.elements(func(_ int, e jsonValue) error {
				a := studioAnnotation{v: e}
				if err := a.read(e); err != nil {
					return err
				}
				if !a.cancelled {
					t.annotations = append(t.annotations, a)
				}
				return nil
			})
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case !data:
		return v.fail("%w: a task lacks %q", ErrFormat, "data")
	case !annotations:
		return v.fail("%w: a task lacks %q", ErrFormat, "annotations")
	}
	return nil
}

// studioText finds the text among a task's data.
func (v jsonValue) studioText(key string) (string, error) {
	var found []string
	var texts []jsonValue
	err := v.fields(func(name string, e jsonValue) error {
		if e.kind() == '"' {
			found, texts = append(found, name), append(texts, e)
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	want := key
	if key == "" {
		want = "text"
	}
	at := slices.Index(found, want)
	if at < 0 && key == "" && len(found) == 1 {
		at = 0
	}
	if at < 0 {
		return "", v.fail("%w: data has no text %q; its texts are %q", ErrFormat, want, found)
	}
	return texts[at].text("the text (a string)")
}

func (a *studioAnnotation) read(v jsonValue) error {
	result := false
	err := v.fields(func(name string, e jsonValue) (err error) {
		switch name {
		case "was_cancelled", "skipped":
			a.cancelled = a.cancelled || e.kind() == 't'
		case "ground_truth", "honeypot":
			a.truth = a.truth || e.kind() == 't'
		case "completed_by":
			if e.kind() != '{' {
				var id string
				id, err = e.id()
				a.by = append(a.by, id)
				break
			}
			err = e.fields(func(name string, e jsonValue) (err error) {
				if name == "id" || name == "email" {
					var id string
					id, err = e.id()
					a.by = append(a.by, id)
				}
				return err
			})
		case "result":
			result = true
			err = e.elements(func(_ int, e jsonValue) error { return a.result(e) })
		}
		return err
	})
	if err == nil && !result && !a.cancelled {
		return v.fail("%w: an annotation lacks %q", ErrFormat, "result")
	}
	return err
}

func (a *studioAnnotation) result(v jsonValue) error {
	kind := "labels"
	var value jsonValue
	err := v.fields(func(name string, e jsonValue) (err error) {
		switch name {
		case "type":
			kind, err = e.text("type (a string)")
		case "value":
			value = e
		}
		return err
	})
	if err != nil {
		return err
	}
	switch kind {
	case "labels", "hypertextlabels", "paragraphlabels":
	default:
		return nil
	}
	if value.kind() == 0 {
		return v.fail("%w: a result lacks %q", ErrFormat, "value")
	}
	s := jsonSpan{v: value, same: sameStudio}
	var labels []string
	var places int
	err = value.fields(func(name string, e jsonValue) (err error) {
		switch name {
		case "start", "end":
			places++
			if e.kind() == '"' {
				return e.fail("%w: %s is a path into HTML or a dialogue; want a number, of plain text", ErrFormat, name)
			}
			if name == "start" {
				s.start, err = e.number(name)
			} else {
				s.end, err = e.number(name)
			}
		case "text":
			if e.kind() == '"' {
				s.text, err = e.text(name)
			}
		case "labels", "hypertextlabels", "paragraphlabels":
			err = e.elements(func(_ int, e jsonValue) error {
				label, err := e.text("a label (a string)")
				labels = append(labels, label)
				return err
			})
		}
		return err
	})
	if err == nil && len(labels) > 0 && places < 2 {
		return value.fail("%w: a region lacks start or end", ErrFormat)
	}
	for _, s.label = range labels {
		a.spans = append(a.spans, s)
	}
	return err
}

// mentions gives those of the annotations that count; false if there are none.
func (t *studioTask) mentions(o ReadOptions) ([]Mention, bool, error) {
	list := t.annotations
	truth := func(a studioAnnotation) bool { return a.truth }
	switch {
	case o.Annotator != "":
		list = slices.DeleteFunc(list, func(a studioAnnotation) bool { return !slices.Contains(a.by, o.Annotator) })
	case slices.ContainsFunc(list, truth):
		list = slices.DeleteFunc(list, func(a studioAnnotation) bool { return !a.truth })
	}
	var out []Mention
	for i, a := range list {
		got, err := t.place(a.spans, o)
		if err != nil {
			return nil, false, err
		}
		if i > 0 && !slices.EqualFunc(SortedMentions(out), SortedMentions(got), func(a, b Mention) bool { return a.Span == b.Span }) {
			return nil, false, a.v.fail("%w: task %q has annotations that differ (by %s and %s); "+
				"say whose counts, or mark one as ground truth", ErrFormat, t.id, strings.Join(list[0].by, " "), strings.Join(a.by, " "))
		}
		out = got
	}
	return out, len(list) > 0, nil
}

func (t *studioTask) place(spans []jsonSpan, o ReadOptions) ([]Mention, error) {
	out, err := placeAll(spans, NewOffsets(t.text, o.unit(CodePoint)))
	if err == nil || o.Unit != nil {
		return out, err
	}
	surfaces := !slices.ContainsFunc(spans, func(s jsonSpan) bool { return s.text == "" })
	if units, err2 := placeAll(spans, NewOffsets(t.text, UTF16)); err2 == nil && surfaces {
		return units, nil
	}
	return nil, err
}

// sameStudio compares surfaces; the tool writes a line end as backslash and n.
func sameStudio(given, text string) bool {
	line := strings.NewReplacer("\r\n", `\n`, "\n", `\n`, "\r", `\n`)
	return given == line.Replace(text) || given == strings.NewReplacer("\r", `\n`, "\n", `\n`).Replace(text)
}
