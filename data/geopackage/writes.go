package geopackage

import (
	"context"
	"database/sql/driver"
	"fmt"

	"burialmap/data"
)

// writes is what one transaction does to one collection.
type writes struct {
	tx      *tx
	layer   *layer
	values  []driver.Value // of the row being put
	old     []driver.Value // of the row it replaces
	lastFID int64
	put     fidSet // every feature this transaction has put, changed or not
	fresh   *fresh // what it has met, if the table was empty
	judged  bool   // whether somebody has ever judged a feature of a derived collection
	touched grid
	changed bool
	added   int64     // rows
	grown   box       // all new places
	left    box       // all old places
	waiting []entry   // new places that the R-tree does not have yet
	keys    []nameKey // new keys that the table of names does not have yet
}

func newWrites(ctx context.Context, t *tx, l *layer) (*writes, error) {
	last, err := t.conn.integer(ctx, "SELECT max(seq) FROM sqlite_sequence WHERE name=?", l.Name)
	if err != nil {
		return nil, err
	}
	judged, err := l.everJudged(ctx, t.conn)
	if err != nil {
		return nil, err
	}
	fresh, err := newFresh(ctx, t.conn, l)
	return &writes{
		tx: t, layer: l, lastFID: last, put: fidSet{}, fresh: fresh, judged: judged, grown: noBox, left: noBox,
		values: make([]driver.Value, len(l.columns)), old: make([]driver.Value, len(l.columns)),
	}, err
}

// find looks for the feature that f is about: by its key in its source, else by its id.
// taken says that another feature has that id.
func (w *writes) find(ctx context.Context, f data.Feature) (fid int64, taken bool, err error) {
	if key := f.Location.SourceKey; key != "" && !w.fresh.meet(f.Location.Source, key) {
		source, _ := w.layer.sourceOf(w.values)
		fid, err = w.tx.conn.find(ctx, w.layer.findKeySQL, key, source)
		if fid > 0 || err != nil {
			return fid, false, err
		}
	}
	if f.ID == "" || w.fresh.meet("", f.ID) {
		return 0, false, nil
	}
	fid, err = w.tx.conn.find(ctx, w.layer.findIDSQL, f.ID)
	if f.Location.SourceKey != "" {
		return 0, fid > 0, err
	}
	return fid, false, err
}

// sourceOf is the value of the column source, NULL for none.
func (l *layer) sourceOf(values []driver.Value) (driver.Value, bool) {
	i, _, ok := l.field("source")
	return values[i], ok
}

func (w *writes) insert(ctx context.Context, id string, where box) error {
	if err := w.recallJudgement(ctx, id); err != nil {
		return err
	}
	w.values[colID], w.values[colRevision], w.values[colUpdated] = id, w.tx.revision, w.tx.stamp
	values := w.values
	fid, err := w.tx.conn.exec(ctx, w.layer.insertSQL, values...)
	if err != nil {
		return fmt.Errorf("put %s/%s: %w", w.layer.Name, id, explain(err))
	}
	w.lastFID = max(w.lastFID, fid)
	w.put.add(fid)
	w.fresh.meet("", id) // which may be a random one
	w.changed = true
	w.added++
	w.tx.count.New++
	if err := w.rename(ctx, fid, nil, w.values); err != nil {
		return err
	}
	w.arrive(where, w.values[colGeometry])
	return w.index(ctx, fid, noBox, where)
}

func (w *writes) update(ctx context.Context, fid int64, f data.Feature, where box) (data.Outcome, error) {
	if w.put.has(fid) {
		return data.Repeated, nil
	}
	w.put.add(fid)
	soon, err := unwatched(ctx)
	if err != nil {
		return 0, err
	}
	err = w.tx.conn.query(soon, w.layer.selectSQL+" WHERE fid=?", []driver.Value{fid}, func(row []driver.Value) bool {
		copy(w.old, row[1:])
		return false
	})
	if err != nil {
		return 0, err
	}
	w.keep(f)
	if same(w.values, w.old) {
		return data.Unchanged, nil
	}
	w.values[colRevision], w.values[colUpdated] = w.tx.revision, w.tx.stamp
	if _, err := w.tx.conn.exec(ctx, w.layer.updateSQL, append(w.values, fid)...); err != nil {
		return 0, fmt.Errorf("put %s: %w", w.layer.Name, explain(err))
	}
	if err := w.rename(ctx, fid, w.old, w.values); err != nil {
		return 0, err
	}
	if err := w.remember(ctx, fid, w.old, w.values); err != nil {
		return 0, err
	}
	w.changed = true
	w.tx.count.Updated++
	before := w.leave(w.old[colGeometry])
	w.arrive(where, w.values[colGeometry])
	return data.Updated, w.index(ctx, fid, before, where)
}

// keep takes the derived and judged fields that f does not hold over from the row it
// replaces. One that f holds as nil is NULL already.
func (w *writes) keep(f data.Feature) {
	for _, i := range w.layer.kept {
		if _, held := f.Properties[w.layer.columns[i]]; !held {
			w.values[i] = w.old[i]
		}
	}
}

func (w *writes) delete(ctx context.Context, fid int64) error {
	row, err := w.tx.conn.one(ctx, w.layer.selectSQL+" WHERE fid=?", fid)
	if err != nil {
		return err
	}
	if _, err := w.tx.conn.exec(ctx, w.layer.deleteSQL, fid); err != nil {
		return fmt.Errorf("delete from %s: %w", w.layer.Name, explain(err))
	}
	if w.put.has(fid) { // its place and its names may still wait
		if err := w.flush(ctx); err != nil {
			return err
		}
	}
	if err := w.rename(ctx, fid, row[1:], nil); err != nil {
		return err
	}
	if err := w.rememberDeleted(ctx, fid, row[1:]); err != nil {
		return err
	}
	w.changed = true
	w.added--
	w.tx.count.Deleted++
	return w.index(ctx, fid, w.leave(row[1+colGeometry]), noBox)
}

// arrive notes the place where a feature now is; leave the one where it was.
func (w *writes) arrive(where box, geometry driver.Value) {
	if !where.empty() {
		w.grown.join(where)
		w.touch(where, geometry)
	}
}

func (w *writes) leave(geometry driver.Value) box {
	blob, ok := geometry.([]byte)
	if !ok {
		return noBox
	}
	where, err := decodeBox(blob)
	if err != nil || where.empty() {
		return noBox
	}
	w.left.join(where)
	w.touch(where, geometry)
	return where
}

// touch adds a place to those touched, by its parts if it lies on both sides of the
// antimeridian.
func (w *writes) touch(where box, geometry driver.Value) {
	if where.wide() {
		if bound, _, ok := boundOf(geometry); ok {
			w.touched.addBound(bound)
			return
		}
	}
	w.touched.add(where)
}

// fidSet is a set of FIDs at one bit each, in pages.
type fidSet map[int64]*[64]uint64

func (s fidSet) add(fid int64) {
	page := s[fid>>12]
	if page == nil {
		page = new([64]uint64)
		s[fid>>12] = page
	}
	page[fid>>6&63] |= 1 << (fid & 63)
}

func (s fidSet) has(fid int64) bool {
	page := s[fid>>12]
	return page != nil && page[fid>>6&63]&(1<<(fid&63)) != 0
}
