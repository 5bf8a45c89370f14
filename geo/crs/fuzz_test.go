package crs

import (
	"math"
	"os"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func FuzzParsePROJ(f *testing.F) {
	seeds(f, true)
	f.Add("+proj=tmerc +lat_0=44 +lon_0=142.25 +k=0.9999 +a=6377397 +b=6356078 +towgs84=1,2,3,4,5,6,7")
	f.Fuzz(func(t *testing.T, text string) { soundOrRefused(t, text, parsePROJ) })
}

func FuzzParseWKT(f *testing.F) {
	seeds(f, false)
	f.Add(zone23)
	f.Add(`COMPD_CS["x",GEOGCS["y",DATUM("z",SPHEROID["WGS ""84""",6378137,0])]]`)
	f.Fuzz(func(t *testing.T, text string) { soundOrRefused(t, text, parseWKT) })
}

func FuzzLookup(f *testing.F) {
	for _, s := range []string{"EPSG:28425", "urn:ogc:def:crs:EPSG::4326", "OGC:CRS84", "+init=epsg:3857"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { soundOrRefused(t, text, Lookup) })
}

func seeds(f *testing.F, proj bool) {
	file, err := os.ReadFile("testdata/definitions.tsv")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(file)) {
		if fields := strings.Split(strings.TrimSpace(line), "\t"); (fields[1] == "PROJ") == proj {
			f.Add(fields[2])
		}
	}
}

// soundOrRefused: whatever the text, there is an error with words, or a system that
// converts its own middle to a place on earth and back.
func soundOrRefused(t *testing.T, text string, parse func(string) (CRS, error)) {
	c, err := parse(text)
	if err != nil {
		if c.Kind != Unknown || err.Error() == "" || len(err.Error()) > 2000 {
			t.Fatalf("%+v, %v", c, err)
		}
		return
	}
	if c.Kind == Unknown || c.Ellipsoid == nil {
		t.Fatalf("neither a system nor an error: %+v", c)
	}
	at := orb.Point{c.Projection.FalseEasting + 1234.5, c.Projection.FalseNorthing + 4321}
	if c.Kind == Geographic {
		at = orb.Point{142.5, 50.25}
	}
	p, err := c.ToWGS84(at)
	if err != nil {
		return
	}
	if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
		t.Fatalf("%v is at %v", at, p)
	}
	c.Check(at)
	c.Operation.AccuracyAt(p)
	if back, err := c.FromWGS84(p); err != nil || !(apart(c, at, back) < 1e-3) {
		t.Fatalf("%v came back as %v (%v)", at, back, err)
	}
}
