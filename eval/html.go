package eval

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"

	"github.com/alam-nlp/alam/gold"
)

// Page is what [WriteHTML] shows. The zero value of an option is its default.
type Page struct {
	Title  string  // default "Evaluation"
	Report *Report // default: [Score] of Gold and Pred; its Intervals are shown if it has them

	// Gold and Pred are the documents, paired as in [Score]. Without Pred the
	// prediction is what each gold document has in Predicted. Without Gold the page
	// has the scores of the Report alone.
	Gold, Pred []gold.Document
	Options    ErrorOptions

	// At most so many documents are shown with their text (default 200), so many
	// lines of each (default 200) and so many of the most frequent errors (default
	// 200), what has errors first; the page says what it leaves out. Negative: all.
	MaxDocuments, MaxLines, MaxErrors int

	// RaiseWith says in that note how to see more, as in "--html-documents N".
	RaiseWith string
}

//go:embed html
var htmlFiles embed.FS

// htmlPage holds the template with its style and script.
type htmlPage struct {
	*template.Template
	CSS, JS []byte
}

var loadPage = sync.OnceValues(func() (p htmlPage, err error) {
	if p.CSS, err = htmlFiles.ReadFile("html/page.css"); err != nil {
		return p, err
	}
	if p.JS, err = htmlFiles.ReadFile("html/page.js"); err != nil {
		return p, err
	}
	p.Template, err = template.ParseFS(htmlFiles, "html/page.html")
	return p, err
})

// WriteHTML writes a report as one HTML page: scores, errors by kind, confusion,
// entities, the most frequent errors, and the texts with gold and prediction marked
// over each other, which filters narrow down. The page is UTF-8, holds its style and
// script and asks nothing of the network, which its Content-Security-Policy forbids.
// Equal pages give equal bytes. Documents must be as [Score] wants them.
func WriteHTML(w io.Writer, p Page) error {
	page, err := loadPage()
	if err != nil {
		return fmt.Errorf("eval: page: %w", err)
	}
	v, err := p.view()
	if err != nil {
		return err
	}
	v.CSS, v.JS = template.CSS(page.CSS), template.JS(page.JS)
	v.Policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src " +
		sourceHash(page.CSS) + "; script-src " + sourceHash(page.JS)
	var b bytes.Buffer
	if err := page.Execute(&b, v); err != nil {
		return fmt.Errorf("eval: page: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// sourceHash names a style or script in a Content-Security-Policy (W3C CSP level 3,
// hash-source).
func sourceHash(b []byte) string {
	sum := sha256.Sum256(b)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// filled sets the defaults and checks the documents; order says which prediction
// goes with each gold document.
func (p Page) filled() (Page, []int, error) {
	p.Title = cmp.Or(p.Title, "Evaluation")
	p.MaxDocuments = cmp.Or(p.MaxDocuments, 200)
	p.MaxLines = cmp.Or(p.MaxLines, 200)
	p.MaxErrors = cmp.Or(p.MaxErrors, 200)
	if p.Pred == nil {
		p.Pred = make([]gold.Document, len(p.Gold))
		for i, d := range p.Gold {
			p.Pred[i] = d
			p.Pred[i].Mentions = d.Predicted
		}
	}
	order, err := gold.Pair(p.Gold, p.Pred)
	if err != nil {
		return p, nil, err
	}
	for i := range p.Gold {
		if err := gold.CheckPair(&p.Gold[i], &p.Pred[order[i]]); err != nil {
			return p, nil, err
		}
	}
	if p.Report == nil {
		p.Report, err = Score(p.Gold, p.Pred, p.Options.Options)
	}
	return p, order, err
}
