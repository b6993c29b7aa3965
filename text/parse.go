package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alam-nlp/alam/internal/arabic"
)

// Limits of what counts as what, in bytes; an Arabic letter takes two.
const (
	window       = 512 // of a line that a pattern sees
	insideMax    = 192 // of a line that an inside pattern sees, and what follows "..."
	lineMax      = 360 // of a line that a pattern can take as a whole
	probedMax    = 200 // the same, of a pattern that begins with any word
	gapMax       = 600 // of the ... in a pattern
	titleMax     = 260
	paragraphMin = 200 // a line that is an article's text, however it ends
	sentenceMin  = 80  // the same, if it ends with a full stop
	goesOnMin    = 40  // the same, if it is the article before that goes on
	headMax      = 2   // short lines at the head of an article: title and subtitle
	needWithin   = 160 // of a line, in which a pattern that begins with any word needs its pair
)

// Parse marks the regions of source by the patterns p. With nil patterns the
// whole source is one Body region. The only error is ErrNotUTF8. The title of an
// article is its first line that no pattern takes, if it is short, does not end
// like a sentence, and a longer line of text follows in the same article.
func Parse(source string, p *Patterns) (*Document, error) {
	if err := checkUTF8(source); err != nil {
		return nil, err
	}
	d := &Document{Source: source}
	if source == "" {
		return d, nil
	}
	if p == nil {
		d.Regions, d.Articles = []Region{{Span: Span{0, len(source)}}}, 1
		return d, nil
	}
	ps := parser{Patterns: p, src: source, title: none, marker: none}
	for i := 0; i < len(source); {
		next := len(source)
		if n := strings.IndexByte(source[i:], '\n'); n >= 0 {
			next = i + n + 1
		}
		ps.line(i, next)
		i = next
	}
	ps.closeArticle()
	d.Regions = tile(source, ps.marks)
	d.Articles = d.Regions[len(d.Regions)-1].Article + 1
	return d, nil
}

const none = -1

// A parser goes through a source line by line and gathers marks: the regions
// that are not plain body, in order.
type parser struct {
	*Patterns
	src     string
	marks   []Region
	gaps    []gap
	reduced reduced // what find looks at
	article int
	seen    bool  // some text has been seen
	titled  bool  // the article has had its first line of text
	title   int   // the mark that is a title if a longer line follows, or none
	marker  int   // the mark "read also" that begins an article if text follows, or none
	links   []int // the marks of the short lines after it
}

// line marks the line src[from:to], its newline included if it has one.
func (ps *parser) line(from, to int) {
	start := from + blankPrefix(ps.src[from:to])
	if start == to {
		return
	}
	end := to - blankSuffix(ps.src[start:to])
	at := start
	for at < end {
		id, stop := ps.begins(at, end)
		if id == none {
			break
		}
		ru := &ps.rules[id]
		if ru.where == otherArticle && ps.seen {
			ps.marker, ps.links = len(ps.marks), ps.links[:0]
		}
		if stop += blankPrefix(ps.src[stop:to]); stop >= end {
			stop = to
		}
		if at == start {
			at = from
		}
		ps.marks = append(ps.marks, Region{Span{at, stop}, ru.kind, ps.article})
		at = stop
	}
	if at < end {
		ps.text(at, end, to, at == start)
		ps.seen = true
	}
}

// text takes what is left of a line, src[at:end]: all of it, or what follows
// the patterns at its beginning. The next line begins at next.
func (ps *parser) text(at, end, next int, whole bool) {
	size, sentence := end-at, endsSentence(ps.src[at:end])
	if ps.marker != none {
		switch long := size >= paragraphMin; {
		case ps.headed():
			if long || size >= sentenceMin && sentence {
				ps.openArticle()
			}
		case long, size >= goesOnMin && sentence, whole && goesOn(ps.src[at:end]):
			ps.marker, ps.links = none, ps.links[:0] // only the lines up to here are links
		}
	}
	if ps.marker == none && ps.title != none && size > ps.marks[ps.title].Len() {
		ps.title = none // it stands
	}
	switch {
	case ps.marker != none && whole:
		ps.links = append(ps.links, len(ps.marks))
		ps.marks = append(ps.marks, Region{Span{at, next}, Related, ps.article})
	case !ps.titled && whole && size <= titleMax && !sentence:
		ps.titled, ps.title = true, len(ps.marks)
		ps.marks = append(ps.marks, Region{Span{at, next}, Title, ps.article})
	default:
		ps.titled = true
		ps.inLine(at, end, next)
	}
}

// headed reports whether what stands since the marker is the head of an article: a
// title, and when or where it was written. Links have dates too, but there are more
// of them.
func (ps *parser) headed() bool {
	return len(ps.links) > 0 && len(ps.links) <= headMax && slices.ContainsFunc(ps.marks[ps.marker:], func(m Region) bool {
		return m.Kind == Date || m.Kind == Dateline
	})
}

