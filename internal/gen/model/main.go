// Command model fits the embedded weights, and writes those of each guideline:
//
//	go run ./internal/gen/model -shared ../shared
//
// It takes some minutes on two processors; .ci/run leaves it out.
package main

import (
	"bytes"
	"flag"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/internal/lab/train"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("model: ")
	shared := flag.String("shared", "../shared", "`folder` that holds corpora")
	out := flag.String("o", "data/guidelines", "`folder` to write NAME/model.tsv to, for each guideline NAME")
	flag.Parse()
	if err := run(*shared, *out); err != nil {
		log.Fatal(err)
	}
}

func run(shared, out string) error {
	started := time.Now()
	c, err := train.NewCorpora(shared, "data")
	if err != nil {
		return err
	}
	t, f, err := c.Fit()
	if err != nil {
		return err
	}
	for _, g := range engine.Guidelines() {
		var b bytes.Buffer
		if err := f.Write(&b, g, t.Head(f, g)); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Join(out, g), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, g, "model.tsv"), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	log.Printf("fitted to %d names in %s", f.Names, time.Since(started).Round(time.Second))
	return nil
}
