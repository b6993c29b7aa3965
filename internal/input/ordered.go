package input

import (
	"iter"
	"runtime"
)

// Map gives each document to work, on as many goroutines as there are
// processors, and the results in the order of the documents. An error of docs
// is passed on in its place. A fixed number of documents is in memory at a
// time. work must be safe for concurrent use.
func Map[T any](docs iter.Seq2[*Document, error], work func(*Document) (T, error)) iter.Seq2[T, error] {
	type result struct {
		value T
		err   error
	}
	return func(yield func(T, error) bool) {
		workers := runtime.GOMAXPROCS(0)
		queue := make(chan chan result, workers) // results in order, each when it is there
		busy := make(chan struct{}, workers)
		stop := make(chan struct{})
		defer close(stop)
		go func() {
			defer close(queue)
			for d, err := range docs {
				done := make(chan result, 1)
				select {
				case queue <- done:
				case <-stop:
					return
				}
				if err != nil {
					done <- result{err: err}
					continue
				}
				busy <- struct{}{}
				go func() {
					defer func() { <-busy }()
					v, err := work(d)
					done <- result{v, err}
				}()
			}
		}()
		for done := range queue {
			r := <-done
			if !yield(r.value, r.err) {
				return
			}
		}
	}
}
