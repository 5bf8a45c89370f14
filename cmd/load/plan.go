package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// plan is what is asked, and how.
type plan struct {
	name    string
	host    string
	paths   []string
	clients int
	last    time.Duration // 0 until ctx is done, or the list with once
	once    bool
	rate    float64 // requests a second; 0 as fast as can be
	plain   bool
}

// figures are what came of it.
type figures struct {
	name   string
	failed int
	took   time.Duration
	times  []time.Duration // of the answers, ascending
	bytes  int64
	err    error // the first of the failures
}

func (f figures) String() string {
	n := len(f.times)
	ms := func(part float64) float64 {
		if n == 0 {
			return 0
		}
		return float64(f.times[min(n-1, int(part*float64(n)))].Microseconds()) / 1000
	}
	return fmt.Sprintf("%s %d %d %.3f %.1f %.3f %.3f %.3f %.0f", f.name, n, f.failed, f.took.Seconds(), float64(n)/f.took.Seconds(),
		ms(0.5), ms(0.99), ms(1), float64(f.bytes)/float64(max(n, 1)))
}

// ask asks until the time is over or the list has ended. What is under way then is taken to
// its end, and counts.
func (p plan) ask(ctx context.Context) figures {
	if p.last > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, p.last)
		defer cancel()
	}
	var next atomic.Int64
	parts := make([]figures, p.clients)
	var all sync.WaitGroup
	began := time.Now()
	for i := range parts {
		all.Go(func() { parts[i] = p.client(ctx, began, &next) })
	}
	all.Wait()
	f := figures{name: p.name, took: time.Since(began)}
	for _, part := range parts {
		f.times = append(f.times, part.times...)
		f.failed += part.failed
		f.bytes += part.bytes
		f.err = errors.Join(f.err, part.err)
	}
	slices.Sort(f.times)
	return f
}

// client is one of those who ask. With a rate, the time of an answer counts from when its
// turn came, so that waiting for a slow answer before it is not left out.
func (p plan) client(ctx context.Context, began time.Time, next *atomic.Int64) (f figures) {
	c := client{host: p.host}
	defer c.close()
	for ctx.Err() == nil {
		i := next.Add(1) - 1
		if p.once && i >= int64(len(p.paths)) {
			return f
		}
		asked := time.Now()
		if p.rate > 0 {
			asked = began.Add(time.Duration(float64(i) / p.rate * float64(time.Second)))
			select {
			case <-ctx.Done():
				return f
			case <-time.After(time.Until(asked)):
			}
		}
		path := p.paths[i%int64(len(p.paths))]
		status, size, err := c.get(context.WithoutCancel(ctx), path, p.plain)
		if err == nil && status != 200 && status != 204 {
			err = fmt.Errorf("status %d", status)
		}
		if err != nil {
			f.failed++
			if f.err == nil {
				f.err = fmt.Errorf("%s: %w", path, err)
			}
			continue
		}
		f.times = append(f.times, time.Since(asked))
		f.bytes += int64(size)
	}
	return f
}

func readList(name string) ([]string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	var paths []string
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		paths = append(paths, lines.Text())
	}
	if err == nil && len(paths) == 0 {
		err = fmt.Errorf("%s is empty", name)
	}
	return paths, errors.Join(err, lines.Err())
}
