package tiles

import "testing"

func TestTilesAreNumberedAsPMTilesDoes(t *testing.T) {
	for _, c := range []struct {
		at   place
		want uint64
	}{
		{place{0, 0, 0}, 0},
		{place{1, 0, 0}, 1},
		{place{1, 0, 1}, 2},
		{place{1, 1, 1}, 3},
		{place{1, 1, 0}, 4},
		{place{2, 0, 0}, 5},
		{place{12, 3423, 1763}, 19078479}, // of the specification
	} {
		if got := c.at.tileID(); got != c.want {
			t.Errorf("%s: %d, want %d", c.at, got, c.want)
		}
	}
}

func TestEveryNumberIsThatOfOneTileAndNeighboursFollow(t *testing.T) {
	const z = 5
	byID := map[uint64]place{}
	for x := range 1 << z {
		for y := range 1 << z {
			at := place{z, x, y}
			byID[at.tileID()] = at
		}
	}
	first := place{z, 0, 0}.tileID()
	for id := first; id < first+1<<(2*z); id++ {
		at, ok := byID[id]
		if !ok {
			t.Fatalf("no tile has the number %d", id)
		}
		if next, ok := byID[id+1]; ok && (at.x-next.x)*(at.x-next.x)+(at.y-next.y)*(at.y-next.y) != 1 {
			t.Errorf("%s is followed by %s", at, next)
		}
	}
}
