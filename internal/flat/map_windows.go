package flat

import (
	"os"
	"syscall"
	"unsafe"
)

func mapFile(f *os.File, n int) (string, func() error, error) {
	size := uint64(n)
	h, err := syscall.CreateFileMapping(syscall.Handle(f.Fd()), nil, syscall.PAGE_READONLY, uint32(size>>32), uint32(size), nil)
	if err != nil {
		return "", nil, os.NewSyscallError("CreateFileMapping", err)
	}
	defer syscall.CloseHandle(h) // the view keeps the mapping
	at, err := syscall.MapViewOfFile(h, syscall.FILE_MAP_READ, 0, 0, uintptr(n))
	if err != nil {
		return "", nil, os.NewSyscallError("MapViewOfFile", err)
	}
	// The address is no Go memory; it is reread as a pointer, which vet allows.
	first := *(**byte)(unsafe.Pointer(&at))
	return unsafe.String(first, n), func() error { return syscall.UnmapViewOfFile(at) }, nil
}
