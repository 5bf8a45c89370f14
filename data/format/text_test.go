package format_test

import (
	"bytes"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

func TestWKTIsReadStrictly(t *testing.T) {
	ring := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}
	for text, want := range map[string]orb.Geometry{
		"POINT (131.5 48.25)":                                   orb.Point{131.5, 48.25},
		"point(131.5 48.25)":                                    orb.Point{131.5, 48.25},
		"SRID=4326; POINT Z (131.5 48.25 70)":                   orb.Point{131.5, 48.25},
		"POINT ZM (1 2 3 4)":                                    orb.Point{1, 2},
		"MULTIPOINT (1 2, 3 4)":                                 orb.MultiPoint{{1, 2}, {3, 4}},
		"MULTIPOINT ((1 2), (3 4))":                             orb.MultiPoint{{1, 2}, {3, 4}},
		"LINESTRING(1 2,3 4)":                                   orb.LineString{{1, 2}, {3, 4}},
		"MULTILINESTRING((1 2,3 4),(5 6,7 8))":                  orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}},
		"POLYGON((0 0,1 0,1 1,0 0))":                            orb.Polygon{ring},
		"MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((0 0,1 0,1 1,0 0)))": orb.MultiPolygon{{ring}, {ring}},
		"POLYGON EMPTY":                                         nil,
		"POINT Z EMPTY":                                         nil,
	} {
		if g, err := format.ParseWKT(text); err != nil || !orb.Equal(g, want) && !(g == nil && want == nil) {
			t.Errorf("%s is %v, %v", text, g, err)
		}
	}
	for _, text := range []string{
		"", "POINT", "POINT (1)", "POINT (1 2", "POINT (1 2) x", "POINT (1 2, 3 4)", "POINT (NaN 2)", "POINT (0x1 2)", "POINT (1e400 2)", "POINT (1,5 2,5)",
		"POINT (1 2 3 4 5)", "POLYGON (1 2, 3 4)", "GEOMETRYCOLLECTION (POINT (1 2))", "SRID=3857;POINT (1 2)", "CIRCLE (1 2)", "POLYGON ((", "0101000000", "POINT Q (1 2)", "MULTIPOINT ((1 2), (3))",
	} {
		if g, err := format.ParseWKT(text); err == nil {
			t.Errorf("%q is taken for %v", text, g)
		}
	}
}

func FuzzParseWKT(f *testing.F) {
	f.Add("MULTIPOLYGON(((0 0,1 0,1 1,0 0)))")
	f.Add("SRID=4326;POINT Z (1 2 3)")
	f.Fuzz(func(t *testing.T, text string) {
		g, err := format.ParseWKT(text)
		if err != nil || g == nil {
			return
		}
		again, err := format.ParseWKT(string(format.AppendWKT(nil, g)))
		if err != nil || again.GeoJSONType() != g.GeoJSONType() {
			t.Errorf("%q is %v, and written and read again %v, %v", text, g, again, err)
		}
	})
}

func TestFindingsAreWrittenAsATableAndAsLines(t *testing.T) {
	p := data.Problem{Severity: data.Refused, File: "a.csv", Record: 2, ID: "=1+1", Rule: "range", Place: "line 3", Message: "lat is \"95\"", Advice: "look, then correct"}
	var table, text bytes.Buffer
	for _, w := range []format.ProblemWriter{format.NewProblemTable(&table), format.NewProblemText(&text)} {
		if err := w.Write(p); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	want := "\ufeffseverity,file,record,id,field,rule,place,message,advice\nrefused,a.csv,2,'=1+1,,range,line 3,\"lat is \"\"95\"\"\",\"look, then correct\"\n"
	if table.String() != want {
		t.Errorf("table\n%s\nwant\n%s", table.String(), want)
	}
	if text.String() != p.String()+"\n" {
		t.Errorf("text %q", text.String())
	}
}
