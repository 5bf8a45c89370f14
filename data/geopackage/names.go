package geopackage

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"

	"burialmap/data/names"
)

// nameTable is the table of the keys by which features of a collection are found. A
// feature without a name has no row in it.
func (l *layer) nameTable() string {
	if len(l.named) == 0 {
		return ""
	}
	return fmt.Sprintf(`CREATE TABLE %s (key TEXT NOT NULL, fid INTEGER NOT NULL, PRIMARY KEY (key, fid) ON CONFLICT IGNORE) WITHOUT ROWID;
INSERT INTO gpkg_extensions VALUES (%s, NULL, 'burialmap_store', 'Keys by which features are found by their names in any script.', 'write-only');
`, quoted(l.names), literal(l.names))
}

// nameKey is a row of that table.
type nameKey struct {
	key string
	fid int64
}

// namesWaiting is how many keys wait to be put into the table together, in its order:
// so each page of it is written once and not again and again.
const namesWaiting = 1 << 17

// rename keeps the keys of a feature: old and now are the values of its row before and
// after, nil for none.
func (w *writes) rename(ctx context.Context, fid int64, old, now []driver.Value) error {
	if len(w.layer.named) == 0 || old != nil && now != nil && w.layer.sameNames(old, now) {
		return nil
	}
	keys := w.layer.keysOf(now)
	for _, key := range w.layer.keysOf(old) {
		if _, stays := slices.BinarySearch(keys, key); stays {
			continue
		}
		if _, err := w.tx.conn.exec(ctx, "DELETE FROM "+quoted(w.layer.names)+" WHERE key=? AND fid=?", key, fid); err != nil {
			return err
		}
	}
	for _, key := range keys {
		w.keys = append(w.keys, nameKey{key, fid})
	}
	if len(w.keys) >= namesWaiting {
		return w.flushNames(ctx)
	}
	return nil
}

func (l *layer) sameNames(a, b []driver.Value) bool {
	for _, i := range l.named {
		if plainValue(a[i]) != plainValue(b[i]) {
			return false
		}
	}
	return true
}

// keysOf are the sorted keys of a row.
func (l *layer) keysOf(values []driver.Value) []string {
	if values == nil {
		return nil
	}
	var texts []string
	for _, i := range l.named {
		if text := textOf(values[i]); text != "" {
			texts = append(texts, text)
		}
	}
	if texts == nil {
		return nil
	}
	return names.Keys(texts...)
}

// flushNames puts the keys that wait into the table.
func (w *writes) flushNames(ctx context.Context) error {
	waiting := w.keys
	w.keys = w.keys[:0]
	return insertNames(ctx, w.tx.conn, w.layer.names, waiting)
}

// namesAtOnce is how many keys one statement puts in.
const namesAtOnce = 100

func insertNames(ctx context.Context, c *conn, table string, keys []nameKey) error {
	slices.SortFunc(keys, compareNames)
	rows := newRows(c, table, "fid, key", namesAtOnce)
	for _, k := range keys {
		if err := rows.add(ctx, k.fid, k.key); err != nil {
			return err
		}
	}
	return rows.flush(ctx)
}

// compareNames is the order of the table: bytes, then numbers.
func compareNames(a, b nameKey) int {
	switch {
	case a.key < b.key:
		return -1
	case a.key > b.key:
		return 1
	}
	return int(min(max(a.fid-b.fid, -1), 1))
}
