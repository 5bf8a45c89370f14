package tiles_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"

	"burialmap/data"
	"burialmap/data/geopackage"
	"burialmap/tiles"
)

func newGround(t testing.TB, store tiles.Store) *tiles.Ground {
	t.Helper()
	g, err := tiles.NewGround(context.Background(), store, 16)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func drawn(t testing.TB, g *tiles.Ground, at tiles.Place, pick map[string][]int64) []byte {
	t.Helper()
	raw, _, _, err := g.Draw(context.Background(), at, pick)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func places(t testing.TB, g *tiles.Ground, lo, hi int) []tiles.Place {
	t.Helper()
	all, err := g.Places(context.Background(), lo, hi)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// layersOf decodes a tile with another implementation.
func layersOf(t testing.TB, raw []byte) map[string][]*geojson.Feature {
	t.Helper()
	layers, err := mvt.Unmarshal(raw)
	if err != nil {
		t.Fatalf("the tile does not decode: %v", err)
	}
	all := map[string][]*geojson.Feature{}
	for _, l := range layers {
		all[l.Name] = l.Features
	}
	return all
}

// anything is a random feature of any collection that has a place: small, large, around the
// world, on 180° and beyond the edge of the tiles.
func anything(rng *rand.Rand, id int) data.Feature {
	one := func(values ...string) string { return values[rng.IntN(len(values))] }
	f := data.Feature{
		ID: fmt.Sprint("f", id), Collection: one("sites", "cemeteries", "plots", "plots", "plots", "overlaps", "overlaps", "positions"),
		Location: data.Location{Method: "survey", Fictional: rng.IntN(3) == 0}, Properties: map[string]any{},
	}
	switch f.Collection {
	case "plots":
		f.Properties["occupancy"] = one("pow", "civilian", "mixed", "unknown")
	case "overlaps":
		f.Properties["class"] = one(data.Classes...)
		f.Properties["relation"] = one(data.Relations...)
		f.Properties["expected_area_m2"] = float64(rng.IntN(100)) / 4
	case "cemeteries":
		f.Properties["use"] = one("pow", "civilian")
		f.Properties["name"] = fmt.Sprint("Ground ", rng.IntN(9))
	case "sites":
		f.Properties["name"] = fmt.Sprint("Site ", id)
	}
	if rng.IntN(12) > 0 {
		f.Geometry = anywhere(rng)
	}
	return f
}

func anywhere(rng *rand.Rand) orb.Geometry {
	x, y := lon+rng.NormFloat64()*0.002, lat+rng.NormFloat64()*0.002
	switch rng.IntN(10) {
	case 0:
		x, y = rng.Float64()*360-180, rng.Float64()*180-90
	case 1:
		x = 179.999 + rng.Float64()*0.002
		if x > 180 {
			x -= 360
		}
	}
	size := []float64{0.00002, 0.00004, 0.0002, 0.002}[rng.IntN(4)]
	if rng.IntN(80) == 0 {
		size = 0.3 + 2*rng.Float64() // with a wide one among them
	}
	east, north := min(180, x+size), min(90, y+size)
	switch rng.IntN(6) {
	case 0:
		return orb.Point{x, y}
	case 1:
		return orb.LineString{{x, y}, {east, north}}
	case 2:
		return orb.Collection{orb.Point{x, y}, orb.Polygon{{{x, y}, {east, y}, {east, north}, {x, y}}}}
	case 3:
		return orb.MultiPolygon{{{{x, y}, {east, y}, {east, north}, {x, y}}}, {{{-180, y}, {-179.9999, y}, {-179.9999, north}, {-180, y}}}}
	}
	return orb.Polygon{{{x, y}, {east, y}, {east, north}, {x, north}, {x, y}}}
}

func someThings(rng *rand.Rand, n int) []data.Feature {
	all := make([]data.Feature, n)
	for i := range all {
		all[i] = anything(rng, i)
	}
	return all
}

// table is what the collections hold, as the aggregates count it.
func table(m *memory, picked func(data.Feature) bool) map[string]float64 {
	sums := map[string]float64{}
	for _, collection := range []string{"sites", "cemeteries", "plots", "overlaps"} {
		for _, f := range m.list(collection) {
			if f.Geometry == nil || !picked(f) {
				continue
			}
			sums[collection]++
			switch collection {
			case "plots":
				sums["plots_"+f.Text("occupancy")]++
			case "overlaps":
				sums["overlaps_"+f.Text("class")]++
				sums["expected_area_m2"] += f.Properties["expected_area_m2"].(float64)
			}
		}
	}
	return sums
}

func added(t *testing.T, g *tiles.Ground, z int, pick map[string][]int64) map[string]float64 {
	t.Helper()
	sums := map[string]float64{}
	seen := map[float64]bool{}
	for _, at := range places(t, g, z, z) {
		for _, f := range layersOf(t, drawn(t, g, at, pick))["aggregates"] {
			if id := f.ID.(float64); seen[id] {
				t.Errorf("zoom %d: two cells have the id %v", z, id)
			} else {
				seen[id] = true
			}
			for name, v := range f.Properties {
				if n, ok := v.(float64); ok {
					sums[name] += n
				}
			}
		}
	}
	return sums
}

func TestTheTilesOfAZoomAddUpToTheTables(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	m := newMemory(someThings(rng, 800)...)
	g := newGround(t, m)
	third := func(f data.Feature) bool { return f.Collection != "plots" || f.FID%3 == 0 }
	pick := map[string][]int64{"plots": {}}
	for _, f := range m.list("plots") {
		if third(f) {
			pick["plots"] = append(pick["plots"], f.FID)
		}
	}
	all := table(m, func(data.Feature) bool { return true })
	some := table(m, third)
	for z := range 13 {
		if z == 11 {
			continue // as the others, and as long
		}
		if got := added(t, g, z, nil); !equal(got, all) {
			t.Errorf("zoom %d: the cells add up to %v, the tables hold %v", z, got, all)
		}
		if got := added(t, g, z, pick); !equal(got, some) {
			t.Errorf("zoom %d: the picked cells add up to %v, the tables hold %v", z, got, some)
		}
	}
}

func equal(a, b map[string]float64) bool {
	for name, v := range a {
		if b[name] != v {
			return false
		}
	}
	return len(a) == len(b)
}

func TestTilesThatFollowAreThoseOfAGroundLoadedAfresh(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	m := newMemory(someThings(rng, 300)...)
	g := newGround(t, m)
	for round := range 30 {
		n := 1 + rng.IntN(4)
		if round == 20 {
			n = 200
		}
		var write []data.Feature
		for range n {
			write = append(write, anything(rng, rng.IntN(400)))
		}
		m.put(write...)
		if err := g.Follow(context.Background()); err != nil {
			t.Fatal(err)
		}
		fresh := newGround(t, m)
		all := places(t, fresh, 0, 9)
		if got := places(t, g, 0, 9); fmt.Sprint(got) != fmt.Sprint(all) {
			t.Fatalf("round %d: other places", round)
		}
		for _, at := range append(all, around(16)...) {
			if !bytes.Equal(drawn(t, g, at, nil), drawn(t, fresh, at, nil)) {
				t.Fatalf("round %d: tile %v is not what a fresh ground draws", round, at)
			}
		}
	}
}

// around are the tiles of the zooms from 10 on in which most of the random things lie.
func around(maxZoom int) (all []tiles.Place) {
	for z := 10; z <= maxZoom; z++ {
		x, y := at(lon, lat, z)
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				all = append(all, tiles.Place{Z: z, X: x + dx, Y: y + dy})
			}
		}
	}
	return all
}

func TestTheOrderOfLoadingDoesNotShow(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	things := someThings(rng, 500)
	one, other := newMemory(things...), newMemory(things...)
	for name, list := range other.features {
		list = append([]data.Feature(nil), list...)
		rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		other.features[name] = list
	}
	a, b := newGround(t, one), newGround(t, other)
	for _, at := range append(places(t, a, 0, 9), around(16)...) {
		if !bytes.Equal(drawn(t, a, at, nil), drawn(t, b, at, nil)) {
			t.Fatalf("tile %v differs", at)
		}
	}
}

// terraced is ground without gaps: outlines with bent edges that each shares with its
// neighbours, across the corner of four squares.
func terraced(rng *rand.Rand) (all []data.Feature) {
	const n, step = 8, 0.003
	const x0, y0 = 3545.0/4096*360 - 180, lat // where a square of zoom 12 ends
	corner := map[[2]int]orb.Point{}
	for i := 0; i <= 8*n; i++ {
		for j := 0; j <= 8*n; j++ {
			corner[[2]int{i, j}] = orb.Point{x0 + (float64(i)/8-n/2)*step + rng.NormFloat64()*0.00005, y0 + float64(j)/8*step + rng.NormFloat64()*0.00005}
		}
	}
	for i := range n {
		for j := range n {
			var ring orb.Ring
			for k := range 8 {
				ring = append(ring, corner[[2]int{8*i + k, 8 * j}])
			}
			for k := range 8 {
				ring = append(ring, corner[[2]int{8*i + 8, 8*j + k}])
			}
			for k := range 8 {
				ring = append(ring, corner[[2]int{8*i + 8 - k, 8*j + 8}])
			}
			for k := range 8 {
				ring = append(ring, corner[[2]int{8 * i, 8*j + 8 - k}])
			}
			all = append(all, data.Feature{ID: name(i, j), Collection: "cemeteries", Geometry: orb.Polygon{append(ring, ring[0])},
				Properties: map[string]any{"use": "civilian"}})
		}
	}
	return all
}

func TestWhatIsDrawnBeforeLoadingIsWhatIsDrawnAfterwards(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	all := terraced(rng)
	m := newMemory(append(someThings(rng, 300), all...)...)
	g, before := newGround(t, m), tiles.NewEarlyGround(m)
	list := around(16)
	for _, f := range all[:20] {
		c := f.Geometry.Bound().Center()
		for z := 11; z <= 16; z++ {
			x, y := at(c[0], c[1], z)
			list = append(list, tiles.Place{Z: z, X: x, Y: y})
		}
	}
	for _, at := range list {
		if at.Z > 10 && !bytes.Equal(drawn(t, g, at, nil), drawn(t, before, at, nil)) {
			t.Fatalf("tile %v differs", at)
		}
	}
}

func TestNeighboursInOtherSquaresAreFollowedToo(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	all := terraced(rng)
	m := newMemory(all...)
	g := newGround(t, m)
	for round := range 12 {
		f := all[rng.IntN(len(all))]
		if round%3 == 0 {
			f.Geometry = nil
		}
		m.put(f)
		if err := g.Follow(context.Background()); err != nil {
			t.Fatal(err)
		}
		fresh := newGround(t, m)
		for _, at := range places(t, fresh, 8, 14) {
			if !bytes.Equal(drawn(t, g, at, nil), drawn(t, fresh, at, nil)) {
				t.Fatalf("round %d: tile %v is not what a fresh ground draws", round, at)
			}
		}
	}
}

func TestAFileReadInHalvesIsTheSameGround(t *testing.T) {
	store, err := geopackage.Create(filepath.Join(t.TempDir(), "halves.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	ctx := context.Background()
	rng := rand.New(rand.NewPCG(11, 12))
	_, err = store.Write(ctx, "test", "things", func(tx data.Tx) error {
		for _, f := range append(someThings(rng, 301), terraced(rng)...) {
			if _, err := tx.Put(ctx, f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	halves, err := tiles.NewGroundInHalves(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	whole := newGround(t, store)
	for _, at := range append(places(t, whole, 0, 9), around(16)...) {
		if !bytes.Equal(drawn(t, whole, at, nil), drawn(t, halves, at, nil)) {
			t.Fatalf("tile %v differs", at)
		}
	}
}

func TestANameIsWrittenOnceAtEachZoom(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	m := newMemory(append(someThings(rng, 400), terraced(rng)...)...)
	g := newGround(t, m)
	want := 0
	for _, collection := range []string{"sites", "cemeteries"} {
		for _, f := range m.list(collection) {
			if f.Geometry != nil && f.Text("name") != "" {
				want++
			}
		}
	}
	for _, z := range []int{0, 3, 6, 9, 11} {
		seen := map[string]bool{}
		for _, at := range places(t, g, z, z) {
			for _, f := range layersOf(t, drawn(t, g, at, nil))["labels"] {
				name := fmt.Sprint(f.Properties["collection"], "/", f.Properties["id"])
				if seen[name] {
					t.Errorf("zoom %d: %s has two labels", z, name)
				}
				seen[name] = true
			}
		}
		if len(seen) != want {
			t.Errorf("zoom %d: %d labels of %d features with a name", z, len(seen), want)
		}
	}
}

func TestDustCoversWhatItStandsFor(t *testing.T) {
	const n = 40
	var graves []data.Feature
	for i := range n {
		for j := range n {
			graves = append(graves, plot(name(i, j), box(lon+float64(i)*0.00008, lat+float64(j)*0.00005, 0.00003, 0.00002)))
		}
	}
	g := newGround(t, newMemory(graves...))
	for z := 10; z <= 13; z++ {
		want := 0.0
		for _, f := range graves {
			b := f.Geometry.Bound()
			nw, se := mercator(orb.Point{b.Min[0], b.Max[1]}, z), mercator(orb.Point{b.Max[0], b.Min[1]}, z)
			want += (se[0] - nw[0]) * (se[1] - nw[1])
		}
		got := 0.0
		x, y := at(lon+0.0016, lat+0.001, z)
		for _, f := range layersOf(t, drawn(t, g, tiles.Place{Z: z, X: x, Y: y}, nil))["plots"] {
			got += filled(f.Geometry)
		}
		if math.Abs(got-want) > 2+want/100 {
			t.Errorf("zoom %d: dust covers %v units, the graves %v", z, got, want)
		}
	}
}

func TestATileShowsOneRevisionWhileOthersAreWritten(t *testing.T) {
	state := func(n int) []data.Feature {
		a, b := plot("a", box(lon, lat, 0.0004, 0.0002)), plot("b", box(lon, lat, 0.002, 0.002))
		b.Collection = "cemeteries"
		a.Properties = map[string]any{"period": fmt.Sprint(n)}
		b.Properties = map[string]any{"period": fmt.Sprint(n)}
		return []data.Feature{a, b}
	}
	m := newMemory(state(0)...)
	g := newGround(t, m)
	x, y := at(lon, lat, 16)
	ctx, stop := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Go(func() {
		for n := 1; n <= 300; n++ {
			m.put(state(n)...)
			runtime.Gosched()
		}
		stop()
	})
	all.Go(func() {
		for ctx.Err() == nil {
			if err := g.Follow(context.Background()); err != nil {
				t.Error(err)
			}
		}
	})
	for ctx.Err() == nil {
		raw, revision, _, err := g.Draw(context.Background(), tiles.Place{Z: 16, X: x, Y: y}, nil)
		if err != nil {
			t.Fatal(err)
		}
		layers := layersOf(t, raw)
		a, b := only(t, layers, "plots").Properties["period"], only(t, layers, "cemeteries").Properties["period"]
		if want := fmt.Sprint(revision - 1); a != b || a != want {
			t.Fatalf("revision %d shows a plot of %v in a cemetery of %v", revision, a, b)
		}
	}
	all.Wait()
}
