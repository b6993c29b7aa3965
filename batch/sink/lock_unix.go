//go:build unix

package sink

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lock takes a job for this process, until the file is closed or the process
// ends, however that happens.
func lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		f.Close()
		return nil, fmt.Errorf("%w in another process (it holds %s)", ErrLocked, path)
	}
	return f, nil // a file system without locks is none of our business
}
