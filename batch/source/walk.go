package source

import (
	"cmp"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Files gives the files that names stand for, in order: a file for itself, a
// directory or a link to one (with Options.Walk) for the files in it, a pattern as
// path/filepath.Match has them for the files that match, "-" and no names for
// standard input. An error concerns the file beside it.
func Files(names []string, o Options) iter.Seq2[File, error] {
	if len(names) == 0 {
		names = []string{Stdin}
	}
	return func(yield func(File, error) bool) {
		for _, name := range names {
			for _, path := range matches(name) {
				if w := (walker{o: &o, yield: yield}); !w.path(path, path != name) {
					return
				}
			}
		}
	}
}

// Missing gives the names that stand for nothing.
func Missing(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		if name == Stdin {
			return true
		}
		_, err := os.Stat(matches(name)[0])
		return err == nil
	})
}

// matches gives the files that match a pattern, or the name itself.
func matches(name string) []string {
	if name == Stdin || !strings.ContainsAny(name, "*?[") {
		return []string{name}
	}
	if _, err := os.Lstat(name); err == nil {
		return []string{name}
	}
	list, err := filepath.Glob(name)
	if !strings.HasPrefix(filepath.Base(name), ".") { // as shells do
		list = slices.DeleteFunc(list, func(path string) bool { return strings.HasPrefix(filepath.Base(path), ".") })
	}
	if err != nil || len(list) == 0 {
		return []string{name}
	}
	return list
}

// A Passed is why something is no input: of a folder, or of what a pattern stands for.
type Passed string

// Why something is passed over.
const (
	PassedEnding Passed = "ending" // its name does not end as those of texts and tables do
	PassedHidden Passed = "hidden" // its name begins with a dot
	PassedLink   Passed = "link"   // it is a link to a folder
	PassedLoop   Passed = "loop"   // it is a link to a folder that it lies in
	PassedBroken Passed = "broken" // it is a link to nothing, and its name is not that of a text
	PassedFIFO   Passed = "fifo"
	PassedSocket Passed = "socket"
	PassedDevice Passed = "device"
)

// special says what a file is that is none to read.
func special(mode fs.FileMode) (Passed, bool) {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return PassedFIFO, true
	case mode&fs.ModeSocket != 0:
		return PassedSocket, true
	case mode.IsRegular() || mode.IsDir():
		return "", false
	}
	return PassedDevice, true
}

// A walker gives the files of folders.
type walker struct {
	o     *Options
	yield func(File, error) bool
	above []fs.FileInfo // the folders that it is in
}

// path gives a file, or the files of a folder. matched says that a pattern stood
// for it.
func (w *walker) path(path string, matched bool) bool {
	if path == Stdin {
		return w.yield(File{Path: path, Size: -1}, nil)
	}
	info, err := os.Stat(path)
	if err != nil {
		return w.yield(File{Path: path, Size: -1}, ReadError(path, 0, err))
	}
	if info.IsDir() && w.o.Walk {
		return w.folder(path, info)
	}
	if why, ok := special(info.Mode()); ok && matched {
		w.pass(path, why)
		return true
	}
	return w.yield(file(path, info), nil)
}

func (w *walker) pass(path string, why Passed) {
	if w.o.PassedOver != nil {
		w.o.PassedOver(path, why)
	}
}

// fail gives an error in place of a file.
func (w *walker) fail(path string, err error) bool {
	return w.yield(File{Path: path, Size: -1, Walked: true}, ReadError(path, 0, err))
}

// folder gives the files of a folder, by their names.
func (w *walker) folder(path string, info fs.FileInfo) bool {
	entries, err := os.ReadDir(path)
	if err != nil && !w.fail(path, err) {
		return false
	}
	w.above = append(w.above, info)
	for _, e := range entries {
		if !w.entry(filepath.Join(path, e.Name()), e) {
			return false
		}
	}
	w.above = w.above[:len(w.above)-1]
	return true
}

