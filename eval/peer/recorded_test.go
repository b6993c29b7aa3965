package peer

import (
	"os"
	"path/filepath"
	"testing"
)

// recordedDir holds the recorded runs of the peers; it is no part of the project.
const recordedDir = "../../../shared"

// readRecorded reads a file of recorded runs or skips the test.
func readRecorded(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(recordedDir, filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("no recorded runs of the peers: %v", err)
	}
	return b
}
