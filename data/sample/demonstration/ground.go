package main

import (
	"math"
	"math/rand/v2"
)

// The ground lies in a local plane: u metres along the rows, v metres across them.
//
//	  v
//	  │            ┌─ mixed ─┐                 (150 m up)
//	  │            └─────────┘
//	  │  ┌─ prisoners ─┬──┐── village ───────┐
//	  │  │ G trenches  │  │          ┌──────┐ │
//	  │  │ F … A rows  │  │          │ hole │ │
//	  │  └─────────────┴──┘          └──────┘ │
//	──┼────────────────┴──────────────────────┴── u
const (
	originLon = 132.2143
	originLat = 55.0871
	// turn is the angle from east to the rows, counterclockwise.
	turn = 17.5 * math.Pi / 180
)

type point struct{ u, v float64 }

// The Ellipsoid of WGS 84.
const (
	semiMajor    = 6378137.0
	eccentricity = 0.00669437999014 // squared
)

// lonLat puts a point of the plane on the earth, to 7 decimals of a degree. Over the
// 200 m of the ground the plane is off by less than those decimals show.
func (p point) lonLat() [2]float64 {
	sin, cos := math.Sincos(turn)
	east, north := p.u*cos-p.v*sin, p.u*sin+p.v*cos
	phi := originLat * math.Pi / 180
	w := 1 - eccentricity*math.Sin(phi)*math.Sin(phi)
	meridian := semiMajor * (1 - eccentricity) / (w * math.Sqrt(w))
	parallel := semiMajor / math.Sqrt(w) * math.Cos(phi)
	return [2]float64{
		decimals(originLon + east/parallel*180/math.Pi),
		decimals(originLat + north/meridian*180/math.Pi),
	}
}

func decimals(degrees float64) float64 { return math.Round(degrees*1e7) / 1e7 }

// ring is the closed ring through the corners.
func ring(corners []point) [][2]float64 {
	r := make([][2]float64, 0, len(corners)+1)
	for _, c := range corners {
		r = append(r, c.lonLat())
	}
	return append(r, r[0])
}

func polygon(rings ...[]point) *geometry {
	coordinates := make([][][2]float64, 0, len(rings))
	for _, corners := range rings {
		coordinates = append(coordinates, ring(corners))
	}
	return &geometry{"Polygon", coordinates}
}

// ground collects the plots as they are dug.
type ground struct {
	rng     *rand.Rand
	plots   []feature
	corners map[string][]point // by plot id
}

func newGround() *ground {
	return &ground{rng: rand.New(rand.NewPCG(1945, 1956)), corners: map[string][]point{}}
}

// about is x give or take up to d.
func (g *ground) about(x, d float64) float64 { return x + d*(2*g.rng.Float64()-1) }

// dug is the outline of a grave as a spade leaves it: a rectangle around a centre, turned
// by tilt degrees, its corners off by up to 6 cm; counterclockwise from the lower left.
func (g *ground) dug(centre point, width, length, tilt float64) []point {
	sin, cos := math.Sincos(tilt * math.Pi / 180)
	outline := make([]point, 0, 4)
	for _, corner := range []point{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
		du := g.about(corner.u*width/2, 0.06)
		dv := g.about(corner.v*length/2, 0.06)
		outline = append(outline, point{centre.u + du*cos - dv*sin, centre.v + du*sin + dv*cos})
	}
	return outline
}
