package tiles_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/tiles"
)

// denseCity is a store of graves side by side, all within a tile of zoom 15, each with a name
// of its own and one in three with an overlap: more than a tile can hold.
func denseCity(n int) *memory {
	rng := rand.New(rand.NewPCG(15, 16))
	m := newMemory()
	var plots, overlaps []data.Feature
	side := 150
	for i := range n {
		x, y := lon+float64(i%side)*0.00004, lat+float64(i/side)*0.00003
		turn := rng.Float64() * 0.000004
		f := plot(fmt.Sprintf("grave-%07d", i), orb.Polygon{{{x, y}, {x + .000025, y + turn}, {x + .000025 - turn, y + .00002}, {x, y + .000018}, {x, y}}})
		f.FID, f.Location.Accuracy = int64(i+1), 3
		f.Properties = map[string]any{"name": fmt.Sprint("Row ", i/side, ", grave ", i%side), "occupancy": []string{"pow", "civilian", "civilian"}[i%3], "kind": "grave"}
		plots = append(plots, f)
		if i%3 == 0 {
			o := f
			o.ID, o.Collection, o.FID = fmt.Sprintf("overlap-%07d", i), "overlaps", int64(len(overlaps)+1)
			o.Properties = map[string]any{"pow": "plots/" + f.ID, "class": data.Classes[i%5], "relation": "overlaps", "probability": rng.Float64(),
				"area_m2": rng.Float64(), "expected_area_m2": rng.Float64(), "distance_m": 0.0}
			overlaps = append(overlaps, o)
		}
	}
	m.features["plots"], m.features["overlaps"] = plots, overlaps
	return m
}

func TestNoTileIsTooLargeAndNothingIsLeftOutInSilence(t *testing.T) {
	const n = 15_000
	m := denseCity(n)
	p := tiles.New(m, tiles.Options{})
	defer p.Close()
	g := newGround(t, m)
	for z := 8; z <= 16; z++ {
		for _, at := range places(t, g, z, z) {
			got, err := p.Tile(context.Background(), at.Z, at.X, at.Y)
			if err != nil {
				t.Fatal(err)
			}
			most := 100_000
			if z == 16 {
				most = 500_000
			}
			if len(got.Data) > most {
				t.Errorf("tile %v has %d bytes", at, len(got.Data))
			}
			raw, _ := got.Plain()
			about := layersOf(t, raw)["about"]
			if said := len(about) == 1; !said && got.Merged+got.Dropped > 0 || said && about[0].Properties["dropped"] != float64(got.Dropped) {
				t.Errorf("tile %v leaves out %d and says %v", at, got.Dropped, about)
			}
		}
	}
}
