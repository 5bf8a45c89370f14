package fieldkit

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Sink is what a package is written to.
type Sink interface {
	// Create begins the next file, by a name with slashes; the one before is then whole.
	Create(name string) (io.Writer, error)
	// Finish makes of all files a package.
	Finish() error
	// Discard leaves nothing of them; after Finish it does nothing.
	Discard()
}

// Zip is a package as one ZIP.
type Zip struct {
	out  *zip.Writer
	when time.Time
}

// NewZip writes a ZIP to w, in which every file bears the given time. What was written
// before Finish is no ZIP.
func NewZip(w io.Writer, when time.Time) *Zip { return &Zip{zip.NewWriter(w), when} }

// Create begins a file.
func (z *Zip) Create(name string) (io.Writer, error) {
	return z.out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: z.when})
}

// Finish writes the directory of the ZIP.
func (z *Zip) Finish() error { return z.out.Close() }

// Discard leaves the ZIP without its directory.
func (*Zip) Discard() {}

// Folder is a package as a folder. Its files are gathered in another one beside it until
// all are there.
type Folder struct {
	path, draft string
	file        *os.File
	out         *bufio.Writer
}

// NewFolder makes a package in a folder that is not there yet, or is empty. Over makes it
// take the place of an earlier package, but of nothing else.
func NewFolder(path string, over bool) (*Folder, error) {
	path = filepath.Clean(path)
	if err := free(path, over); err != nil {
		return nil, err
	}
	draft, err := os.MkdirTemp(filepath.Dir(path), filepath.Base(path)+".*.unfinished")
	if err != nil {
		return nil, err
	}
	return &Folder{path: path, draft: draft}, nil
}

// free reports why no package can be written to a place.
func free(path string, over bool) error {
	entries, err := os.ReadDir(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(entries) == 0:
		return nil
	case !isPackage(path):
		return fmt.Errorf("%s is not empty and holds no package; name another folder", path)
	case !over:
		return fmt.Errorf("%s holds a package already; --force writes over it", path)
	}
	return nil
}

func isPackage(path string) bool {
	text, err := os.ReadFile(filepath.Join(path, manifestName))
	var m Manifest
	return err == nil && json.Unmarshal(text, &m) == nil && m.Plan != "" && len(m.Files) > 0
}

// Create begins a file.
func (f *Folder) Create(name string) (io.Writer, error) {
	if err := f.close(); err != nil {
		return nil, err
	}
	path := filepath.Join(f.draft, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	f.file, f.out = file, bufio.NewWriterSize(file, 64<<10)
	return f.out, nil
}

func (f *Folder) close() error {
	if f.file == nil {
		return nil
	}
	err := errors.Join(f.out.Flush(), f.file.Close())
	f.file = nil
	return err
}

// Finish moves the folder to its place.
func (f *Folder) Finish() error {
	if err := f.close(); err != nil {
		return err
	}
	if err := os.Chmod(f.draft, 0o755); err != nil { // a temporary one is for its owner alone
		return err
	}
	before := f.draft + ".before"
	switch err := os.Rename(f.path, before); {
	case errors.Is(err, fs.ErrNotExist):
		before = ""
	case err != nil:
		return err
	}
	if err := os.Rename(f.draft, f.path); err != nil {
		if before != "" {
			err = errors.Join(err, os.Rename(before, f.path))
		}
		return err
	}
	f.draft = ""
	if before == "" {
		return nil
	}
	return os.RemoveAll(before)
}

// Discard removes what was gathered.
func (f *Folder) Discard() {
	_ = f.close() // nobody wants it any more
	if f.draft != "" {
		_ = os.RemoveAll(f.draft) // its name says that it is unfinished
	}
}
