package sink

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// names are the files of a job.
type names struct {
	output   string
	stem     string // the output's name without its endings
	ending   string // .jsonl.gz
	failed   string
	manifest string
	work     string // the folder of what is not whole
	state    string // the checkpoint; it goes last, in one step
	sharded  bool
}

func namesOf(o *Options, p Packing) names {
	n := names{output: filepath.Clean(o.Output), sharded: o.Shard > 0, failed: o.Failed}
	n.stem = n.output
	if p != Plain {
		n.ending = filepath.Ext(n.stem)
		n.stem = strings.TrimSuffix(n.stem, n.ending)
	}
	ext := filepath.Ext(n.stem)
	n.stem, n.ending = strings.TrimSuffix(n.stem, ext), ext+n.ending
	if n.failed == "" {
		n.failed = n.stem + ".failed.jsonl"
	}
	n.manifest = n.stem + ".manifest.jsonl"
	n.work, n.state = n.output+".work", n.output+".checkpoint"
	return n
}

// FailedName is where the failures of a job go: what the user says, or a name
// made of the output's.
func FailedName(out, failed string) string {
	_, p, err := ParseName(out)
	if err != nil {
		return failed
	}
	n := namesOf(&Options{Output: out, Failed: failed}, p)
	return n.failed
}

// CheckpointName is where the checkpoint of a job stands, while there is one.
func CheckpointName(out string) string {
	return namesOf(&Options{Output: out}, Plain).state
}

// shard is the name of a shard, counted from 1, or of the only file.
func (n *names) shard(k int) string {
	if !n.sharded {
		return n.output
	}
	return fmt.Sprintf("%s-%05d%s", n.stem, k, n.ending)
}

// existing gives the shards that exist, or the output.
func (n *names) existing() []string {
	if !n.sharded {
		if _, err := os.Lstat(n.output); err == nil {
			return []string{n.output}
		}
		return nil
	}
	var out []string
	entries, _ := os.ReadDir(filepath.Dir(n.stem))
	for _, e := range entries {
		if path := filepath.Join(filepath.Dir(n.stem), e.Name()); n.number(path) > 0 {
			out = append(out, path)
		}
	}
	return out
}

// number is the number of a shard by its name, or 0.
func (n *names) number(path string) int {
	rest, ok := strings.CutPrefix(path, n.stem+"-")
	if rest, ok2 := strings.CutSuffix(rest, n.ending); ok && ok2 && len(rest) >= 5 {
		k := 0
		for _, c := range rest {
			if c < '0' || c > '9' || k > 1<<30 {
				return 0
			}
			k = k*10 + int(c-'0')
		}
		return k
	}
	return 0
}

// data is the file in work that a shard is written to.
func (n *names) data(k int) string { return filepath.Join(n.work, fmt.Sprintf("data-%05d", k)) }

func (n *names) in(name string) string { return filepath.Join(n.work, name) }

// Mine reports whether a path is one that a job writes, so that it is not read as
// an input of it.
func Mine(o Options) func(path string) bool {
	_, p, err := ParseName(o.Output)
	if err != nil {
		return nil
	}
	if o.Output, err = Place(o.Output); err != nil {
		return nil
	}
	n := namesOf(&o, p)
	own := map[string]bool{n.output: true, n.manifest: true, n.work: true, n.state: true}
	for _, path := range []string{n.failed, o.Summary, o.Entities} {
		if at, err := Place(path); err == nil && path != "" {
			own[at] = true
		}
	}
	return func(path string) bool {
		path, err := Place(path)
		return err == nil && (own[path] || n.sharded && n.number(path) > 0)
	}
}

// Place is the absolute form of a path, with the links in its folder followed: two
// names of one place in a folder have one form.
func Place(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(folder, filepath.Base(path))
	}
	return path, nil
}
