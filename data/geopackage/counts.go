package geopackage

import (
	"container/list"
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"fmt"
	"sync"

	"burialmap/data"
)

// Count is the number of features that q selects, ignoring After, Offset and Limit. It is
// remembered until the next Change, so that the pages of a list are counted once.
func (s *Store) Count(ctx context.Context, q data.Query) (n int, err error) {
	l, err := s.layer(q.Collection)
	if err != nil {
		return 0, err
	}
	if q.Bound != nil && whole(q) {
		if keys, ok, err := s.within(ctx, l, *q.Bound); ok || err != nil {
			return len(keys), err
		}
	}
	text, values, err := l.countQuery(q)
	if err != nil {
		return 0, err
	}
	err = s.read(ctx, func(c *conn) error {
		if q.Bound == nil && whole(q) {
			count, err := c.integer(ctx, text, values...)
			n = int(count)
			return err
		}
		n, err = s.counts.count(ctx, c, text, values)
		return err
	})
	return n, err
}

// counts remembers how many rows statements have counted at a revision.
type counts struct {
	mu       sync.Mutex
	revision int64
	known    map[countKey]*list.Element // of counted
	recent   list.List                  // the last asked for first
}

type countKey [sha256.Size]byte

type counted struct {
	key countKey
	n   int
}

// mostCounts are remembered: a count takes some hundred bytes.
const mostCounts = 1000

// stateSQL says what a count is true of: the last Change, and whether other programs have
// edited since.
const stateSQL = "(SELECT max(revision) FROM change), EXISTS (SELECT 1 FROM burialmap_edit)"

func (s *counts) count(ctx context.Context, c *conn, text string, values []driver.Value) (int, error) {
	row, err := c.one(ctx, "SELECT "+stateSQL)
	if err != nil {
		return 0, err
	}
	key := keyOf(text, values)
	if n, ok := s.at(row, key); ok {
		return n, nil
	}
	values, release := bindable(values)
	defer release()
	row, err = c.one(ctx, "SELECT "+stateSQL+", ("+text+")", values...)
	if err != nil {
		return 0, err
	}
	n, _ := row[2].(int64)
	s.keep(row, key, int(n))
	return int(n), nil
}

// keyOf tells statements with their values apart.
func keyOf(text string, values []driver.Value) countKey {
	b := []byte(text)
	for _, v := range values {
		if r, ok := v.(*residual); ok {
			v = r.filter
		}
		b = fmt.Appendf(b, "\n%#v", v)
	}
	return sha256.Sum256(b)
}

// at is what was counted in a state, false if that is not known.
func (s *counts) at(state []driver.Value, key countKey) (int, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.known[key]
	if revision, ok := settled(state); e == nil || !ok || revision != s.revision {
		return 0, false
	}
	s.recent.MoveToFront(e)
	return e.Value.(counted).n, true
}

// settled is the revision of a state, false if it is not that of a Change.
func settled(state []driver.Value) (revision int64, ok bool) {
	revision, _ = state[0].(int64)
	return revision, state[1] == driver.Value(int64(0))
}

func (s *counts) keep(state []driver.Value, key countKey, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	revision, ok := settled(state)
	switch {
	case !ok || revision < s.revision:
		return // a reader that began earlier
	case revision > s.revision || s.known == nil:
		s.revision, s.known = revision, map[countKey]*list.Element{}
		s.recent.Init()
	}
	if e := s.known[key]; e != nil {
		return
	}
	s.known[key] = s.recent.PushFront(counted{key, n})
	if oldest := s.recent.Back(); s.recent.Len() > mostCounts {
		delete(s.known, s.recent.Remove(oldest).(counted).key)
	}
}