// entry gives what stands in a folder.
func (w *walker) entry(path string, e fs.DirEntry) bool {
	wanted := w.o.Format != Auto || byName(path) != Auto
	link := e.Type()&fs.ModeSymlink != 0
	switch {
	case strings.HasPrefix(e.Name(), "."):
		w.pass(path, PassedHidden)
		return true
	case w.o.Exclude != nil && w.o.Exclude(path):
		return true
	case e.Type().IsRegular() && !wanted:
		w.pass(path, PassedEnding)
		return true
	}
	info, err := os.Stat(path) // of what a link points to
	if err != nil {
		if link && !wanted {
			w.pass(path, PassedBroken)
			return true
		}
		return w.fail(path, err)
	}
	why, odd := special(info.Mode())
	switch {
	case info.IsDir() && link && slices.ContainsFunc(w.above, func(up fs.FileInfo) bool { return os.SameFile(up, info) }):
		why, odd = PassedLoop, true
	case info.IsDir() && link && !w.o.FollowLinks:
		why, odd = PassedLink, true
	case info.IsDir():
		return w.folder(path, info)
	case !odd && !wanted:
		why, odd = PassedEnding, true
	}
	if odd {
		w.pass(path, why)
		return true
	}
	f := file(path, info)
	f.Walked = true
	return w.yield(f, nil)
}

func file(path string, info fs.FileInfo) File {
	f := File{Path: path, Size: -1}
	if info.Mode().IsRegular() {
		f.Size, f.Time = info.Size(), info.ModTime()
	}
	return f
}

// LeftOut gathers what is passed over; its Note is for Options.PassedOver.
type LeftOut struct {
	// Count is by why.
	Count   map[Passed]int64
	first   map[Passed][]string
	endings map[string]int
}

const (
	namedLeftOut   = 3  // how many of a kind are named
	endingsLeftOut = 10 // how many endings are
)

// Note takes something that is passed over.
func (l *LeftOut) Note(path string, why Passed) {
	if l.Count == nil {
		l.Count, l.first, l.endings = map[Passed]int64{}, map[Passed][]string{}, map[string]int{}
	}
	if l.Count[why]++; l.Count[why] <= namedLeftOut {
		l.first[why] = append(l.first[why], path)
	}
	if why != PassedEnding {
		return
	}
	ending := strings.ToLower(filepath.Ext(path))
	if _, known := l.endings[ending]; known || len(l.endings) < endingsLeftOut {
		l.endings[ending]++
	}
}

// leftOut are the kinds in the order in which they are told.
var leftOut = []struct {
	why  Passed
	what string
}{
	{PassedLink, "links to folders (Options.FollowLinks reads them)"}, {PassedLoop, "links to folders that they lie in"}, {PassedBroken, "links to nothing"},
	{PassedFIFO, "FIFOs"}, {PassedSocket, "sockets"}, {PassedDevice, "devices"}, {PassedEnding, "files of other endings"}, {PassedHidden, "hidden"},
}

// String says what was passed over, how much of it, and the first by name; the
// empty text if nothing was.
func (l *LeftOut) String() string {
	var told []string
	for _, k := range leftOut {
		n := l.Count[k.why]
		if n == 0 {
			continue
		}
		what := k.what
		if k.why == PassedEnding {
			what += " (" + l.byEnding() + ")"
		}
		names, more := strings.Join(l.first[k.why], ", "), ""
		if n > namedLeftOut {
			more = ", ..."
		}
		told = append(told, fmt.Sprintf("%d %s: %s%s", n, what, names, more))
	}
	return strings.Join(told, "; ")
}

// byEnding gives the endings, those of the most files first.
func (l *LeftOut) byEnding() string {
	names := slices.SortedFunc(maps.Keys(l.endings), func(a, b string) int {
		return cmp.Or(l.endings[b]-l.endings[a], strings.Compare(a, b))
	})
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d", cmp.Or(name, "none"), l.endings[name])
	}
	if len(names) == endingsLeftOut {
		names = append(names, "...")
	}
	return strings.Join(names, ", ")
}
