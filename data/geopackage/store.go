package geopackage

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"burialmap/data"
)

// Store keeps features in a GeoPackage. It implements [data.Store].
type Store struct {
	path   string
	layers map[string]*layer

	writing chan struct{} // holds one token while somebody writes with writer
	writer  *conn

	mu     sync.Mutex
	idle   []*conn // readers that nobody uses
	closed bool

	watch       watch
	places      places
	seen        extents
	counts      remembered[int]
	tallies     remembered[data.Tally]
	inventories inventories
}

var _ data.Store = (*Store)(nil)

// maxIdle readers are kept open; more are opened when more read at once.
const maxIdle = 16

var errClosed = errors.New("the database is closed")

// layer finds the table of a collection.
func (s *Store) layer(collection string) (*layer, error) {
	l, ok := s.layers[collection]
	if !ok {
		return nil, fmt.Errorf("collection %q: %w", collection, data.ErrNotFound)
	}
	return l, nil
}

func (s *Store) connectReader(ctx context.Context) (*conn, error) {
	return connect(ctx, s.path, "rw", busyTimeout(),
		fmt.Sprintf("cache_size=-%d", readerCacheKiB), "query_only=ON", "temp_store=MEMORY")
}

// reader hands out a connection for reading.
func (s *Store) reader(ctx context.Context) (*conn, error) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, errClosed
	}
	if n := len(s.idle); n > 0 {
		c := s.idle[n-1]
		s.idle = s.idle[:n-1]
		s.mu.Unlock()
		return c, nil
	}
	s.mu.Unlock()
	return s.connectReader(ctx)
}

func (s *Store) release(c *conn) {
	s.mu.Lock()
	if !s.closed && len(s.idle) < maxIdle {
		s.idle = append(s.idle, c)
		c = nil
	}
	s.mu.Unlock()
	if c != nil {
		_ = c.close() // it has only read
	}
}

// read runs f with a connection for reading.
func (s *Store) read(ctx context.Context, f func(*conn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c, err := s.reader(ctx)
	if err != nil {
		return err
	}
	defer s.release(c)
	return f(c)
}

// lock waits for its turn to write.
func (s *Store) lock(ctx context.Context) error {
	select {
	case s.writing <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		<-s.writing
		return errClosed
	}
	return nil
}

func (s *Store) unlock() { <-s.writing }

// Close waits for a write to end and closes the file. Reads that still run end well;
// later ones are refused.
func (s *Store) Close() error {
	s.writing <- struct{}{}
	defer s.unlock()
	s.mu.Lock()
	conns := s.idle
	s.idle = nil
	already := s.closed
	s.closed = true
	s.mu.Unlock()
	if already {
		return nil
	}
	var errs []error
	for _, c := range append(conns, s.watch.close(), s.places.close(), s.writer) {
		if c != nil {
			errs = append(errs, c.close())
		}
	}
	return errors.Join(errs...)
}
