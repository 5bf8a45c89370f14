package tiles

import (
	"context"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"burialmap/data"
)

// maxTiles is the most tiles the archive of an export holds: enough for all graves of a
// district, and drawn in minutes. An outline as large as a country has more.
const maxTiles = 500_000

// walk draws every tile of a range of zooms in which a feature may lie, in the order of an
// archive, and hands on those that are not empty. It is an error if there are more than
// most. Progress is told how many of how many are done.
func (p *Pyramid) walk(ctx context.Context, lo, hi, most int, progress func(done, total int), take func(place, Tile) error) error {
	if err := p.begin(ctx, place{}); err != nil {
		return err
	}
	var all []place
	for at, err := range p.source.places(ctx, lo, hi) {
		if err != nil {
			return err
		}
		if all = append(all, at); len(all) > most {
			return fmt.Errorf("%w: the selection covers more than %d tiles: choose smaller outlines, with a filter or a box", data.ErrInvalid, most)
		}
	}
	done := 0
	return p.drawAll(ctx, all, func(at place, t Tile) error {
		done++
		progress(done, len(all))
		if t.Empty() {
			return nil
		}
		return take(at, t)
	})
}

// drawnTogether is how many tiles are drawn in a row by one processor, drawnAhead how many
// such rows wait to be handed on.
const (
	drawnTogether = 16
	drawnAhead    = 64
)

// errand is a run of tiles that one processor draws.
type errand struct {
	places []place
	drawn  chan []Tile
}

// drawAll draws tiles on all processors and hands them on one by one in their order.
func (p *Pyramid) drawAll(ctx context.Context, all []place, take func(place, Tile) error) error {
	group, ctx := errgroup.WithContext(ctx)
	inOrder, work := make(chan errand, drawnAhead), make(chan errand)
	group.Go(func() error {
		defer close(inOrder)
		defer close(work)
		for part := range slices.Chunk(all, drawnTogether) {
			r := errand{part, make(chan []Tile, 1)}
			for _, to := range []chan<- errand{inOrder, work} {
				select {
				case to <- r:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
		}
		return nil
	})
	for range runtime.NumCPU() {
		group.Go(func() error {
			for r := range work {
				drawn, err := p.drawRow(ctx, r.places)
				if err != nil {
					return err
				}
				r.drawn <- drawn
			}
			return nil
		})
	}
	group.Go(func() error { return handOn(ctx, inOrder, take) })
	return group.Wait()
}

func (p *Pyramid) drawRow(ctx context.Context, places []place) ([]Tile, error) {
	drawn := make([]Tile, len(places))
	for i, at := range places {
		t, _, err := p.drawNext(ctx, view{place: at}, nil, compressWell)
		if err != nil {
			return nil, fmt.Errorf("tile %s: %w", at, err)
		}
		drawn[i] = t
	}
	return drawn, nil
}

func handOn(ctx context.Context, rows <-chan errand, take func(place, Tile) error) error {
	for r := range rows {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case drawn := <-r.drawn:
			for i, t := range drawn {
				if err := take(r.places[i], t); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
