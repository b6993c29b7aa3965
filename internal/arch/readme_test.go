package arch

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// offline is what the go command says where modules are neither in its cache nor
// to be had.
var offline = regexp.MustCompile(`dial tcp|no such host|lookup disabled|i/o timeout|connection refused|proxyconnect|TLS handshake|context deadline exceeded`)

// TestOwnModule does what the README says under "Use it from your own module",
// line by line, in a folder beside the checkout: both ways.
func TestOwnModule(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: builds a module that imports the library")
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("skipped: no bash here")
	}
	begin, ways := ownModule(t)
	checkout, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	eachFile(t, func(string, []byte) {}) // what this test depends on, for the cache of go test
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.Symlink(checkout, filepath.Join(dir, "alam")); err != nil {
				t.Skipf("skipped: %v", err)
			}
			cmd := exec.Command(bash, "-euxc", begin+way)
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "GOWORK=", "PWD="+dir)
			out, err := cmd.CombinedOutput()
			if err != nil && offline.Match(out) {
				t.Skipf("skipped: no network, and modules are missing from the cache: %s", offline.Find(out))
			}
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if want := "\npolitician/vladimir-putin Vladimir Putin 2\n"; !strings.Contains(string(out), want) {
				t.Errorf("no line %q in\n%s", want, out)
			}
		})
	}
}

// ownModule gives the commands of the README: those to begin with, and the two
// ways to go on.
func ownModule(t *testing.T) (begin string, ways map[string]string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(b), "\n## Use it from your own module\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var blocks []string
	before := ""
	for line := range strings.Lines(section) {
		command, ok := strings.CutPrefix(line, "    $ ")
		switch {
		case ok && strings.HasPrefix(before, "    $ "):
			blocks[len(blocks)-1] += command
		case ok:
			blocks = append(blocks, command)
		}
		before = line
	}
	if len(blocks) != 3 || !strings.Contains(blocks[1], "-replace") || !strings.Contains(blocks[2], "go work") {
		t.Fatalf("the README has these blocks of commands, want a beginning and two ways:\n%q", blocks)
	}
	return blocks[0], map[string]string{"replace": blocks[1], "work": blocks[2]}
}

// TestFirstCommands: the README begins with a tagged article and the tests, as
// .ci/run expects.
func TestFirstCommands(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^    \$ (.*)$`).FindAllStringSubmatch(string(b), 2)
	if len(found) != 2 || !strings.HasPrefix(found[0][1], "go run ./cmd/alam tag ") || found[1][1] != "go test ./..." {
		t.Errorf("the first commands are %q", found)
	}
}
