package shapefile

import (
	"fmt"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// sorter parts the features of a collection by kind of geometry.
type sorter struct {
	data.Collection

	columns []column
	kinds   [len(kindSuffixes)]*spool // nil until there is one
}

// kindSuffixes name the layers; the place in the list is that in sorter.kinds. A collection
// without places has one table of its own name.
var kindSuffixes = [...]struct {
	kind   int32
	suffix string
}{{point, "_points"}, {multipoint, "_multipoints"}, {polyline, "_lines"}, {polygon, "_polygons"}, {nullShape, "_not_located"}}

const (
	ofPoints = iota
	ofMultipoints
	ofLines
	ofPolygons
	notLocated
)

func kindOf(g orb.Geometry) (int, error) {
	switch g.(type) {
	case nil:
		return notLocated, nil
	case orb.Point:
		return ofPoints, nil
	case orb.MultiPoint:
		return ofMultipoints, nil
	case orb.LineString, orb.MultiLineString:
		return ofLines, nil
	case orb.Ring, orb.Polygon, orb.MultiPolygon, orb.Bound:
		return ofPolygons, nil
	}
	return 0, fmt.Errorf("%w: a Shapefile cannot hold a %s", data.ErrInvalid, g.GeoJSONType())
}

func (s *sorter) add(f data.Feature) error {
	kind, err := kindOf(f.Geometry)
	if err != nil {
		return err
	}
	if err := s.open(kind); err != nil {
		return err
	}
	return s.kinds[kind].add(f)
}

// open makes the spool of a kind if there is none.
func (s *sorter) open(kind int) (err error) {
	if s.kinds[kind] != nil {
		return nil
	}
	name := s.Name + kindSuffixes[kind].suffix
	if !s.Spatial {
		name = s.Name
	}
	s.kinds[kind], err = newSpool(name, kindSuffixes[kind].kind, s.columns)
	return err
}

func (s *sorter) empty() bool { return s.kinds == [len(kindSuffixes)]*spool{} }

// emptyKind is the layer that stands for a collection without features.
func (s *sorter) emptyKind() int {
	if s.Spatial {
		return ofPoints
	}
	return notLocated
}

// remove ends all spools; nothing of them stays.
func (s *sorter) remove() {
	for _, k := range s.kinds {
		if k != nil {
			k.remove()
		}
	}
}
