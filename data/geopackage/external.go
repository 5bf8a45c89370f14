package geopackage

import (
	"context"
	"database/sql/driver"

	"burialmap/data"
)

// AuthorExternal is the author of changes that another program made to the file.
const AuthorExternal = "external"

// takeEdits makes what other programs have edited since the last Change a Change of its
// own, within the transaction, and begins the next one.
func (t *tx) takeEdits(ctx context.Context) error {
	var edits []edited
	err := t.conn.query(ctx, `SELECT collection, fid, kind, min_x, max_x, min_y, max_y, old FROM burialmap_edit
ORDER BY collection, fid, number`, nil, func(row []driver.Value) bool {
		collection := textOf(row[0])
		fid, _ := row[1].(int64)
		if n := len(edits); n == 0 || edits[n-1].collection != collection || edits[n-1].fid != fid {
			edits = append(edits, edited{collection: collection, fid: fid, first: textOf(row[2]), places: noBox, held: textOf(row[7])})
		}
		if where := boxFrom(row[3:7]); !where.empty() {
			edits[len(edits)-1].places.join(where)
		}
		return true
	})
	if err != nil || len(edits) == 0 {
		return err
	}
	if err := t.forgetNames(ctx); err != nil {
		return err
	}
	for _, e := range edits {
		if err := t.takeEdit(ctx, e); err != nil {
			return err
		}
	}
	if err := t.recount(ctx); err != nil {
		return err
	}
	if err := t.conn.script(ctx, "DELETE FROM burialmap_edit"); err != nil {
		return err
	}
	change, err := t.finish(ctx, AuthorExternal, "edits by another program")
	if err != nil || change.Revision == 0 {
		return err
	}
	t.start(t.revision + 1)
	return nil
}

// edited is a row that another program has edited, once or more often.
type edited struct {
	collection string
	fid        int64
	first      string // kind of the first edit: an insert says that the row is new
	places     box    // where it has been
	held       string // what it held before the first edit; "" if that was not noted
}

func (t *tx) takeEdit(ctx context.Context, e edited) error {
	if _, known := t.store.layers[e.collection]; !known {
		return nil
	}
	w, err := t.writes(ctx, e.collection)
	if err != nil {
		return err
	}
	row, err := t.conn.one(ctx, w.layer.selectSQL+" WHERE fid=?", e.fid)
	if err != nil {
		return err
	}
	switch {
	case row == nil && e.first == "insert":
		return nil // it came and went
	case row == nil:
		t.count.Deleted++
	case e.first == "insert":
		t.count.New++
	default:
		t.count.Updated++
	}
	w.changed = true
	if !e.places.empty() {
		w.left.join(e.places)
		w.touched.add(e.places)
	}
	if err := w.rememberEdit(ctx, e, row); err != nil {
		return err
	}
	if row == nil {
		return w.renameEdited(ctx, e, nil)
	}
	if err := w.renameEdited(ctx, e, row[1:]); err != nil {
		return err
	}
	return w.adopt(ctx, e.fid, row[1:])
}

// renameEdited keeps the keys of an edited row. If what was noted of it cannot be read,
// because another version noted it, all keys are looked through.
func (w *writes) renameEdited(ctx context.Context, e edited, now []driver.Value) error {
	held := w.layer.parseHeld(e.held)
	if held == nil && e.held != "" && len(w.layer.named) > 0 {
		if _, err := w.tx.conn.exec(ctx, "DELETE FROM "+quoted(w.layer.names)+" WHERE fid=?", e.fid); err != nil {
			return err
		}
	}
	return w.rename(ctx, e.fid, held, now)
}

// forgetNames drops the keys of all rows of which no trigger noted what they were called.
func (t *tx) forgetNames(ctx context.Context) error {
	for _, l := range t.store.layers {
		if len(l.named) == 0 {
			continue
		}
		unknown := " FROM burialmap_edit WHERE collection=" + literal(l.Name) + " AND kind!='insert' AND old IS NULL"
		n, err := t.conn.integer(ctx, "SELECT count(*)"+unknown)
		if err != nil {
			return err
		}
		if n > 0 {
			if _, err := t.conn.exec(ctx, "DELETE FROM "+quoted(l.names)+" WHERE fid IN (SELECT fid"+unknown+")"); err != nil {
				return err
			}
		}
	}
	return nil
}

// rememberEdit keeps what a row was before another program edited it, or that this is not
// known. A row that has gone without a note of its id leaves nothing to be asked for.
func (w *writes) rememberEdit(ctx context.Context, e edited, row []driver.Value) error {
	old := w.layer.parseHeld(e.held)
	switch {
	case e.first == "insert" || old == nil && (row == nil || w.layer.Derived):
		return nil
	case row == nil:
		return w.rememberDeleted(ctx, e.fid, old)
	case old != nil:
		return w.remember(ctx, e.fid, old, row[1:])
	}
	since, err := w.since(ctx, e.fid, row[1+colRevision])
	if err != nil {
		return err
	}
	return w.keepVersion(ctx, kindUnkept, e.fid, nil, since, nil, nil, nil)
}

// adopt gives an edited row its revision, and an id if it has none.
func (w *writes) adopt(ctx context.Context, fid int64, values []driver.Value) error {
	if _, where, ok := boundOf(values[colGeometry]); ok {
		w.arrive(where, values[colGeometry])
	}
	id := textOf(values[colID])
	if id == "" {
		id = w.tx.randomID()
	}
	_, err := w.tx.conn.exec(ctx, "UPDATE "+quoted(w.layer.Name)+" SET id=?, revision=?, updated=? WHERE fid=?",
		id, w.tx.revision, w.tx.stamp, fid)
	return err
}

// recount counts and measures anew: not every program keeps counts and extents true.
func (t *tx) recount(ctx context.Context) error {
	for _, c := range data.Collections {
		w := t.layers[c.Name]
		if w == nil || !w.changed {
			continue
		}
		_, err := t.conn.exec(ctx, "UPDATE gpkg_ogr_contents SET feature_count=(SELECT count(*) FROM "+
			quoted(c.Name)+") WHERE table_name=?", c.Name)
		if err == nil && c.Spatial {
			var b box
			if b, err = w.layer.measureExtent(ctx, t.conn); err == nil {
				err = w.layer.keepExtent(ctx, t.conn, b)
			}
		}
		if err != nil {
			return err
		}
		w.left = noBox // measured
	}
	return nil
}
