package flatgeobuf

import (
	"encoding/binary"
	"fmt"

	"github.com/paulmach/orb"

	"burialmap/data/format"
)

// fault is why a geometry cannot be taken although its bytes are sound.
type fault struct{ rule, message, advice string }

func (f fault) Error() string { return f.message }

// parsing builds one geometry and counts what it has built: offsets of hostile files may
// point to the same bytes many times.
type parsing struct {
	*notes

	positions int
}

// geometry builds the geometry of a table. The header's kind holds where the table's own
// is unknown.
func (p *parsing) geometry(t flatTable, kind int) (orb.Geometry, error) {
	own, err := t.number(geometryType, 1, unknown)
	if err != nil {
		return nil, err
	}
	if kind == unknown {
		kind = int(own)
	}
	for _, more := range []int{geometryZ, geometryM, geometryT, geometryTM} {
		b, _, err := t.vector(more, 8)
		if err != nil {
			return nil, err
		}
		p.dimensions = p.dimensions || len(b) > 0
	}
	switch kind {
	case point:
		ps, err := p.path(t)
		if err != nil || len(ps) == 0 {
			return nil, err
		}
		return ps[0], nil
	case multiPoint:
		ps, err := p.path(t)
		if err != nil || len(ps) == 0 {
			return nil, err
		}
		return orb.MultiPoint(ps), nil
	case lineString:
		ps, err := p.path(t)
		if err != nil || len(ps) == 0 {
			return nil, err
		}
		return orb.LineString(ps), nil
	case multiLineString:
		return p.lines(t)
	case polygon:
		rings, err := p.rings(t)
		if err != nil || len(rings) == 0 {
			return nil, err
		}
		return rings, nil
	case multiPolygon:
		return p.polygons(t)
	}
	return nil, otherKind(kind)
}

func otherKind(kind int) error {
	switch {
	case kind == geometryCollection:
		return fault{"geometry_mixed", "the geometry is a collection of geometries", "give each geometry its own feature, or make one Multi geometry of a single kind"}
	case kind > geometryCollection && kind < len(kindNames):
		return fault{"geometry_kind", fmt.Sprintf("the geometry is a %s", kindNames[kind]), "convert the layer to points, lines or polygons in a GIS"}
	}
	return fault{"geometry_kind", fmt.Sprintf("there is no geometry type %d", kind), "have the program that made the file write it anew"}
}

// path is all positions of a table.
func (p *parsing) path(t flatTable) ([]orb.Point, error) {
	b, _, err := t.vector(geometryXY, 8)
	if err != nil {
		return nil, err
	}
	n := len(b) / 16
	if p.positions += n; p.positions > format.MaxPositions {
		return nil, fault{"too_large", fmt.Sprintf("the geometry has more than %d positions", format.MaxPositions), "simplify it or divide it into several"}
	}
	ps := make([]orb.Point, n)
	for i := range ps {
		ps[i] = orb.Point{double(b[16*i:]), double(b[16*i+8:])}
	}
	return ps, nil
}

// paths parts the positions of a table where its ends say.
func (p *parsing) paths(t flatTable) ([][]orb.Point, error) {
	ps, err := p.path(t)
	if err != nil || len(ps) == 0 {
		return nil, err
	}
	ends, _, err := t.vector(geometryEnds, 4)
	if err != nil {
		return nil, err
	}
	if len(ends) == 0 {
		return [][]orb.Point{ps}, nil
	}
	if len(ends)/4 > len(ps) {
		return nil, errFlat
	}
	list := make([][]orb.Point, len(ends)/4)
	from := 0
	for i := range list {
		to := int(binary.LittleEndian.Uint32(ends[4*i:]))
		if to < from || to > len(ps) {
			return nil, errFlat
		}
		list[i] = ps[from:to:to]
		from = to
	}
	return list, nil
}

func (p *parsing) lines(t flatTable) (orb.Geometry, error) {
	paths, err := p.paths(t)
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	list := make(orb.MultiLineString, len(paths))
	for i, path := range paths {
		list[i] = path
	}
	return list, nil
}

func (p *parsing) rings(t flatTable) (orb.Polygon, error) {
	paths, err := p.paths(t)
	if err != nil {
		return nil, err
	}
	rings := make(orb.Polygon, len(paths))
	for i, path := range paths {
		rings[i] = path
	}
	return rings, nil
}

func (p *parsing) polygons(t flatTable) (orb.Geometry, error) {
	parts, err := t.tables(geometryParts, format.MaxPositions)
	if err != nil || len(parts) == 0 {
		return nil, err
	}
	list := make(orb.MultiPolygon, len(parts))
	for i, part := range parts {
		if list[i], err = p.rings(part); err != nil {
			return nil, err
		}
	}
	return list, nil
}
