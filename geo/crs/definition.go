package crs

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// What definitions have in common, whether PROJ strings or well-known text.

// on puts a system on a datum from the tables.
func (c *CRS) on(d *datum) {
	c.Datum, c.Ellipsoid, c.Operation = d.code, d.ellipsoid, operationsFrom(d.code)[0]
}

// defined takes the transformation that a definition carries. One that EPSG publishes for
// this ellipsoid is known by its numbers, and with it the datum.
func (c *CRS) defined(shift *helmert) {
	if shift == nil {
		return
	}
	for _, d := range datums {
		for _, o := range operationsFrom(d.code) {
			if d.ellipsoid == c.Ellipsoid && (c.Datum == "" || c.Datum == d.code) && o.shift.like(*shift) && !o.Identity() {
				c.on(&d)
				c.Operation = o
				return
			}
		}
	}
	c.Operation = Operation{
		Name: "from the definition", From: c.Datum,
		Note: "the definition gives towgs84 without a source or an accuracy", shift: *shift,
	}
}

// towgs84 takes three or seven numbers in the signs of PROJ and WKT: position vector.
func towgs84(words []string) (helmert, error) {
	var v [7]float64
	if len(words) != 3 && len(words) != 7 {
		return helmert{}, fmt.Errorf("it has %d numbers; it needs three (shifts in metres) or seven (and rotations in seconds, scale in ppm)", len(words))
	}
	for i, w := range words {
		x, err := decimal(strings.TrimSpace(w))
		if err != nil || math.Abs(x) > 10000 {
			return helmert{}, fmt.Errorf("%q is not a shift, rotation or scale of a datum", shortened(w))
		}
		v[i] = x
	}
	return positionVector(v[0], v[1], v[2], v[3], v[4], v[5], v[6]), nil
}

// measured is an ellipsoid from its measures, which must be about those of the earth.
func measured(name string, a, inverseFlattening float64) (*Ellipsoid, error) {
	if !(a > 6.3e6 && a < 6.5e6) || inverseFlattening != 0 && !(inverseFlattening > 200 && inverseFlattening < 400) {
		return nil, fmt.Errorf("%v m with 1/f = %v is not an ellipsoid of the earth", a, inverseFlattening)
	}
	return ellipsoidLike(name, a, inverseFlattening), nil
}

// check refuses parameters that no map has.
func (p Projection) check() error {
	switch {
	case !(math.Abs(p.CentralMeridian) <= 360):
		return fmt.Errorf("a central meridian of %v° is none", p.CentralMeridian)
	case !(math.Abs(p.OriginLatitude) < 90):
		return fmt.Errorf("a latitude of origin of %v° is none", p.OriginLatitude)
	case !(p.Scale > 0.9 && p.Scale < 1.1):
		return fmt.Errorf("a scale factor of %v is none", p.Scale)
	case !(math.Abs(p.FalseEasting) <= 1e8 && math.Abs(p.FalseNorthing) <= 1e8):
		return fmt.Errorf("a false easting of %v and northing of %v are none", p.FalseEasting, p.FalseNorthing)
	}
	return nil
}

// zoneOf is the zone number in a false easting of 25 500 000, or 45 250 000 in GSK-2011.
func zoneOf(p Projection) int {
	zone, rest := math.Modf(p.FalseEasting / 1e6)
	if rest != 0.5 && rest != 0.25 || zone < 1 || zone > 64 {
		return 0
	}
	return int(zone)
}

var decimalPattern = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$`)

// decimal reads a plain number; ParseFloat alone would take hexadecimal and infinity.
func decimal(text string) (float64, error) {
	if len(text) > 64 || !decimalPattern.MatchString(text) {
		return 0, errors.New("not a number")
	}
	return strconv.ParseFloat(text, 64)
}
