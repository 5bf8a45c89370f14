package tiles

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// collector gathers the features of one collection that a tile holds. Features come in
// ascending FID order.
type collector struct {
	schema schema
	grid   grid
	window orb.Bound
	// dustSize is the size in units below which a feature is dust; 0 for none.
	dustSize float64
	// partSize is the same for a part of a feature; it does not grow with the crowd.
	partSize float64
	tol      float64
	max      int // features

	solid   []item
	dust    map[speck]*item
	looks   map[string]uint32 // each look that dust has, by number
	dropped int
	scratch []byte
}

// item is a feature as a tile draws it.
type item struct {
	feature  data.Feature
	kind     kind
	size     float64   // the longer side of its bounds, in units
	centre   orb.Point // of its bounds
	geometry []uint32  // drawn already; dust is drawn at the end
	merged   int       // further features it stands for
}

// speck is what dust that is drawn once has in common: kind, looks and place.
type speck struct {
	kind kind
	look uint32
	x, y float64
}

func newCollector(s schema, z, x, y, maxZoom, maxFeatures int) *collector {
	c := &collector{
		schema: s, grid: gridAt(z), window: window(x, y), max: maxFeatures,
		dust: map[speck]*item{}, looks: map[string]uint32{},
	}
	if z < maxZoom {
		c.dustSize, c.partSize, c.tol = pixel, pixel, tolerance
	}
	return c
}

// add takes a feature into the tile, as dust if it is too small to draw.
func (c *collector) add(f data.Feature) {
	if f.Geometry == nil {
		return
	}
	degrees := f.Geometry.Bound()
	if !measurable(degrees) {
		return
	}
	bound := c.grid.bound(degrees)
	if !c.grid.holdsPath([]orb.Point{bound.Min, bound.Max}) {
		return
	}
	if side(bound) < c.dustSize {
		for _, dx := range c.grid.shifts(c.window) {
			c.addDust(item{feature: f, kind: kindOf(f.Geometry), size: side(bound), centre: boundMoved(bound, dx).Center()})
		}
	} else {
		c.addSolid(f, bound)
	}
	c.fit()
}

func (c *collector) addDust(it item) {
	cell := square(it.centre, c.dustSize).Bound()
	if it.kind == points && !c.window.Contains(snappedPoint(it.centre)) || !overlap(cell, c.window) {
		return
	}
	key := speck{it.kind, c.look(it.feature), cell.Min[0], cell.Min[1]}
	first, ok := c.dust[key]
	if !ok {
		c.dust[key] = &it
		return
	}
	merged := first.merged + it.merged + 1
	if it.feature.FID < first.feature.FID {
		*first = it
	}
	first.merged = merged
}

// look numbers the looks of a feature.
func (c *collector) look(f data.Feature) uint32 {
	b := c.scratch[:0]
	for _, field := range c.schema.looks {
		switch v := value(f, field).(type) {
		case string:
			b = append(b, v...)
		case bool:
			b = append(b, '1')
		}
		b = append(b, 0)
	}
	c.scratch = b
	n, ok := c.looks[string(b)]
	if !ok {
		n = uint32(len(c.looks))
		c.looks[string(b)] = n
	}
	return n
}

// fit makes room by turning ever larger features to dust, and drops the youngest when
// that is not enough.
func (c *collector) fit() {
	for len(c.solid)+len(c.dust) > c.max && c.dustSize < 2*Extent {
		c.coarsen()
	}
	for len(c.solid)+len(c.dust) > c.max && len(c.solid) > 0 {
		c.solid = c.solid[:len(c.solid)-1]
		c.dropped++
	}
}

func (c *collector) coarsen() {
	c.dustSize = max(pixel, 2*c.dustSize)
	dust, solid := c.dust, c.solid
	c.dust, c.solid = map[speck]*item{}, nil
	for _, it := range dust {
		c.addDust(*it)
	}
	for _, it := range solid {
		if it.size < c.dustSize {
			c.addDust(it)
		} else {
			c.solid = append(c.solid, it)
		}
	}
}

// items are all features of the tile in FID order, dust drawn.
func (c *collector) items() []item {
	all := c.solid
	for _, it := range c.dust {
		if it.merged > 0 || it.geometry == nil {
			it.geometry = c.drawDust(it)
		}
		all = append(all, *it)
	}
	slices.SortFunc(all, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.feature.FID, b.feature.FID), cmp.Compare(a.kind, b.kind), comparePoints(a.centre, b.centre))
	})
	return all
}

func comparePoints(a, b orb.Point) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}

// drawDust draws the cell of a polygon, a line through that of a line, and a point where
// it is.
func (c *collector) drawDust(it *item) []uint32 {
	pen := commands{origin: c.origin()}
	cell := square(it.centre, c.dustSize)
	switch it.kind {
	case points:
		pen.points([]orb.Point{snappedPoint(it.centre)})
	case lines:
		pen.line(dash(cell, c.window))
	default:
		pen.polygon(clippedPolygon(orb.Polygon{cell}, c.window))
	}
	return pen.out
}

func (c *collector) origin() orb.Point {
	return orb.Point{c.window.Min[0] + Buffer, c.window.Min[1] + Buffer}
}

// overlap reports whether two bounds share more than an edge.
func overlap(a, b orb.Bound) bool {
	return math.Max(a.Min[0], b.Min[0]) < math.Min(a.Max[0], b.Max[0]) &&
		math.Max(a.Min[1], b.Min[1]) < math.Min(a.Max[1], b.Max[1])
}
