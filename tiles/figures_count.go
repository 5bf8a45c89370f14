package tiles

import (
	"sync/atomic"
	"time"
)

// counts are the figures that only count up.
type counts struct {
	hits, misses, drawn, dropped atomic.Uint64
	drawing                      atomic.Int64 // nanoseconds
	followed                     atomic.Int64 // Unix nanoseconds, 0 for never
}

func (c *counts) drew(began time.Time) {
	c.drawn.Add(1)
	c.drawing.Add(int64(time.Since(began)))
}

// Figures tell of the work of the pyramid so far.
func (p *Pyramid) Figures() Figures {
	f := Figures{
		Hits: p.counts.hits.Load(), Misses: p.counts.misses.Load(), Drawn: p.counts.drawn.Load(),
		Drawing: time.Duration(p.counts.drawing.Load()), Dropped: p.counts.dropped.Load(),
	}
	p.keep.mu.Lock()
	f.Kept, f.KeptBytes, f.Revision = p.keep.memory.recent.Len(), p.keep.memory.used, p.keep.revision
	p.keep.mu.Unlock()
	f.Stored, f.StoredBytes = p.keep.shelf.figures()
	if at := p.counts.followed.Load(); at != 0 {
		f.Followed = time.Unix(0, at)
	}
	return f
}

// figures are the number of tiles and the size of the file.
func (s *shelf) figures() (tiles int, bytes int64) {
	if s == nil {
		return 0, 0
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.index), s.end
}
