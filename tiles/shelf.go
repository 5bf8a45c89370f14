package tiles

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
)

// shelf keeps drawn tiles in a file beside the database, so that a server that starts has
// them at once. The file is only ever appended to; a tile that a change touched is marked
// stale, and from time to time what is stale is left behind in a new file.
//
// Nothing wrong is ever handed out: each record has its checksum, the file says by which
// program it was drawn and up to which change of which history it is true, and whatever
// does not fit is drawn again. A file that cannot be written costs speed, nothing else.
//
// One process writes. Another that opens the same file reads what is there at that moment.
// All methods of a nil *shelf do nothing.
type shelf struct {
	path    string
	drawnBy [32]byte
	log     *slog.Logger

	mu       sync.RWMutex
	file     *os.File
	reading  bool // not writing: another process does, or the file cannot be written
	end      int64
	live     int64 // bytes of records that are true
	index    map[place]slot
	revision int64 // that all tiles show; -1 if the file does not say so
	stamp    stamp
	scratch  []byte

	spare      int64 // bytes that may be stale
	compacting sync.WaitGroup
	busy       bool // with compacting, or given up on it
}

// slot is where the forms of a tile stand in the file.
type slot struct {
	tag  contentTag
	at   [len(codings)]int64 // 0 for none
	size [len(codings)]int32 // of the record
}

func (s slot) bytes() (sum int64) {
	for _, n := range s.size {
		sum += int64(n)
	}
	return sum
}

// count is how many tiles there are.
func (s *shelf) count() int {
	if s == nil {
		return 0
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.index)
}

// get reads a tile.
func (s *shelf) get(at place) (Tile, bool) {
	r, body, ok := s.read(at, Gzip, nil)
	if !ok {
		return Tile{}, false
	}
	return Tile{Data: body, ETag: r.tag.String(), Merged: r.merged, Dropped: r.dropped}, true
}

// form reads a tile in another coding, if it is there and of the same content.
func (s *shelf) form(at place, etag string, c Coding) []byte {
	_, body, _ := s.read(at, c, &etag)
	return body
}

func (s *shelf) read(at place, c Coding, etag *string) (record, []byte, bool) {
	if s == nil {
		return record{}, nil, false
	}
	i := c.number()
	s.mu.RLock()
	where, ok := s.index[at]
	if !ok || where.at[i] == 0 || etag != nil && where.tag.String() != *etag {
		s.mu.RUnlock()
		return record{}, nil, false
	}
	b := make([]byte, where.size[i])
	_, err := s.file.ReadAt(b, where.at[i])
	s.mu.RUnlock()
	var r record
	var body []byte
	if err == nil {
		r, body, err = where.open(b, at, i)
	}
	if err != nil {
		s.doubt(at, where, err)
		return record{}, nil, false
	}
	return r, body, true
}

// open checks that a record is what the slot says.
func (s slot) open(b []byte, at place, coding int) (record, []byte, error) {
	r, err := readHead(b)
	if err != nil {
		return r, nil, err
	}
	if r.kind != recordTile || r.at != at || int(r.coding) != coding || r.tag != s.tag {
		return r, nil, fmt.Errorf("there is another record where tile %s was", at)
	}
	body, err := r.body(b[headLength:])
	return r, body, err
}

// doubt forgets a tile that cannot be read: it will be drawn again.
func (s *shelf) doubt(at place, was slot, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.index[at] == was && !errors.Is(err, os.ErrClosed) {
		s.log.Warn("a stored tile is damaged and is drawn again", "tile", at.String(), "error", err)
		s.forget(at)
	}
}

// put takes a tile that shows the revision.
func (s *shelf) put(at place, t Tile, tag contentTag) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r := record{kind: recordTile, at: at, revision: t.Revision, merged: t.Merged, dropped: t.Dropped, tag: tag}
	from, ok := s.append(r, t.Data)
	if !ok {
		return
	}
	if old, ok := s.index[at]; ok {
		s.live -= old.bytes()
	}
	now := slot{tag: tag}
	now.at[0], now.size[0] = from, int32(s.end-from)
	s.index[at] = now
	s.live += now.bytes()
	s.tidy()
}

// putForm takes a further form of a tile that is there.
func (s *shelf) putForm(at place, etag string, c Coding, body []byte) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	where, ok := s.index[at]
	i := c.number()
	if !ok || where.at[i] != 0 || where.tag.String() != etag {
		return
	}
	from, ok := s.append(record{kind: recordTile, coding: byte(i), at: at, revision: s.revision, tag: where.tag}, body)
	if !ok {
		return
	}
	where.at[i], where.size[i] = from, int32(s.end-from)
	s.live += int64(where.size[i])
	s.index[at] = where
}

// drop marks tiles as stale: those of a list that are there, or, if it is nil, all that
// meet. It returns them.
func (s *shelf) drop(meets func(place) bool, few map[place]struct{}) []place {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var gone []place
	if few != nil {
		for at := range few {
			if _, ok := s.index[at]; ok && meets(at) {
				gone = append(gone, at)
			}
		}
	} else {
		for at := range s.index {
			if meets(at) {
				gone = append(gone, at)
			}
		}
	}
	for _, at := range gone {
		s.forget(at)
	}
	s.tidy()
	return gone
}

func (s *shelf) forget(at place) {
	s.append(record{kind: recordDrop, at: at}, nil)
	s.live -= s.index[at].bytes()
	delete(s.index, at)
}

// clear marks everything as stale.
func (s *shelf) clear() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.index) > 0 {
		s.append(record{kind: recordClear}, nil)
	}
	s.index, s.live, s.revision = map[place]slot{}, 0, -1
}

// moved notes that all tiles show a revision.
func (s *shelf) moved(revision int64, m stamp) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.revision == revision && s.stamp == m {
		return
	}
	s.revision, s.stamp = revision, m
	s.append(record{kind: recordMoved, revision: revision}, m[:])
}

// append writes a record at the end of the file and returns where. If that fails, the file
// is not written to any more: it stays true of the revision it reached.
func (s *shelf) append(r record, body []byte) (int64, bool) {
	if s.reading {
		return 0, false
	}
	s.scratch = appendRecord(s.scratch[:0], r, body)
	from := s.end
	if _, err := s.file.WriteAt(s.scratch, from); err != nil {
		s.log.Warn("tiles cannot be stored any more", "file", s.path, "error", err)
		s.reading = true
		return 0, false
	}
	s.end += int64(len(s.scratch))
	return from, true
}

// close ends the writing. What is there stays true.
func (s *shelf) close() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	s.reading, s.busy = true, true
	s.mu.Unlock()
	s.compacting.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.file.Close()
}
