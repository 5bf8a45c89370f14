package tiles_test

import (
	"encoding/json"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// burialGround is a small invented place with one of everything.
func burialGround() []data.Feature {
	here := data.Location{Accuracy: 5, Method: "plan", Text: "south of the birches", Source: "plan", Fictional: true}
	feature := func(collection, id string, g orb.Geometry, properties map[string]any) data.Feature {
		return data.Feature{ID: id, Collection: collection, Geometry: g, Location: here, Properties: properties}
	}
	hole := orb.Polygon{box(lon, lat, 0.004, 0.003)[0], box(lon, lat, 0.001, 0.001)[0]}
	return []data.Feature{
		feature("cemeteries", "c", hole, map[string]any{"name": "Invented cemetery", "name_ja": "架空の墓地", "use": "civilian", "period": "1930/1970"}),
		feature("plots", "row", box(lon-0.001, lat+0.001, 0.0008, 0.00003), map[string]any{"kind": "row", "occupancy": "pow", "burials": int64(12), "period": "1945/1947"}),
		feature("plots", "grave-1", box(lon-0.001, lat+0.001, 0.00002, 0.00001), map[string]any{"kind": "grave", "occupancy": "civilian"}),
		feature("plots", "grave-2", box(lon-0.00099, lat+0.001, 0.00002, 0.00001), map[string]any{"kind": "grave", "occupancy": "civilian"}),
		feature("overlaps", "o", box(lon-0.001, lat+0.001, 0.00002, 0.00001), map[string]any{"pow": "plots/row", "civilian": "plots/grave-1",
			"class": "probable", "probability": 0.75, "relation": "overlaps", "area_m2": 1.5, "distance_m": 0.0, "reasons": json.RawMessage(`[]`)}),
		feature("overlaps", "gap", orb.LineString{{lon, lat}, {lon + 0.001, lat}}, map[string]any{"class": "unlikely", "relation": "disjoint", "distance_m": 74.0}),
		feature("sites", "s", orb.Point{lon, lat}, map[string]any{"name": "Invented site", "status": "recoverable", "recovered": int64(-1)}),
		feature("sites", "lost", nil, map[string]any{"name": "Not located", "status": "unlocated"}),
		{ID: "plan", Collection: "sources", Geometry: orb.Point{lon, lat}},
	}
}
