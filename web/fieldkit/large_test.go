package fieldkit_test

import (
	"fmt"
	"io"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/web/fieldkit"
)

// many are n sites 3 km apart, each with ten plots.
func many(n int) ([]data.Feature, []fieldplan.Stop) {
	var features []data.Feature
	var stops []fieldplan.Stop
	where := data.Location{Method: "plan", Source: "invented-plan", Fictional: true, Accuracy: 20}
	for i := range n {
		id, at := fmt.Sprintf("s%d", i), orb.Point{131 + float64(i%25)*0.045, 54 + float64(i/25)*0.027}
		features = append(features, data.Feature{ID: id, Collection: "sites", Geometry: at, Location: where, Properties: map[string]any{"name": "Invented " + id}})
		for j := range 10 {
			features = append(features, data.Feature{
				ID: fmt.Sprintf("%s-%d", id, j), Collection: "plots", Location: where, Geometry: box(at[0]+float64(j%8)*0.0001, at[1]+float64(j/8)*0.0001, 0.00004, 0.00002),
				Properties: map[string]any{"name": fmt.Sprint(j), "occupancy": data.PlotOccupancies[j%4], "site": id, "kind": "grave"},
			})
		}
		stops = append(stops, fieldplan.Stop{Site: id, Task: "visit", Minutes: 60, Priority: 5})
	}
	return features, stops
}

func TestFiveHundredStopsStayWithinMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("five hundred stops take a while")
	}
	features, stops := many(500)
	p := plan()
	p.Stops, p.Matrix, p.Languages = stops, nil, []string{"en"}
	k := kitOf(t, stored(t, features...), p)
	k.Timetable.Days, k.Timetable.LeftOut = nil, nil
	most, stop := watchedMemory()
	began := time.Now()
	m, err := fieldkit.Write(t.Context(), k, fieldkit.NewZip(io.Discard, today))
	stop()
	if err != nil {
		t.Fatal(err)
	}
	var total int64
	for _, f := range m.Files {
		t.Logf("%-20s %9d", f.Name, f.Bytes)
		total += f.Bytes
	}
	t.Logf("%.1f MB in %v, at most %d MB of memory more", float64(total)/1e6, time.Since(began).Round(time.Millisecond), most.Load()>>20)
	if most.Load() > 256<<20 {
		t.Errorf("%d MB of memory", most.Load()>>20)
	}
	if total > 120e6 {
		t.Errorf("%d MB of files", total/1e6)
	}
}

// watchedMemory follows by how much the memory in use grows, at most.
func watchedMemory() (most *atomic.Int64, stop func()) {
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	most, done := &atomic.Int64{}, make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&now)
				most.Store(max(most.Load(), int64(now.HeapInuse)-int64(before.HeapInuse)))
			}
		}
	}()
	return most, func() { close(done) }
}
