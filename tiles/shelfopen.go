package tiles

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
)

// openShelf opens the file of tiles that a program drew, or makes one. What another
// program drew is thrown away, unless the file is only read.
func openShelf(path string, drawnBy [32]byte, reading bool, log *slog.Logger) (*shelf, error) {
	s := &shelf{reading: reading, path: path, drawnBy: drawnBy, log: log, index: map[place]slot{}, revision: -1, spare: staleBytes}
	if err := s.openFile(); err != nil {
		return nil, fmt.Errorf("open the stored tiles: %w", err)
	}
	if err := s.walk(); err != nil {
		_ = s.file.Close() // it was only read
		return nil, fmt.Errorf("open the stored tiles: %s: %w", path, err)
	}
	return s, nil
}

// openFile opens the file to write, or to read if another process writes or nobody can.
func (s *shelf) openFile() (err error) {
	if s.reading {
		s.file, err = os.Open(s.path)
		return err
	}
	f, err := os.OpenFile(s.path, os.O_RDWR|os.O_CREATE, 0o644)
	if errors.Is(err, fs.ErrPermission) || isReadOnly(err) {
		s.reading = true
		s.file, err = os.Open(s.path)
		return err
	}
	if err != nil {
		return err
	}
	locked, err := lockFile(f)
	if err != nil {
		_ = f.Close() // nothing was written
		return fmt.Errorf("lock %s: %w", s.path, err)
	}
	s.file, s.reading = f, !locked
	return nil
}

// walk reads which tiles there are, as far as the file is whole.
func (s *shelf) walk() error {
	header := make([]byte, shelfHeader)
	n, err := io.ReadFull(s.file, header)
	switch {
	case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case n >= len(shelfName)-1 && !bytes.HasPrefix(header, []byte(shelfName[:len(shelfName)-1])):
		return errors.New("there is a file of another kind in its place; name another with --tiles-cache")
	case n < shelfHeader || !bytes.Equal(header, shelfHeaderFor(s.drawnBy)):
		return s.begin()
	}
	info, err := s.file.Stat()
	if err != nil {
		return err
	}
	s.end = shelfHeader
	head := make([]byte, headLength)
	for {
		if _, err := s.file.ReadAt(head, s.end); err != nil {
			break
		}
		r, err := readHead(head)
		if err != nil || s.end+headLength+int64(r.length) > info.Size() || !s.take(r) {
			break
		}
	}
	if s.end < info.Size() && !s.reading {
		s.log.Info("the end of the stored tiles is torn and is cut off", "file", s.path, "bytes", info.Size()-s.end)
		return s.file.Truncate(s.end)
	}
	return nil
}

// begin makes the file empty.
func (s *shelf) begin() error {
	if s.reading {
		return errors.New("it was drawn by another program, and cannot be written")
	}
	if err := s.file.Truncate(0); err != nil {
		return err
	}
	_, err := s.file.WriteAt(shelfHeaderFor(s.drawnBy), 0)
	s.end = shelfHeader
	return err
}

// take takes the next record into the index.
func (s *shelf) take(r record) bool {
	size := int64(headLength + r.length)
	switch r.kind {
	case recordTile:
		s.takeTile(r, int32(size))
	case recordDrop:
		s.live -= s.index[r.at].bytes()
		delete(s.index, r.at)
	case recordMoved:
		body := make([]byte, r.length)
		if _, err := s.file.ReadAt(body, s.end+headLength); err != nil || len(body) != len(s.stamp) {
			return false
		}
		if _, err := r.body(body); err != nil {
			return false
		}
		s.revision, s.stamp = r.revision, stamp(body)
	case recordClear:
		s.index, s.live, s.revision = map[place]slot{}, 0, -1
	default:
		return false
	}
	s.end += size
	return true
}

func (s *shelf) takeTile(r record, size int32) {
	where := s.index[r.at]
	switch {
	case r.coding == 0:
		s.live -= where.bytes()
		where = slot{tag: r.tag}
	case where.tag != r.tag || where.at[0] == 0:
		return // of a tile that is no more
	}
	where.at[r.coding], where.size[r.coding] = s.end, size
	s.index[r.at] = where
	s.live += int64(size)
}
