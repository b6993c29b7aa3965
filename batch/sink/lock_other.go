//go:build !unix

package sink

import "os"

// lock does not keep other processes out on systems without flock.
func lock(path string) (*os.File, error) { return os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644) }
