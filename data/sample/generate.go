package sample

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
)

// Spec describes an invented data set for load tests.
type Spec struct {
	Plots      int // four-sided graves in all
	Prisoners  int // how many of them are prisoners'; 0 is half
	Cemeteries int // burial grounds they lie in
	Seed       uint64
}

func (s Spec) check() (Spec, error) {
	if s.Plots < 0 || s.Prisoners < 0 || s.Prisoners > s.Plots {
		return s, fmt.Errorf("cannot make %d plots of which %d are prisoners’", s.Plots, s.Prisoners)
	}
	if s.Cemeteries < 1 {
		return s, errors.New("plots need at least one cemetery")
	}
	if s.Prisoners == 0 {
		s.Prisoners = s.Plots / 2
	}
	return s, nil
}

// Generate streams invented plots as newline-delimited GeoJSON, one feature a line, all
// with fictional set. In each cemetery a block of civilian graves lies across a block of
// prisoners', each with its own turn, so that many pairs share ground. Graves are
// irregular quadrilaterals of about 1–3 m by 2–4 m; those of one block lie apart. The
// same Spec gives the same bytes. Memory does not grow with the number of plots.
func Generate(w io.Writer, spec Spec) error {
	spec, err := spec.check()
	if err != nil {
		return err
	}
	out := &lines{w: w}
	prisoners, civilians := 0, 0
	for c := range spec.Cemeteries {
		g := spec.ground(c)
		upTo := func(total int) int { return int(int64(total) * int64(c+1) / int64(spec.Cemeteries)) }
		prisoners = g.block(out, &prisonersBlock, prisoners, upTo(spec.Prisoners))
		civilians = g.block(out, &civiliansBlock, civilians, upTo(spec.Plots-spec.Prisoners))
		if out.err != nil {
			return out.err
		}
	}
	out.flush()
	return out.err
}

// loadGround is one invented cemetery.
type loadGround struct {
	rng                   *rand.Rand
	id                    string
	lon, lat              float64 // centre, degrees
	degreesEast, degreesN float64 // degrees of one metre
}

// ground is the cemetery with a number. It depends on nothing but the seed and the
// number, so any part of a data set can be made alone.
func (s Spec) ground(number int) *loadGround {
	rng := rand.New(rand.NewPCG(s.Seed, uint64(number)))
	g := &loadGround{rng: rng, id: fmt.Sprintf("load-cemetery-%05d", number+1)}
	g.lon, g.lat = onLand(rng)
	// Metres of a degree on WGS 84, after the series for meridian and parallel.
	phi := g.lat * math.Pi / 180
	g.degreesN = 1 / (111132.954 - 559.822*math.Cos(2*phi) + 1.175*math.Cos(4*phi))
	g.degreesEast = 1 / (111412.84*math.Cos(phi) - 93.5*math.Cos(3*phi))
	return g
}

// mainland is a polygon that lies on the land of the region, away from its coasts, its
// borders and Lake Baikal.
var mainland = [][2]float64{
	{111, 51}, {116.5, 51}, {119, 54}, {125, 54}, {127.5, 51.5}, {130.5, 49.6}, {134, 49.5},
	{137, 51.5}, {135, 53.5}, {133.5, 55.5}, {136.5, 58}, {142, 60.5}, {149, 61.5}, {149, 65}, {125, 65}, {111, 60},
}

// onLand draws a point of the mainland, each area with the same chance.
func onLand(rng *rand.Rand) (lon, lat float64) {
	south, north := math.Sin(49*math.Pi/180), math.Sin(65*math.Pi/180)
	for {
		lon = 111 + 38*rng.Float64()
		lat = math.Asin(south+(north-south)*rng.Float64()) * 180 / math.Pi
		if inside(mainland, lon, lat) {
			return lon, lat
		}
	}
}

func inside(ring [][2]float64, x, y float64) bool {
	in := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if (a[1] > y) != (b[1] > y) && x < a[0]+(b[0]-a[0])*(y-a[1])/(b[1]-a[1]) {
			in = !in
		}
	}
	return in
}
