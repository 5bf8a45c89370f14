package tiles

import (
	"context"
	"errors"
)

// earlyZoom is the lowest zoom at which a tile is drawn before the ground is loaded: reading
// what lies around it takes no longer than it may.
const earlyZoom = squareZoom - 1

// early implements the interface early.
func (g *ground) early(at place) bool { return at.z >= earlyZoom }

var errRestless = errors.New("the data change too often to be read around one tile")

// drawEarly draws a tile from a ground of its own: the squares that it meets and those around
// them, so that what it shows is what the whole ground would. If something is written
// meanwhile it is read again.
func (g *ground) drawEarly(ctx context.Context, at place, pick picks) (drawing, error) {
	revision, err := g.store.Revision(ctx)
	if err != nil {
		return drawing{}, err
	}
	for range 5 {
		s, err := g.loadIn(ctx, squaresAround(fineWindow(at)))
		if err != nil {
			return drawing{}, err
		}
		now, err := g.store.Revision(ctx)
		if err != nil {
			return drawing{}, err
		}
		if now == revision {
			s.revision = now
			return s.draw(at, g, pick), nil
		}
		revision = now
	}
	return drawing{}, errRestless
}

// loadIn loads a part of the ground.
func (g *ground) loadIn(ctx context.Context, b gridBox) (*snapshot, error) {
	s := &snapshot{layers: make([]*groundLayer, len(g.schemas))}
	for i, schema := range g.schemas {
		r, err := g.readIn(ctx, schema, b, func(footing, int64) bool { return true })
		if err != nil {
			return nil, err
		}
		chunks, err := r.pack(ctx)
		if err != nil {
			return nil, err
		}
		s.layers[i] = newGroundLayer(schema, chunks)
	}
	return s, nil
}

// squaresAround widens a box to whole squares, and by one more to each side.
func squaresAround(b gridBox) gridBox {
	down := func(v int32) int32 { return v &^ (squareSize - 1) }
	return gridBox{
		down(b.minX) - squareSize, down(b.minY) - squareSize,
		down(b.maxX) + 2*squareSize - 1, down(b.maxY) + 2*squareSize - 1,
	}
}
