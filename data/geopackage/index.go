package geopackage

import (
	"context"
	"database/sql/driver"
)

// New places wait to be put into the R-tree together: packing a whole tree is several
// times faster than inserting into it. These bounds say when that pays, and keep memory
// in bounds: 24 bytes wait for each feature.
const (
	packFrom  = 2000    // fewer are inserted one by one
	packShare = 4       // as are less than this part of what is there
	packUpTo  = 4 << 20 // larger trees are never packed anew
	waitUpTo  = 1 << 20 // more do not wait
)

// index keeps the R-tree: it moves an entry from one place to another, either of which
// may be none. The module rounds outward to single precision by itself.
func (w *writes) index(ctx context.Context, fid int64, before, after box) error {
	switch {
	case w.layer.index == "" || before == after:
		return nil
	case before.empty():
		w.waiting = append(w.waiting, newEntry(fid, after))
		if len(w.waiting) >= waitUpTo {
			return w.flushPlaces(ctx)
		}
		return nil
	}
	if after.empty() {
		_, err := w.tx.conn.exec(ctx, "DELETE FROM "+quoted(w.layer.index)+" WHERE id=?", fid)
		return err
	}
	return w.insertEntry(ctx, newEntry(fid, after))
}

func (w *writes) insertEntry(ctx context.Context, e entry) error {
	_, err := w.tx.conn.exec(ctx, "INSERT OR REPLACE INTO "+quoted(w.layer.index)+" VALUES (?, ?, ?, ?, ?)",
		e.id, float64(e.edge[0]), float64(e.edge[1]), float64(e.edge[2]), float64(e.edge[3]))
	return err
}

// flush puts what waits where it can be asked for.
func (w *writes) flush(ctx context.Context) error {
	if err := w.flushNames(ctx); err != nil {
		return err
	}
	return w.flushPlaces(ctx)
}

// flushPlaces puts the places that wait into the R-tree.
func (w *writes) flushPlaces(ctx context.Context) error {
	waiting := w.waiting
	w.waiting = w.waiting[:0]
	there := int64(0)
	if len(waiting) >= packFrom {
		var err error
		if there, err = w.tx.conn.integer(ctx, "SELECT count(*) FROM "+quoted(w.layer.index+"_rowid")); err != nil {
			return err
		}
	}
	total := int64(len(waiting)) + there
	if len(waiting) >= packFrom && int64(len(waiting)) >= there/packShare && total <= packUpTo {
		return w.pack(ctx, waiting, there)
	}
	for _, e := range waiting {
		if err := w.insertEntry(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// pack builds the R-tree anew from what is there and what waits.
func (w *writes) pack(ctx context.Context, waiting []entry, there int64) error {
	all := make([]entry, 0, int64(len(waiting))+there)
	all = append(all, waiting...)
	w.waiting = nil
	err := w.tx.conn.query(ctx, "SELECT id, minx, maxx, miny, maxy FROM "+quoted(w.layer.index), nil, func(row []driver.Value) bool {
		var e entry
		e.id, _ = row[0].(int64)
		for i := range e.edge {
			v, _ := row[1+i].(float64)
			e.edge[i] = float32(v)
		}
		all = append(all, e)
		return true
	})
	if err != nil {
		return err
	}
	b, err := newBulk(ctx, w.tx.conn, w.layer.index)
	if err != nil {
		return err
	}
	return b.build(ctx, all)
}
