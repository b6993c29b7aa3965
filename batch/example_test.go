package batch_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/batch"
	"github.com/alam-nlp/alam/batch/sink"
)

// A job over a directory. Were it killed, the same call would go on.
func ExampleRun() {
	dir, err := os.MkdirTemp("", "batch")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	a, err := alam.New(alam.Options{})
	if err != nil {
		log.Fatal(err)
	}
	counts, err := batch.Run(context.Background(), batch.Options{
		Inputs:   []string{"../data/samples"},
		Analyzer: a,
		Sink:     sink.Options{Output: filepath.Join(dir, "out.jsonl.gz"), Job: map[string]string{"lists": "embedded"}},
	})
	fmt.Println(counts.Documents, counts.Failed, err)
	// Output: 5 0 <nil>
}
