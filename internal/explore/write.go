package explore

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/alam-nlp/alam/internal/output"
)

// Write writes topics, communities and documents.
func (f *Found) Write(w io.Writer, o output.Options) error {
	var b bytes.Buffer
	if o.Format == output.JSONL {
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		for i := range f.Topics {
			if err := encoder.Encode(f.Topics[i]); err != nil {
				return err
			}
		}
		for i := range f.Communities {
			if err := encoder.Encode(f.Communities[i]); err != nil {
				return err
			}
		}
		for i := range f.Documents {
			if err := encoder.Encode(f.Documents[i]); err != nil {
				return err
			}
		}
		_, err := w.Write(b.Bytes())
		return err
	}
	fmt.Fprintf(&b, "%d articles, %d terms, %d topics, error %.4f\n", len(f.Documents), f.Terms, len(f.Topics), f.Error)
	for _, t := range f.Topics {
		fmt.Fprintf(&b, "\ntopic %d  %d articles, %.2f %% of all, coherence %.3f\n", t.ID, t.Documents, 100*t.Share, t.Coherence)
		terms(&b, t.Terms)
	}
	if len(f.Communities) > 0 {
		fmt.Fprintf(&b, "\n%d communities, modularity %.4f\n", len(f.Communities), f.Modularity)
	}
	for _, c := range f.Communities {
		fmt.Fprintf(&b, "\ncommunity %d  %d terms, coherence %.3f\n", c.ID, c.Size, c.Coherence)
		terms(&b, c.Terms)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func terms(b *bytes.Buffer, list []Weight) {
	for _, t := range list {
		fmt.Fprintf(b, "      %8.4f  %s", t.Weight, output.Isolate(t.Term))
		if t.Entity != "" {
			fmt.Fprintf(b, "  %s", output.Isolate(t.Entity))
		}
		b.WriteString("\n")
	}
}
