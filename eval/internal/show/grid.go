package show

import "strings"

// Isolates keep a right-to-left label from turning the numbers beside it around.
const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

func rightToLeft(s string) bool {
	for _, r := range s {
		if r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfeff {
			return true
		}
	}
	return false
}

// Grid is a table of cells; the first column is flush left, the others right.
type Grid struct {
	rows [][]string
}

// Add adds a row.
func (g *Grid) Add(cells ...string) { g.rows = append(g.rows, cells) }

// Text writes tables with an empty line between them. isolate wraps
// right-to-left cells in isolates, which take no width.
func Text(b *strings.Builder, list []*Grid, isolate bool) {
	for i, g := range list {
		if i > 0 {
			b.WriteByte('\n')
		}
		g.text(b, isolate)
	}
}

// Markdown writes tables of Markdown with an empty line between them.
func Markdown(b *strings.Builder, list []*Grid) {
	for i, g := range list {
		if i > 0 {
			b.WriteByte('\n')
		}
		g.markdown(b)
	}
}

// text lines the columns up; an empty row is an empty line.
func (g *Grid) text(b *strings.Builder, isolate bool) {
	var widths []int
	for _, row := range g.rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], Width(c))
		}
	}
	for _, row := range g.rows {
		for len(row) > 1 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		for i, c := range row {
			pad := strings.Repeat(" ", widths[i]-Width(c))
			if isolate && rightToLeft(c) {
				c = firstStrongIsolate + c + popIsolate
			}
			switch {
			case i > 0:
				b.WriteString("  " + pad + c)
			case len(row) == 1:
				b.WriteString(c)
			default:
				b.WriteString(c + pad)
			}
		}
		b.WriteByte('\n')
	}
}

// markdown writes the rows as a table; the first row is the head.
func (g *Grid) markdown(b *strings.Builder) {
	escape := strings.NewReplacer("|", `\|`, "\n", " ")
	for i, row := range g.rows {
		if len(row) == 0 {
			continue
		}
		b.WriteByte('|')
		for _, c := range row {
			b.WriteString(" " + escape.Replace(c) + " |")
		}
		b.WriteByte('\n')
		if i == 0 {
			b.WriteString("|:---|" + strings.Repeat("---:|", len(row)-1) + "\n")
		}
	}
}
