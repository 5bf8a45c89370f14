package gazetteer

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Worked examples of the MaNIS/HerpNet/ORNIS Georeferencing Guidelines (Wieczorek 2001)
// and of Georeferencing Best Practices (Chapman and Wieczorek 2020).
func TestPublishedExamplesComeOut(t *testing.T) {
	const mile = 1.609344
	for _, c := range []struct {
		what         string
		offset       offset
		slack        float64 // extent, coordinates and datum
		want, within float64
	}{
		{"10 km NE, heading alone", offset{10, 0, 45, 22.5}, 0, 3.90, 0.005},
		{"10 km NE of Bakersfield, all lengths 4.119 km", offset{10, 1, 45, 22.5}, 3.119, 6.210, 0.01}, // 6.202 by the formula
		{"10 mi E (by air) Bakersfield", offset{10, 5, 90, 45}, 2 + 0.119/mile, 12.254, 0.005},
		{"5 mi from Bakersfield", offset{5, 0.5, 0, noHeading}, 2 + 0.089, 7.589, 0.0005},
		{"Bakersfield itself", offset{headingError: noHeading}, 3.119, 3.119, 0.0005},
	} {
		if got := c.offset.arcError(c.slack); math.Abs(got-c.want) > c.within {
			t.Errorf("%s: %.4f, published %.3f", c.what, got, c.want)
		}
	}
}

func TestPrecisionOfDistancesIsThePublishedOne(t *testing.T) {
	for text, want := range map[string]float64{
		"10.1": 0.05, "10.25": 0.125, "10.5": 0.25, "10.6": 0.05, "10.75": 0.125, "15": 0.5, "30": 5, "33": 0.5, "140": 5,
		"10": 5, "100": 50, "1000": 500, // as in 2004; 2020 takes a tenth of it
		"200": 50, "4": 0.5, "4.0": 0.05, "0,5": 0.25, "1,5": 0.25,
	} {
		if got := halfUnit(text); got != want {
			t.Errorf("%s: ± %v, want %v", text, got, want)
		}
	}
}

func TestPrecisionOfCoordinatesIsThePublishedOne(t *testing.T) {
	for _, c := range []struct{ lat, step, want float64 }{
		{0, 0.01, 1570}, {30, 0.01, 1470}, {60, 0.01, 1246}, {85, 0.01, 1121}, {0, 1.0 / 60, 2615}, {60, 1.0 / 60, 2077}, {60, 1.0 / 3600, 35},
	} {
		if got := digitsError(c.lat, c.step); math.Abs(got-c.want) > 0.005*c.want+1 {
			t.Errorf("%v° at latitude %v: %.0f m, published %v", c.step, c.lat, got, c.want)
		}
	}
}

func TestWholeMinutesInDecimalDisguiseAreFoundOut(t *testing.T) {
	for _, c := range []struct {
		lon, lat string
		want     float64
	}{
		{"116.91667", "52.98333", 1.0 / 60}, {"114.35", "51.61667", 1.0 / 60}, {"136.66216", "51.19861", 1e-5},
		{"116.91667", "52.98334", 1e-5}, {"116.5", "52.25", 1e-2}, {"116", "52", 1},
	} {
		if got := coordinateStep(c.lon, c.lat); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s, %s: %v, want %v", c.lon, c.lat, got, c.want)
		}
	}
}

// positions are drawn within all that the words leave open: the start anywhere in the
// settlement, the distance and the heading anywhere within their errors.
func TestEveryPositionThatTheWordsAllowLiesWithinTheRadius(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, d := range []float64{500, 4000, 10_000, 40_000} {
		for _, extent := range []float64{1000, 3000, 10_000} {
			for _, heading := range []float64{11.25, 15, 22.5, 45, noHeading} {
				o := offset{metres: d, metresError: d / 8, headingError: heading}
				radius := extent + o.arcError(0)
				nearest, beyondPublished := math.Inf(1), 0
				const draws = 2000
				for range draws {
					far := o.miss(draw(random, o, extent))
					nearest = min(nearest, radius-far)
					if far > o.arcError(extent) {
						beyondPublished++
					}
				}
				if nearest < 0 {
					t.Errorf("%v m ± %v°, extent %v: a position lies %.0f m beyond %.0f", d, heading, extent, -nearest, radius)
				}
				if share := float64(beyondPublished) / draws; share > 0.08 {
					t.Errorf("%v m ± %v°, extent %v: %.1f %% beyond the published radius; the package comment says 6", d, heading, extent, 100*share)
				}
			}
		}
	}
}

// draw is a position relative to the start's point, heading north.
func draw(random *rand.Rand, o offset, extent float64) (x, y float64) {
	around := 2 * math.Pi * random.Float64()
	out := extent * math.Sqrt(random.Float64())
	heading := (2*random.Float64() - 1) * o.headingError * math.Pi / 180
	length := o.metres + (2*random.Float64()-1)*o.metresError
	return out*math.Cos(around) + length*math.Sin(heading), out*math.Sin(around) + length*math.Cos(heading)
}

// miss is how far a position lies from the point that is given for it.
func (o offset) miss(x, y float64) float64 {
	if o.headingError == noHeading {
		return math.Hypot(x, y)
	}
	return math.Hypot(x, y-o.metres)
}

func TestExtentFollowsPopulationAndKindOfPlace(t *testing.T) {
	for _, c := range []struct {
		place place
		want  float64
	}{
		{place{fcode: "PPL", population: 1700}, 1736}, {place{fcode: "PPLA", population: 618_150}, 15_027}, {place{fcode: "PPLX", population: 578_303}, 3000},
		{place{fcode: "PPLA"}, 10_000}, {place{fcode: "RSTN"}, 1000}, {place{}, 2000}, {place{fcode: "PPL", population: 1}, 1018},
	} {
		if got := c.place.extent(); math.Abs(got-c.want) > 1 {
			t.Errorf("%+v: %.0f m, want %.0f", c.place, got, c.want)
		}
	}
}
