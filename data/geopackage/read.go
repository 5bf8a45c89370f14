package geopackage

import (
	"context"
	"database/sql/driver"
	"fmt"

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
