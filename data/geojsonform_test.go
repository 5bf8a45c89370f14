package data

import (
	"testing"

	"github.com/paulmach/orb"
)

func TestAFormSaysHowPositionsAreWrittenAndWhichProperties(t *testing.T) {
	f := Feature{
		ID: "a", Collection: "plots", Revision: 3, Extra: map[string]string{"x": "y"},
		Geometry:   orb.Polygon{{{0, 0}, {0, 1}, {1, 1}, {0, 0}}}, // clockwise
		Properties: map[string]any{"name": "Row 1", "kind": "row"}, Location: Location{Source: "plan"},
	}
	form := Form{Fields: []string{"kind", "source"}, Point: func(b []byte, p orb.Point) []byte {
		return append(b, '[', byte('0'+int(p[1])), ',', byte('0'+int(p[0])), ']')
	}}
	const want = `{"type":"Feature","id":"a","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,0]]]},"properties":{"kind":"row","source":"plan"}}`
	if got := string(f.AppendGeoJSONAs(nil, form)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := string(f.AppendGeoJSONAs(nil, Form{Fields: []string{}})); got != `{"type":"Feature","id":"a","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,1],[0,0]]]},"properties":{}}` {
		t.Errorf("without properties: %s", got)
	}
}
