package analyze

import (
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// numbers counts how many are asked for.
func numbers(n int, given *atomic.Int64) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			given.Add(1)
			if !yield(i) {
				return
			}
		}
	}
}

func TestMapKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 8} {
		var given atomic.Int64
		i := 0
		for n := range Map(numbers(500, &given), MapOptions{Workers: workers}, nil, func(n int) int {
			time.Sleep(time.Duration(n%7) * 50 * time.Microsecond)
			return n
		}) {
			if n != i {
				t.Fatalf("%d: %d", i, n)
			}
			i++
		}
		if i != 500 {
			t.Errorf("%d results, want 500", i)
		}
	}
}

// TestMapIsBounded: what is not taken is not read ahead without end, by number
// or by size, and who stops early stops the reading.
func TestMapIsBounded(t *testing.T) {
	most := func(o MapOptions, size int64) int64 {
		var given, working atomic.Int64
		for range Map(numbers(1_000_000, &given), o, func(int) int64 { return size }, func(int) int {
			if n := working.Add(1); n > int64(runtime.GOMAXPROCS(0)) && o.Workers == 0 {
				t.Errorf("%d at work", n)
			}
			defer working.Add(-1)
			return 0
		}) {
			time.Sleep(20 * time.Millisecond)
			break
		}
		time.Sleep(20 * time.Millisecond)
		return given.Load()
	}
	if n, want := most(MapOptions{}, 0), int64(readAhead*runtime.GOMAXPROCS(0)+3); n > want {
		t.Errorf("%d items read for one result, want at most %d", n, want)
	}
	if n := most(MapOptions{Workers: 4, Bytes: 10}, 5); n > 4 {
		t.Errorf("%d items of 5 bytes read, where 10 bytes are allowed", n)
	}
	if n := most(MapOptions{Workers: 4, Bytes: 10}, 50); n > 3 {
		t.Errorf("%d items of 50 bytes read, where 10 bytes are allowed", n)
	}
}

// TestMapLeaves: a stream that gives nothing does not hold who wants to leave.
func TestMapLeaves(t *testing.T) {
	done, never := make(chan struct{}), make(chan struct{})
	defer close(never)
	n := 0
	for range Map(func(yield func(int) bool) { yield(1); <-never }, MapOptions{Done: done}, nil, func(n int) int { return n }) {
		n++
		close(done)
	}
	if n != 1 {
		t.Errorf("%d results, want 1", n)
	}
}
