package tiles

import (
	"context"
	"fmt"
	"math"
	"time"
)

// follow has the pyramid take in what has changed since the last time. It waits for that
// if it does not take long, and always if there is nothing yet to be shown, unless the
// source can draw the tile without.
func (p *Pyramid) follow(ctx context.Context, at place) (now int64, err error) {
	if now, err = p.store.Revision(ctx); err != nil {
		return 0, err
	}
	shown, _ := p.keep.at()
	if now == shown {
		return now, nil
	}
	patience := p.patience()
	step := p.moves.DoChan("", p.step)
	if shown < 0 {
		if p.early(at) {
			return now, nil
		}
		patience = math.MaxInt64
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-timer.C:
		return now, nil
	case r := <-step:
		return now, r.Err
	}
}

// patience is how much longer a request waits for the step under way, if there is one: all
// that comes in the course of a long one is answered at once, and only the first ones wait.
func (p *Pyramid) patience() time.Duration {
	began := p.moving.Load()
	if began == 0 {
		return p.opt.Patience
	}
	return max(0, p.opt.Patience-time.Since(time.Unix(0, began)))
}

func (p *Pyramid) early(at place) bool {
	e, ok := p.source.(early)
	return ok && e.early(at)
}

// begin waits until the source can draw a tile: what is on the shelf is shown before.
func (p *Pyramid) begin(ctx context.Context, at place) error {
	if p.begun.Load() || p.early(at) {
		return nil
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case r := <-p.moves.DoChan("", p.step):
		return r.Err
	}
}

// step moves the source and what is kept to the last revision.
func (p *Pyramid) step() (_ any, err error) {
	defer recovered(&err)
	p.moving.Store(time.Now().UnixNano())
	defer p.moving.Store(0)
	ctx := context.Background() // whoever asked first may go away
	m, err := p.source.follow(ctx)
	if err != nil {
		return nil, err
	}
	if !p.begun.Load() {
		m = p.sinceShelf(ctx, m)
		defer p.begun.Store(true)
	}
	stamp, err := stampAt(ctx, p.store, m.revision)
	if err != nil { // the source has moved, so that what is kept has to move as well
		p.opt.Log.Warn("stored tiles will be drawn again at the next start", "error", err)
	}
	gone := p.keep.move(m, stamp)
	p.counts.dropped.Add(uint64(len(gone)))
	p.counts.followed.Store(time.Now().UnixNano())
	p.refillLater(gone)
	return nil, nil
}

// sinceShelf is the step from what was on the shelf at the start to the first state of the
// source.
func (p *Pyramid) sinceShelf(ctx context.Context, m moved) moved {
	before, _ := p.keep.at()
	if before < 0 {
		return m
	}
	changes, err := p.store.Changes(ctx, before)
	if err != nil {
		p.opt.Log.Warn("stored tiles are drawn again: the history cannot be read", "error", err)
		return m
	}
	if before != m.revision {
		m = since(before, m.revision, changes)
	} else {
		m.all = false
	}
	if r, ok := p.source.(reacher); ok && !m.all {
		m.touched = r.reach(m.touched)
	}
	return m
}

// Await returns when tiles show at least a revision of the store. Who has written waits
// for it, so that what was written is seen.
func (p *Pyramid) Await(ctx context.Context, revision int64) error {
	for {
		if shown, _ := p.keep.at(); shown >= revision {
			return nil
		}
		if now, err := p.store.Revision(ctx); err != nil || now < revision {
			return fmt.Errorf("wait for revision %d of the tiles: the store is at %d, %w", revision, now, err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case r := <-p.moves.DoChan("", p.step):
			if r.Err != nil {
				return r.Err
			}
		}
	}
}

// Revision is that of the data which tiles show; -1 if there is none yet.
func (p *Pyramid) Revision() int64 {
	shown, _ := p.keep.at()
	return shown
}
