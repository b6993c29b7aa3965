package main

import (
	"fmt"
	"log"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// A run is a figure that was measured, with what of the output of its benchmark
// it is ("BenchmarkAnalyze MB/s"); empty where people read it off.
type run struct {
	figure
	take string
}

const measuredHead = "name\tvalue\tunit\twithin\ttake\tcommand\ton\n"

// measured reads measured.tsv.
func measured(root string) ([]run, error) {
	rows, err := readTable(root, measuredFile, 7)
	if err != nil {
		return nil, err
	}
	var runs []run
	for _, c := range rows {
		v, err := strconv.ParseFloat(c[1], 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: the value %q is no number", measuredFile, c[0], c[1])
		}
		if c[5] == "" || c[6] == "" {
			return nil, fmt.Errorf("%s: %s: a figure that was measured has the command that makes it and the machine", measuredFile, c[0])
		}
		runs = append(runs, run{figure{c[0], v, c[2], c[3], c[5], c[6]}, c[4]})
	}
	return runs, nil
}

// readTable gives the rows of a table, without comments and the head.
func readTable(root, file string, cells int) ([][]string, error) {
	b, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		return nil, err
	}
	var rows [][]string
	n, head := 0, true
	for line := range strings.Lines(string(b)) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != cells {
			return nil, fmt.Errorf("%s:%d: %d cells, want %d", file, n, len(c), cells)
		}
		if !head {
			rows = append(rows, c)
		}
		head = false
	}
	return rows, nil
}

// measure runs the benchmarks of measured.tsv again, says how far each figure is
// from what it was, and writes those that are farther than they may be.
func measure(root string) error {
	runs, err := measured(root)
	if err != nil {
		return err
	}
	outputs := map[string]string{}
	on := machine()
	for i, r := range runs {
		if r.take == "" {
			continue
		}
		if _, done := outputs[r.command]; !done {
			log.Printf("%s", r.command)
			cmd := exec.Command("sh", "-c", r.command)
			cmd.Dir = root
			out, err := cmd.CombinedOutput()
			if err != nil {
				return fmt.Errorf("%s: %w\n%s", r.command, err, out)
			}
			outputs[r.command] = string(out)
		}
		v, err := taken(outputs[r.command], r.take)
		if err != nil {
			return fmt.Errorf("%s: %w", r.command, err)
		}
		within, err := strconv.ParseFloat(r.within, 64)
		if err != nil {
			return fmt.Errorf("%s: %s: within is %q, want per cent", measuredFile, r.name, r.within)
		}
		log.Printf("%s: %s, was %s %s (%s)", r.name, plain(v), plain(r.value), r.unit, r.on)
		if math.Abs(v-r.value) > within/100*r.value {
			runs[i].value, runs[i].on = v, on
		}
	}
	b, err := os.ReadFile(filepath.Join(root, measuredFile))
	if err != nil {
		return err
	}
	comments, _, _ := strings.Cut(string(b), measuredHead)
	var out strings.Builder
	out.WriteString(comments + measuredHead)
	for _, r := range runs {
		fmt.Fprintf(&out, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.name, plain(r.value), r.unit, r.within, r.take, r.command, r.on)
	}
	return os.WriteFile(filepath.Join(root, measuredFile), []byte(out.String()), 0o644)
}

// taken gives the number before a unit in the line of a benchmark.
func taken(output, take string) (float64, error) {
	name, unit, _ := strings.Cut(take, " ")
	for line := range strings.Lines(output) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] != name && !strings.HasPrefix(f[0], name+"-") {
			continue
		}
		for i := 1; i < len(f); i++ {
			if f[i] == unit {
				return strconv.ParseFloat(f[i-1], 64)
			}
		}
	}
	return 0, fmt.Errorf("no %s of %s in its output:\n%s", unit, name, output)
}

// machine names this one, and the month.
func machine() string {
	model := runtime.GOOS + "/" + runtime.GOARCH
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(b)) {
			if name, v, _ := strings.Cut(line, ":"); strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(v)
				break
			}
		}
	}
	return fmt.Sprintf("%s, %d cores, %s", model, runtime.NumCPU(), time.Now().UTC().Format("2006-01"))
}
