package crs

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// Kind is what the coordinates of a system are.
type Kind int

// The kinds. Unknown is that of the zero CRS.
const (
	Unknown            Kind = iota
	Geographic              // longitude and latitude in degrees
	TransverseMercator      // Gauss–Krüger and UTM, metres
	WebMercator             // metres that are none
)

// CRS is a coordinate reference system together with the operation that takes it to WGS 84.
// Make one with [Lookup]; the zero value converts nothing.
type CRS struct {
	Code string // "EPSG:28425", "OGC:CRS84"; empty if only a definition was given
	Name string // as EPSG calls it, or as the definition does
	Kind Kind

	Datum      string // its geographic system, "EPSG:4284"; empty if no name of it was given
	Ellipsoid  *Ellipsoid
	Projection Projection // of TransverseMercator; zero for others
	// Zone is the number that stands before the easting, 25 in 25 512 345 m; 0 where
	// eastings have none.
	Zone int

	// NorthFirst: the definition lists northing or latitude first. This is for writing
	// to others; points given to this package are (easting, northing) all the same.
	NorthFirst bool

	// Operation takes the datum to WGS 84. It may be unknown: see Using.
	Operation Operation
}

// Using is the same system with another datum operation, from [CRS.Operations] or
// [OperationNamed]. One that starts from another datum makes every conversion fail; to a
// definition that names only the ellipsoid it says which datum was meant.
func (c CRS) Using(op Operation) CRS {
	c.Operation = op
	return c
}

// ToWGS84 turns easting and northing in metres, or longitude and latitude in degrees, into
// longitude (−180…180) and latitude in WGS 84. It is an error if they are not numbers, lie
// where the system has no places, or if the datum operation is not known; the error says
// what to do. Far outside its zone a point still converts: see [CRS.Check].
func (c CRS) ToWGS84(p orb.Point) (orb.Point, error) {
	if err := c.convertible(); err != nil {
		return orb.Point{}, err
	}
	q, err := c.toGeographic(p)
	if err != nil || c.Operation.Identity() {
		return q, err
	}
	return c.Operation.shift.toWGS84(c.Ellipsoid, q), nil
}

// FromWGS84 is the inverse of ToWGS84, to 1e-8 m.
func (c CRS) FromWGS84(p orb.Point) (orb.Point, error) {
	if err := c.convertible(); err != nil {
		return orb.Point{}, err
	}
	if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
		return orb.Point{}, fmt.Errorf("%s is not a longitude and latitude in degrees", place(p))
	}
	if !c.Operation.Identity() {
		p = c.Operation.shift.fromWGS84(c.Ellipsoid, p)
	}
	return c.fromGeographic(p)
}

func (c CRS) convertible() error {
	op := c.Operation
	switch {
	case c.Kind == Unknown || c.Ellipsoid == nil:
		return fmt.Errorf("no coordinate reference system was given: %s", adviceLookup)
	case !op.Known():
		return fmt.Errorf("%s: no datum operation to WGS 84 is known: %s", c.label(), adviceOperation)
	case op.From != "" && !c.stands(op.From):
		return fmt.Errorf("%s: the datum operation %s starts from %s, not from %s", c.label(), op.label(), op.From, c.datumLabel())
	}
	return nil
}

// stands reports whether the system is, or can be, on a datum.
func (c CRS) stands(datum string) bool {
	d := datumOf(datum)
	return d != nil && (c.Datum == datum || c.Datum == "" && d.ellipsoid == c.Ellipsoid)
}

// toGeographic is the longitude and latitude on the system's own datum.
func (c CRS) toGeographic(p orb.Point) (orb.Point, error) {
	if !c.has(p) {
		return orb.Point{}, c.refused(p)
	}
	switch c.Kind {
	case TransverseMercator:
		return c.Projection.inverse(c.Ellipsoid, p), nil
	case WebMercator:
		return mercatorInverse(p), nil
	}
	return p, nil
}

func (c CRS) fromGeographic(q orb.Point) (orb.Point, error) {
	p := q
	switch c.Kind {
	case TransverseMercator:
		if math.Abs(math.Remainder(q[0]-c.Projection.CentralMeridian, 360)) >= 80 {
			return orb.Point{}, fmt.Errorf("%s: %s is too far from the central meridian %v: choose the zone that holds it",
				c.label(), place(q), c.Projection.CentralMeridian)
		}
		p = c.Projection.forward(c.Ellipsoid, q)
	case WebMercator:
		p = mercatorForward(q)
	}
	if !c.has(p) {
		return orb.Point{}, fmt.Errorf("%s has no coordinates for %s", c.label(), place(q))
	}
	return p, nil
}

// has reports whether the system has a place with these coordinates.
func (c CRS) has(p orb.Point) bool {
	switch c.Kind {
	case TransverseMercator:
		north := (p[1]-c.Projection.FalseNorthing)/c.Projection.Scale + c.Projection.origin(c.Ellipsoid)
		return math.Abs(p[0]-c.Projection.FalseEasting) <= reach*c.Projection.Scale &&
			math.Abs(north) <= c.Ellipsoid.series.radius*math.Pi/2
	case WebMercator:
		return math.Abs(p[0]) <= mercatorSquare*(1+1e-9) && math.Abs(p[1]) <= 2*mercatorSquare
	}
	return math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90
}

func (c CRS) refused(p orb.Point) error {
	for _, f := range c.Check(p) {
		return fmt.Errorf("%s: %s: %s", c.label(), f.Message, f.Advice)
	}
	return fmt.Errorf("%s has no place %s: %s", c.label(), place(p), adviceOther)
}

func (c CRS) label() string {
	if c.Code == "" {
		return c.Name
	}
	return c.Code
}

func (c CRS) datumLabel() string {
	if c.Datum == "" {
		return "a datum that has no name"
	}
	return c.Datum
}
