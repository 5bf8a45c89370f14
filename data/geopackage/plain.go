package geopackage

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"time"

	"burialmap/data"
)

// Plain is a GeoPackage to hand on: the tables of collections as the store lays them out,
// with their R-trees, titles and value lists, but without the history and the notes that
// make a file a database of ours. [Open] refuses it.
type Plain struct {
	conn *conn
	path string
}

// plainPragmas: nobody else sees the file before it is whole, and one that is not is thrown
// away, so that nothing has to be safe from a crash.
var plainPragmas = []string{
	"page_size=4096", "journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "temp_store=MEMORY", "cache_size=-32768",
	fmt.Sprintf("application_id=%d", applicationID), fmt.Sprintf("user_version=%d", specVersion),
}

// CreatePlain begins a GeoPackage in the empty file at path.
func CreatePlain(ctx context.Context, path string) (*Plain, error) {
	c, err := connect(ctx, path, "rw", plainPragmas...)
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", path, explain(err))
	}
	p := &Plain{conn: c, path: path}
	if err := c.script(ctx, "BEGIN;\n"+standardTables+vocabularies()); err != nil {
		return nil, errors.Join(fmt.Errorf("create %s: %w", path, explain(err)), c.close())
	}
	return p, nil
}

// Script runs statements that have no values to fill in.
func (p *Plain) Script(ctx context.Context, text string) error {
	return explain(p.conn.script(ctx, text))
}

// Exec runs a statement within the file.
func (p *Plain) Exec(ctx context.Context, text string, values ...driver.Value) error {
	_, err := p.conn.exec(ctx, text, values...)
	return explain(err)
}

// Finish makes the file whole.
func (p *Plain) Finish(ctx context.Context) error { return explain(p.conn.script(ctx, "COMMIT")) }

// Close ends the work on the file, whole or not.
func (p *Plain) Close() error { return p.conn.close() }

// Put makes the table of a collection and streams features into it. It returns how many
// there were of each type of geometry, as GeoJSON names them; "" counts those not located.
func (p *Plain) Put(ctx context.Context, c data.Collection, features iter.Seq2[data.Feature, error]) (map[string]int, error) {
	w := &plainWrites{Plain: p, layer: newLayer(c), extent: noBox, kinds: map[string]int{}}
	w.values = make([]driver.Value, len(w.layer.columns))
	if err := p.conn.script(ctx, w.layer.table()+w.layer.entries()); err != nil {
		return nil, explain(err)
	}
	for f, err := range features {
		if err != nil {
			return nil, err
		}
		if err := w.put(ctx, f); err != nil {
			return nil, fmt.Errorf("write %s: %w", f.Ref(), explain(err))
		}
	}
	return w.kinds, explain(w.finish(ctx))
}

// plainWrites is one table being filled.
type plainWrites struct {
	*Plain
	layer   *layer
	values  []driver.Value
	kinds   map[string]int
	count   int64
	extent  box
	waiting []entry
	indexed bool // the R-tree is there
}

func (w *plainWrites) put(ctx context.Context, f data.Feature) error {
	where, err := w.layer.encode(f, w.values)
	if err != nil {
		return err
	}
	w.values[colID], w.values[colRevision], w.values[colUpdated] = nil, nil, nil
	if f.ID != "" {
		w.values[colID] = f.ID
	}
	if f.Revision > 0 {
		w.values[colRevision], w.values[colUpdated] = f.Revision, f.Updated.UTC().Format(timeFormat)
	}
	if w.count++; w.count&0xff == 0 && ctx.Err() != nil {
		return ctx.Err()
	}
	fid, err := w.conn.exec(context.WithoutCancel(ctx), w.layer.insertSQL, w.values...)
	if err != nil {
		return err
	}
	kind := ""
	if f.Geometry != nil {
		kind = f.Geometry.GeoJSONType()
	}
	w.kinds[kind]++
	if where.empty() {
		return nil
	}
	w.extent.join(where)
	return w.index(ctx, newEntry(fid, where))
}

// index lets entries wait until a whole tree can be packed of them. After that the
// triggers of the table do the work.
func (w *plainWrites) index(ctx context.Context, e entry) error {
	if w.indexed {
		return nil
	}
	if w.waiting = append(w.waiting, e); len(w.waiting) < packUpTo {
		return nil
	}
	return w.pack(ctx)
}

func (w *plainWrites) pack(ctx context.Context) error {
	if err := w.conn.script(ctx, w.layer.fill(indexTriggers)); err != nil {
		return err
	}
	w.indexed = true
	b, err := newBulk(ctx, w.conn, w.layer.index)
	if err != nil {
		return err
	}
	waiting := w.waiting
	w.waiting = nil
	return b.build(ctx, waiting)
}

// finish makes index, triggers, extent and count.
func (w *plainWrites) finish(ctx context.Context) error {
	l, c := w.layer, w.conn
	if l.Spatial {
		if err := w.place(ctx); err != nil {
			return err
		}
	}
	if err := c.script(ctx, l.fill(countTriggers)); err != nil {
		return err
	}
	if _, err := c.exec(ctx, "UPDATE gpkg_contents SET last_change=? WHERE table_name=?", time.Now().UTC().Format(timeFormat), l.Name); err != nil {
		return err
	}
	_, err := c.exec(ctx, "UPDATE gpkg_ogr_contents SET feature_count=? WHERE table_name=?", w.count, l.Name)
	return err
}

// place says where the features lie and of which type they are.
func (w *plainWrites) place(ctx context.Context) error {
	if !w.indexed {
		if err := w.pack(ctx); err != nil {
			return err
		}
	}
	if err := w.layer.keepExtent(ctx, w.conn, w.extent); err != nil {
		return err
	}
	_, err := w.conn.exec(ctx, "UPDATE gpkg_geometry_columns SET geometry_type_name=? WHERE table_name=?", typeName(w.kinds), w.layer.Name)
	return err
}
