package gpkg

import (
	"io"
	"io/fs"
	"time"
)

// fileName is the one name that SQLite finds in a [source].
const fileName = "input.gpkg"

// source is a file system that holds one file: the one that was handed in. A journal or
// write-ahead log beside it is not there.
type source struct {
	in   io.ReadSeeker
	size int64
}

func (s source) Open(name string) (fs.File, error) {
	if name != fileName {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return opened{s}, nil
}

// opened is that file; SQLite closes it, but whoever handed it in owns it.
type opened struct{ source }

func (o opened) Read(p []byte) (int, error)                   { return o.in.Read(p) }
func (o opened) Seek(offset int64, whence int) (int64, error) { return o.in.Seek(offset, whence) }
func (o opened) Close() error                                 { return nil }
func (o opened) Stat() (fs.FileInfo, error)                   { return o, nil }

func (o opened) Name() string       { return fileName }
func (o opened) Size() int64        { return o.size }
func (o opened) Mode() fs.FileMode  { return 0o444 }
func (o opened) ModTime() time.Time { return time.Time{} }
func (o opened) IsDir() bool        { return false }
func (o opened) Sys() any           { return nil }
