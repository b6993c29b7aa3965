package progress

import (
	"errors"
	"io"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// A Bar is a progress bar on a terminal.
type Bar struct {
	State
	to  *mpb.Progress
	bar *mpb.Bar
}

// NewBar shows a bar on a terminal. What else is to be written there must go
// through Write.
func NewBar(terminal io.Writer) *Bar {
	b := &Bar{State: State{started: time.Now()}}
	b.to = mpb.New(mpb.WithOutput(terminal), mpb.WithAutoRefresh(), mpb.WithRefreshRate(200*time.Millisecond), mpb.WithWidth(30))
	b.bar = b.to.New(0, mpb.BarStyle().Lbound("[").Filler("=").Tip(">").Padding(" ").Rbound("]"),
		mpb.AppendDecorators(decor.Any(func(decor.Statistics) string {
			v := b.view()
			// The decorator runs when the bar is drawn, which is when it is to be
			// up to date.
			return v.rates()
		})))
	go b.follow()
	return b
}

// follow moves the bar until it is ended.
func (b *Bar) follow() {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for range tick.C {
		if b.bar.Completed() || b.bar.Aborted() {
			return
		}
		v := b.view()
		if v.total > 0 { // the end comes from End, not from the last byte
			b.bar.SetTotal(v.total+1, false)
		}
		b.bar.SetCurrent(min(v.read, max(v.total, 0)))
	}
}

// errNoTerminal is the error of a Bar that NewBar did not make.
var errNoTerminal = errors.New("the Bar was not made by NewBar")

// Write writes above the bar.
func (b *Bar) Write(p []byte) (int, error) {
	if b.to == nil {
		return 0, errNoTerminal
	}
	return b.to.Write(p)
}

// End removes the bar.
func (b *Bar) End() {
	if b.to == nil {
		return
	}
	b.bar.Abort(true)
	b.to.Wait()
}
