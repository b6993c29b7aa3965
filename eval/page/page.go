package page

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

	"github.com/alam-nlp/alam/eval"
	"github.com/alam-nlp/alam/gold"
)

// An Evaluation is what a page shows. The zero value of an option is its default.
type Evaluation struct {
	Title  string       // default "Evaluation"
	Report *eval.Report // default: [eval.Score] of Gold and Pred; its Intervals are shown if it has them

	// Gold and Pred are the documents, paired as in [eval.Score]. Without Pred the
	// prediction is what each gold document has in Predicted. Without Gold the page
	// has the scores of the Report alone.
	Gold, Pred []gold.Document
	Options    eval.MismatchOptions

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

// Write writes an evaluation as one HTML page: scores, errors by kind, confusion,
// entities, the most frequent errors, and the texts with gold and prediction marked
// over each other, which filters narrow down. The page is UTF-8, holds its style and
// script and asks nothing of the network, which its Content-Security-Policy forbids.
// Equal pages give equal bytes. Documents must be as [eval.Score] wants them.
func Write(w io.Writer, p Evaluation) error {
	page, err := loadPage()
	if err != nil {
		return fmt.Errorf("page: %w", err)
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
		return fmt.Errorf("page: %w", err)
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
func (p Evaluation) filled() (Evaluation, []int, error) {
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
		p.Report, err = eval.Score(p.Gold, p.Pred, p.Options.Options)
	}
	return p, order, err
}
