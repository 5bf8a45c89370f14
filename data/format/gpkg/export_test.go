package gpkg_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/gpkg"
	"burialmap/data/formattest"
)

// drawn is one feature for each value of the field by which its collection is drawn, in a
// row from west to east.
func drawn(c data.Collection, field string, size float64) []data.Feature {
	f, _ := c.Field(field)
	var list []data.Feature
	for i, value := range f.Values {
		west, south := 135.07+float64(i)*0.002, 48.48
		x := data.Feature{
			ID: fmt.Sprintf("%s-%d", c.Name, i), Collection: c.Name, Properties: map[string]any{field: value},
			Location: data.Location{Method: "plan", Accuracy: 30, Source: "plan", SourceKey: fmt.Sprint(i), Fictional: i%2 == 1},
		}
		if _, named := c.Field("name"); named {
			x.Properties["name"] = "Кладбище № " + fmt.Sprint(i) + " 第三墓地"
		}
		if size == 0 {
			x.Geometry = orb.Point{west, south}
		} else {
			x.Geometry = orb.Polygon{{{west, south}, {west + size, south}, {west + size, south + size/2}, {west, south + size/2}, {west, south}}}
		}
		list = append(list, x)
	}
	return list
}

// exported are all collections in one file, each with every way to draw it.
func exported(t *testing.T) string {
	t.Helper()
	plots := drawn(data.Plots, "occupancy", 0.001)
	plots = append(plots,
		data.Feature{ID: "line", Collection: "plots", Geometry: orb.LineString{{135.07, 48.479}, {135.078, 48.479}}, Properties: map[string]any{"occupancy": "pow"}},
		data.Feature{ID: "point", Collection: "plots", Geometry: orb.Point{135.074, 48.4785}, Properties: map[string]any{"occupancy": "civilian"}},
		data.Feature{ID: "nowhere", Collection: "plots"},
	)
	overlaps := drawn(data.Overlaps, "class", 0.0015)
	overlaps[0].Location.Accuracy = 1
	layers := []format.Layer{
		{Collection: data.Cemeteries, Features: formattest.Stream(drawn(data.Cemeteries, "use", 0.0018)), Count: 4},
		{Collection: data.Plots, Features: formattest.Stream(plots), Count: -1},
		{Collection: data.Overlaps, Features: formattest.Stream(overlaps), Count: 5},
		{Collection: data.Sites, Features: formattest.Stream(drawn(data.Sites, "status", 0)), Count: 10},
		{Collection: data.Positions, Features: formattest.Stream([]data.Feature{
			{ID: "p", Collection: "positions", Geometry: orb.Point{135.07, 48.48}, Properties: map[string]any{"of": "sites/a", "preferred": true}},
			{ID: "q", Collection: "positions", Geometry: orb.Point{135.08, 48.48}, Properties: map[string]any{"of": "sites/a"}},
		}), Count: 2},
		{Collection: data.Restrictions, Features: formattest.Stream(append(drawn(data.Restrictions, "effect", 0.0018),
			data.Feature{ID: "ford", Collection: "restrictions", Geometry: orb.Point{135.074, 48.4785}, Properties: map[string]any{"effect": "warns", "kind": "access", "name": "Вымышленный брод"}})), Count: 4},
		{Collection: data.Observations, Features: formattest.Stream(drawn(data.Observations, "outcome", 0)), Count: 3},
		{Collection: data.Sources, Features: formattest.Stream([]data.Feature{plan}), Count: 1},
	}
	var file bytes.Buffer
	if err := (gpkg.Writer{}).Write(context.Background(), &file, format.Export{Layers: layers, About: about}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "export.gpkg")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var plan = data.Feature{ID: "plan", Collection: "sources", Properties: map[string]any{
	"title": "План кладбища", "citation": "A plan that was invented for this test", "licence": "CC BY 4.0",
}}

var about = format.About{
	Title: "Everything", Program: "burialmap (test)", Date: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Revision: 7, Filter: "region=Хабаровский край",
	Sources: []data.Feature{plan},
}
