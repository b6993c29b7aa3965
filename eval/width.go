package eval

import (
	"strings"
	"unicode"
)

// Width is the number of terminal cells that s takes: marks, joiners and direction
// controls take none, wide East Asian letters two.
func Width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r < 0x20 || r == 0x7f:
		case r < 0x300:
			if r < 0x80 || r >= 0xa0 && r != 0xad {
				n++
			}
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

func wide(r rune) bool {
	return r >= 0x1100 && r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf && r != 0x303f ||
		r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f ||
		r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 ||
		r >= 0x1f300 && r <= 0x1f64f || r >= 0x1f900 && r <= 0x1f9ff || r >= 0x20000 && r <= 0x3fffd
}

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

// grid is a table of cells; the first column is flush left, the others right.
type grid struct {
	rows    [][]string
	isolate bool
}

func (g *grid) add(cells ...string) { g.rows = append(g.rows, cells) }

// text lines the columns up; an empty row is an empty line.
func (g *grid) text(b *strings.Builder) {
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
			if g.isolate && rightToLeft(c) {
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
func (g *grid) markdown(b *strings.Builder) {
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
