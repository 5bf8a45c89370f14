package geopackage

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"time"

	"burialmap/data"
)

// tx is a write in progress. It implements [data.Tx].
type tx struct {
	store    *Store
	conn     *conn
	revision int64
	time     time.Time
	stamp    string // time as the file writes it
	layers   map[string]*writes
	count    data.Change // only its numbers
	over     bool

	random []byte // for new ids
}

var _ data.Tx = (*tx)(nil)

var errOver = errors.New("the write is over: its Tx must not be used any more")

// Revision is the revision that this write will get.
func (t *tx) Revision() int64 { return t.revision }

// writes finds what the transaction knows of a collection.
func (t *tx) writes(ctx context.Context, collection string) (*writes, error) {
	if t.over {
		return nil, errOver
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if w := t.layers[collection]; w != nil {
		return w, nil
	}
	l, err := t.store.layer(collection)
	if err != nil {
		return nil, err
	}
	w, err := newWrites(ctx, t, l)
	if err == nil {
		t.layers[collection] = w
	}
	return w, err
}

// Put stores a feature.
func (t *tx) Put(ctx context.Context, f data.Feature) (data.Outcome, error) {
	w, err := t.writes(ctx, f.Collection)
	if err != nil {
		return 0, err
	}
	where, err := w.layer.encode(f, w.values)
	if err != nil {
		return 0, err
	}
	fid, taken, err := w.find(ctx, f)
	if err != nil {
		return 0, err
	}
	if fid > 0 {
		return w.update(ctx, fid, f, where)
	}
	switch {
	case taken:
		return data.Renamed, w.insert(ctx, t.randomID(), where)
	case f.ID == "":
		return data.New, w.insert(ctx, t.randomID(), where)
	}
	return data.New, w.insert(ctx, f.ID, where)
}

// Replace stores a feature in the place of the one that has its id.
func (t *tx) Replace(ctx context.Context, f data.Feature) (data.Outcome, error) {
	w, err := t.writes(ctx, f.Collection)
	if err != nil {
		return 0, err
	}
	where, err := w.layer.encode(f, w.values)
	if err != nil {
		return 0, err
	}
	fid, err := t.conn.find(ctx, w.layer.findIDSQL, f.ID)
	if err != nil {
		return 0, err
	}
	if fid == 0 {
		return 0, fmt.Errorf("%s/%s: %w", f.Collection, f.ID, data.ErrNotFound)
	}
	if key := f.Location.SourceKey; key != "" {
		w.fresh.meet(f.Location.Source, key)
	}
	return w.update(ctx, fid, f, where)
}

// Delete removes a feature.
func (t *tx) Delete(ctx context.Context, collection, id string) error {
	w, err := t.writes(ctx, collection)
	if err != nil {
		return err
	}
	fid, err := t.conn.find(ctx, w.layer.findIDSQL, id)
	if err != nil {
		return err
	}
	if fid == 0 {
		return fmt.Errorf("%s/%s: %w", collection, id, data.ErrNotFound)
	}
	return w.delete(ctx, fid)
}

// Feature returns one feature as the transaction has left it.
func (t *tx) Feature(ctx context.Context, collection, id string) (data.Feature, error) {
	w, err := t.writes(ctx, collection)
	if err != nil {
		return data.Feature{}, err
	}
	return w.layer.byID(ctx, t.conn, id)
}

// Features is Store.Features within the transaction. It shows the features that were
// there when it began: those put while it runs are not met again.
func (t *tx) Features(ctx context.Context, q data.Query) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		w, err := t.writes(ctx, q.Collection)
		if err == nil {
			err = w.flush(ctx)
		}
		more := true
		if err == nil {
			err = w.layer.stream(ctx, t.conn, q, w.lastFID, yield, &more)
		}
		if err != nil && more {
			yield(data.Feature{}, err)
		}
	}
}

// SetState keeps a small value as part of the transaction; "" forgets it.
func (t *tx) SetState(ctx context.Context, key, value string) error {
	if t.over {
		return errOver
	}
	if value == "" {
		_, err := t.conn.exec(ctx, "DELETE FROM burialmap_state WHERE key=?", statePrefix+key)
		return err
	}
	_, err := t.conn.exec(ctx, "INSERT OR REPLACE INTO burialmap_state VALUES (?, ?)", statePrefix+key, value)
	return err
}

const idBytes = 8

// randomID is 16 hexadecimal digits: among a billion features, two are the same with
// a probability of 3 %, and then the file refuses the second.
func (t *tx) randomID() string {
	if len(t.random) < idBytes {
		t.random = make([]byte, 512*idBytes)
		rand.Read(t.random) // never fails
	}
	id := hex.EncodeToString(t.random[:idBytes])
	t.random = t.random[idBytes:]
	return id
}
