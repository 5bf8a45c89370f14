package main

import (
	"fmt"
	"io/fs"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/xy"

	"burialmap/data/sample"
	"burialmap/geo"
)

// The pair of the worked example, from the demonstration cemetery.
const (
	examplePow      = "demo-B-1"
	exampleCivilian = "demo-L-6"
)

// grave is a plot of the demonstration cemetery in the plane of the example.
type grave struct {
	outline  orb.Ring
	accuracy geo.Accuracy
}

// exampleGraves are the two graves of the worked example, in the plane about the middle of
// the prisoners'.
func exampleGraves() (pow, civilian grave, err error) {
	plots, err := demonstrationPlots()
	if err != nil {
		return pow, civilian, err
	}
	a, b := plots[examplePow], plots[exampleCivilian]
	if a == nil || b == nil {
		return pow, civilian, fmt.Errorf("the demonstration has no %s or no %s", examplePow, exampleCivilian)
	}
	plane := geo.PlaneFor(a.Geometry)
	return graveOf(a, plane), graveOf(b, plane), nil
}

func demonstrationPlots() (map[string]*geojson.Feature, error) {
	files, _ := sample.Files()
	text, err := fs.ReadFile(files, "demonstration_plots.geojson")
	if err != nil {
		return nil, err
	}
	all, err := geojson.UnmarshalFeatureCollection(text)
	if err != nil {
		return nil, err
	}
	plots := map[string]*geojson.Feature{}
	for _, feature := range all.Features {
		if id, ok := feature.ID.(string); ok {
			plots[id] = feature
		}
	}
	return plots, nil
}

func graveOf(f *geojson.Feature, plane geo.Plane) grave {
	g, _ := plane.ProjectGeometry(f.Geometry).(orb.Polygon)
	metres, _ := f.Properties["accuracy_m"].(float64)
	return grave{g[0], geo.Accuracy(metres)}
}

// offsetsOf is the Minkowski sum of b and −a for convex rings: the hull of all differences
// of their corners.
func offsetsOf(a, b orb.Ring) orb.Ring {
	var flat []float64
	for _, p := range a {
		for _, q := range b {
			flat = append(flat, q[0]-p[0], q[1]-p[1])
		}
	}
	hull, _ := xy.ConvexHullFlat(geom.XY, flat).(*geom.Polygon)
	var r orb.Ring
	for _, c := range hull.Coords()[0] {
		r = append(r, orb.Point{c[0], c[1]})
	}
	return r
}
