package format_test

import (
	"os"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/format"
)

func TestColoursAreThoseOfTheMap(t *testing.T) {
	palette, err := os.ReadFile("../../web/app/src/palette/light.ts")
	if err != nil {
		t.Fatal(err)
	}
	for name, p := range format.Paints {
		said := " " + name + `: "` + p.Line.String() + `"`
		switch name {
		case "pow", "civilian", "mixed", "unknown":
			_, said, _ = strings.Cut(string(palette), " "+name+": {")
			said, _, _ = strings.Cut(said, "}")
			if !strings.Contains(said, `line: "`+p.Line.String()+`", fill: "`+p.Fill.String()+`"`) {
				t.Errorf("%s is %v here, but%son the map", name, p, said)
			}
			continue
		case data.ClassNotAssessed:
			said = ` gap: "` + p.Line.String() + `"`
		}
		if !strings.Contains(string(palette), said) || p.Fill != p.Line {
			t.Errorf("the map has no%s", said)
		}
	}
}

func TestAFeatureHasThePaintOfWhatItIs(t *testing.T) {
	for _, c := range []struct{ collection, field, value, want string }{
		{"overlaps", "class", "probable", "probable"}, {"plots", "occupancy", "pow", "pow"}, {"cemeteries", "use", "civilian", "civilian"},
		{"plots", "occupancy", "", "unknown"}, {"sites", "status", "recovered", "site"}, {"positions", "class", "no class", "unknown"},
		{"restrictions", "effect", "forbids", "restriction"}, {"observations", "outcome", "seen", "observation"},
	} {
		f := data.Feature{Collection: c.collection, Properties: map[string]any{c.field: c.value}}
		if got := format.PaintOf(f); got != c.want {
			t.Errorf("%s with %s=%q is drawn as %s, want %s", c.collection, c.field, c.value, got, c.want)
		}
	}
}
