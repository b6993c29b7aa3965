package ner

import (
	"runtime"
	"sync"
)

// A pool keeps scratch space for the next text, with the words met of late. It
// is no sync.Pool, since the garbage collector empties that, and then all words
// are to be learned anew. It keeps as much as there are processors to use it.
type pool struct {
	mu   sync.Mutex
	free []*scratch
}

func (p *pool) get() *scratch {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.free)
	if n == 0 {
		return new(scratch)
	}
	s := p.free[n-1]
	p.free = p.free[:n-1]
	return s
}

func (p *pool) put(s *scratch) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.free) < runtime.GOMAXPROCS(0) {
		p.free = append(p.free, s)
	}
}
