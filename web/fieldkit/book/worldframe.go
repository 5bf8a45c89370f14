package book

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// worldFrame is a Mercator map of a whole journey on paper, in millimetres: upright, and
// true to scale from west to east in its middle. Across 180° it runs on.
type worldFrame struct {
	lon, y        float64 // of the middle: degrees, and Mercator's ordinate in radians
	perRadian     float64 // mm
	width, height float64
}

const (
	earthRadius = 6_378_137.0
	radian      = math.Pi / 180
	// leastExtent is what a map of a journey shows at least from side to side, in metres.
	leastExtent = 1500.0
)

func mercatorY(lat float64) float64 {
	return math.Asinh(math.Tan(min(85, max(-85, lat)) * radian))
}

// worldFrameOf holds all points with some air around them.
func worldFrameOf(points []orb.Point, width, height float64) worldFrame {
	f := worldFrame{width: width, height: height, perRadian: 1}
	if len(points) == 0 {
		return f
	}
	f.lon = points[0][0]
	e := noExtent
	for _, p := range points {
		e = e.with(f.east(p[0]), mercatorY(p[1]), 0)
	}
	middle := e.center()
	f.lon = math.Remainder(f.lon+middle[0]/radian, 360)
	f.y = middle[1]
	least := leastExtent / (earthRadius * math.Cos(f.lat(f.y)*radian))
	const air = 11 // mm
	f.perRadian = min((width-2*air)/max(e.maxX-e.minX, least), (height-2*air)/max(e.maxY-e.minY, least*height/width))
	return f
}

// east is how far a longitude lies from the middle, the short way around, in radians.
func (f worldFrame) east(lon float64) float64 { return math.Remainder(lon-f.lon, 360) * radian }

func (f worldFrame) lat(y float64) float64 { return math.Atan(math.Sinh(y)) / radian }

func (f worldFrame) paper(p orb.Point) orb.Point {
	return orb.Point{f.width/2 + f.east(p[0])*f.perRadian, f.height/2 - (mercatorY(p[1])-f.y)*f.perRadian}
}

// metresPerMM is what a millimetre is on the ground in the middle of the map.
func (f worldFrame) metresPerMM() float64 {
	return earthRadius * math.Cos(f.lat(f.y)*radian) / f.perRadian
}

// scale is the number of the scale, rounded to two digits: it holds in the middle.
func (f worldFrame) scale() int {
	s := f.metresPerMM() * 1000
	power := math.Pow10(int(math.Floor(math.Log10(s))) - 1)
	return int(math.Round(s/power) * power)
}

// bar is the round length of a scale bar of 25 to 60 mm, in metres.
func (f worldFrame) bar() float64 {
	wanted := 55 * f.metresPerMM()
	power := math.Pow10(int(math.Floor(math.Log10(wanted))))
	for _, k := range []float64{5, 2} {
		if k*power <= wanted {
			return k * power
		}
	}
	return power
}

var degreeSteps = []float64{1.0 / 60, 2.0 / 60, 5.0 / 60, 10.0 / 60, 0.25, 0.5, 1, 2, 5, 10, 20}

// graticule draws meridians and parallels about 45 mm apart, with their degrees outside.
func (f worldFrame) graticule(d *drawing) {
	perDegree := f.perRadian * radian
	step := degreeSteps[len(degreeSteps)-1]
	for _, s := range degreeSteps {
		if s*perDegree >= 32 {
			step = s
			break
		}
	}
	halfWidth := f.width / 2 / perDegree
	for i := math.Ceil((f.lon - halfWidth) / step); i*step <= f.lon+halfWidth; i++ {
		x := f.width/2 + (i*step-f.lon)*perDegree
		d.line(x, 0, x, f.height, "graticule")
		if x > 8 && x < f.width-8 {
			d.text(x, f.height+3.4, "grid-text", degreesText(math.Remainder(i*step, 360), step, "E", "W"))
		}
	}
	south, north := f.lat(f.y-f.height/2/f.perRadian), f.lat(f.y+f.height/2/f.perRadian)
	for i := math.Ceil(south / step); i*step <= north; i++ {
		y := f.paper(orb.Point{f.lon, i * step})[1]
		d.line(0, y, f.width, y, "graticule")
		if y > 8 && y < f.height-8 {
			d.text(-1.9, y, "grid-text", degreesText(i*step, step, "N", "S"), "transform", "rotate(-90 -1.9 "+mm(y)+")")
		}
	}
}

func degreesText(v, step float64, positive, negative string) string {
	letter := positive
	if v < 0 {
		letter = negative
	}
	minutes := int(math.Round(math.Abs(v) * 60))
	text := strconv.Itoa(minutes/60) + "°"
	if step < 1 {
		text += leftPad(minutes%60) + "′"
	}
	return text + letter
}

func leftPad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
