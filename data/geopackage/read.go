package geopackage

import (
	"context"
	"database/sql/driver"
	"fmt"
	"iter"

	"burialmap/data"
)

// Feature returns one feature, or an error that wraps data.ErrNotFound.
func (s *Store) Feature(ctx context.Context, collection, id string) (data.Feature, error) {
	l, err := s.layer(collection)
	if err != nil {
		return data.Feature{}, err
	}
	var f data.Feature
	err = s.read(ctx, func(c *conn) (err error) {
		f, err = l.byID(ctx, c, id)
		return err
	})
	return f, err
}

func (l *layer) byID(ctx context.Context, c *conn, id string) (f data.Feature, err error) {
	found := false
	soon, err := unwatched(ctx)
	if err != nil {
		return f, err
	}
	err = c.query(soon, l.selectSQL+" WHERE id=?", []driver.Value{id}, func(row []driver.Value) bool {
		f, found = l.decode(row), true
		return false
	})
	if err == nil && !found {
		err = fmt.Errorf("%s/%s: %w", l.Name, id, data.ErrNotFound)
	}
	return f, err
}

// Features streams the features that q selects. One statement reads them all, so that
// they come from one state whatever is written meanwhile.
func (s *Store) Features(ctx context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		l, err := s.layer(q.Collection)
		if err != nil {
			yield(data.Feature{}, err)
			return
		}
		more := true
		err = s.read(ctx, func(c *conn) error { return l.stream(ctx, c, q, 0, yield, &more) })
		if err != nil && more {
			yield(data.Feature{}, err)
		}
	}
}

// Keys implements [data.Store].
func (s *Store) Keys(ctx context.Context, q data.Query) iter.Seq2[data.Key, error] {
	return func(yield func(data.Key, error) bool) {
		for f, err := range s.Features(ctx, q) {
			if !yield(data.Key{FID: f.FID, Revision: f.Revision}, err) {
				return
			}
		}
	}
}

// stream yields what q selects; more becomes false when the receiver has had enough.
// last, if positive, is the greatest FID to look at.
func (l *layer) stream(ctx context.Context, c *conn, q data.Query, last int64,
	yield func(data.Feature, error) bool, more *bool,
) error {
	sel, err := l.selection(q, last)
	if err == nil && q.Bound != nil {
		err = l.locate(ctx, c, q, &sel)
	}
	if err != nil {
		return err
	}
	text, err := l.selecting(q.Fields)
	if err != nil {
		return err
	}
	left := q.Limit
	return c.query(ctx, text+sel.where+" ORDER BY fid", sel.values, func(row []driver.Value) bool {
		if !sel.selects(row) {
			return true
		}
		if *more = yield(l.decode(row), nil); !*more {
			return false
		}
		left--
		return left != 0
	})
}

// rowsPerWanted says when looking at rows in order beats collecting all ids from the
// R-tree and sorting them: if that many times more are there than wanted.
const rowsPerWanted = 20

// locate chooses how to find the rows within a bound. Both ways select the same.
func (l *layer) locate(ctx context.Context, c *conn, q data.Query, sel *selection) error {
	if q.Limit > 0 && l.Spatial {
		enough := int64(max(2000, rowsPerWanted*q.Limit))
		text, values := l.indexed(sel.area)
		n, err := c.integer(ctx, "SELECT count(*) FROM ("+text+" LIMIT ?)", append(values, enough)...)
		if err != nil {
			return err
		}
		if n == enough {
			sel.byRow(*q.Bound)
			return nil
		}
	}
	sel.byIndex(l)
	return nil
}

// Count is the number of features that q selects, ignoring After and Limit.
func (s *Store) Count(ctx context.Context, q data.Query) (n int, err error) {
	l, err := s.layer(q.Collection)
	if err != nil {
		return 0, err
	}
	q.After, q.Limit = 0, 0
	text, values, err := l.countQuery(q)
	if err != nil {
		return 0, err
	}
	err = s.read(ctx, func(c *conn) error {
		count, err := c.integer(ctx, text, values...)
		n = int(count)
		return err
	})
	return n, err
}

// State reads a value that Tx.SetState kept, or "".
func (s *Store) State(ctx context.Context, key string) (value string, err error) {
	err = s.read(ctx, func(c *conn) error {
		row, err := c.one(ctx, "SELECT value FROM burialmap_state WHERE key=?", statePrefix+key)
		if row != nil {
			value = textOf(row[0])
		}
		return err
	})
	return value, err
}

// statePrefix keeps the values of others apart from our own.
const statePrefix = "state."
