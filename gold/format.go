package gold

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Format names a kind of file that holds labelled spans. Each has a row in the
// table of this file; its constant stands with its reader.
type Format string

// FormatAuto is told by [DetectFormat].
const FormatAuto Format = ""

// FormatInfo says what a format is: a row of the table that [Formats] gives. In its
// words, what stands in a file is in backquotes.
type FormatInfo struct {
	Format Format
	Also   []string // other names that ParseFormat knows
	Title  string   // what it is, in words
	// Endings of file names are of this format whatever the file holds. Looks is
	// what else it is recognized by, in words: in a file of JSON if JSON is set.
	Endings []string
	JSON    bool
	Looks   string
	Offsets string // what offsets count, in words
	Text    string // where the text stands, in words
	Written bool   // WriteDocuments writes it
}

// row is what the package does with a format.
type row struct {
	FormatInfo
	recognize func(h *fileHead) claim
	read      func(io.Reader, ReadOptions) ([]Document, error)
	write     func(io.Writer, []Document) error // nil: it is read alone
}

// rows are the formats. Where two recognize a file equally well, the first has it.
var rows = [...]row{
	{FormatInfo{Format: FormatConll, Title: "CoNLL, any tag scheme", Endings: []string{".conll", ".iob", ".iob2", ".bio", ".conllu"},
		Looks: "lines of a word and a tag such as `O`, `B-PER` or `I-PER`, CoNLL-U, CoNLL-2012", Offsets: "tokens", Text: "the tokens, with one blank between"},
		looksConll, readConllFile, writeConll},
	{FormatInfo{Format: FormatTSV, Title: "table of spans",
		Looks: "a first row of two numbers and a label, or the header `start`", Offsets: "bytes", Text: "another file"},
		looksSpanTable, readSpanTable, writeSpanTable},
	{FormatInfo{Format: FormatJSONL, Title: "JSON lines of `alam tag`", JSON: true,
		Looks: "a field `mentions` or `offsets`", Offsets: "as `offsets` says, else bytes", Text: "field `text`"},
		looksSpanJSONL, readSpanJSONL, writeSpanJSONL},
	{FormatInfo{Format: FormatBrat, Title: "brat standoff", Endings: []string{".ann"},
		Looks: "a first line such as `T1⇥PER 0 5⇥…`", Offsets: "code points", Text: "the `.txt` beside it"},
		looksBrat, readBratFile, writeBrat},
	{FormatInfo{Format: FormatDoccano, Title: "doccano", JSON: true,
		Looks: "a field `label` or `labels`, or `entities` with `start_offset`", Offsets: "code points", Text: "`text` or `data`"},
		byField(doccanoField), ReadDoccano, nil},
	{FormatInfo{Format: FormatLabelStudio, Title: "Label Studio", JSON: true,
		Looks: "a field `annotations` or `completions`, or `data` that is an object", Offsets: "code points, UTF-16 where only so the surfaces fit", Text: "`data`"},
		byField(studioField), ReadLabelStudio, nil},
	{FormatInfo{Format: FormatSpacy, Also: []string{"prodigy"}, Title: "spaCy, Prodigy", JSON: true,
		Looks:   "a field `ents`, `spans`, `paragraphs` or `answer`, `entities` as tuples or with `start`, or a pair of text and annotations",
		Offsets: "code points", Text: "`text` or `raw`"},
		looksSpacy, ReadSpacy, nil},
	{FormatInfo{Format: FormatHuggingFace, Also: []string{"hf"}, Title: "Hugging Face, tokens and tags", JSON: true,
		Looks:   "a list `tokens` or `words`, and a list `ner_tags`, `ner`, `tags` or `labels` of strings or numbers",
		Offsets: "tokens", Text: "the tokens, with one blank between"},
		looksTagged, ReadHuggingFace, nil},
	{FormatInfo{Format: FormatExport, Also: []string{"rasa", "dataturks", "lighttag", "gate", "bigbio", "json-min"},
		Title: "RASA, Dataturks, LightTag, GATE (Twitter), BigBIO, JSON-MIN, Label Studio's CSV, and spans under other names", JSON: true,
		Looks:   "a field `rasa_nlu_data`, `passages`, `annotation`, `examples`, `ner` or `named_entities`, `label` with `labels` in it, `entities` by label; or a table with such a `label`",
		Offsets: "code points, UTF-16 where only so the surfaces fit", Text: "`text`, `content` or `passages`"},
		looksExport, ReadExport, nil},
	{FormatInfo{Format: FormatWebAnno, Also: []string{"inception"}, Title: "WebAnno TSV 3, INCEpTION",
		Looks: "a first line `" + webAnnoHeader + "`", Offsets: "UTF-16", Text: "`#Text=` lines"},
		looksWebAnno, readWebAnnoFile, nil},
}

