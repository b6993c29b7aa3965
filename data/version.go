package data

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
)

// Date is the month of the newest file, as README.md dates them: what happened
// later the data do not know.
const Date = "2026-11"

// Checksum tells one state of the data from another: it is the first 16 hex
// digits of a SHA-256 over the names and contents of all files but the samples.
// It reads them all, which takes some tens of milliseconds.
func Checksum() string {
	sum := sha256.New()
	add := func(name, content string) {
		fmt.Fprintf(sum, "%s %d\n", name, len(content))
		_, _ = io.WriteString(sum, content) // a hash takes everything
	}
	add("gazetteer.bin", gazetteer)
	add("lexicon.bin", lexicon)
	add("wordstats.bin", wordStats)
	add("nameshape.bin", nameShape)
	add("wordcontext.bin", wordContexts)
	add("docfreq.bin", docFreq)
	add("categories.bin", categories)
	// They lie in memory, in order of their names: no error can come of it.
	_ = fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := files.ReadFile(path)
		add(path, string(b))
		return err
	})
	return hex.EncodeToString(sum.Sum(nil))[:16]
}
