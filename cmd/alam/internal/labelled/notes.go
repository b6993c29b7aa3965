package labelled

import "fmt"

// notes are those of the files of a folder: each is told once.
type notes struct {
	order []string
	files map[string][]string // of a note
}

func newNotes() *notes { return &notes{files: make(map[string][]string)} }

func (n *notes) add(path string, list []string) {
	for _, s := range list {
		if n.files[s] == nil {
			n.order = append(n.order, s)
		}
		n.files[s] = append(n.files[s], path)
	}
}

// tell gives each note with its first file, and the number of the others.
func (n *notes) tell(note func(string)) {
	for _, s := range n.order {
		files := n.files[s]
		if len(files) == 1 {
			note(files[0] + ": " + s)
			continue
		}
		note(fmt.Sprintf("%s and %d more: %s", files[0], len(files)-1, s))
	}
}
