package tiles

import (
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
func (p *Pyramid) walk(ctx context.Context, take func(place, Tile) error) error {
	if err := p.begin(ctx, place{}); err != nil {
		return err
	}
	var all []place
	for at, err := range p.source.places(ctx, 0, p.opt.MaxZoom) {
		if err != nil {
			return err
		}
		if all = append(all, at); len(all) > maxTiles {
			return fmt.Errorf("%w: the selection covers more than %d tiles: choose smaller outlines, with a filter or a box", data.ErrInvalid, maxTiles)
		}
	}
	return p.drawAll(ctx, all, take)
}

// drawnAtOnce is how many tiles wait to be handed on in order.
const drawnAtOnce = 64

// drawAll draws tiles side by side and hands them on one by one.
func (p *Pyramid) drawAll(ctx context.Context, all []place, take func(place, Tile) error) error {
	for part := range slices.Chunk(all, drawnAtOnce) {
		drawn := make([]Tile, len(part))
		group, ctx := errgroup.WithContext(ctx)
		for i, at := range part {
			group.Go(func() (err error) {
				drawn[i], _, err = p.drawNext(ctx, view{place: at}, nil)
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
