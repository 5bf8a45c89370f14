package format

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom/encoding/wkt"
)

var plainTexts = []string{
	"POINT (131 48.5)", "POINT(131 48.5)", "POINT ( 131  48.5 )", "LINESTRING (131 48, 132 -48.25,133 49)",
	"POLYGON ((131 48, 132 48, 132 49, 131 48))", "POLYGON((131 48,132 48,132 49,131 48),(131.1 48.1, 131.2 48.1, 131.2 48.2, 131.1 48.1))",
	"MULTIPOLYGON (((131 48, 132 48, 132 49, 131 48)), ((141 48, 142 48, 142 49, 141 48)))",
}

var otherTexts = []string{
	"", "POINT", "POINT EMPTY", "POINT (1)", "POINT (1 2", "POINT (1 2))", "POINT (1 2) x", "POINT (1 2, 3 4)", "POINT Z (1 2 3)", "POINT (1 2 3)",
	"point (1 2)", "POINT (1e3 2)", "POINT (+1 2)", "POINT (0x1 2)", "POINT (NaN 2)", "POINT (1-2 3)", "POINT (1..2 3)", "LINESTRING (1 2)", "LINESTRING ()",
	"POLYGON ()", "POLYGON (())", "POLYGON ((1 2, 3 4, 5 6, 7 8))", "POLYGON ((1 2, 3 4, 1 2))", "MULTIPOLYGON ()", "MULTIPOINT ((1 2), (3 4))",
	"GEOMETRYCOLLECTION (POINT (1 2))",
}

// agree holds what was read plainly against the parser for everything.
func agree(t *testing.T, text string) (plain bool) {
	t.Helper()
	g, ok := parsePlainWKT(text)
	if !ok {
		return false
	}
	other, err := wkt.Unmarshal(text)
	if err != nil {
		t.Fatalf("%q is read as %v, but it is %v", text, g, err)
	}
	want, err := fromGeom(other)
	if err != nil || !orb.Equal(g, want) {
		t.Fatalf("%q is read as %v, want %v; %v", text, g, want, err)
	}
	return true
}

func TestGeometryAsProgramsWriteItIsReadPlainly(t *testing.T) {
	for _, text := range plainTexts {
		if !agree(t, text) {
			t.Errorf("%q is left to the other parser", text)
		}
	}
	for _, text := range otherTexts {
		if agree(t, text) {
			t.Errorf("%q is taken for plain", text)
		}
	}
}

func FuzzParsePlainWKT(f *testing.F) {
	for _, text := range append(plainTexts, otherTexts...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { agree(t, text) })
}

func BenchmarkParseWKT(b *testing.B) {
	const text = "POLYGON ((120.0595947 56.164915, 120.0596294 56.1649211, 120.0596178 56.1649392, 120.059584 56.1649336, 120.0595947 56.164915))"
	for b.Loop() {
		if _, err := ParseWKT(text); err != nil {
			b.Fatal(err)
		}
	}
}
