package tiles_test

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/tiles"
)

func mustTile(t testing.TB, p *tiles.Pyramid, z, x, y int) tiles.Tile {
	t.Helper()
	got, err := p.Tile(context.Background(), z, x, y)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// begun waits until the ground is read: close tiles are drawn before that.
func begun(t testing.TB, p *tiles.Pyramid) *tiles.Pyramid {
	t.Helper()
	mustTile(t, p, 0, 0, 0)
	return p
}

func TestAChangeDropsExactlyTheTilesItTouches(t *testing.T) {
	m := newMemory(plot("here", orb.Point{lon, lat}), plot("there", orb.Point{lon + 10, lat}))
	p := begun(t, tiles.New(m, tiles.Options{Patience: patient}))
	x, y := at(lon, lat, 14)
	farX, farY := at(lon+10, lat, 14)
	here, there := mustTile(t, p, 14, x, y), mustTile(t, p, 14, farX, farY)
	missed := p.Figures().Misses

	mustTile(t, p, 14, x, y)
	if p.Figures().Misses != missed {
		t.Error("an unchanged tile was drawn again")
	}
	m.put(plot("here", orb.Point{lon + 0.001, lat}))
	if again := mustTile(t, p, 14, farX, farY); p.Figures().Misses != missed || again.ETag != there.ETag {
		t.Error("a change elsewhere had the tile drawn again")
	}
	if again := mustTile(t, p, 14, x, y); again.ETag == here.ETag {
		t.Error("the tile is stale")
	}
}

func TestAChangeInTheBufferIsSeenAcross180Degrees(t *testing.T) {
	m := newMemory()
	p := tiles.New(m, tiles.Options{Patience: patient})
	_, y := at(180, 66, 10)
	if !mustTile(t, p, 10, 0, y).Empty() {
		t.Fatal("not empty")
	}
	m.put(plot("east", orb.Point{179.999, 66}))
	if mustTile(t, p, 10, 0, y).Empty() {
		t.Error("the tile west of 180° does not see what came east of it")
	}
}

func TestKeptTilesAreAlwaysWhatAFreshPyramidDraws(t *testing.T) {
	m := newMemory()
	p := tiles.New(m, tiles.Options{Patience: patient})
	for i := range 60 {
		m.put(plot(fmt.Sprint(i%20), box(lon+float64(i*7%13)*0.01, lat+float64(i*5%11)*0.01, 0.004, 0.004)))
		for z := 8; z <= 14; z += 2 {
			x, y := at(lon+float64(i%5)*0.03, lat+float64(i%4)*0.03, z)
			kept, fresh := mustTile(t, p, z, x, y), mustTile(t, tiles.New(m, tiles.Options{}), z, x, y)
			if kept.ETag != fresh.ETag || !bytes.Equal(kept.Data, fresh.Data) {
				t.Fatalf("after change %d the tile %d/%d/%d is stale", i, z, x, y)
			}
		}
	}
}

func TestAStampedeDrawsATileOnce(t *testing.T) {
	m := newMemory(plot("p", orb.Point{lon, lat}))
	m.gate = make(chan struct{})
	p := tiles.New(m, tiles.Options{})
	x, y := at(lon, lat, 10) // not one that is drawn before the ground is loaded
	ctx, leave := context.WithCancel(context.Background())
	impatient := make(chan error, 1)
	go func() {
		_, err := p.Tile(ctx, 10, x, y)
		impatient <- err
	}()
	for m.reads.Load() == 0 { // until the ground is being read
		runtime.Gosched()
	}
	leave()
	if err := <-impatient; err == nil {
		t.Error("who has gone away got a tile")
	}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if got, err := p.Tile(context.Background(), 10, x, y); err != nil || got.Empty() {
				t.Errorf("tile %v, error %v", got, err)
			}
		})
	}
	close(m.gate)
	all.Wait()
	if n := m.reads.Load(); n > 10 {
		t.Errorf("%d reads, want one of each of the five collections for the ground and one for the tile", n)
	}
	if n := p.Figures().Drawn; n != 1 {
		t.Errorf("the tile was drawn %d times", n)
	}
}

func TestTheCacheKeepsToItsBudget(t *testing.T) {
	m := newMemory()
	for i := range 50 {
		m.put(plot(fmt.Sprint(i), orb.Point{lon + float64(i), lat}))
	}
	p := begun(t, tiles.New(m, tiles.Options{CacheBytes: 2000, Patience: patient}))
	ask := func(i int) {
		x, y := at(lon+float64(i), lat, 12)
		mustTile(t, p, 12, x, y)
	}
	for i := range 50 {
		ask(i)
	}
	missed := p.Figures().Misses
	ask(49)
	if p.Figures().Misses != missed {
		t.Error("the tile asked for last was not kept")
	}
	ask(0)
	if p.Figures().Misses == missed {
		t.Error("fifty tiles fit into 2,000 bytes")
	}
}

// mistaken is a store with a mistake of ours in it.
type mistaken struct{ *memory }

func (mistaken) Features(context.Context, data.Query) iter.Seq2[data.Feature, error] {
	panic("a mistake")
}

func TestAMistakeInDrawingCostsOneTile(t *testing.T) {
	p := tiles.New(mistaken{newMemory()}, tiles.Options{})
	for range 2 * runtime.GOMAXPROCS(0) { // and does not keep the processors
		if _, err := p.Tile(context.Background(), 3, 1, 1); err == nil || !strings.Contains(err.Error(), "a mistake") {
			t.Errorf("error %v", err)
		}
	}
}

// replaced is a store that another one takes the place of, as when a file is put back.
type replaced struct{ *memory }

func TestAStoreThatGoesBackIsNotTrusted(t *testing.T) {
	before := newMemory(plot("p", orb.Point{lon, lat}))
	before.put(plot("q", orb.Point{lon, lat}))
	store := &replaced{before}
	p := begun(t, tiles.New(store, tiles.Options{Patience: patient}))
	x, y := at(lon, lat, 12)
	first := mustTile(t, p, 12, x, y)
	store.memory = newMemory(plot("other", orb.Point{lon, lat}))
	if again := mustTile(t, p, 12, x, y); again.ETag == first.ETag {
		t.Error("the tile of the store before is served")
	}
}

// forgetful is a store whose history has gaps.
type forgetful struct{ *memory }

func (f forgetful) Changes(context.Context, int64) ([]data.Change, error) { return nil, nil }

func TestAHistoryWithGapsIsNotTrusted(t *testing.T) {
	m := newMemory(plot("p", orb.Point{lon, lat}))
	p := tiles.New(forgetful{m}, tiles.Options{Patience: patient})
	x, y := at(lon, lat, 12)
	first := mustTile(t, p, 12, x, y)
	m.put(plot("p", orb.Point{lon + 0.01, lat}))
	if again := mustTile(t, p, 12, x, y); again.ETag == first.ETag {
		t.Error("a stale tile is served")
	}
}
