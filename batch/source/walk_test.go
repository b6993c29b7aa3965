//go:build unix

package source

import (
	"maps"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestPassedOver: a link that is named is followed, those in folders if that is asked
// for and they do not go round, and what is no input is told.
func TestPassedOver(t *testing.T) {
	write(t, map[string]string{"day/a.txt": "a", "day/x.md": "", "day/y.MD": "", "day/noend": "", "day/.git/z.txt": "", "other/b.txt": "b", "away/c.txt": "c"})
	for from, to := range map[string]string{"current": "day", "day/linked": "../other", "day/l.txt": "../away/c.txt", "other/up": "../day", "other/gone": "nowhere", "other/gone.txt": "nowhere"} {
		if err := os.Symlink(to, from); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo("day/pipe.txt", 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := net.Listen("unix", "day/socket.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()

	const gone = "! current/linked/gone.txt: no such file; check the name; - stands for standard input"
	for _, c := range []struct {
		name   string
		o      Options
		want   []string
		passed string
		count  map[Passed]int64
	}{
		{"links named", Options{}, []string{"current/a.txt|a", "current/l.txt|c"},
			"1 links to folders (Options.FollowLinks reads them): current/linked; 1 FIFOs: current/pipe.txt; 1 sockets: current/socket.txt; 3 files of other endings (.md 2, none 1): current/noend, current/x.md, current/y.MD; 1 hidden: current/.git",
			map[Passed]int64{PassedLink: 1, PassedFIFO: 1, PassedSocket: 1, PassedEnding: 3, PassedHidden: 1}},
		{"links followed", Options{FollowLinks: true}, []string{"current/a.txt|a", "current/l.txt|c", "current/linked/b.txt|b", gone},
			"1 links to folders that they lie in: current/linked/up; 1 links to nothing: current/linked/gone; 1 FIFOs: current/pipe.txt; 1 sockets: current/socket.txt; 3 files of other endings (.md 2, none 1): current/noend, current/x.md, current/y.MD; 1 hidden: current/.git", nil},
		{"all endings", Options{Format: Text}, []string{"current/a.txt|a", "current/l.txt|c", "current/noend|", "current/x.md|", "current/y.MD|"},
			"1 links to folders (Options.FollowLinks reads them): current/linked; 1 FIFOs: current/pipe.txt; 1 sockets: current/socket.txt; 1 hidden: current/.git", nil},
		{"pattern", Options{}, []string{"day/a.txt|a", "day/l.txt|c"}, "1 FIFOs: day/pipe.txt; 1 sockets: day/socket.txt", nil},
	} {
		var left LeftOut
		c.o.Walk, c.o.PassedOver = true, left.Note
		input := "current"
		if c.name == "pattern" {
			input = "day/*.txt"
		}
		got := read(c.o, input)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if s := left.String(); s != c.passed {
			t.Errorf("%s: passed over %s, want %s", c.name, s, c.passed)
		}
		if c.count != nil && !maps.Equal(left.Count, c.count) {
			t.Errorf("%s: %v, want %v", c.name, left.Count, c.count)
		}
	}

	// A FIFO that is named is a stream.
	done := make(chan []string)
	go func() { done <- read(Options{Format: Lines, Walk: true}, "day/pipe.txt") }()
	if err := os.WriteFile("day/pipe.txt", []byte("x\n"), 0); err != nil {
		t.Fatal(err)
	}
	select {
	case got := <-done:
		if !slices.Equal(got, []string{"day/pipe.txt:1|x"}) {
			t.Errorf("FIFO: %q", got)
		}
	case <-time.After(10 * time.Second):
		t.Error("a FIFO that is named is not read")
	}
}

// TestManyLeftOut: the first are named, and the endings bounded.
func TestManyLeftOut(t *testing.T) {
	var left LeftOut
	for i := range 100 {
		left.Note("d/"+strings.Repeat("x", i)+"."+string(rune('A'+i%30)), PassedEnding)
	}
	if got, want := left.String(), "100 files of other endings (.a 4, .b 4, .c 4, .d 4, .e 4, .f 4, .g 4, .h 4, .i 4, .j 4, ...): d/.A, d/x.B, d/xx.C, ..."; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
