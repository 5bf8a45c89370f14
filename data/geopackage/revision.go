package geopackage

import (
	"context"
	"sync"

	sqlite3 "modernc.org/sqlite/lib"
)

// watch is the look at what others have written. SQLite's data_version changes when any
// other connection, of this or another process, has committed: asking for it costs a few
// microseconds.
type watch struct {
	mu       sync.Mutex
	conn     *conn
	version  int64
	revision int64
	pending  bool // other programs have edited, and it is not in the history yet
}

func (w *watch) close() *conn {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.conn
	w.conn = nil
	return c
}

// Revision is that of the last Change. What other programs have edited is first made a
// Change of its own, unless somebody is writing: then it is at the next call.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	s.watch.mu.Lock()
	defer s.watch.mu.Unlock()
	if err := s.watch.look(); err != nil {
		return 0, err
	}
	if s.watch.pending {
		done, err := s.takeEditsNow()
		if err != nil {
			return 0, err
		}
		if done {
			if err := s.watch.look(); err != nil {
				return 0, err
			}
		}
	}
	return s.watch.revision, nil
}

// look brings the watch up to date. It is not to be interrupted half-way: it takes
// microseconds.
func (w *watch) look() error {
	if w.conn == nil {
		return errClosed
	}
	ctx := context.Background()
	version, err := w.conn.integer(ctx, "PRAGMA data_version")
	if err != nil || version == w.version && w.revision >= 0 {
		return err
	}
	row, err := w.conn.one(ctx, "SELECT (SELECT max(revision) FROM change), EXISTS (SELECT 1 FROM burialmap_edit)")
	if err != nil {
		return err
	}
	revision, _ := row[0].(int64)
	pending, _ := row[1].(int64)
	w.version, w.revision, w.pending = version, revision, pending != 0
	return nil
}

// takeEditsNow makes the edits of other programs a Change, unless that would have to
// wait.
func (s *Store) takeEditsNow() (done bool, err error) {
	select {
	case s.writing <- struct{}{}:
		defer s.unlock()
	default:
		return false, nil
	}
	ctx := context.Background()
	if err := s.writer.script(ctx, "PRAGMA busy_timeout=0"); err != nil {
		return false, err
	}
	defer func() {
		if e := s.writer.script(ctx, "PRAGMA "+busyTimeout()); err == nil {
			err = e
		}
	}()
	tx, err := s.begin(ctx)
	if code(err) == sqlite3.SQLITE_BUSY {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if err := tx.commit(ctx); err != nil {
		return false, tx.rollback(err)
	}
	return true, nil
}
