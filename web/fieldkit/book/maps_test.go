package book

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

var coordinates = regexp.MustCompile(`-?\d+(?:\.\d+)?`)

// span is how wide and high a path is on paper, in millimetres.
func span(t *testing.T, d string) (width, height float64) {
	t.Helper()
	e := noExtent
	numbers := coordinates.FindAllString(d, -1)
	for i := 0; i+1 < len(numbers); i += 2 {
		x, errX := strconv.ParseFloat(numbers[i], 64)
		y, errY := strconv.ParseFloat(numbers[i+1], 64)
		if errX != nil || errY != nil {
			t.Fatalf("%q is no path", d)
		}
		e = e.with(x, y, 0)
	}
	return e.maxX - e.minX, e.maxY - e.minY
}

func TestAHundredMetresHaveTheLengthThatTheScaleSays(t *testing.T) {
	for scale, want := range map[float64]float64{500: 200, 1000: 100, 2000: 50, 5000: 20} {
		f := frame{plane: geo.NewPlane(fixtureCenter), scale: scale, width: siteMapWidth, height: siteMapHeight}
		width, height := span(t, pathOf(f.drawn(block(-50, -50, 50, 50))))
		if math.Abs(width-want) > 0.02 || math.Abs(height-want) > 0.02 {
			t.Errorf("at 1 : %g a square of 100 m is %g × %g mm, not %g", scale, width, height, want)
		}
	}
}

func TestLengthsOnPaperAgreeWithTheEllipsoid(t *testing.T) {
	f := frame{plane: geo.NewPlane(fixtureCenter), scale: 2000, width: siteMapWidth, height: siteMapHeight}
	for _, p := range []orb.Point{{132.2151, 55.0871}, {132.2143, 55.0876}, {132.2155, 55.0866}} {
		a, b := f.paper(fixtureCenter), f.paper(p)
		got := math.Hypot(a[0]-b[0], a[1]-b[1])
		if want := geo.Distance(fixtureCenter, p) / 2; math.Abs(got-want) > 1e-3 {
			t.Errorf("to %v are %g mm on paper, and %g by the ellipsoid", p, got, want)
		}
	}
}

func TestTheFinestScaleIsChosenThatShowsTheWholeRing(t *testing.T) {
	for _, c := range []struct {
		accuracy float64
		scale    float64
		whole    bool
	}{{3, 500, true}, {25, 500, true}, {40, 1000, true}, {100, 2000, true}, {250, 5000, true}, {290, 5000, false}, {5000, 5000, false}} {
		g := Ground{Site: data.Feature{ID: "s", Collection: "sites", Geometry: fixtureCenter, Location: located("map", "plan", c.accuracy)}}
		m, ok := mapOf(g)
		if !ok || m.scale != c.scale || m.whole != c.whole {
			t.Errorf("known to %g m: 1 : %g, whole %v; want 1 : %g, %v", c.accuracy, m.scale, m.whole, c.scale, c.whole)
		}
	}
}

func TestASiteWithoutPositionIsDrawnAroundItsPlotsOrNotAtAll(t *testing.T) {
	g := surveyedGround()
	g.Site.Geometry = nil
	if m, ok := mapOf(g); !ok || m.scale != 500 {
		t.Errorf("plots alone give a map %v at 1 : %g", ok, m.scale)
	}
	g.Plots = nil
	if _, ok := mapOf(g); ok {
		t.Error("there is a map of nothing")
	}
}

func TestAMapCrossesTheAntimeridian(t *testing.T) {
	g := Ground{Site: data.Feature{ID: "s", Collection: "sites", Geometry: orb.Point{179.9999, 66}, Location: located("map", "plan", 20)}}
	m, _ := mapOf(g)
	for _, p := range []orb.Point{{-179.9998, 66}, {179.9996, 66}} {
		if at := m.paper(p); !m.holds(at) {
			t.Errorf("%v lies at %v, off the map", p, at)
		}
	}
	f := worldFrameOf([]orb.Point{{179, 66}, {-179, 67}}, journeyWidth, coverHeight)
	if a, b := f.paper(orb.Point{179, 66}), f.paper(orb.Point{-179, 67}); a[0] >= b[0] || b[0] > journeyWidth || a[0] < 0 {
		t.Errorf("across 180° a journey runs from %v to %v", a, b)
	}
}

func TestTheGridAgreesWithTheNotationOfTheSheet(t *testing.T) {
	m, _ := mapOf(surveyedGround())
	if !m.gridded || m.grid.zone != "53N" {
		t.Fatalf("grid %v in zone %q", m.gridded, m.grid.zone)
	}
	for _, row := range m.grid.crossings(m.frame) {
		for _, c := range row {
			p, err := m.grid.system.FromWGS84(m.ground(c.at))
			if err != nil || math.Hypot(p[0]-c.easting, p[1]-c.northg) > 0.01 {
				t.Fatalf("the crossing %v N %v E lies at %v: %v", c.northg, c.easting, p, err)
			}
		}
	}
}

func TestDrawingsAreWellFormedAndKeepHostileNamesAsText(t *testing.T) {
	hostile := `"><script>alert(1)</script>&`
	g := surveyedGround()
	m, _ := mapOf(g)
	for i, o := range g.Overlaps {
		m.numbers[o.ID] = i + 1
	}
	marks := []mark{{at: fixtureCenter, text: hostile, kind: "place"}, {at: at(500, 800), text: "1", kind: "stop"}}
	for _, svg := range []string{
		string(m.svg(catalogues["en"], g, hostile)),
		string(drawJourney(catalogues["ja"], hostile, coverHeight, []route{{label: hostile, points: []orb.Point{fixtureCenter, at(500, 800)}}}, marks)),
	} {
		decoder := xml.NewDecoder(strings.NewReader(svg))
		for {
			token, err := decoder.Token()
			if token == nil {
				break
			}
			if err != nil {
				t.Fatalf("%v in\n%s", err, svg)
			}
			if element, ok := token.(xml.StartElement); ok && element.Name.Local == "script" {
				t.Error("a name became an element")
			}
		}
	}
}

func TestNumbersOfOverlapsStandApartAndOffTheGraves(t *testing.T) {
	var graves, at []orb.Point
	for i := range 12 {
		p := orb.Point{60 + 4*float64(i), 60}
		graves, at = append(graves, p), append(at, p)
	}
	p := placing{width: siteMapWidth, height: siteMapHeight, graves: graves}
	for _, a := range at {
		spot := p.spot(a)
		if within(spot, p.taken, 2*numberSize) || within(spot, graves, numberSize+1) {
			t.Errorf("the number of %v stands on another or on a grave, at %v", a, spot)
		}
		p.taken = append(p.taken, spot)
	}
}

func TestNoTwoRoutesLookAlikeInBlack(t *testing.T) {
	seen := map[string]bool{}
	for i := range routeStyles {
		key := strings.Join(routeAttrs(i), " ")
		if seen[key] {
			t.Errorf("route %d looks like another", i)
		}
		seen[key] = true
	}
}
