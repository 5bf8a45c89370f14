package geopackage

import (
	"context"
	"database/sql/driver"
	"errors"
	"sync"

	"burialmap/data"
)

// contents keeps the row of the collection in the tables of contents true: its extent,
// its count and the time of its last change.
func (w *writes) contents(ctx context.Context) error {
	l, c := w.layer, w.tx.conn
	if l.Spatial {
		if err := w.extent(ctx); err != nil {
			return err
		}
	}
	if _, err := c.exec(ctx, "UPDATE gpkg_contents SET last_change=? WHERE table_name=?", w.tx.stamp, l.Name); err != nil {
		return err
	}
	_, err := c.exec(ctx, "UPDATE gpkg_ogr_contents SET feature_count=coalesce(feature_count+?, (SELECT count(*) FROM "+
		quoted(l.Name)+")) WHERE table_name=?", w.added, l.Name)
	return err
}

// extent grows the extent by the new places. It is measured anew only if something left
// its edge.
func (w *writes) extent(ctx context.Context) error {
	known, err := w.layer.keptExtent(ctx, w.tx.conn)
	if err != nil {
		return err
	}
	now := known
	if !w.left.empty() && (w.left.minX <= known.minX || w.left.maxX >= known.maxX || w.left.minY <= known.minY || w.left.maxY >= known.maxY) {
		if now, err = w.layer.measureExtent(ctx, w.tx.conn); err != nil {
			return err
		}
	} else {
		now.join(w.grown)
	}
	if now == known {
		return nil
	}
	return w.layer.keepExtent(ctx, w.tx.conn, now)
}

func (l *layer) keptExtent(ctx context.Context, c *conn) (box, error) {
	row, err := c.one(ctx, "SELECT min_x, max_x, min_y, max_y FROM gpkg_contents WHERE table_name=?", l.Name)
	if err != nil {
		return noBox, err
	}
	return boxFrom(row), nil
}

func boxFrom(row []driver.Value) box {
	if len(row) < 4 {
		return noBox
	}
	var v [4]float64
	for i := range v {
		x, ok := row[i].(float64)
		if !ok {
			return noBox
		}
		v[i] = x
	}
	return box{v[0], v[1], v[2], v[3]}
}

func (l *layer) keepExtent(ctx context.Context, c *conn, b box) error {
	values := []driver.Value{b.minX, b.minY, b.maxX, b.maxY, l.Name}
	if b.empty() {
		values = []driver.Value{nil, nil, nil, nil, l.Name}
	}
	_, err := c.exec(ctx, "UPDATE gpkg_contents SET min_x=?, min_y=?, max_x=?, max_y=? WHERE table_name=?", values...)
	return err
}

// measureExtent asks the R-tree, which rounds outward, and then the few features that
// may reach the edges.
func (l *layer) measureExtent(ctx context.Context, c *conn) (box, error) {
	index := quoted(l.index)
	row, err := c.one(ctx, "SELECT min(minx), max(maxx), min(miny), max(maxy) FROM "+index)
	if err != nil {
		return noBox, err
	}
	rough := boxFrom(row)
	if rough.empty() {
		return noBox, nil
	}
	row, err = c.one(ctx, "SELECT min(ST_MinX(geom)), max(ST_MaxX(geom)), min(ST_MinY(geom)), max(ST_MaxY(geom)) FROM "+quoted(l.Name)+
		" WHERE fid IN (SELECT id FROM "+index+" WHERE minx <= ?1 UNION SELECT id FROM "+index+" WHERE maxx >= ?2 UNION "+
		"SELECT id FROM "+index+" WHERE miny <= ?3 UNION SELECT id FROM "+index+" WHERE maxy >= ?4)",
		rough.minX+indexRounding, rough.maxX-indexRounding, rough.minY+indexRounding, rough.maxY-indexRounding)
	return boxFrom(row), err
}

// extents remembers the extent of each collection at a revision.
type extents struct {
	mu    sync.Mutex
	known map[string]extentAt
}

type extentAt struct {
	revision int64
	extent   data.Extent
}

// Extent describes a collection as a whole.
func (s *Store) Extent(ctx context.Context, collection string) (data.Extent, error) {
	l, err := s.layer(collection)
	if err != nil {
		return data.Extent{}, err
	}
	var e extentAt
	err = s.read(ctx, func(c *conn) (err error) {
		if err := c.script(ctx, "BEGIN"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.script(context.Background(), "COMMIT")) }()
		if e.revision, err = c.integer(ctx, "SELECT max(revision) FROM change"); err != nil {
			return err
		}
		if known, ok := s.seen.at(collection, e.revision); ok {
			e.extent = known
			return nil
		}
		if e.extent, err = l.describe(ctx, c); err != nil {
			return err
		}
		s.seen.keep(collection, e)
		return nil
	})
	return e.extent, err
}

func (s *extents) at(collection string, revision int64) (data.Extent, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.known[collection]
	return e.extent, ok && e.revision == revision
}

func (s *extents) keep(collection string, e extentAt) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		s.known = map[string]extentAt{}
	}
	s.known[collection] = e
}

func (l *layer) describe(ctx context.Context, c *conn) (e data.Extent, err error) {
	count, err := c.integer(ctx, l.countSQL)
	if err != nil || !l.Spatial {
		return data.Extent{Count: int(count)}, err
	}
	located, err := c.integer(ctx, "SELECT count(*) FROM "+quoted(l.index+"_rowid"))
	if err != nil {
		return e, err
	}
	whole, err := l.keptExtent(ctx, c)
	if err != nil {
		return e, err
	}
	e = data.Extent{Count: int(count), Located: int(located)}
	if located == 0 {
		return e, nil
	}
	e.Bound = whole.bound()
	if whole.wide() {
		west, east, err := l.shortest(ctx, c)
		if err != nil {
			return e, err
		}
		e.Bound.Min[0], e.Bound.Max[0] = west, east
	}
	return e, nil
}
