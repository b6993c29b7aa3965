package gold

import (
	"io"
	"slices"
	"strconv"
	"strings"
)

// FormatHuggingFace is that of [ReadHuggingFace].
const FormatHuggingFace Format = "huggingface"

// The names under which data sets keep words and tags.
var (
	taggedWords = []string{"tokens", "words"}
	taggedTags  = []string{"ner_tags", "ner", "tags", "labels", "ner_labels", "fine_ner_tags", "ner_tag"}
)

// looksTagged recognizes a list of words with a list of tags beside it.
func looksTagged(h *fileHead) claim {
	words, tags := false, noClaim
	for i, f := range h.fields {
		first := jsonBlank(f.value, 1)
		if f.value[0] != '[' || first >= len(f.value) {
			if f.name == "features" || f.name == "rows" {
				continue
			}
			continue
		}
		c := f.value[first]
		switch {
		case slices.Contains(taggedWords, f.name) && (c == '"' || c == ']'):
			words = true
		case slices.Contains(taggedTags, f.name) && (c == '"' || c == ']' || c >= '0' && c <= '9'):
			tags = claim{4, i}
		case f.name == "rows" && f.firstHas('{', `"tokens"`), f.name == "features" && strings.Contains(string(f.value[:min(len(f.value), 1<<16)]), `"ClassLabel"`):
			return claim{4, i}
		}
	}
	if words {
		return tags
	}
	return noClaim
}

// ReadHuggingFace reads the rows of a data set of tokens, as JSON lines, as a list,
// or as the data set viewer gives them:
//
//	{"id": "0", "tokens": ["زار", "بوتين"], "ner_tags": ["O", "B-PER"]}
//	{"features": [{"name": "ner_tags", "type": {"feature": {"names": ["O", "B-PER"]}}}], "rows": [{"row": {"tokens", "ner_tags": [0, 1]}}]}
//
// A row is a document of one sentence, whose text is its tokens with one blank
// between them. Tags are of any scheme. Tags that are numbers have the names of
// [ReadOptions.Names], else those of "features"; without names they are an error.
// Errors are *[ParseError].
func ReadHuggingFace(r io.Reader, o ReadOptions) ([]Document, error) {
	f, err := readJSONFile(r, o.Path)
	if err != nil {
		return nil, err
	}
	t := taggedReader{names: o.Names}
	if err := f.documents(t.document); err != nil {
		return nil, err
	}
	return t.docs, nil
}

type taggedReader struct {
	names []string
	docs  []Document
	tags  Tags
}

func (t *taggedReader) document(v jsonValue) error {
	members, names, err := v.members()
	if err != nil {
		return err
	}
	if e, ok := members["features"]; ok && len(t.names) == 0 {
		if t.names, err = e.classNames(); err != nil {
			return err
		}
	}
	if rows, ok := members["rows"]; ok {
		return rows.elements(func(_ int, e jsonValue) error {
			row, _, err := e.members()
			if err != nil {
				return err
			}
			if inner, ok := row["row"]; ok {
				e = inner
			}
			return t.document(e)
		})
	}
	var words, tags jsonValue
	for _, name := range taggedWords {
		if e, ok := members[name]; ok && words.f == nil {
			words = e
		}
	}
	for _, name := range taggedTags {
		if e, ok := members[name]; ok && tags.f == nil {
			tags = e
		}
	}
	if words.f == nil || tags.f == nil {
		return v.fail("%w: a row lacks its words or tags; looked for %s; %s; found %s", ErrFormat,
			strings.Join(taggedWords, ", "), strings.Join(taggedTags, ", "), strings.Join(names, ", "))
	}
	d := Document{ID: strconv.Itoa(len(t.docs) + 1)}
	if e, ok := members["id"]; ok && !e.null() {
		if d.ID, err = e.id(); err != nil {
			return err
		}
	}
	return t.row(d, words, tags)
}

// row makes a document of words and tags.
func (t *taggedReader) row(d Document, words, tags jsonValue) error {
	var text strings.Builder
	err := words.elements(func(_ int, e jsonValue) error {
		word, err := e.text("a token (a string)")
		switch {
		case err != nil:
			return err
		case word == "":
			return e.fail("%w: empty token", ErrFormat)
		case text.Len() > 0:
			text.WriteByte(' ')
		}
		d.Tokens = append(d.Tokens, Token{Start: text.Len(), End: text.Len() + len(word)})
		text.WriteString(word)
		return nil
	})
	if err != nil {
		return err
	}
	d.Text = text.String()
	var ids []TagID
	err = tags.elements(func(i int, e jsonValue) error {
		tag, err := t.tag(e)
		ids = append(ids, t.tags.InternString(tag))
		if i < len(d.Tokens) {
			d.Tokens[i].Tag = tag
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(ids) != len(d.Tokens) {
		return tags.fail("%w: %d tags for %d tokens", ErrFormat, len(ids), len(d.Tokens))
	}
	if len(ids) > 0 {
		d.Sentences = []int{0}
	}
	d.Mentions = appendMentions(nil, d.Tokens, t.tags.AppendChunks(nil, ids))
	d.fillText()
	t.docs = append(t.docs, d)
	return nil
}

func (t *taggedReader) tag(e jsonValue) (string, error) {
	if !e.isNumber() {
		tag, err := e.text("a tag (a string or a number)")
		if err == nil && !ParseTag(tag).known {
			err = e.fail("%w: %q", ErrTag, tag)
		}
		return tag, err
	}
	n, err := e.number("a tag")
	switch {
	case err != nil:
		return "", err
	case len(t.names) == 0:
		return "", e.fail("%w: tags are numbers, and nothing says what they mean; give the list of names, from 0 on, as in O,B-PER,I-PER", ErrFormat)
	case n < 0 || n >= len(t.names):
		return "", e.fail("%w: tag %d, but there are %d names, from 0 on", ErrFormat, n, len(t.names))
	}
	return t.names[n], nil
}

// classNames finds the names of a class label among features.
func (v jsonValue) classNames() (names []string, err error) {
	walk := func(_ int, e jsonValue) error {
		if e.kind() != '{' && e.kind() != '[' || len(names) > 0 {
			return nil
		}
		names, err = e.classNames()
		return err
	}
	if v.kind() == '[' {
		err := v.elements(walk)
		return names, err
	}
	members, _, err := v.members()
	if err != nil {
		return nil, err
	}
	if e, ok := members["names"]; ok && e.kind() == '[' {
		var out []string
		err := e.elements(func(_ int, e jsonValue) error {
			name, err := e.text("the name of a tag (a string)")
			out = append(out, name)
			return err
		})
		return out, err
	}
	for _, name := range slices.Concat(taggedTags, []string{"type", "feature", "features"}) {
		if e, ok := members[name]; ok && len(names) == 0 {
			if err := walk(0, e); err != nil {
				return nil, err
			}
		}
	}
	return names, nil
}
