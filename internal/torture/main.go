//go:build linux

// Command torture does to alam batch, and to every reader, what must do no harm,
// and writes a report of what came of it:
//
//	go run ./internal/torture -minutes 10
//
// Trials of five kinds take turns. kill: a job is killed at random moments and
// gone on with. damage: what a killed job keeps is damaged. two: a job is started
// twice at once. disk: the disk is too small (it needs the right to mount). hostile:
// a file of some kind is broken and read under a limit of memory. After each the
// output is, byte for byte, what an undisturbed job wrote, or the command has
// refused with a line that says what to do.
//
// A trial is made of its kind, its number and the seed alone, but for the moments,
// which are those of the machine: -only kill -trial 17 repeats one. The exit
// status is 1 if a trial found something. It is for Linux alone: other systems
// have other signals, disks and limits.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// options are what the flags say.
type options struct {
	minutes float64
	rounds  int // rounds of all kinds; 0 for as many as the time allows
	seed    uint64
	only    string
	trial   int // the one to repeat; -1 for all
	memory  bool
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("torture: ")
	var o options
	flag.Float64Var(&o.minutes, "minutes", 10, "go on for `n` minutes")
	flag.IntVar(&o.rounds, "rounds", 0, "stop after `n` rounds; 0 for when the time is over")
	flag.Uint64Var(&o.seed, "seed", 1, "`number` that trials are made of")
	flag.StringVar(&o.only, "only", "", "only trials of this `kind`: "+strings.Join(kindNames(), ", "))
	flag.IntVar(&o.trial, "trial", -1, "repeat only the trial of this `number`; with -only")
	memory := flag.Bool("memory", false, "write a table of the most memory that jobs take by kind of input, and nothing else")
	load := flag.String("make", "", "write the input of this `file` name of the table to -o, and nothing else")
	binary := flag.String("alam", "", "`file` of the command; made of this checkout where none is named")
	out := flag.String("o", "", "`file` for the report, standard output if none")
	flag.Parse()
	if err := o.check(flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(2)
	}
	if *load != "" {
		if err := makeLoad(*load, *out); err != nil {
			log.Fatal(err)
		}
		return
	}
	o.memory = *memory
	dir, err := os.MkdirTemp("", "alam-torture-")
	if err != nil {
		log.Fatal(err)
	}
	found, err := torture(o, *binary, dir, *out)
	gone(dir)
	if err != nil {
		log.Fatal(err)
	}
	if found {
		os.Exit(1)
	}
}

func (o *options) check(args []string) error {
	switch {
	case len(args) > 0:
		return fmt.Errorf("argument %q is not understood; there are flags alone", args[0])
	case o.only != "" && !slices.Contains(kindNames(), o.only):
		return fmt.Errorf("-only %q: the kinds are %s", o.only, strings.Join(kindNames(), ", "))
	case o.trial >= 0 && o.only == "":
		return errors.New("-trial needs -only: each kind numbers its own")
	case o.minutes <= 0:
		return errors.New("-minutes must be more than 0")
	}
	return nil
}

func torture(o options, binary, dir, out string) (found bool, err error) {
	root, err := moduleRoot()
	if err != nil {
		return false, err
	}
	if binary == "" {
		binary = filepath.Join(dir, "alam")
		build := exec.Command("go", "build", "-o", binary, "./cmd/alam")
		build.Dir = root
		build.Env = append(os.Environ(), "CGO_ENABLED=0") // the C library reserves 64 MB of addresses for each thread
		if b, err := build.CombinedOutput(); err != nil {
			return false, fmt.Errorf("the command cannot be made: %w\n%s", err, b)
		}
	}
	w := io.Writer(os.Stdout)
	if out != "" {
		f, err := os.Create(out)
		if err != nil {
			return false, err
		}
		defer f.Close()
		w = f
	}
	if o.memory {
		return memoryTable(w, binary, dir)
	}
	b, err := newBench(root, binary, dir)
	if err != nil {
		return false, err
	}
	r := run(b, o)
	return len(r.findings) > 0, r.write(w)
}

// moduleRoot is the folder of go.mod.
func moduleRoot() (string, error) {
	b, err := exec.Command("go", "env", "GOMOD").Output()
	if file := strings.TrimSpace(string(bytes.TrimSpace(b))); err == nil && strings.HasSuffix(file, "go.mod") {
		return filepath.Dir(file), nil
	}
	return "", errors.New("run it in a checkout of the project: it needs the samples and makes the command")
}

// A kind of trial. What is passed over returns a skip.
type kind struct {
	name  string
	times int // in a round
	try   func(b *bench, r *rand.Rand, dir string) (outcome, error)
}

// outcome is what came of a trial that did no harm, in a word or two.
type outcome string

// skip is a trial that cannot be had here.
type skip string

func (s skip) Error() string { return string(s) }

var kinds = []kind{
	{"kill", 1, tryKill},
	{"damage", 1, tryDamage},
	{"two", 1, tryTwo},
	{"disk", 1, tryDisk},
	{"hostile", 10, tryHostile},
}

func kindNames() []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.name
	}
	return names
}

// run makes trials, a kind after the other, till the time is over.
func run(b *bench, o options) *report {
	r := newReport(o.seed)
	end := time.Now().Add(time.Duration(o.minutes * float64(time.Minute)))
	one := func(i, n int) {
		k := &kinds[i]
		dir, err := os.MkdirTemp(b.dir, k.name)
		if err != nil {
			r.find(k.name, n, err)
			return
		}
		defer gone(dir)
		what, err := k.try(b, rand.New(rand.NewPCG(o.seed, uint64(n)*16+uint64(i))), dir)
		r.add(k.name, n, what, err)
	}
	for round := 0; (o.rounds == 0 || round < o.rounds) && time.Now().Before(end); round++ {
		for i, k := range kinds {
			if o.only != "" && k.name != o.only {
				continue
			}
			if o.trial >= 0 {
				one(i, o.trial)
				r.bench(b)
				return r
			}
			for n := round * k.times; n < (round+1)*k.times && r.skipped[k.name] == "" && time.Now().Before(end); n++ {
				one(i, n)
			}
		}
	}
	r.bench(b)
	return r
}
