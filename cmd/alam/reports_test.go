package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

const reportsDir = "../../../shared/reports"

// A reportCase is a case made from a public report: files, and a command on them.
type reportCase struct {
	ID      string
	Files   map[string]reportFile
	Command string
}

// A reportFile is a text in UTF-8, or as {encoding, text} says.
type reportFile []byte

func (f *reportFile) UnmarshalJSON(data []byte) error {
	var x struct{ Encoding, Text string }
	if err := json.Unmarshal(data, &x.Text); err == nil {
		*f = []byte(x.Text)
		return nil
	}
	if err := json.Unmarshal(data, &x); err != nil {
		return err
	}
	e, err := htmlindex.Get(x.Encoding)
	if err != nil {
		return err
	}
	*f, err = e.NewEncoder().Bytes([]byte(x.Text))
	return err
}

// A reportWant is what makes a case right: its status, and what its output and
// errors hold, or must not, as regular expressions.
type reportWant struct {
	status     int
	has, lacks []string
	known      string // why it is not right yet
}

// support has a row of eval with so many names of a label in the gold.
func support(label, n string) string {
	return `(?m)^` + label + ` +\S+ +\S+ +\S+ +` + n + ` +\d+ +\d+ +\d+$`
}

var onePersonOnePlace = reportWant{has: []string{support("PER", "1"), support("LOC", "1")}}

// reportWants are all cases, by id.
var reportWants = map[string]reportWant{
	"files/1":  onePersonOnePlace,
	"files/3":  {has: []string{support("PER", "1")}}, // of the place, which it does not mark, there is none
	"files/5":  {has: []string{support("PER", "1")}},
	"files/7":  {has: []string{support("PER", "1")}},
	"files/9":  onePersonOnePlace,
	"files/11": onePersonOnePlace,
	"files/13": {has: []string{support("ORG", "1"), support("LOC", "1")}},
	"files/14": onePersonOnePlace,
	"files/16": {has: []string{support("PER", "2"), support("LOC", "2")}},
	"files/18": {has: []string{support("PER", "2"), support("LOC", "2"), "CR LF"}},
	"files/19": onePersonOnePlace,
	"files/21": {has: []string{support("PER", "2"), "CR LF"}},
	// Read; what its labels are called is for the user to say, with the map that the error gives.
	"files/23": {status: statusFailed, has: []string{"--map Location=LOC,Person=PER$"}, lacks: []string{"Go struct"}},
	"files/24": {has: []string{`(?m)^\{"id":"1",.*"start":7,"end":17`, `(?m)^\{"id":"2",.*"start":7,"end":19`}},
	"files/26": {has: []string{"\tPER\tpolitician\tبوتين\t", "\tLOC\tcity\tموسكو\t"}},
	"files/28": {has: []string{`"term":"ليمون"`}, lacks: []string{`"يمون`}, known: "topics cut the proclitic of a word whose rest no news has"},
	"files/30": {has: []string{`"term":"فساتين"`}, lacks: []string{`"ساتين`}, known: "the same"},
	"files/32": {has: []string{`"term"`}, lacks: []string{`"term":"(co|abc|pic|twitter|xyz)"`}},
	"files/33": {has: []string{"\tطرابلس\tcity/tripoli-lebanon\t"}},
	"files/35": {has: []string{"\tعمان\tcountry/OM\t"}, lacks: []string{"\tPER\t[^\t]*\tسلطان\t"}},
	"files/37": {has: []string{"mojibake"}},
	"files/39": {has: []string{"\tORG\t[^\t]*\tان.ام.سي\t"}},
}

// TestReports: every case of files made from public reports comes out right by the
// command as it is built, but for those that the table owns to, which must not.
func TestReports(t *testing.T) {
	if _, err := os.Stat(reportsDir); errors.Is(err, os.ErrNotExist) {
		t.Skip("skipped: ../shared is absent, which has the reports")
	}
	all, err := filepath.Glob(filepath.Join(reportsDir, "give-*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range all {
		switch filepath.Base(path) {
		case "give-files.jsonl":
			testReportFile(t, path)
		case "give-text.jsonl": // by TestReports of internal/cases
		default:
			t.Errorf("%s: no test runs these cases", path)
		}
	}
}

func testReportFile(t *testing.T, path string) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	seen := 0
	for in.Scan() {
		var c reportCase
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		want, ok := reportWants[c.ID]
		if !ok {
			t.Errorf("%s: nothing says when it is right", c.ID)
			continue
		}
		seen++
		t.Run(c.ID, func(t *testing.T) { c.check(t, want) })
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	if seen != len(reportWants) {
		t.Errorf("%d of the %d cases that are known are there", seen, len(reportWants))
	}
}

// check runs a case in a folder of its own.
func (c *reportCase) check(t *testing.T, want reportWant) {
	dir := t.TempDir()
	for name, content := range c.Files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	args := strings.Fields(c.Command)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	var wrong []string
	if status := cmd.ProcessState.ExitCode(); status != want.status {
		wrong = append(wrong, "status")
	}
	said := strings.TrimSpace(string(out))
	for _, re := range want.has {
		if !regexp.MustCompile(re).MatchString(said) {
			wrong = append(wrong, "without "+re)
		}
	}
	for _, re := range want.lacks {
		if regexp.MustCompile(re).MatchString(said) {
			wrong = append(wrong, "with "+re)
		}
	}
	switch {
	case want.known != "" && len(wrong) == 0:
		t.Errorf("is right now: take away that it is known to fail, %s", want.known)
	case want.known == "" && len(wrong) > 0:
		t.Errorf("%s: %q, %v\n%s", c.Command, wrong, cmd.ProcessState, said)
	}
}
