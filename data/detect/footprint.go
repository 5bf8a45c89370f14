package detect

import (
	"math"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/overlap"
)

// The ground that burials take up where nobody has drawn it. These are assumptions of this
// project, said with every overlap that rests on them.
const (
	graveArea  = 2.0 // m² of a grave, 1 m by 2 m
	siteArea   = 4.0 // m² for each grave of a whole site, with the ways between them
	stripWidth = 2.0 // m, the length of a grave: graves of a row lie side by side
)

// footprint is the ground taken for a party that is recorded without an outline.
type footprint struct {
	geometry orb.Geometry // in degrees
	area     float64      // m²
	width    float64      // m, of a strip; 0 for a disc
	burials  int64        // that a disc is for
	beyond   float64      // m that it reaches beyond what is recorded
}

// footprintOf makes a footprint, or reports that none can be made: for a cemetery without
// outline, for a site of which nobody has stated how many lie there, and for a line that
// has no length.
func footprintOf(f data.Feature) (*footprint, bool) {
	burials, stated := f.Properties["burials"].(int64)
	stated = stated && burials > 0
	perBurial := graveArea
	switch {
	case f.Collection == data.Plots.Name && !stated:
		burials = 1
	case f.Collection == data.Sites.Name && stated:
		perBurial = siteArea
	case f.Collection != data.Plots.Name:
		return nil, false
	}
	if f.Geometry.Dimensions() == 1 {
		return strip(f.Geometry)
	}
	return disc(f.Geometry, burials, perBurial)
}

// disc spreads the burials evenly over the points that are recorded.
func disc(g orb.Geometry, burials int64, perBurial float64) (*footprint, bool) {
	points := pointsOf(g)
	if len(points) == 0 {
		return nil, false
	}
	area := float64(burials) * perBurial / float64(len(points))
	beyond := 1.02 * math.Sqrt(area/math.Pi)
	if beyond > maxBeyond {
		return nil, false
	}
	plane := geo.PlaneFor(g)
	var all orb.MultiPolygon
	for _, p := range points {
		all = append(all, overlap.Disc(plane.Project(p), area))
	}
	return &footprint{geometry: drawnIn(plane, all), area: float64(burials) * perBurial, burials: burials, beyond: beyond}, true
}

func pointsOf(g orb.Geometry) []orb.Point {
	switch g := g.(type) {
	case orb.Point:
		return []orb.Point{g}
	case orb.MultiPoint:
		return g
	case orb.Collection:
		var all []orb.Point
		for _, part := range g {
			all = append(all, pointsOf(part)...)
		}
		return all
	}
	return nil
}

// strip is the ground along a line, half a grave to either side.
func strip(g orb.Geometry) (*footprint, bool) {
	plane := geo.PlaneFor(g)
	var all orb.MultiPolygon
	for _, l := range linesOf(plane.ProjectGeometry(g)) {
		s, err := overlap.Strip(l, stripWidth)
		switch s := s.(type) {
		case orb.Polygon:
			all = append(all, s)
		case orb.MultiPolygon:
			all = append(all, s...)
		}
		if err != nil {
			return nil, false
		}
	}
	area := overlap.NewShape(all).Area()
	return &footprint{geometry: drawnIn(plane, all), area: area, width: stripWidth, beyond: stripWidth}, area > 0
}

func linesOf(g orb.Geometry) []orb.LineString {
	switch g := g.(type) {
	case orb.LineString:
		return []orb.LineString{g}
	case orb.MultiLineString:
		return g
	case orb.Collection:
		var all []orb.LineString
		for _, part := range g {
			all = append(all, linesOf(part)...)
		}
		return all
	}
	return nil
}

// drawnIn takes a shape back to degrees; one polygon stands for itself.
func drawnIn(plane geo.Plane, m orb.MultiPolygon) orb.Geometry {
	if len(m) == 1 {
		return geo.SplitAtAntimeridian(plane.UnprojectGeometry(m[0]))
	}
	return geo.SplitAtAntimeridian(plane.UnprojectGeometry(m))
}
