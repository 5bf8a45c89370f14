package geopackage

import (
	"context"
	"database/sql/driver"

	"burialmap/data"
)

// mostCounts are remembered: a count takes some hundred bytes.
const mostCounts = 1000

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
		n, err = s.count(ctx, c, text, values)
		return err
	})
	return n, err
}

func (s *Store) count(ctx context.Context, c *conn, text string, values []driver.Value) (int, error) {
	row, err := c.one(ctx, "SELECT "+stateSQL)
	if err != nil {
		return 0, err
	}
	key := keyOf(text, values)
	if n, ok := s.counts.at(row, key); ok {
		return n, nil
	}
	values, release := bindable(values)
	defer release()
	row, err = c.one(ctx, "SELECT "+stateSQL+", ("+text+")", values...)
	if err != nil {
		return 0, err
	}
	n, _ := row[2].(int64)
	s.counts.keep(row, key, int(n))
	return int(n), nil
}
