package tiles

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"sync"
)

// takeShelf opens the shelf and takes over what on it is true of the store. Without a shelf
// tiles are kept in memory alone.
func (p *Pyramid) takeShelf() {
	s, err := openShelf(p.opt.Shelf, p.drawnBy(), p.opt.ReadShelf, p.opt.Log)
	if err != nil {
		p.opt.Log.Warn("tiles are kept in memory alone", "error", err)
		return
	}
	if s.reading && !p.opt.ReadShelf {
		p.opt.Log.Info("stored tiles are read and not written: another process writes them, or the file cannot be written", "file", s.path)
	}
	if s.revision >= 0 && !p.sameHistory(s) {
		p.opt.Log.Info("stored tiles are of another database, or of one that was put back, and are drawn again", "file", s.path)
		s.clear()
	}
	p.keep.shelf, p.keep.revision = s, s.revision
}

// sameHistory reports whether the store has come to where it is by the change that was the
// last when the tiles were true. A file that was copied, put back or made anew has not.
func (p *Pyramid) sameHistory(s *shelf) bool {
	m, err := stampAt(context.Background(), p.store, s.revision)
	return err == nil && m == s.stamp && (s.revision > 0 || s.count() == 0)
}

// drawnBy names what determines how a tile is drawn: the program, and the options.
func (p *Pyramid) drawnBy() [32]byte {
	h := sha256.New()
	program := programSum()
	h.Write(program[:])
	_, _ = fmt.Fprintln(h, p.opt.MaxZoom, p.opt.TileBytes) // a hash never fails
	for _, s := range p.schemas {
		_, _ = fmt.Fprintln(h, s.collection.Name, s.fields, s.looks, s.except)
	}
	return [32]byte(h.Sum(nil))
}

// programSum is a checksum of the running program itself, so that tiles that an earlier
// version drew are never taken for those of this one, and nobody has to count versions of
// the drawing. Where the program cannot be read, it is a number never met before.
var programSum = sync.OnceValue(func() (sum [32]byte) {
	path, err := os.Executable()
	if err == nil {
		var f *os.File
		if f, err = os.Open(path); err == nil {
			defer func() { _ = f.Close() }() // it was only read
			h := sha256.New()
			if _, err = io.Copy(h, f); err == nil {
				return [32]byte(h.Sum(nil))
			}
		}
	}
	_, _ = rand.Read(sum[:]) // never fails
	return sum
})
