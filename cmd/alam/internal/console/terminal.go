package console

import (
	"io"
	"os"
)

// IsTerminal reports whether a stream is a terminal: a character device other
// than the null device.
func IsTerminal(stream any) bool {
	if _, ok := stream.(*guarded); ok {
		return true
	}
	f, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// UseColor decides on colour: when is auto, always or never. auto is for
// terminals that are not dumb, unless NO_COLOR is set (see no-color.org).
func UseColor(when string, out io.Writer, env func(string) string) bool {
	switch when {
	case "always":
		return true
	case "never":
		return false
	}
	return env("NO_COLOR") == "" && env("TERM") != "dumb" && IsTerminal(out)
}
