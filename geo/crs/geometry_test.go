package crs

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

func TestEveryKindOfGeometryIsConverted(t *testing.T) {
	c := lookup(t, "EPSG:28423")
	line := orb.LineString{{23517000, 5541000}, {23517100, 5541000}, {23517100, 5541100}, {23517000, 5541000}}
	polygon := orb.Polygon{orb.Ring(line)}
	for name, g := range map[string]orb.Geometry{
		"point": line[0], "points": orb.MultiPoint(line), "line": line, "lines": orb.MultiLineString{line},
		"ring": orb.Ring(line), "polygon": polygon, "polygons": orb.MultiPolygon{polygon, polygon},
		"collection": orb.Collection{line, polygon, line[1]},
	} {
		before := orb.Clone(g)
		wgs84, err := c.GeometryToWGS84(g)
		if err != nil || wgs84.GeoJSONType() != g.GeoJSONType() || len(geo.Check(wgs84)) > 0 {
			t.Fatalf("%s: %v, %v", name, wgs84, err)
		}
		if !orb.Equal(before, g) {
			t.Errorf("%s: the geometry given was changed", name)
		}
		back, err := c.GeometryFromWGS84(wgs84)
		if err != nil || back.Bound().Max[0]-g.Bound().Max[0] > 1e-8 || g.Bound().Min[1]-back.Bound().Min[1] > 1e-8 {
			t.Errorf("%s: %v came back as %v (%v)", name, g, back, err)
		}
	}
	field, err := c.GeometryToWGS84(polygon[0].Bound())
	if area := geo.Area(field); err != nil || area < 9990 || area > 10010 {
		t.Errorf("a bound of one hectare has %v m² (%v)", area, err)
	}
	if g, err := c.GeometryToWGS84(nil); g != nil || err != nil {
		t.Errorf("nil became %v, %v", g, err)
	}
}

func TestAPositionWithoutAPlaceIsNamed(t *testing.T) {
	g, err := lookup(t, "EPSG:28423").GeometryToWGS84(orb.LineString{{23517000, 5541000}, {5541000, 23517000}})
	if g != nil || err == nil || !strings.HasPrefix(err.Error(), "position 2: EPSG:28423: 5541000, 23517000 makes sense only as") {
		t.Errorf("%v, %v", g, err)
	}
}

func TestAFieldAcrossTheAntimeridianCanBeSplit(t *testing.T) {
	c := lookup(t, "EPSG:28431")
	at, err := c.FromWGS84(orb.Point{180, 66})
	if err != nil {
		t.Fatal(err)
	}
	field := orb.Bound{Min: orb.Point{at[0] - 100, at[1] - 100}, Max: orb.Point{at[0] + 100, at[1] + 100}}
	g, err := c.GeometryToWGS84(field)
	if err != nil {
		t.Fatal(err)
	}
	parts, ok := geo.SplitAtAntimeridian(g).(orb.MultiPolygon)
	if area := geo.Area(parts); !ok || len(parts) != 2 || area < 39900 || area > 40100 {
		t.Errorf("%v: %v m²", parts, area)
	}
}
