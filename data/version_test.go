package data_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/alam-nlp/alam/data"
)

func TestChecksum(t *testing.T) {
	sum := data.Checksum()
	if !regexp.MustCompile("^[0-9a-f]{16}$").MatchString(sum) || sum != data.Checksum() {
		t.Errorf("got %q and %q", sum, data.Checksum())
	}
}

// TestDate: the date is the newest of those that README.md gives to files.
func TestDate(t *testing.T) {
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	newest := ""
	for line := range strings.Lines(string(b)) {
		if m := regexp.MustCompile(`\| (\d{4}-\d\d) \|$`).FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			newest = max(newest, m[1])
		}
	}
	if data.Date != newest {
		t.Errorf("Date is %s, the newest file is of %s", data.Date, newest)
	}
}
