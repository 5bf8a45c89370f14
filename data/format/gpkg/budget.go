package gpkg

import (
	"context"
	"errors"
	"fmt"
	"time"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// errMemory ends reading a file that makes SQLite ask for more than [maxMemory].
var errMemory = errors.New("the file needs too much memory: it describes more tables, columns or indexes than any GeoPackage has")

const (
	// maxMemory is what SQLite may take for one file beyond what it had: its page cache of
	// 8 MiB, a record, and the description of some ten thousand tables.
	maxMemory = 160 << 20
	// lookEvery is how often that is looked at.
	lookEvery = 5 * time.Millisecond
)

// bounded is a context that ends as soon as SQLite takes more memory than one file may.
// SQLite counts for the whole program; what a live database takes meanwhile is little.
func bounded(parent context.Context) (ctx context.Context, release func()) {
	ctx, cancel := context.WithCancelCause(parent)
	before := memoryUsed()
	go func() {
		ticker := time.NewTicker(lookEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				if memoryUsed()-before > maxMemory {
					cancel(errMemory)
				}
			}
		}
	}()
	return ctx, func() { cancel(nil) }
}

func memoryUsed() int64 {
	tls := libc.NewTLS()
	defer tls.Close()
	return sqlite3.Xsqlite3_memory_used(tls)
}

// cause is why the context ended, if that is why there is an error.
func cause(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// budget bounds what the rows of a file may come to. Pages that point to each other in
// circles or are shared would make a small file hand out rows without an end.
type budget struct {
	left int64 // bytes that texts and blobs may still have
	last int64 // number of the last row
	some bool  // there was one
}

func newBudget(size int64) budget {
	// Text in UTF-16 may grow by half when it is turned into UTF-8.
	return budget{left: 2*size + 1<<20}
}

// row takes the number of the next row: they come in order, and none twice.
func (b *budget) row(fid int64) error {
	if b.some && fid <= b.last {
		return fmt.Errorf("the file is damaged: row %d comes after row %d", fid, b.last)
	}
	b.some, b.last = true, fid
	return nil
}

func (b *budget) bytes(n int) error {
	if b.left -= int64(n); b.left < 0 {
		return errors.New("the file is damaged: its rows hold more than the file")
	}
	return nil
}
