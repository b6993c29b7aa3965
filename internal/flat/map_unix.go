//go:build linux || darwin

package flat

import (
	"os"
	"syscall"
	"unsafe"
)

func mapFile(f *os.File, n int) (string, func() error, error) {
	b, err := syscall.Mmap(int(f.Fd()), 0, n, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return "", nil, err
	}
	return unsafe.String(&b[0], n), func() error { return syscall.Munmap(b) }, nil
}
