package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/alam-nlp/alam/eval"
)

func unescape(s string) ([]byte, error) {
	u, err := strconv.Unquote(`"` + s + `"`)
	return []byte(u), err
}

// command runs the command in this process.
func command(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}

// articles are n JSON lines.
func articles(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"id\":%d,\"text\":\"زار وزير الخارجية الروسي بيروت ثم القاهرة (%d)\"}\n", i, i)
	}
	return b.String()
}

// TestSameForAnyWorkers: the same bytes, in input order, whatever the workers.
func TestSameForAnyWorkers(t *testing.T) {
	in := articles(300)
	status, many, _ := command(t, in, "tag", "--explain", "--topics", "3")
	if status != statusDone {
		t.Fatalf("status %d", status)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if _, one, _ := command(t, in, "tag", "--explain", "--topics", "3"); one != many {
		t.Error("one worker writes something else")
	}
	for i, line := range strings.SplitAfter(strings.TrimSuffix(many, "\n"), "\n") {
		if !strings.HasPrefix(line, fmt.Sprintf(`{"id":"%d",`, i)) {
			t.Fatalf("line %d is %.40s", i, line)
		}
	}
}

// TestClosedPipe: whoever has read enough hears no complaint.
func TestClosedPipe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no SIGPIPE")
	}
	file := filepath.Join(t.TempDir(), "many.jsonl")
	if err := os.WriteFile(file, []byte(articles(5000)), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"jsonl", "tsv", "pretty"} {
		cmd := exec.Command("alam", "tag", "--format", format, file)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
			t.Error(err)
		}
		out.Close()
		err = cmd.Wait()
		state, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
		if err != nil && state.Signal() != syscall.SIGPIPE {
			t.Errorf("%s: %v", format, err)
		}
		if errs.Len() > 0 {
			t.Errorf("%s: %s", format, errs.String())
		}
	}
}

// closed is a pipe whose reader has gone, where that is no signal.
type closed struct{}

func (closed) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}
}

func TestWriteErrors(t *testing.T) {
	for _, args := range [][]string{{"tag"}, {"topics", "--format", "jsonl"}, {"gazetteer", "lookup", "روسيا"}, {"version"}, {"--help"}, {"tag", "--help"}, {"help", "eval"}, {"gazetteer"}} {
		var errs bytes.Buffer
		if status := run(args, strings.NewReader("في روسيا"), closed{}, &errs); status != statusDone || errs.Len() > 0 {
			t.Errorf("%v into a closed pipe: %d %s", args, status, errs.String())
		}
		if status := run(args, strings.NewReader("في روسيا"), full{}, &errs); status != statusFailed || !strings.Contains(errs.String(), "cannot write") {
			t.Errorf("%v on a full disk: %d %s", args, status, errs.String())
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// TestLongLine: memory and time stay in proportion to a line of any length.
func TestLongLine(t *testing.T) {
	size := 2 << 20
	if !testing.Short() && os.Getenv("ALAM_LONG") != "" {
		size = 50 << 20
	}
	text := strings.Repeat("زار الوزير بيروت ثم عاد إلى القاهرة مساء أمس ", size/80)
	for _, in := range []string{text, `{"id":"-","text":"` + text + `"}`} {
		status, out, errs := command(t, in, "tag")
		if status != statusDone || !strings.HasPrefix(out, `{"id":"-","offsets":"byte","mentions":[{`) {
			t.Errorf("status %d, %.60s, %s", status, out, errs)
		}
	}
}

// TestConlleval: alam eval and conlleval give the same figures for what alam
// tag writes, on every label and to the digit.
func TestConlleval(t *testing.T) {
	const gold = "testdata/gold.conll"
	status, tagged, errs := command(t, "", "tag", "--format", "conll", gold)
	if status != statusDone {
		t.Fatal(errs)
	}
	source, err := os.ReadFile(gold)
	if err != nil {
		t.Fatal(err)
	}
	var kept strings.Builder
	for _, line := range strings.SplitAfter(tagged, "\n") {
		if i := strings.LastIndexByte(line, ' '); i > 0 {
			line = line[:i] + "\n"
		}
		kept.WriteString(line)
	}
	if kept.String() != string(source) {
		t.Errorf("the gold is not kept:\n%s", kept.String())
	}
	status, peer, errs := command(t, tagged, "eval", "--format", "conlleval")
	if status != statusDone {
		t.Fatal(errs)
	}
	for _, args := range [][]string{{"eval", "--gold", gold, "--json"}, {"eval", "--gold", gold, "--pred", "-", "--json"}} {
		status, out, errs := command(t, tagged, args...)
		if status != statusDone {
			t.Fatal(errs)
		}
		var r eval.Report
		if err := json.Unmarshal([]byte(out), &r); err != nil {
			t.Fatal(err)
		}
		micro := r.Strict.Micro
		figures := []string{
			fmt.Sprintf("with %d phrases; found: %d phrases; correct: %d.", micro.Support(), micro.Found(), micro.TP),
			fmt.Sprintf("accuracy: %6s%%; precision: %6s%%; recall: %6s%%; FB1: %6s", r.Tokens.Accuracy().Percent(),
				micro.Precision().Percent(), micro.Recall().Percent(), micro.F1().Percent()),
		}
		for _, row := range r.Strict.Rows {
			if row.Counts.Found() > 0 {
				figures = append(figures, fmt.Sprintf("%17s: precision: %6s%%; recall: %6s%%; FB1: %6s  %d", row.Label,
					row.Counts.Precision().Percent(), row.Counts.Recall().Percent(), row.Counts.F1().Percent(), row.Counts.Found()))
			}
		}
		for _, f := range figures {
			if !strings.Contains(peer, f) {
				t.Errorf("%v: conlleval does not say %q:\n%s", args, f, peer)
			}
		}
	}
}
