package progress

import (
	"io"
	"sync/atomic"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// Steps is a progress bar of work whose steps are counted.
type Steps struct {
	to   *mpb.Progress
	bar  *mpb.Bar
	note atomic.Pointer[string]
}

// NewSteps shows a bar of so many steps on a terminal.
func NewSteps(terminal io.Writer, total int) *Steps {
	s := &Steps{}
	s.note.Store(new(string))
	s.to = mpb.New(mpb.WithOutput(terminal), mpb.WithAutoRefresh(), mpb.WithWidth(30))
	s.bar = s.to.New(int64(total), mpb.BarStyle().Lbound("[").Filler("=").Tip(">").Padding(" ").Rbound("]"),
		mpb.PrependDecorators(decor.CountersNoUnit("%d of %d ")),
		mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return *s.note.Load() })))
	return s
}

// Set says which step has been reached, with a note behind the bar.
func (s *Steps) Set(step int, note string) {
	if s.to == nil { // NewSteps did not make it
		return
	}
	s.note.Store(&note)
	s.bar.SetCurrent(int64(step))
}

// End removes the bar.
func (s *Steps) End() {
	if s.to == nil {
		return
	}
	s.bar.Abort(true)
	s.to.Wait()
}
