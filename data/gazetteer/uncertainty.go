package gazetteer

import "math"

// method names this way of working in what is kept with a record.
const method = "point-radius 1"

// offset is a distance and perhaps a heading, as they were stated.
type offset struct {
	metres       float64
	metresError  float64
	heading      float64 // degrees from north, clockwise
	headingError float64 // degrees to either side; 180 where no heading was stated
}

// noHeading is the headingError of a distance in any direction.
const noHeading = 180

// arcError is how far the end of an offset can lie from where it should: the chord to
// the outer corner of the arc, in metres. slack is added to the distance's own error.
func (o offset) arcError(slack float64) float64 {
	if o.headingError >= noHeading {
		return o.metres + o.metresError + slack
	}
	d, outer := o.metres, o.metres+o.metresError+slack
	cos := math.Cos(o.headingError * math.Pi / 180)
	return math.Sqrt(max(0, d*d+outer*outer-2*d*outer*cos))
}

// The assumptions of the package comment, in metres.
const (
	nearError         = 5000
	peoplePerKm2      = 1000
	edgeOfSettlement  = 1000
	largestPartOfTown = 3000
)

// extents are the radii of places without a population, by GeoNames feature code.
var extents = map[string]float64{"PPLA": 10_000, "PPLC": 10_000, "PPLA2": 5000, "RSTN": 1000, "RSTP": 1000}

const otherExtent = 2000

// extent is the radius of the settlement in metres.
func (p place) extent() float64 {
	r, known := extents[p.fcode]
	if !known {
		r = otherExtent
	}
	if p.population > 0 {
		r = edgeOfSettlement + 1000*math.Sqrt(float64(p.population)/(math.Pi*peoplePerKm2))
	}
	if p.fcode == "PPLX" {
		r = min(r, largestPartOfTown)
	}
	return r
}

// digitsError is what the digits of coordinates leave open, in metres: the diagonal of
// one unit of the last digit, at their latitude. step is that unit in degrees.
func digitsError(lat, step float64) float64 {
	const perDegree = 111_320 // of a meridian, and of the equator; 0.3 % either way
	return step * perDegree * math.Hypot(1, math.Cos(lat*math.Pi/180))
}

// coordinateStep is the unit of the last digit that either coordinate as it is written
// shows, in degrees; a minute if both are whole minutes.
func coordinateStep(lon, lat string) float64 {
	decimals := max(decimalsOf(lon), decimalsOf(lat))
	if decimals >= 3 && wholeMinutes(lon) && wholeMinutes(lat) {
		return 1.0 / 60
	}
	return math.Pow10(-decimals)
}
