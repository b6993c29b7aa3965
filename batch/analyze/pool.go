package analyze

import (
	"iter"
	"runtime"
	"sync"
)

// MapOptions say how Map works. The zero value is the default.
type MapOptions struct {
	// Workers is the number of goroutines; 0 for as many as there are
	// processors.
	Workers int
	// Bytes is how much may be read ahead of what has been taken, by the sizes
	// that size gives; 0 for 64 MB. One that is larger goes by itself.
	Bytes int64
	// Done ends the reading: what has been read is worked on and given. It may
	// be nil.
	Done <-chan struct{}
}

// Map gives each item to work, and the results in the order of the items. A
// fixed number of items, and of bytes by size (which may be nil), is in memory
// at a time. work must be safe for concurrent use.
func Map[T, R any](items iter.Seq[T], o MapOptions, size func(T) int64, work func(T) R) iter.Seq[R] {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Bytes <= 0 {
		o.Bytes = 64 << 20
	}
	type job struct {
		item T
		size int64
		done chan R
	}
	return func(yield func(R) bool) {
		queue := make(chan *job, readAhead*o.Workers) // in order
		todo := make(chan *job, readAhead*o.Workers)
		stop := make(chan struct{})
		held := &budget{max: o.Bytes}
		held.free.L = &held.lock
		defer held.end()
		defer close(stop)
		for range o.Workers {
			go func() {
				for j := range todo {
					j.done <- work(j.item)
				}
			}()
		}
		go func() {
			defer close(queue)
			defer close(todo)
			for item := range items {
				j := &job{item: item, done: make(chan R, 1)}
				if size != nil {
					j.size = size(item)
				}
				if !held.take(j.size) {
					return
				}
				select {
				case queue <- j:
				case <-stop:
					return
				}
				todo <- j // has as much room as queue
			}
		}()
		for {
			j := next(queue, o.Done)
			if j == nil {
				return
			}
			r := <-j.done
			held.give(j.size)
			if !yield(r) {
				return
			}
		}
	}
}

// next gives the next of a queue, or nil at its end; once done is closed, what
// it still holds.
func next[T any](queue <-chan *T, done <-chan struct{}) *T {
	select {
	case j := <-queue:
		return j
	default:
	}
	select {
	case j := <-queue:
		return j
	case <-done:
	}
	select {
	case j := <-queue:
		return j
	default:
		return nil
	}
}

// readAhead is how many items a worker may be ahead of the first that is not
// done.
const readAhead = 16

// A budget is how many bytes may be held.
type budget struct {
	lock      sync.Mutex
	free      sync.Cond
	max, held int64
	ended     bool
}

// take waits for room, and says whether it is still wanted.
func (b *budget) take(n int64) bool {
	b.lock.Lock()
	defer b.lock.Unlock()
	for b.held > 0 && b.held+n > b.max && !b.ended {
		b.free.Wait()
	}
	b.held += n
	return !b.ended
}

func (b *budget) give(n int64) {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.held -= n
	b.free.Signal()
}

func (b *budget) end() {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.ended = true
	b.free.Signal()
}
