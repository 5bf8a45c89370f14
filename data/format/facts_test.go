package format_test

import (
	"fmt"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

func TestPeopleAreToldHowAPositionIsKnown(t *testing.T) {
	sources := map[string]data.Feature{"list": {ID: "list", Properties: map[string]any{"title": "A list", "citation": "A list", "licence": "CC BY 4.0"}}}
	const within = " (the true position lies within it with 95 % probability)"
	for _, c := range []struct {
		f    data.Feature
		want string
	}{
		{data.Feature{Location: data.Location{Method: "plan", Source: "gone"}}, "Position: not located; Source: gone; "},
		{data.Feature{Geometry: orb.Point{}, Location: data.Location{Method: "grid_reference"}}, "Accuracy: not known; Method: grid reference; "},
		{
			data.Feature{Geometry: orb.Point{}, Location: data.Location{Accuracy: 2.5, Method: "gps", Text: "by the river", Source: "list", SourceKey: "7"}, Extra: map[string]string{"b": "2", "a": "1"}},
			"Accuracy: 2.5 m" + within + "; Method: gps; Place in words: by the river; Source: A list; CC BY 4.0; Key in the source: 7; a: 1; b: 2; ",
		},
		{data.Feature{Properties: map[string]any{"depth": 1.5, "reasons": "{}"}}, "Depth: 1.5 m; Position: not located; "},
	} {
		fields := []data.Field{{Name: "depth", Type: data.Real, Unit: "m", Title: "Depth"}, {Name: "reasons", Type: data.JSON, Title: "Reasons"}}
		got := ""
		for _, fact := range format.Facts(data.Collection{Spatial: true, Fields: fields}, c.f, sources) {
			got += fmt.Sprintf("%s: %s; ", fact.Name, fact.Value)
		}
		if got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestNamesSayOnceThatAPlaceIsInvented(t *testing.T) {
	f := data.Feature{Properties: map[string]any{"name": "A", "name_en": "A", "name_ja": "フルムリ"}, Location: data.Location{Fictional: true}}
	if got := fmt.Sprint(format.Names(f)); got != "[A フルムリ]" {
		t.Errorf("its names are %s", got)
	}
	if got := format.Labelled(format.Labelled("A", f), f); got != "A (invented)" {
		t.Errorf("it is called %s", got)
	}
}
