package tiles

import (
	"context"
	"slices"
	"time"
)

// maxRefill is how many tiles are drawn again after a change without being asked for, those
// of low zooms first: they take the longest, and are asked for the most.
const maxRefill = 20_000

// work starts what a pyramid does in the background.
func (p *Pyramid) work() {
	ctx, stop := context.WithCancel(context.Background())
	p.stop = stop
	if p.opt.Watch > 0 || p.keep.shelf != nil {
		p.behind.Go(func() { p.watch(ctx) })
	}
	p.behind.Go(func() { p.refillAll(ctx) })
}

// watch takes in changes when nobody asks for tiles. Looking once at the start, it has the
// source load.
func (p *Pyramid) watch(ctx context.Context) {
	p.look(ctx, true)
	if p.opt.Watch == 0 {
		return
	}
	tick := time.NewTicker(p.opt.Watch)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			p.look(ctx, false)
		}
	}
}

func (p *Pyramid) look(ctx context.Context, first bool) {
	now, err := p.store.Revision(ctx)
	if shown, _ := p.keep.at(); err == nil && (first || now != shown) {
		select {
		case r := <-p.moves.DoChan("", p.step):
			err = r.Err
		case <-ctx.Done():
		}
	}
	if err != nil && ctx.Err() == nil {
		p.opt.Log.Warn("tiles cannot follow the database", "error", err)
	}
}

// refillLater has tiles drawn again that a change has dropped.
func (p *Pyramid) refillLater(gone []place) {
	if len(gone) == 0 {
		return
	}
	slices.SortFunc(gone, inArchiveOrder)
	gone = gone[:min(len(gone), maxRefill)]
	p.waiting.Add(1)
	for {
		select {
		case p.refill <- gone:
			return
		case before := <-p.refill: // not begun yet
			p.waiting.Add(-1)
			gone = slices.Compact(slices.SortedFunc(slices.Values(append(before, gone...)), inArchiveOrder))
			gone = gone[:min(len(gone), maxRefill)]
		}
	}
}

// refillAll draws tiles again, one at a time and while nobody waits for others.
func (p *Pyramid) refillAll(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case gone := <-p.refill:
			for _, at := range gone {
				if !p.quiet(ctx) {
					return
				}
				p.again(ctx, view{place: at})
			}
			p.waiting.Add(-1)
		}
	}
}

// again draws a tile if it is not there. Whoever asks for it later gets the error, and
// counts as the one who missed it.
func (p *Pyramid) again(ctx context.Context, v view) {
	shown, _ := p.keep.at()
	if _, _, ok := p.keep.get(v, shown); !ok {
		_, _ = p.shared(ctx, v, shown, shown, nil)
	}
}

// pause is how long background work waits for those in the foreground.
const pause = 2 * time.Millisecond

// quiet waits until nobody waits for a drawing. It reports false if the pyramid is closed.
func (p *Pyramid) quiet(ctx context.Context) bool {
	for p.asked.Load() > 0 {
		select {
		case <-ctx.Done():
			return false
		case <-time.After(pause):
		}
	}
	return ctx.Err() == nil
}
