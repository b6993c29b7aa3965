package explore

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"
)

//go:embed html/topics.html
var pageSource string

// A view is a topic as the page shows it.
type view struct {
	Topic
	Bars  []bar
	Path  string // of the course
	Area  string
	From  string
	To    string
	Peak  string
	Hue   int
	Width int // of its share, in per cent of the greatest
}

type bar struct {
	Weight
	Length int // per cent
	Gap    int // before it
}

// The course is drawn in a box of this size.
const (
	courseWidth  = 300.0
	courseHeight = 60.0
)

// WriteHTML writes a page with the topics, their terms, their course over time
// and the communities of terms. The page is UTF-8, holds its style and asks
// nothing of the network, which its Content-Security-Policy forbids.
func (f *Found) WriteHTML(w io.Writer) error {
	page, err := template.New("topics").Funcs(template.FuncMap{"percent": func(x float64) string { return fmt.Sprintf("%.1f", 100*x) }}).Parse(pageSource)
	if err != nil {
		return fmt.Errorf("explore: page: %w", err)
	}
	top := 0.0
	for _, t := range f.Topics {
		for _, p := range t.Course {
			top = max(top, p.Share)
		}
	}
	var views []view
	for i, t := range f.Topics {
		v := view{Topic: t, Hue: i * 360 / max(len(f.Topics), 1)}
		if s := f.Topics[0].Share; s > 0 {
			v.Width = int(math.Round(100 * t.Share / s))
		}
		for _, k := range t.Terms {
			n := int(math.Round(100 * k.Weight / t.Terms[0].Weight))
			v.Bars = append(v.Bars, bar{k, n, 100 - n})
		}
		v.draw(top)
		views = append(views, v)
	}
	unit := ""
	if f.Course != nil {
		unit = f.Course.Unit
	}
	var b bytes.Buffer
	if err := page.Execute(&b, map[string]any{"Found": f, "Topics": views, "Unit": unit, "Top": fmt.Sprintf("%.1f", 100*top)}); err != nil {
		return fmt.Errorf("explore: page: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// draw makes the line of the course: time runs from right to left, as the page
// is read, and all topics have the same scale.
func (v *view) draw(top float64) {
	n := len(v.Course)
	if n < 2 || top == 0 {
		return
	}
	var path strings.Builder
	peak := 0
	for i, p := range v.Course {
		x := courseWidth * (1 - float64(i)/float64(n-1))
		y := courseHeight * (1 - p.Share/top)
		fmt.Fprintf(&path, "%c%.1f %.1f", "ML"[min(i, 1)], x, y)
		if p.Share > v.Course[peak].Share {
			peak = i
		}
	}
	v.Path = path.String()
	v.Area = fmt.Sprintf("%sL0 %.0fL%.0f %.0fZ", v.Path, courseHeight, courseWidth, courseHeight)
	v.From, v.To, v.Peak = v.Course[0].From, v.Course[n-1].From, v.Course[peak].From
}