// Formats gives the table of formats.
func Formats() []FormatInfo {
	out := make([]FormatInfo, 0, len(rows))
	for i := range rows {
		info := rows[i].FormatInfo
		info.Written = rows[i].write != nil
		info.Also, info.Endings = slices.Clone(info.Also), slices.Clone(info.Endings)
		out = append(out, info)
	}
	return out
}

// FormatNames gives auto and the names of the formats.
func FormatNames() []string {
	out := []string{FormatAuto.String()}
	for i := range rows {
		out = append(out, string(rows[i].Format))
	}
	return out
}

// find gives the row of a format; nil if there is none.
func (f Format) find() *row {
	for i := range rows {
		if rows[i].Format == f {
			return &rows[i]
		}
	}
	return nil
}

// String gives the name; that of FormatAuto is auto.
func (f Format) String() string {
	if f == FormatAuto {
		return "auto"
	}
	return string(f)
}

// ParseFormat reads a name of [Formats], auto, or the empty text, which is auto too.
func ParseFormat(s string) (Format, error) {
	if s == "" || s == FormatAuto.String() {
		return FormatAuto, nil
	}
	for i := range rows {
		if s == string(rows[i].Format) || slices.Contains(rows[i].Also, s) {
			return rows[i].Format, nil
		}
	}
	return FormatAuto, fmt.Errorf("gold: format %q: want %s", s, strings.Join(FormatNames(), ", "))
}

// ToldBy says by what a file of the format is recognized, in words.
func (i *FormatInfo) ToldBy() string {
	if len(i.Endings) == 0 {
		return i.Looks
	}
	return "`" + strings.Join(i.Endings, "`, `") + "`; or " + i.Looks
}

// WriteDocuments writes labelled documents as a file that [ReadDocuments] reads
// back to the same texts and labelled spans. What a format cannot hold of these is
// an error. Beside them it holds:
//
//	conll  tokens and tags, in IOB2, with the text but for white space; documents are
//	       numbered. Without tokens a text is cut at white space and at its mentions
//	tsv    kind, entity and name, of one document, whose text is another file's
//	jsonl  id, kind, entity, name and score
//	brat   entity and name, of one document, whose text is the .txt beside the file
//
// Offsets are bytes, in brat code points. Predictions and [Mention.Sources] are not
// written.
func WriteDocuments(w io.Writer, f Format, docs []Document) error {
	r := f.find()
	if r == nil || r.write == nil {
		var names []string
		for i := range rows {
			if rows[i].write != nil {
				names = append(names, string(rows[i].Format))
			}
		}
		return fmt.Errorf("%w: %q cannot be written; want %s", ErrUnknownFormat, f.String(), strings.Join(names, ", "))
	}
	for i := range docs {
		if err := docs[i].writable(); err != nil {
			return docs[i].refuse(err)
		}
	}
	return r.write(w, docs)
}

// refuse is an error about a document that cannot be written.
func (d *Document) refuse(err error) error { return fmt.Errorf("gold: document %q: %w", d.ID, err) }

// writable says what no file can hold of a document, or nil.
func (d *Document) writable() error {
	if !utf8.ValidString(d.Text) || !utf8.ValidString(d.ID) {
		return ErrUTF8
	}
	if err := check(d.Mentions, d.Text); err != nil {
		return err
	}
	for _, m := range d.Mentions {
		if m.Label == "" {
			return fmt.Errorf("%w: no label at %d..%d", ErrFormat, m.Start, m.End)
		}
		for _, s := range []string{m.Label, m.Kind, m.Text, m.Entity, m.Name} {
			if !utf8.ValidString(s) {
				return fmt.Errorf("%w: %q", ErrUTF8, s)
			}
		}
		if d.Text == "" {
			continue
		}
		surface := d.Text[m.Start:m.End]
		switch {
		case !utf8.ValidString(surface):
			return fmt.Errorf("%w: %d..%d is inside a character", ErrOffset, m.Start, m.End)
		case m.Text != "" && m.Text != surface:
			return fmt.Errorf("%w: %q, but the text has %q", ErrSurface, m.Text, surface)
		}
	}
	return nil
}
