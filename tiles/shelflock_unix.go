//go:build unix

package tiles

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lockFile locks a file for this process, until it is closed or the process ends. It
// reports false if another one holds it.
func lockFile(f *os.File) (bool, error) {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// isReadOnly reports whether a file lies where nothing can be written.
func isReadOnly(err error) bool { return errors.Is(err, unix.EROFS) }
