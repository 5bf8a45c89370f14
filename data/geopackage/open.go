package geopackage

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"burialmap/data"
)

// On Linux, locks that belong to the open file rather than to the process: otherwise any
// part of the program that opened and closed the file would take SQLite's locks away.
func init() { _, _ = sqlite.OFDLocking(true) }

// busyWait is how long we wait for another program that writes to the file: longer than
// an import of some hundred thousand plots takes to commit.
var busyWait = 30 * time.Second

func busyTimeout() string { return fmt.Sprintf("busy_timeout=%d", busyWait.Milliseconds()) }

// Create makes a new store at path, which must not exist, and opens it. The file appears
// whole or not at all: it is made beside its place under a name of its own.
func Create(path string) (*Store, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, fmt.Errorf("create %s: %w", path, os.ErrExist)
	}
	draft := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+rand.Text()[:8]+".new")
	defer os.Remove(draft)
	if err := build(draft); err != nil {
		return nil, fmt.Errorf("create %s: %w", path, explain(err))
	}
	if err := place(draft, path); err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	return Open(path)
}

func build(path string) error {
	ctx := context.Background()
	c, err := connect(ctx, path, "rwc", "synchronous=FULL", "page_size=4096")
	if err != nil {
		return err
	}
	if err := c.script(ctx, schema()); err != nil {
		return errors.Join(err, c.close())
	}
	if err := c.script(ctx, "PRAGMA journal_mode=WAL"); err != nil {
		return errors.Join(err, c.close())
	}
	return c.close()
}

// place gives the finished file its name, never over another file.
func place(draft, path string) error {
	if err := os.Link(draft, path); err == nil || errors.Is(err, os.ErrExist) {
		return err
	}
	return os.Rename(draft, path) // a file system without links
}

// Open opens a store. It refuses what is not one, and leaves that as it is; one of an
// earlier layout gets what it lacks, all or nothing.
func Open(path string) (*Store, error) {
	s, err := open(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, explain(err))
	}
	return s, nil
}

func open(path string) (*Store, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a file")
	}
	ctx := context.Background()
	s := &Store{path: path, layers: map[string]*layer{}, writing: make(chan struct{}, 1)}
	s.counts.most, s.tallies.most = mostCounts, mostTallies
	for _, c := range data.Collections {
		s.layers[c.Name] = newLayer(c)
	}
	if s.writer, err = connect(ctx, path, "rw", busyTimeout()); err != nil {
		return nil, err
	}
	if err = s.start(ctx, info.Size()); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// start looks at the file before it changes anything, and then makes it ours.
func (s *Store) start(ctx context.Context, size int64) error {
	if err := recognise(ctx, s.writer, s.path, size); err != nil {
		return err
	}
	if err := s.writer.useWAL(ctx); err != nil {
		return err
	}
	for _, p := range []string{"synchronous=FULL", fmt.Sprintf("cache_size=-%d", writerCacheKiB),
		"journal_size_limit=67108864", "foreign_keys=OFF", "temp_store=MEMORY"} {
		if err := s.writer.script(ctx, "PRAGMA "+p); err != nil {
			return err
		}
	}
	if s.writer.readOnly() {
		return errors.New("the file and its folder must be writable")
	}
	if err := s.writer.passTriggersBy(); err != nil {
		return err
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	if err := s.renewNames(ctx); err != nil {
		return err
	}
	watcher, err := s.connectReader(ctx)
	if err != nil {
		return err
	}
	s.watch.conn = watcher
	_, err = s.Revision(ctx)
	return err
}

// useWAL turns the write-ahead log on. Where several open a file at once that has none
// yet, SQLite does not wait for the others, so that we do.
func (c *conn) useWAL(ctx context.Context) error {
	for patience := time.Now().Add(busyWait); ; {
		err := c.script(ctx, "PRAGMA journal_mode=WAL")
		if code(err) != sqlite3.SQLITE_BUSY || time.Now().After(patience) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// recognise says why a file is not a store of ours, or nil.
func recognise(ctx context.Context, c *conn, path string, size int64) error {
	if size == 0 {
		return errors.New("the file is empty")
	}
	id, err := c.integer(ctx, "PRAGMA application_id")
	if err != nil {
		return err
	}
	if id != applicationID {
		return errors.New("not a GeoPackage")
	}
	if err := complete(ctx, c, path); err != nil {
		return err
	}
	ours, err := c.integer(ctx, "SELECT count(*) FROM sqlite_master WHERE name='burialmap_state'")
	if err != nil {
		return err
	}
	if ours == 0 {
		return errors.New("a GeoPackage, but not a burialmap database: import its layers instead")
	}
	layout, err := layoutOf(ctx, c)
	switch {
	case err != nil:
		return err
	case layout > layoutVersion:
		return fmt.Errorf("written by a newer burialmap (layout %d, this one knows %d): use that one", layout, layoutVersion)
	case layout < 1:
		return errors.New("its layout is not stated: the file is damaged")
	}
	return nil
}

// complete compares the length of the file with what its header says. A write-ahead log
// may hold what the file still lacks; then SQLite knows better. The file is looked at
// last: another process may just have put the log into it.
func complete(ctx context.Context, c *conn, path string) error {
	pages, err := c.integer(ctx, "PRAGMA page_count")
	if err != nil {
		return err
	}
	pageSize, err := c.integer(ctx, "PRAGMA page_size")
	if err != nil {
		return err
	}
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() < pages*pageSize {
		return fmt.Errorf("the file is damaged: it has %d bytes of %d", info.Size(), pages*pageSize)
	}
	return nil
}
