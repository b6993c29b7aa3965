package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/ulikunitz/xz"
)

// The package that the names come from. Another version may have other names:
// change all three together.
const (
	packageURL = "http://deb.debian.org/debian/pool/main/g/geonames/libgeonames-common_0.3.0-1_all.deb"
	packageSum = "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930" // SHA-256
	packageMax = 16 << 20                                                           // bytes of the package
)

// errUnreachable says that the package is neither here nor to be had.
var errUnreachable = errors.New("the package cannot be had")

// fetch reads the package from a file or, if path is empty, from the user's
// cache, which it fills from Debian. What has another sum is refused.
func fetch(file string) ([]byte, error) {
	if file != "" {
		b, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		return b, verify(file, b)
	}
	cache := ""
	if dir, err := os.UserCacheDir(); err == nil {
		cache = filepath.Join(dir, "alam", path.Base(packageURL))
		if b, err := os.ReadFile(cache); err == nil && verify(cache, b) == nil {
			return b, nil
		}
	}
	b, err := download()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errUnreachable, err)
	}
	if err := verify(packageURL, b); err != nil {
		return nil, err
	}
	if cache != "" && os.MkdirAll(filepath.Dir(cache), 0o755) == nil {
		_ = os.WriteFile(cache, b, 0o644) // fetched again where this fails
	}
	return b, nil
}

func download() ([]byte, error) {
	client := http.Client{Timeout: 2 * time.Minute}
	r, err := client.Get(packageURL)
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", packageURL, r.Status)
	}
	return io.ReadAll(io.LimitReader(r.Body, packageMax))
}

func verify(from string, b []byte) error {
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != packageSum {
		return fmt.Errorf("%s: SHA-256 is %x, want %s: it is not the package that this list is made of", from, sum, packageSum)
	}
	return nil
}

// unpack gives the files of a Debian package whose paths are wanted. A package
// is an ar archive, whose member data.tar.xz has the files; see deb(5).
func unpack(deb []byte, want func(path string) bool) (map[string][]byte, error) {
	data, err := member(deb, "data.tar.xz")
	if err != nil {
		return nil, err
	}
	unxz, err := xz.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("data.tar.xz: %w", err)
	}
	files := map[string][]byte{}
	for t := tar.NewReader(unxz); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, fmt.Errorf("data.tar.xz: %w", err)
		}
		if name := path.Clean(h.Name); want(name) {
			if files[name], err = io.ReadAll(t); err != nil {
				return nil, fmt.Errorf("data.tar.xz: %s: %w", name, err)
			}
		}
	}
}

// member finds a member of an ar archive: behind the magic, each has a head of
// 60 bytes with its name at 0 and its length at 48, and begins at an even byte.
func member(ar []byte, name string) ([]byte, error) {
	const magic, head = "!<arch>\n", 60
	rest, ok := bytes.CutPrefix(ar, []byte(magic))
	if !ok {
		return nil, errors.New("no Debian package: it does not begin as an ar archive")
	}
	for len(rest) >= head {
		size, err := strconv.Atoi(strings.TrimSpace(string(rest[48:58])))
		if err != nil || size < 0 || size > len(rest)-head {
			return nil, errors.New("the ar archive is damaged")
		}
		if strings.TrimRight(string(rest[:16]), " /") == name {
			return rest[head : head+size], nil
		}
		rest = rest[min(head+size+size%2, len(rest)):]
	}
	return nil, fmt.Errorf("no %s in the package", name)
}
