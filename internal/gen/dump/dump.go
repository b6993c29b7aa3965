// Package dump reads tables as GeoNames packs them, for the generators: no header, a
// line a row, tabs between cells, one file in a zip file.
package dump

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Columns is how many cells a row of GeoNames' dump of places has.
const Columns = 19

// EachPlace gives the cells of each row of the one table in a zip file.
func EachPlace(path string, yield func([]string) error) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer z.Close()
	if len(z.File) != 1 {
		return fmt.Errorf("%s: %d files in it, want the table of cities alone", path, len(z.File))
	}
	f, err := z.File[0].Open()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer f.Close()
	return EachLine(path, f, Columns, yield)
}

// EachLine gives the cells of each line of a table. Errors name the path and the line.
func EachLine(path string, r io.Reader, columns int, yield func([]string) error) error {
	in := bufio.NewReader(r)
	for line := 1; ; line++ {
		s, err := in.ReadString('\n')
		if s != "" {
			c := strings.Split(strings.TrimRight(s, "\r\n"), "\t")
			wrong := error(nil)
			if len(c) != columns {
				wrong = fmt.Errorf("%d columns, want %d", len(c), columns)
			} else {
				wrong = yield(c)
			}
			if wrong != nil {
				return fmt.Errorf("%s:%d: %w", path, line, wrong)
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", path, line, err)
		}
	}
}
