package kml

import (
	"encoding/xml"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// shape collects the geometries of a placemark by kind.
type shape struct {
	points    orb.MultiPoint
	lines     orb.MultiLineString
	polygons  orb.MultiPolygon
	positions int
	met       bool // there was a geometry, be it empty
	raised    bool // with a height
	problems  []data.Problem
}

// build is what was collected: a geometry for each kind.
func (s *shape) build() []orb.Geometry {
	if len(s.problems) > 0 && s.problems[0].Severity == data.Refused {
		return nil
	}
	var parts []orb.Geometry
	switch len(s.points) {
	case 0:
	case 1:
		parts = append(parts, s.points[0])
	default:
		parts = append(parts, s.points)
	}
	switch len(s.lines) {
	case 0:
	case 1:
		parts = append(parts, s.lines[0])
	default:
		parts = append(parts, s.lines)
	}
	switch len(s.polygons) {
	case 0:
	case 1:
		parts = append(parts, s.polygons[0])
	default:
		parts = append(parts, s.polygons)
	}
	return parts
}

// geometry reads a geometry, or counts what is none.
func (p *placemark) geometry(e xml.StartElement) error {
	switch e.Name.Local {
	case "Point":
		return p.point()
	case "LineString", "LinearRing":
		p.shape.met = true
		return p.coordinates(func(path []orb.Point) { p.shape.lines = append(p.shape.lines, path) })
	case "Polygon":
		return p.polygon()
	case "MultiGeometry", "MultiTrack":
		p.shape.met = true
		return p.Children(func(e xml.StartElement) error {
			if p.full() || e.Name.Local == "interpolate" || e.Name.Local == "altitudeMode" {
				return nil
			}
			return p.geometry(e)
		})
	case "Track":
		return p.track()
	case "Model":
		p.LeaveOut("models in three dimensions")
	default:
		p.LeaveOut("<" + shorten(e.Name.Local) + "> of placemarks")
	}
	return nil
}

func (p *placemark) point() error {
	p.shape.met = true
	return p.coordinates(func(path []orb.Point) {
		if len(path) > 1 {
			p.fault("coordinates", "a point has more than one position", "write longitude,latitude with decimal points; give each point its own placemark, or use MultiGeometry")
			return
		}
		p.shape.points = append(p.shape.points, path[0])
	})
}

// polygon reads an outline and its holes.
func (p *placemark) polygon() error {
	p.shape.met = true
	var outer, inner []orb.Ring
	err := p.Children(func(e xml.StartElement) error {
		to := &outer
		switch e.Name.Local {
		case "outerBoundaryIs":
		case "innerBoundaryIs":
			to = &inner
		default:
			return nil
		}
		return p.Children(func(e xml.StartElement) error {
			if p.full() || e.Name.Local != "LinearRing" {
				return nil
			}
			return p.coordinates(func(path []orb.Point) { *to = append(*to, path) })
		})
	})
	switch {
	case len(outer) == 0 && len(inner) == 0:
	case len(outer) != 1:
		p.fault("outline", "a polygon has no outer boundary, or several", "give each polygon one outerBoundaryIs")
	default:
		p.shape.polygons = append(p.shape.polygons, append(orb.Polygon{outer[0]}, inner...))
	}
	return err
}

// track reads a recorded track as a line, and the time it took as a value.
func (p *placemark) track() error {
	p.shape.met = true
	var line orb.LineString
	var began, ended string
	err := p.Children(func(e xml.StartElement) error {
		if p.full() {
			return nil
		}
		var text string
		switch e.Name.Local {
		case "when":
			err := p.text(&text)
			if ended = text; began == "" {
				began = text
			}
			return err
		case "coord":
			err := p.text(&text)
			line = p.shape.coord(line, text)
			return err
		case "ExtendedData":
			return p.extended()
		case "Model", "Icon", "angles":
			p.LeaveOut("<" + e.Name.Local + "> of tracks")
		}
		return nil
	})
	if len(line) > 0 {
		p.shape.lines = append(p.shape.lines, line)
	}
	if _, text := interval("", began, ended); began != "" {
		p.add("time", text)
	}
	return err
}

// fault refuses the placemark; the first fault counts.
func (p *placemark) fault(rule, message, advice string) { p.shape.fault(rule, message, advice) }

func (s *shape) fault(rule, message, advice string) {
	if len(s.problems) == 0 || s.problems[0].Severity != data.Refused {
		s.problems = append([]data.Problem{format.Refusal(rule, message, advice)}, s.problems...)
	}
}

func shorten(s string) string {
	const most = 40
	if len(s) > most {
		return s[:most]
	}
	return s
}
