package geopackage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/json"
	"math"

	"burialmap/geo"
)

// A version is what is kept when a feature is updated or deleted: what was different
// before, and the geometry if that was. since is the Change that had recorded the former
// state and until the one that ended it, so that the two of them date it. New features
// have none, and so imports of them pay nothing.
//
// A row whose until is 0 ends nothing: it notes since when the present state stands,
// where derived fields were written later and took the revision of the row.
const versionTable = `
CREATE TABLE burialmap_version (
  number INTEGER PRIMARY KEY NOT NULL, collection TEXT NOT NULL, fid INTEGER NOT NULL, id TEXT,
  since INTEGER, until INTEGER NOT NULL, kind TEXT NOT NULL, changed TEXT, geom BLOB, moved_m DOUBLE);
CREATE INDEX burialmap_version_fid ON burialmap_version(collection, fid, until);
CREATE INDEX burialmap_version_id ON burialmap_version(collection, id) WHERE id IS NOT NULL;
INSERT INTO gpkg_extensions VALUES
  ('burialmap_version', NULL, 'burialmap_store', 'What features were before they were updated or deleted.', 'write-only');
`

const insertVersionSQL = `INSERT INTO burialmap_version(collection, fid, id, since, until, kind, changed, geom, moved_m)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

// Kinds of versions, as the file has them.
const (
	kindUpdated = "updated"
	kindDeleted = "deleted"
	kindUnkept  = "unkept"
	kindStands  = "stands"
)

// remember keeps what a row was before it was updated: old and now are the values of a
// row. If only derived fields differ nothing is kept but since when the rest stands.
func (w *writes) remember(ctx context.Context, fid int64, old, now []driver.Value) error {
	changed := w.layer.differences(old, now)
	switch {
	case len(changed) == 0 && w.layer.Derived:
		return nil
	case w.layer.Derived:
		w.judged = true
		return w.keepVersion(ctx, kindUpdated, fid, nil, old[colRevision], changed, nil, nil)
	case len(changed) == 0:
		return w.noteSince(ctx, fid, old[colRevision])
	}
	since, err := w.since(ctx, fid, old[colRevision])
	if err != nil {
		return err
	}
	geometry, moved := movement(old[colGeometry], now[colGeometry])
	return w.keepVersion(ctx, kindUpdated, fid, nil, since, changed, geometry, moved)
}

// rememberDeleted keeps what a row was that is deleted. One that this very write has put
// in has never been seen.
func (w *writes) rememberDeleted(ctx context.Context, fid int64, old []driver.Value) error {
	if w.layer.Derived {
		return w.rememberJudgement(ctx, fid, old)
	}
	since, err := w.since(ctx, fid, old[colRevision])
	if err != nil {
		return err
	}
	if since == driver.Value(w.tx.revision) {
		there, err := w.tx.conn.integer(ctx, "SELECT count(*) FROM burialmap_version WHERE collection=? AND fid=?", w.layer.Name, fid)
		if err != nil || there == 0 {
			return err
		}
	}
	nothing := make([]driver.Value, len(old))
	return w.keepVersion(ctx, kindDeleted, fid, old[colID], since, w.layer.differences(old, nothing), old[colGeometry], nil)
}

func (w *writes) keepVersion(ctx context.Context, kind string, fid int64, id, since driver.Value, changed map[string][2]any, geometry, moved driver.Value) error {
	var text driver.Value
	if changed != nil {
		b, err := json.Marshal(changed)
		if err != nil {
			return err
		}
		text = string(b)
	}
	_, err := w.tx.conn.exec(ctx, insertVersionSQL, w.layer.Name, fid, id, since, w.tx.revision, kind, text, geometry, moved)
	return err
}

// since is the revision that recorded what now stands in a row, and forgets the note of
// it.
func (w *writes) since(ctx context.Context, fid int64, revision driver.Value) (driver.Value, error) {
	if len(w.layer.kept) == 0 {
		return revision, nil
	}
	row, err := w.tx.conn.one(ctx, "SELECT since FROM burialmap_version WHERE collection=? AND fid=? AND until=0", w.layer.Name, fid)
	if err != nil || row == nil {
		return revision, err
	}
	_, err = w.tx.conn.exec(ctx, "DELETE FROM burialmap_version WHERE collection=? AND fid=? AND until=0", w.layer.Name, fid)
	return row[0], err
}

// noteSince keeps the revision of a row whose derived fields are about to get another.
func (w *writes) noteSince(ctx context.Context, fid int64, revision driver.Value) error {
	_, err := w.tx.conn.exec(ctx, `INSERT INTO burialmap_version(collection, fid, since, until, kind)
SELECT ?1, ?2, ?3, 0, ?4 WHERE NOT EXISTS (SELECT 1 FROM burialmap_version WHERE collection=?1 AND fid=?2 AND until=0)`,
		w.layer.Name, fid, revision, kindStands)
	return err
}

// differences are the values before and after of what people record and two rows do not
// have in common. Of features that are computed, they record their judgement.
func (l *layer) differences(old, now []driver.Value) map[string][2]any {
	changed := map[string][2]any{}
	for i, f := range l.fields {
		before, after := old[firstField+i], now[firstField+i]
		recorded := !f.Derived && (f.Judged || !l.Derived)
		if recorded && plainValue(before) != plainValue(after) {
			changed[f.Name] = [2]any{plainValue(before), plainValue(after)}
		}
	}
	if l.Derived {
		return changed
	}
	if before, after := plainValue(old[colExtra]), plainValue(now[colExtra]); before != after {
		changed["extra"] = [2]any{before, after}
	}
	before, after := old[colGeometry], now[colGeometry]
	if a, _ := before.([]byte); !sameBlob(a, after) {
		changed["geometry"] = [2]any{kindOf(before), kindOf(after)}
	}
	return changed
}

// plainValue makes text of what only another program can have written: a blob, or a number
// that JSON has none for.
func plainValue(v driver.Value) any {
	switch v := v.(type) {
	case []byte:
		return string(v)
	case float64:
		if math.IsInf(v, 0) {
			return textOf(v)
		}
	}
	return v
}

func sameBlob(a []byte, v driver.Value) bool {
	b, _ := v.([]byte)
	return bytes.Equal(a, b)
}

// kindOf is the kind of a stored geometry, nil for none.
func kindOf(v driver.Value) any {
	blob, ok := v.([]byte)
	if !ok {
		return nil
	}
	g, err := decodeGeometry(blob)
	if err != nil || g == nil {
		return "unreadable"
	}
	return g.GeoJSONType()
}

// movement is the former geometry if it is another now, and how far the centre of its
// bound has moved in metres.
func movement(old, now driver.Value) (geometry, metres driver.Value) {
	blob, _ := old.([]byte)
	if sameBlob(blob, now) {
		return nil, nil
	}
	before, _, ok := boundOf(old)
	after, _, found := boundOf(now)
	if !ok || !found {
		return old, nil
	}
	return old, geo.Distance(geo.BoundCenter(before), geo.BoundCenter(after))
}
