package format

import (
	"context"
	"iter"
	"sync"
)

// A batch is light enough to be held several times over, and long enough that handing it
// from one goroutine to another costs nothing beside what is done with it.
const (
	batchItems  = 256
	batchWeight = 1 << 20 // bytes; one heavier item fills a batch of its own
)

// batch is a run of items of a sequence, and what became of them.
type batch[T any] struct {
	items    []T
	weight   int
	text     []byte // for the work to fill
	err      error  // of the sequence, after the items, or of the work
	panicked any    // what is raised again where the batch is taken
	working  sync.WaitGroup
}

// conveyor is a sequence on its way. Batches go round between the goroutine that fills
// them, those that work on them and the one that takes them, which it does in order.
type conveyor[T any] struct {
	seq   iter.Seq2[T, error]
	weigh func(T) int     // bytes, roughly
	work  func(*batch[T]) // done to several batches at once; nil for nothing
	queue chan *batch[T]  // filled
	free  chan *batch[T]  // to be filled again
	stop  chan struct{}   // closed when nobody takes batches any more
}

// batches walks seq in a goroutine of its own, so that it goes on while the batches are
// taken and worked on; at most ahead of them wait. Only the last one has an err. A batch
// may be used until the next one is asked for. Once the loop over the batches has ended,
// the walk over seq has ended as well.
func batches[T any](ctx context.Context, seq iter.Seq2[T, error], ahead int, weigh func(T) int, work func(*batch[T])) iter.Seq[*batch[T]] {
	return func(yield func(*batch[T]) bool) {
		c := conveyor[T]{
			seq: seq, weigh: weigh, work: work,
			queue: make(chan *batch[T], ahead), free: make(chan *batch[T], ahead+2), stop: make(chan struct{}),
		}
		go c.fill()
		defer c.end()
		for b := range c.queue {
			b.working.Wait()
			if b.panicked != nil {
				panic(b.panicked)
			}
			if b.err == nil {
				b.err = ctx.Err()
			}
			if !yield(b) || b.err != nil {
				return
			}
			c.recycle(b)
		}
	}
}

// fill walks the sequence. It closes the queue as its last act.
func (c *conveyor[T]) fill() {
	defer close(c.queue)
	b := c.empty()
	defer func() {
		if p := recover(); p != nil {
			b.panicked = p
			c.send(b)
		}
	}()
	for item, err := range c.seq {
		if err != nil {
			b.err = err
			break
		}
		b.items = append(b.items, item)
		b.weight += c.weigh(item)
		if len(b.items) < batchItems && b.weight < batchWeight {
			continue
		}
		if !c.send(b) {
			return
		}
		b = c.empty()
	}
	c.send(b)
}

// send begins the work on a batch and puts it into the queue; false if nobody wants it.
func (c *conveyor[T]) send(b *batch[T]) bool {
	if c.work != nil && len(b.items) > 0 {
		b.working.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					b.panicked = p
				}
			}()
			c.work(b)
		})
	}
	select {
	case c.queue <- b:
		return true
	case <-c.stop:
		b.working.Wait()
		return false
	}
}

// end stops the walk and waits until everything has come to rest.
func (c *conveyor[T]) end() {
	close(c.stop)
	for b := range c.queue {
		b.working.Wait()
	}
}

func (c *conveyor[T]) empty() *batch[T] {
	select {
	case b := <-c.free:
		return b
	default:
		return &batch[T]{}
	}
}

// recycle gives a batch back, without what it holds.
func (c *conveyor[T]) recycle(b *batch[T]) {
	clear(b.items)
	b.items, b.text, b.weight = b.items[:0], b.text[:0], 0
	if cap(b.text) > 2*batchWeight {
		b.text = nil
	}
	c.free <- b // there are never more batches than it holds
}
