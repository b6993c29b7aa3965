package console

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/alam-nlp/alam/batch/encode"
	"github.com/alam-nlp/alam/internal/explore"
)

// WriteFound writes the topics, communities and documents of a corpus.
func WriteFound(w io.Writer, f *explore.Found, o Options) error {
	var b bytes.Buffer
	if o.Format == encode.JSONL {
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

func terms(b *bytes.Buffer, list []explore.Weight) {
	for _, t := range list {
		fmt.Fprintf(b, "      %8.4f  %s", t.Weight, isolate(t.Term))
		if t.Entity != "" {
			fmt.Fprintf(b, "  %s", isolate(t.Entity))
		}
		b.WriteString("\n")
	}
}

// WriteSimilar writes the articles near each, and those that it repeats.
func WriteSimilar(w io.Writer, list []explore.Near, o Options) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	for i, n := range list {
		b.Reset()
		if o.Format == encode.JSONL {
			if err := encoder.Encode(n); err != nil {
				return err
			}
		} else {
			if i > 0 {
				b.WriteString("\n")
			}
			fmt.Fprintf(&b, "== %s ==\n", isolate(n.ID))
			if r := n.Repeats; r != nil {
				fmt.Fprintf(&b, "      repeats %s  %.4f\n", isolate(r.ID), r.Resemblance)
			}
			if len(n.Similar) == 0 {
				b.WriteString("      nothing is near\n")
			}
			for _, s := range n.Similar {
				fmt.Fprintf(&b, "      %.4f  %s", s.Cosine, isolate(s.ID))
				for _, t := range s.Terms {
					fmt.Fprintf(&b, "  %s", isolate(t))
				}
				b.WriteString("\n")
			}
		}
		if _, err := w.Write(b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}
