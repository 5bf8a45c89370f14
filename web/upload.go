package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"burialmap/data/format"
)

const (
	uploadBytes = 64 << 20         // of one file; larger ones are for the command line
	uploadTime  = 30 * time.Minute // that a file is kept since it was last looked at
	uploadsKept = 8                // files at a time
)

// upload is a file that somebody dropped on the page, kept to be looked at again. It has no
// name on the disk: whatever becomes of the program, nothing of it stays.
type upload struct {
	sync.Mutex // one look at a time

	id   string
	name string // the base name it had
	file *os.File
	size int64
	used time.Time
}

// uploads are the files that are kept.
type uploads struct {
	sync.Mutex

	now  func() time.Time
	kept map[string]*upload
}

func newUploads(now func() time.Time) *uploads {
	return &uploads{now: now, kept: map[string]*upload{}}
}

// errFull means that as many files are being looked at as can be.
var errFull = errors.New("too many files are being looked at")

// take keeps a file.
func (u *uploads) take(name string, body io.Reader) (*upload, error) {
	if err := u.room(); err != nil {
		return nil, err
	}
	file, err := os.CreateTemp("", "burialmap-upload-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(file.Name()) // where an open file cannot be removed, that is done in drop
	size, err := io.Copy(file, body)
	if err != nil {
		discard(file)
		return nil, err
	}
	up := &upload{id: rand.Text(), name: baseName(name), file: file, size: size, used: u.now()}
	u.Lock()
	defer u.Unlock()
	u.kept[up.id] = up
	return up, nil
}

// room makes room for one more file: those nobody has looked at for long are forgotten, and
// if there are still too many, the one that was looked at longest ago, unless all of them
// are being looked at.
func (u *uploads) room() error {
	u.Lock()
	defer u.Unlock()
	var oldest *upload
	for id, up := range u.kept {
		idle := up.TryLock()
		if !idle {
			continue
		}
		up.Unlock()
		if u.now().Sub(up.used) > uploadTime {
			u.drop(id)
		} else if oldest == nil || up.used.Before(oldest.used) {
			oldest = up
		}
	}
	switch {
	case len(u.kept) < uploadsKept:
		return nil
	case oldest == nil:
		return errFull
	}
	u.drop(oldest.id)
	return nil
}

// get finds a file that is kept.
func (u *uploads) get(id string) (*upload, error) {
	u.Lock()
	defer u.Unlock()
	up, ok := u.kept[id]
	if !ok || u.now().Sub(up.used) > uploadTime {
		return nil, missing("This file is not kept any more; drop it here again.")
	}
	up.used = u.now()
	return up, nil
}

// forget drops a file.
func (u *uploads) forget(id string) {
	u.Lock()
	defer u.Unlock()
	u.drop(id)
}

func (u *uploads) drop(id string) {
	up, ok := u.kept[id]
	if !ok {
		return
	}
	delete(u.kept, id)
	go func() { // a look may be under way, and nobody has to wait for its end
		up.Lock()
		defer up.Unlock()
		discard(up.file)
	}()
}

func discard(file *os.File) {
	_ = file.Close() // it is not wanted any more
	_ = os.Remove(file.Name())
}

// input is the file from its beginning.
func (up *upload) input() format.Input {
	return format.Input{Name: up.name, ReadSeeker: io.NewSectionReader(up.file, 0, up.size), Size: up.size}
}

// baseName is a file's name without folders, of either kind of system, for findings.
func baseName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, "\ufffd"), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, name)
	for utf8.RuneCountInString(name) > 120 {
		_, size := utf8.DecodeRuneInString(name)
		name = name[size:] // the end has the extension
	}
	if name == "" || name == "." || name == "/" {
		return "file"
	}
	return name
}

func (up *upload) String() string { return fmt.Sprintf("%s (%d bytes)", up.name, up.size) }
