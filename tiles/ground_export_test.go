package tiles

import "context"

// Ground is a ground by itself.
type Ground struct{ g *ground }

// Place is a tile of a ground.
type Place struct{ Z, X, Y int }

// NewGround loads a ground.
func NewGround(ctx context.Context, store Store, maxZoom int) (*Ground, error) {
	g := &Ground{newGround(store, schemas(), maxZoom, tileBytes)}
	return g, g.Follow(ctx)
}

// NewEarlyGround is one that has not been loaded.
func NewEarlyGround(store Store) *Ground {
	return &Ground{newGround(store, schemas(), fineZoom, tileBytes)}
}

// NewGroundInHalves reads even small collections in two halves.
func NewGroundInHalves(ctx context.Context, store Store) (*Ground, error) {
	g := NewEarlyGround(store)
	g.g.large = 2
	return g, g.Follow(ctx)
}

// Follow follows the store.
func (g *Ground) Follow(ctx context.Context) error {
	_, err := g.g.follow(ctx)
	return err
}

// Draw is the tile, not compressed.
func (g *Ground) Draw(ctx context.Context, at Place, pick map[string][]int64) (raw []byte, revision int64, dropped int, err error) {
	d, err := g.g.draw(ctx, place{at.Z, at.X, at.Y}, pick)
	return d.raw, d.revision, d.dropped, err
}

// Places are all tiles that hold something.
func (g *Ground) Places(ctx context.Context, lo, hi int) (all []Place, err error) {
	for at, err := range g.g.places(ctx, lo, hi) {
		if err != nil {
			return nil, err
		}
		all = append(all, Place{at.z, at.x, at.y})
	}
	return all, nil
}
