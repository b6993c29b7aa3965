package input

import (
	"errors"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"
)

var errSome = errors.New("some")

// numbers gives n documents, with an error in place of every tenth.
func numbers(n int, given *atomic.Int64) func(func(*Document, error) bool) {
	return func(yield func(*Document, error) bool) {
		for i := range n {
			given.Add(1)
			var err error
			if i%10 == 9 {
				err = errSome
			}
			if !yield(&Document{ID: strconv.Itoa(i)}, err) {
				return
			}
		}
	}
}

func TestMapKeepsOrder(t *testing.T) {
	var given atomic.Int64
	i := 0
	for id, err := range Map(numbers(500, &given), func(d *Document) (string, error) {
		n, _ := strconv.Atoi(d.ID)
		time.Sleep(time.Duration(n%7) * 50 * time.Microsecond)
		return d.ID, nil
	}) {
		switch {
		case i%10 == 9:
			if !errors.Is(err, errSome) {
				t.Fatalf("%d: %v, want an error", i, err)
			}
		case err != nil || id != strconv.Itoa(i):
			t.Fatalf("%d: %s, %v", i, id, err)
		}
		i++
	}
	if i != 500 {
		t.Errorf("%d results, want 500", i)
	}
}

// TestMapIsBounded: what is not taken is not read ahead without end, and who
// stops early stops the reading.
func TestMapIsBounded(t *testing.T) {
	var given, working atomic.Int64
	most := int64(2*runtime.GOMAXPROCS(0) + 3)
	for range Map(numbers(1_000_000, &given), func(*Document) (int, error) {
		if n := working.Add(1); n > int64(runtime.GOMAXPROCS(0)) {
			t.Errorf("%d at work", n)
		}
		defer working.Add(-1)
		return 0, nil
	}) {
		time.Sleep(20 * time.Millisecond)
		break
	}
	time.Sleep(20 * time.Millisecond)
	if n := given.Load(); n > most {
		t.Errorf("%d documents read for one result, want at most %d", n, most)
	}
}
