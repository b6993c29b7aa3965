package progress

import (
	"log/slog"
	"math"
	"sync"
	"time"
)

// Lines are log lines at intervals.
type Lines struct {
	State
	stop chan struct{}
	over sync.WaitGroup
}

// NewLines writes a line at each interval; none without one.
func NewLines(log *slog.Logger, every time.Duration) *Lines {
	l := &Lines{State: State{started: time.Now()}, stop: make(chan struct{})}
	if every <= 0 {
		return l
	}
	l.over.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-l.stop:
				return
			case <-tick.C:
				v := l.view()
				args := []any{"done", v.all - v.failed, "failed", v.failed, "documents/s", math.Round(v.documents), "MB/s", math.Round(v.megabyte*10) / 10}
				if v.left >= 0 {
					args = append(args, "left", v.left.String())
				}
				log.Info("progress", args...)
			}
		}
	})
	return l
}

// End ends the lines.
func (l *Lines) End() {
	if l.stop == nil { // NewLines did not make it
		return
	}
	close(l.stop)
	l.over.Wait()
}
