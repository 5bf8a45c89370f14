package crs

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
)

// reference is a row of testdata/reference.csv, which PROJ 9.1 has computed: a point of one
// system on its own datum, projected, and in WGS 84 by one operation.
type reference struct {
	crs                 CRS
	own, xy, wgs84      orb.Point
	system, datumChange string
}

func references(t testing.TB) []reference {
	file, err := os.Open("testdata/reference.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []reference
	for _, row := range rows[1:] {
		c, err := Lookup("EPSG:" + row[0])
		if err != nil {
			t.Fatal(err)
		}
		name := "EPSG:" + row[1]
		if row[1] == "none" {
			name = "none"
		}
		op, ok := OperationNamed(name)
		if !ok {
			t.Fatalf("%s is not known", name)
		}
		var v [6]float64
		for i := range v {
			if v[i], err = strconv.ParseFloat(row[i+2], 64); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, reference{
			c.Using(op), orb.Point{v[0], v[1]}, orb.Point{v[2], v[3]}, orb.Point{v[4], v[5]}, c.Code, name,
		})
	}
	return out
}

// metresApart is how far two longitudes and latitudes are from each other.
func metresApart(a, b orb.Point) float64 {
	const perDegree = 111320
	east := math.Remainder(a[0]-b[0], 360) * math.Cos(a[1]*degree)
	return math.Hypot(east, a[1]-b[1]) * perDegree
}

// apart is the same in the coordinates of a system. On the antimeridian Web Mercator and
// longitudes have two names for one place.
func apart(c CRS, a, b orb.Point) float64 {
	switch c.Kind {
	case Geographic:
		return metresApart(a, b)
	case WebMercator:
		return math.Hypot(math.Remainder(a[0]-b[0], 2*mercatorSquare), a[1]-b[1])
	}
	return math.Hypot(a[0]-b[0], a[1]-b[1])
}

func TestEveryPointAgreesWithPROJInBothDirections(t *testing.T) {
	worst := map[string]float64{}
	measure := func(what string, r reference, off float64, err error) {
		worst[what] = max(worst[what], off)
		if err != nil || !(off <= 2e-8) {
			t.Errorf("%s %s %v: %s is off by %g m (%v)", r.system, r.datumChange, r.own, what, off, err)
		}
	}
	rows := references(t)
	for _, r := range rows {
		xy, err := r.crs.fromGeographic(r.own)
		measure("projection", r, apart(r.crs, xy, r.xy), err)
		own, err := r.crs.toGeographic(r.xy)
		measure("its inverse", r, metresApart(own, r.own), err)
		wgs84, err := r.crs.ToWGS84(r.xy)
		measure("the way to WGS 84", r, metresApart(wgs84, r.wgs84), err)
		xy, err = r.crs.FromWGS84(r.wgs84)
		measure("the way back", r, apart(r.crs, xy, r.xy), err)
	}
	for what, off := range worst {
		t.Logf("%d points, %s: at most %.1e m", len(rows), what, off)
	}
}
