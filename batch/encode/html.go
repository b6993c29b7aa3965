package encode

import (
	"html"
)

// HTMLHead stands before the documents of a page.
const HTMLHead = `<!DOCTYPE html>
<html lang="ar">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>alam</title>
<style>
body { max-width: 50em; margin: 2em auto; padding: 0 1em; font-family: sans-serif; line-height: 1.7 }
article { border-top: 1px solid #bbb; margin: 2em 0 }
h2 { font-size: 1em; color: #666; overflow-wrap: anywhere }
.text { white-space: pre-wrap; overflow-wrap: anywhere }
mark { border-radius: .2em; padding: 0 .15em }
.PER { background: #ffd7ba } .LOC { background: #c7e9c0 } .ORG { background: #c6dbef } .MISC { background: #e0d4ef }
</style>
</head>
<body>
<p><mark class="PER">PER</mark> <mark class="LOC">LOC</mark> <mark class="ORG">ORG</mark> <mark class="MISC">MISC</mark></p>
`

// HTMLFoot stands after the documents of a page.
const HTMLFoot = "</body>\n</html>\n"

// AppendHTML appends a document with its names marked; label, kind and entity
// show where the pointer rests.
func AppendHTML(dst []byte, r Result) []byte {
	r = r.filled()
	a, text := r.Analysis, r.Document.Text
	dst = append(dst, "<article>\n<h2 dir=\"auto\">"+html.EscapeString(r.Document.ID)+"</h2>\n<div class=\"text\" dir=\"auto\">"...)
	at := 0
	for i := range a.Mentions {
		m := &a.Mentions[i]
		if m.Start < at {
			continue
		}
		e := &a.Entities[m.Entity]
		title := string(m.Label)
		for _, s := range []string{m.Kind, e.Name, e.NameEn, e.ID} {
			if s != "" {
				title += " · " + s
			}
		}
		dst = append(dst, html.EscapeString(text[at:m.Start])...)
		dst = append(dst, `<mark class="`+html.EscapeString(string(m.Label))+`" title="`+html.EscapeString(title)+`">`...)
		dst = append(dst, html.EscapeString(m.Text)+"</mark>"...)
		at = m.End
	}
	dst = append(dst, html.EscapeString(text[at:])...)
	return append(dst, "</div>\n</article>\n"...)
}
