package geopackage

import (
	"cmp"
	"context"
	"database/sql/driver"
	"iter"
	"slices"

	"burialmap/data"
)

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

// Keys streams the keys of the features that q selects.
func (s *Store) Keys(ctx context.Context, q data.Query) iter.Seq2[data.Key, error] {
	return func(yield func(data.Key, error) bool) {
		l, err := s.layer(q.Collection)
		if err != nil {
			yield(data.Key{}, err)
			return
		}
		if q.Bound != nil && whole(q) && len(q.Sort) == 0 {
			if keys, ok, err := s.within(ctx, l, *q.Bound); ok || err != nil {
				yieldKeys(pageOf(keys, q), err, yield)
				return
			}
		}
		more := true
		err = s.read(ctx, func(c *conn) error { return l.streamKeys(ctx, c, q, yield, &more) })
		if err != nil && more {
			yield(data.Key{}, err)
		}
	}
}

// pageOf is what After, Offset and Limit leave of keys in the order of FIDs.
func pageOf(keys []data.Key, q data.Query) []data.Key {
	if q.After > 0 {
		first, _ := slices.BinarySearchFunc(keys, q.After+1, func(k data.Key, fid int64) int { return cmp.Compare(k.FID, fid) })
		keys = keys[first:]
	}
	keys = keys[min(max(0, q.Offset), len(keys)):]
	if q.Limit > 0 {
		keys = keys[:min(q.Limit, len(keys))]
	}
	return keys
}

func yieldKeys(keys []data.Key, err error, yield func(data.Key, error) bool) {
	if err != nil {
		yield(data.Key{}, err)
		return
	}
	for _, k := range keys {
		if !yield(k, nil) {
			return
		}
	}
}

func (l *layer) streamKeys(ctx context.Context, c *conn, q data.Query, yield func(data.Key, error) bool, more *bool) error {
	r, err := l.reading(ctx, c, q, 0, false)
	if err != nil {
		return err
	}
	return r.run(ctx, c, "fid, "+l.revisionSQL(), func(row []driver.Value) bool {
		var k data.Key
		k.FID, _ = row[0].(int64)
		k.Revision, _ = row[1].(int64)
		*more = yield(k, nil)
		return *more
	})
}

// stream yields what q selects; more becomes false when the receiver has had enough.
// last, if positive, is the greatest FID to look at.
func (l *layer) stream(ctx context.Context, c *conn, q data.Query, last int64,
	yield func(data.Feature, error) bool, more *bool,
) error {
	columns, err := l.reads(q.Fields)
	if err != nil {
		return err
	}
	r, err := l.reading(ctx, c, q, last, true)
	if err != nil {
		return err
	}
	left := q.Limit
	return r.run(ctx, c, columns, func(row []driver.Value) bool {
		if r.selectsRow && !r.area.selects(row) {
			return true
		}
		if *more = yield(l.decode(row), nil); !*more {
			return false
		}
		left--
		return left != 0
	})
}

// reading is a query that is ready to be asked for some columns.
type reading struct {
	layer *layer
	selection
	by            sorting
	limit, offset int
	quick         bool // each next row comes soon
	selectsRow    bool // it is left to the receiver to see whether a row meets the area
}

// reading makes a query ready. hasGeometry says that the receiver will see the geometry.
func (l *layer) reading(ctx context.Context, c *conn, q data.Query, last int64, hasGeometry bool) (r reading, err error) {
	r = reading{layer: l, limit: q.Limit, offset: q.Offset}
	named := q
	named.FIDs, named.IDs = nil, nil
	r.quick = whole(named) && len(q.Sort) == 0 && q.Offset < soonPassed
	if r.by, err = l.sorting(q.Sort); err != nil {
		return r, err
	}
	if r.selection, err = l.selection(q, last); err != nil {
		return r, err
	}
	if err = r.after(q); err != nil {
		return r, err
	}
	if q.Bound != nil {
		err = r.locate(ctx, c, q, hasGeometry)
	}
	return r, err
}

// soonPassed are as many rows as are passed over in no time.
const soonPassed = 1000

// after passes over the pages before this one.
func (r *reading) after(q data.Query) error {
	if len(r.by) == 0 {
		if q.After > 0 {
			r.and("fid > ?", q.After)
		}
		return nil
	}
	if q.After <= 0 && q.AfterValues == nil {
		return nil
	}
	t, err := r.by.after(q.AfterValues, q.After)
	r.and(t.sql, t.values...)
	return err
}

// rowsPerWanted says when looking at rows in order beats collecting all ids from the
// R-tree and sorting them: if that many times more are there than wanted.
const rowsPerWanted = 20

// locate chooses how to find the rows within a bound. Both ways select the same.
func (r *reading) locate(ctx context.Context, c *conn, q data.Query, hasGeometry bool) error {
	l := r.layer
	if !l.Spatial {
		r.and("0")
		return nil
	}
	if wanted := q.Limit + q.Offset; q.Limit > 0 && len(q.Sort) == 0 && q.FIDs == nil && q.IDs == nil {
		enough := int64(max(2000, rowsPerWanted*wanted))
		text, values := l.indexed(r.area)
		n, err := c.integer(ctx, "SELECT count(*) FROM ("+text+" LIMIT ?)", append(values, enough)...)
		if err != nil {
			return err
		}
		if n == enough {
			r.quick = false
			r.byRow(*q.Bound)
			return nil
		}
	}
	r.quick = r.quick && q.Limit > 0
	r.byIndex(l)
	if hasGeometry && len(q.Sort) == 0 && q.Offset <= 0 {
		r.selectsRow, r.limit = true, 0
		return nil
	}
	r.byRow(*q.Bound)
	return nil
}

// run asks for columns and calls row for each row, as conn.query does.
func (r *reading) run(ctx context.Context, c *conn, columns string, row func([]driver.Value) bool) error {
	values, release := bindable(r.values)
	defer release()
	text := "SELECT " + columns + " FROM " + quoted(r.layer.Name)
	if len(r.by) == 0 {
		text += r.where + " ORDER BY fid"
	} else { // only keys are sorted, not whole rows
		text = "SELECT " + columns + " FROM (SELECT fid AS nth FROM " + quoted(r.layer.Name) + r.where + r.by.sql() +
			" LIMIT ? OFFSET ?) CROSS JOIN " + quoted(r.layer.Name) + " ON fid = nth"
	}
	if len(r.by) > 0 || r.limit > 0 || r.offset > 0 {
		limit := r.limit
		if limit <= 0 {
			limit = -1
		}
		if len(r.by) == 0 {
			text += " LIMIT ? OFFSET ?"
		}
		values = append(slices.Clip(values), int64(limit), int64(max(0, r.offset)))
	}
	if r.quick {
		return c.quick(ctx, text, values, row)
	}
	return c.query(ctx, text, values, row)
}
