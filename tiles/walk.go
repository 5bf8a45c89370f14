package tiles

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"burialmap/data"
)

// maxTiles is the most tiles an archive holds: enough for all graves of a district, and
// drawn in minutes. An outline as large as a country has more.
const maxTiles = 500_000

// walk draws every tile in which a feature may lie, in the order of an archive, and hands
// on those that are not empty.
func (p *Pyramid) walk(ctx context.Context, s *selection, take func(place, Tile) error) error {
	levels, err := s.occupied(p.opt.MaxZoom)
	if err != nil {
		return err
	}
	for _, level := range levels {
		slices.SortFunc(level, func(a, b place) int { return cmp.Compare(a.tileID(), b.tileID()) })
		if err := p.drawAll(ctx, level, take); err != nil {
			return err
		}
	}
	return nil
}

// occupied lists the tiles in which a feature may lie, zoom by zoom. A tile below one
// without features has none either, for the buffer of the upper one holds that of the
// lower.
func (s *selection) occupied(maxZoom int) (levels [][]place, err error) {
	level := []place{{0, 0, 0}}
	tiles := 0
	for z := 0; z <= maxZoom && len(level) > 0; z++ {
		grid := gridAt(z)
		level = slices.DeleteFunc(level, func(at place) bool { return !s.meets(grid.query(window(at.x, at.y))) })
		if tiles += len(level); tiles > maxTiles {
			return nil, fmt.Errorf("%w: the selection covers more than %d tiles: choose smaller outlines, with a filter or a box", data.ErrInvalid, maxTiles)
		}
		levels = append(levels, level)
		level = below(level)
	}
	return levels, nil
}

// below are the four tiles under each.
func below(level []place) []place {
	next := make([]place, 0, 4*len(level))
	for _, at := range level {
		for i := range 4 {
			next = append(next, place{at.z + 1, 2*at.x + i%2, 2*at.y + i/2})
		}
	}
	return next
}

// drawnAtOnce is how many tiles wait to be handed on in order.
const drawnAtOnce = 64

// drawAll draws tiles side by side and hands them on one by one.
func (p *Pyramid) drawAll(ctx context.Context, level []place, take func(place, Tile) error) error {
	for part := range slices.Chunk(level, drawnAtOnce) {
		drawn := make([]Tile, len(part))
		group, ctx := errgroup.WithContext(ctx)
		for i, at := range part {
			group.Go(func() (err error) {
				drawn[i], err = p.drawNext(ctx, at)
				return err
			})
		}
		if err := group.Wait(); err != nil {
			return err
		}
		for i, t := range drawn {
			if t.Empty() {
				continue
			}
			if err := take(part[i], t); err != nil {
				return err
			}
		}
	}
	return nil
}
