package geopackage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"burialmap/data"
)

// Write runs fn in one transaction and makes it one Change.
func (s *Store) Write(ctx context.Context, author, what string, fn func(data.Tx) error) (data.Change, error) {
	if err := s.lock(ctx); err != nil {
		return data.Change{}, err
	}
	defer s.unlock()
	tx, err := s.begin(ctx)
	if err != nil {
		return data.Change{}, fmt.Errorf("write to %s: %w", s.path, explain(err))
	}
	defer tx.end()
	if err := fn(tx); err != nil {
		return data.Change{}, tx.rollback(err)
	}
	if err := ctx.Err(); err != nil {
		return data.Change{}, tx.rollback(err)
	}
	change, err := tx.finish(ctx, author, what)
	if err == nil {
		err = tx.commit(ctx)
	}
	if err != nil {
		return data.Change{}, tx.rollback(fmt.Errorf("write to %s: %w", s.path, explain(err)))
	}
	return change, nil
}

// begin starts a transaction that has first taken over the edits of other programs, so
// that they get the earlier revision.
func (s *Store) begin(ctx context.Context) (*tx, error) {
	if err := s.writer.script(ctx, "BEGIN IMMEDIATE"); err != nil {
		return nil, err
	}
	t := &tx{store: s, conn: s.writer, layers: map[string]*writes{}}
	last, err := s.writer.integer(ctx, "SELECT max(revision) FROM change")
	if err == nil {
		t.start(last + 1)
		err = t.takeEdits(ctx)
	}
	if err != nil {
		return nil, t.rollback(err)
	}
	return t, nil
}

// start begins a Change within the transaction.
func (t *tx) start(revision int64) {
	t.revision = revision
	t.time = time.Now().UTC().Truncate(time.Millisecond)
	t.stamp = t.time.Format(timeFormat)
	clear(t.layers)
	t.count = data.Change{}
}

// finish writes what belongs to the Change beside the features: extents, counts, and the
// Change itself. Without a difference there is none.
func (t *tx) finish(ctx context.Context, author, what string) (data.Change, error) {
	c := t.count
	if c.New+c.Updated+c.Deleted == 0 {
		return data.Change{}, nil
	}
	c.Revision, c.Time, c.Author, c.What = t.revision, t.time, author, what
	c.Touched = []data.Touch{}
	for _, collection := range data.Collections {
		w := t.layers[collection.Name]
		if w == nil || !w.changed {
			continue
		}
		if err := w.flush(ctx); err != nil {
			return data.Change{}, err
		}
		if err := w.contents(ctx); err != nil {
			return data.Change{}, err
		}
		c.Touched = w.touched.appendTo(c.Touched, collection.Name)
	}
	return c, t.log(ctx, c)
}

func (t *tx) commit(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	// Without ctx: a commit that has begun is not to be left in doubt.
	if err := t.conn.script(context.Background(), "COMMIT"); err != nil {
		return err
	}
	t.over = true
	return nil
}

// rollback ends the transaction without a trace and returns why.
func (t *tx) rollback(why error) error {
	if t.over {
		return why
	}
	t.over = true
	if err := t.conn.script(context.Background(), "ROLLBACK"); err != nil {
		return errors.Join(why, err)
	}
	return why
}

// end rolls back what a panic left open.
func (t *tx) end() {
	if !t.over {
		_ = t.rollback(nil)
	}
}
