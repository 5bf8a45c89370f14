package tiles

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
)

// staleBytes is how much a file may hold in vain before it is worth writing anew.
const staleBytes = 16 << 20

// tidy begins to write the file anew if more than half of it is stale.
func (s *shelf) tidy() {
	if dead := s.end - shelfHeader - s.live; s.busy || s.reading || dead < s.spare || dead < s.live {
		return
	}
	s.busy = true
	s.compacting.Go(func() {
		err := s.compact()
		s.mu.Lock()
		defer s.mu.Unlock()
		if err != nil { // and stays busy: it would fail again
			s.log.Warn("stored tiles cannot be written anew", "file", s.path, "error", err)
			return
		}
		s.busy = s.reading
	})
}

// compact copies what is true into a new file and puts it into the place of the old one.
// Tiles are read and stored meanwhile; those come after.
func (s *shelf) compact() error {
	path := s.path + ".new"
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	err = s.compactInto(f)
	if err != nil {
		_ = f.Close() // it is of no use
		os.Remove(path)
	}
	return err
}

func (s *shelf) compactInto(f *os.File) error {
	if locked, err := lockFile(f); err != nil || !locked {
		return fmt.Errorf("lock %s.new: held %v, %w", s.path, !locked, err)
	}
	n := &copying{to: bufio.NewWriterSize(f, 1<<20), end: shelfHeader, moved: map[int64]int64{}}
	if _, err := n.to.Write(shelfHeaderFor(s.drawnBy)); err != nil {
		return err
	}
	s.mu.RLock()
	from, index := s.file, maps.Clone(s.index)
	s.mu.RUnlock()
	if err := n.copy(from, index); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.reading {
		return fmt.Errorf("%s is closed", s.path)
	}
	if err := n.copy(from, s.index); err != nil {
		return err
	}
	return s.replace(f, n)
}

// replace finishes the new file and goes on with it.
func (s *shelf) replace(f *os.File, n *copying) error {
	var last []byte
	index := map[place]slot{}
	for at, where := range s.index {
		for i, from := range where.at {
			if from != 0 {
				where.at[i] = n.moved[from]
			}
		}
		index[at] = where
	}
	for at := range n.stale(s.index) {
		last = appendRecord(last, record{kind: recordDrop, at: at}, nil)
	}
	if s.revision >= 0 {
		last = appendRecord(last, record{kind: recordMoved, revision: s.revision}, s.stamp[:])
	}
	if _, err := n.to.Write(last); err != nil {
		return err
	}
	if err := n.to.Flush(); err != nil {
		return err
	}
	if err := os.Rename(s.path+".new", s.path); err != nil {
		return err
	}
	_ = s.file.Close() // nobody needs it any more
	s.file, s.index, s.end = f, index, n.end+int64(len(last))
	return nil
}

// copying is a new file that is being filled.
type copying struct {
	to     *bufio.Writer
	end    int64
	moved  map[int64]int64 // from where in the old file to where in the new one
	places map[place]struct{}
}

// copy copies the records of an index that were not copied yet.
func (n *copying) copy(from *os.File, index map[place]slot) error {
	if n.places == nil {
		n.places = map[place]struct{}{}
	}
	for _, one := range inOrder(index) {
		if _, done := n.moved[one.at]; done {
			continue
		}
		if _, err := io.Copy(n.to, io.NewSectionReader(from, one.at, one.size)); err != nil {
			return err
		}
		n.moved[one.at] = n.end
		n.places[one.of] = struct{}{}
		n.end += one.size
	}
	return nil
}

// stale are the places that were copied and are not true any more.
func (n *copying) stale(index map[place]slot) map[place]struct{} {
	maps.DeleteFunc(n.places, func(at place, _ struct{}) bool {
		_, ok := index[at]
		return ok
	})
	return n.places
}

// stored is one record of an index.
type stored struct {
	of       place
	at, size int64
}

// inOrder are the records of an index as they stand in the file, so that further forms of
// a tile come after it.
func inOrder(index map[place]slot) []stored {
	var all []stored
	for of, where := range index {
		for i, at := range where.at {
			if at != 0 {
				all = append(all, stored{of, at, int64(where.size[i])})
			}
		}
	}
	slices.SortFunc(all, func(a, b stored) int { return cmp.Compare(a.at, b.at) })
	return all
}