// openArticle makes what stands since the marker a new article: a line of text
// has shown that it is one. The first of the short lines is its title.
func (ps *parser) openArticle() {
	if ps.title != none {
		ps.marks[ps.title].Kind, ps.title = Body, none
	}
	ps.article++
	for i := ps.marker; i < len(ps.marks); i++ {
		ps.marks[i].Article = ps.article
	}
	for k, i := range ps.links {
		m := &ps.marks[i]
		m.Kind = Body
		if k == 0 && m.Len() <= titleMax && !endsSentence(strings.TrimSpace(ps.src[m.Start:m.End])) {
			m.Kind = Title
		}
	}
	ps.marker, ps.links, ps.titled = none, ps.links[:0], true
}

// closeArticle drops what is still open: a title without a longer line, and a
// marker that only links followed.
func (ps *parser) closeArticle() {
	if ps.title != none {
		ps.marks[ps.title].Kind = Body
	}
	ps.title, ps.marker, ps.links = none, none, ps.links[:0]
}

// tile fills the gaps between marks with body. A gap of blanks goes to the
// region before it; neighbouring bodies become one.
func tile(src string, marks []Region) []Region {
	out := make([]Region, 0, 2*len(marks)+1)
	put := func(r Region) {
		if n := len(out) - 1; n >= 0 && r.Kind == Body && out[n].Kind == Body && out[n].Article == r.Article {
			out[n].End = r.End
		} else {
			out = append(out, r)
		}
	}
	at, article := 0, 0
	for _, m := range append(marks, Region{Span: Span{len(src), len(src)}}) {
		gap := src[at:m.Start]
		switch blank := blankPrefix(gap) == len(gap); {
		case gap == "":
		case blank && len(out) > 0:
			out[len(out)-1].End = m.Start
		case blank && m.Len() > 0:
			m.Start = at
		default:
			put(Region{Span{at, m.Start}, Body, article})
		}
		if m.Len() > 0 {
			put(m)
		}
		at, article = m.End, m.Article
	}
	return out
}

// goesOn reports whether a line begins as a paragraph does that goes on with a text,
// and no headline: وأضاف، من جهته.
func goesOn(s string) bool {
	var words [2]string
	n := 0
	for w := range strings.FieldsSeq(s) {
		if words[n] = strings.TrimFunc(w, unicode.IsPunct); n == 1 || w != words[n] {
			break // a sign behind the first word ends the phrase
		}
		n++
	}
	return slices.Contains(goesOnWords, words[0]) || slices.Contains(goesOnWords, words[0]+" "+words[1])
}

var goesOnWords = []string{
	"\u0648\u0642\u0627\u0644", "\u0648\u0642\u0627\u0644\u062a", // وقال وقالت
	"\u0648\u0623\u0636\u0627\u0641", "\u0648\u0623\u0636\u0627\u0641\u062a", "\u0648\u0627\u0636\u0627\u0641", // وأضاف وأضافت واضاف
	"\u0648\u0623\u0643\u062f", "\u0648\u0623\u0643\u062f\u062a", "\u0648\u0627\u0643\u062f", // وأكد وأكدت واكد
	"\u0648\u0623\u0648\u0636\u062d", "\u0648\u0623\u0648\u0636\u062d\u062a", "\u0648\u0627\u0648\u0636\u062d", // وأوضح وأوضحت واوضح
	"\u0648\u0623\u0634\u0627\u0631", "\u0648\u0623\u0634\u0627\u0631\u062a", "\u0648\u0627\u0634\u0627\u0631", // وأشار وأشارت واشار
	"\u0648\u062a\u0627\u0628\u0639", "\u0648\u0644\u0641\u062a", "\u0648\u0630\u0643\u0631", "\u0648\u0643\u0627\u0646", "\u0648\u0643\u0627\u0646\u062a", "\u0643\u0645\u0627", // وتابع ولفت وذكر وكان وكانت كما
	"\u0645\u0646 \u062c\u0647\u062a\u0647", "\u0645\u0646 \u062c\u0647\u062a\u0647\u0627", "\u0645\u0646 \u062c\u0627\u0646\u0628\u0647", "\u0645\u0646 \u062c\u0627\u0646\u0628\u0647\u0627", // من جهته من جهتها من جانبه من جانبها
	"\u0625\u0644\u0649 \u0630\u0644\u0643", "\u0641\u064a \u0627\u0644\u0645\u0642\u0627\u0628\u0644", "\u064a\u0630\u0643\u0631 \u0623\u0646", // إلى ذلك في المقابل يذكر أن
}

// endsSentence reports whether a line ends as text does and no headline does.
func endsSentence(s string) bool {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		switch r {
		case '"', '\'', '\u00bb', '\u201c', '\u201d', ')', ']':
			s = s[:len(s)-n]
		case '.':
			return !strings.HasSuffix(s, "..")
		case ',', ';', ':', arabic.Comma, arabic.Semicolon, arabic.FullStop:
			return true
		default:
			return false
		}
	}
	return false
}
