package compare

import (
	"os"
	"path/filepath"
	"testing"
)

// sharedDir holds the recorded runs of the peers; it is no part of the project.
const sharedDir = "../../../shared"

// readShared reads a file of recorded runs or skips the test.
func readShared(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(sharedDir, filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("no recorded runs of the peers: %v", err)
	}
	return b
}
