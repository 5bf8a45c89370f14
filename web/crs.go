package web

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo/crs"
)

// Coordinates are kept in CRS84. OGC API – Features Part 2 lets a client name the system
// of what it sends and of what it wants. Both are then in the order of axes that the
// definition of the system lists: EPSG:4326 is latitude, longitude, and the zones of
// Gauss–Krüger are northing, easting.

const crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

// everywhere are the systems in which any place of the region can be written.
var everywhere = []crs.CRS{
	mustLookup(crs84), mustLookup("EPSG:4326"), mustLookup("EPSG:3857"),
	mustLookup("EPSG:4284"), mustLookup("EPSG:4200"), mustLookup("EPSG:7683"),
}

func mustLookup(name string) crs.CRS {
	c, err := crs.Lookup(name)
	if err != nil {
		panic(err) // cannot happen: the names are constant
	}
	return c
}

// systems are those in which a collection can be asked for: those for everywhere, and the
// zones that hold some of it.
func (s *server) systems(ctx context.Context, c data.Collection) ([]crs.CRS, error) {
	if !c.Spatial {
		return everywhere[:1], nil
	}
	e, err := s.Store.Extent(ctx, c.Name)
	if err != nil {
		return nil, fmt.Errorf("extent of %s: %w", c.Name, err)
	}
	return systemsOf(e), nil
}

func systemsOf(e data.Extent) []crs.CRS {
	if e.Located == 0 {
		return everywhere
	}
	return append(slices.Clone(everywhere), crs.ZonesOver(e.Bound)...)
}

func systemURIs(systems []crs.CRS) []string {
	uris := make([]string, len(systems))
	for i, c := range systems {
		uris[i] = c.URI()
	}
	return uris
}

// systemAsked is the system that a parameter names, CRS84 if it is not given. It is to be
// one of those that the collection lists.
func (s *server) systemAsked(ctx context.Context, c data.Collection, p params, name string) (crs.CRS, error) {
	text, ok := p[name]
	if !ok {
		return everywhere[0], nil
	}
	refused := badParameter(name, fmt.Sprintf(
		"Parameter %q is to be one of the systems that /api/collections/%s lists under crs, such as %s; %q is not.", name, c.Name, crs84, shortened(text)))
	if len(text) > 100 || strings.ContainsAny(text, "[(+=") { // a definition is none of the names
		return crs.CRS{}, refused
	}
	asked, err := crs.Lookup(text)
	if err != nil {
		return crs.CRS{}, refused
	}
	same := func(listed crs.CRS) bool { return listed.Code == asked.Code }
	if slices.ContainsFunc(everywhere, same) {
		return asked, nil
	}
	systems, err := s.systems(ctx, c)
	if err != nil {
		return crs.CRS{}, err
	}
	if !slices.ContainsFunc(systems, same) {
		return crs.CRS{}, refused
	}
	return asked, nil
}

// inCRS84 reports whether a system is that in which coordinates are kept.
func inCRS84(c crs.CRS) bool { return c.Code == everywhere[0].Code }

// tellSystem sets the header that says in which system the coordinates of an answer are.
func tellSystem(w http.ResponseWriter, c crs.CRS) { w.Header().Set("Content-Crs", "<"+c.URI()+">") }

// written puts a feature into a system; its axes are turned when it is encoded.
func written(f data.Feature, c crs.CRS) (data.Feature, error) {
	if f.Geometry == nil || inCRS84(c) {
		return f, nil
	}
	var err error
	f.Geometry, err = c.GeometryFromWGS84(f.Geometry)
	return f, err
}

// formOf is how features are encoded in a system: its order of axes, degrees with 7
// decimals and metres with 3, so that the way back gives the same 7 decimals.
func formOf(c crs.CRS, only []string) data.Form {
	form := data.Form{Fields: only}
	switch {
	case inCRS84(c):
		return form
	case c.Kind == crs.Geographic:
		form.Point = func(b []byte, p orb.Point) []byte { return appendPosition(b, c.InOrder(p), data.AppendDegrees) }
	default:
		form.Point = func(b []byte, p orb.Point) []byte { return appendPosition(b, c.InOrder(p), appendMetres) }
	}
	return form
}

func appendPosition(b []byte, p orb.Point, number func([]byte, float64) []byte) []byte {
	b = number(append(b, '['), p[0])
	b = number(append(b, ','), p[1])
	return append(b, ']')
}

// appendMetres writes a coordinate with at most 3 decimals.
func appendMetres(b []byte, v float64) []byte {
	return strconv.AppendFloat(b, math.Round(v*1000)/1000, 'f', -1, 64)
}
