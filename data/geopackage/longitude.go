package geopackage

import (
	"context"
	"database/sql/driver"
	"math"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// shortest is the shortest stretch of longitude that holds all features; west is greater
// than east if it crosses the antimeridian. Gaps narrower than half a degree are not
// looked for.
func (l *layer) shortest(ctx context.Context, c *conn) (west, east float64, err error) {
	spans, err := l.spans(ctx, c)
	if err != nil {
		return 0, 0, err
	}
	b := geo.UnionBounds(spans...)
	if west, err = l.refine(ctx, c, "min", "ST_MinX", "minx", b.Min[0]); err != nil {
		return 0, 0, err
	}
	east, err = l.refine(ctx, c, "max", "ST_MaxX", "maxx", b.Max[0])
	return west, east, err
}

const binsPerDegree = 2

// spans joins the longitudes of all features by the half degree in which their middle
// lies. Features that may lie on both sides of the antimeridian come by their parts.
func (l *layer) spans(ctx context.Context, c *conn) ([]orb.Bound, error) {
	bins := map[int]box{}
	var spans []orb.Bound
	err := c.query(ctx, "SELECT minx, maxx FROM "+quoted(l.index)+" WHERE maxx - minx < 179", nil, func(row []driver.Value) bool {
		west, _ := row[0].(float64)
		east, _ := row[1].(float64)
		bin := int(math.Floor((west + east) / 2 * binsPerDegree))
		b, ok := bins[bin]
		if !ok {
			b = box{west, east, 0, 0}
		}
		b.join(box{west, east, 0, 0})
		bins[bin] = b
		return true
	})
	if err != nil {
		return nil, err
	}
	for _, b := range bins {
		spans = append(spans, b.bound())
	}
	err = c.query(ctx, "SELECT geom FROM "+quoted(l.Name)+" WHERE fid IN (SELECT id FROM "+quoted(l.index)+
		" WHERE minx <= 0 AND maxx >= 0 AND maxx - minx >= 179)", nil, func(row []driver.Value) bool {
		if b, _, ok := boundOf(row[0]); ok {
			spans = append(spans, b)
		}
		return true
	})
	return spans, err
}

// refine replaces an edge that the R-tree has rounded outward by that of the feature.
func (l *layer) refine(ctx context.Context, c *conn, pick, edge, column string, rough float64) (float64, error) {
	row, err := c.one(ctx, "SELECT "+pick+"("+edge+"(geom)) FROM "+quoted(l.Name)+" WHERE fid IN (SELECT id FROM "+quoted(l.index)+
		" WHERE "+column+" >= ?1 AND "+column+" <= ?2)", rough-indexRounding, rough+indexRounding)
	if err != nil || row == nil {
		return rough, err
	}
	exact, ok := row[0].(float64)
	if !ok || math.Abs(exact-rough) > indexRounding {
		return rough, nil
	}
	return exact, nil
}
