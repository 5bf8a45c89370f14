package kml

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	kml "github.com/twpayne/go-kml/v3"

	"burialmap/data"
	"burialmap/geo"
)

// circle is an accuracy to be drawn.
type circle struct {
	centre orb.Point
	metres float64
	title  string
}

const (
	// maxCircles are remembered and drawn: no phone shows more, and what is remembered must
	// stay small.
	maxCircles = 20_000
	// maxRadius is the greatest that is drawn, in metres: a plane is true to 0.1 % so far.
	maxRadius = 200_000
)

// remember keeps the circle of a point until the features are written.
func (o *output) remember(f data.Feature, title string) {
	at, ok := f.Geometry.(orb.Point)
	metres := float64(f.Location.Accuracy)
	switch {
	case !ok || !f.Location.Accuracy.Known():
	case len(o.circles) >= maxCircles || metres > maxRadius:
		o.missed++
	default:
		o.circles = append(o.circles, circle{at, metres, title})
	}
}

// drawCircles writes the folder of circles, marked so that nobody takes them for outlines of
// graves.
func (o *output) drawCircles() {
	if len(o.circles) == 0 && o.missed == 0 {
		return
	}
	about := "Circles that hold the true position of a point with 95 % probability. They are no outlines of burial grounds."
	if o.missed > 0 {
		about += fmt.Sprintf(" %d more are not drawn; their radius stands in the facts of each place.", o.missed)
	}
	o.begin("Folder")
	o.put(kml.Name("Accuracy (95 %)"), kml.Description(about), kml.ExtendedData(datum(circleMark, "1")))
	for _, c := range o.circles {
		words := fmt.Sprintf("The true position lies within %v m with 95 %% probability.", c.metres)
		o.put(kml.Placemark(kml.Name(c.title), kml.Description(words), kml.StyleURL("#"+circleStyle), shapeOf(c.outline())))
	}
	o.end("Folder")
}

// outline is the circle as a polygon of 36 corners, cut at ±180°.
func (c circle) outline() orb.Geometry {
	const corners = 36
	plane := geo.NewPlane(c.centre)
	r := make(orb.Ring, 0, corners+1)
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		r = append(r, plane.Unproject(orb.Point{c.metres * cos, c.metres * sin}))
	}
	return geo.SplitAtAntimeridian(orb.Polygon{append(r, r[0])})
}
