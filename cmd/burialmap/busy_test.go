package main

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"burialmap/data"
	"burialmap/data/geopackage"
)

// busy is a store that another program writes to, for some attempts.
type busy struct {
	data.Store

	attempts int
}

func (b *busy) Write(ctx context.Context, author, what string, fn func(data.Tx) error) (data.Change, error) {
	if b.attempts--; b.attempts >= 0 {
		return data.Change{}, fmt.Errorf("write: %w", data.ErrBusy)
	}
	return b.Store.Write(ctx, author, what, fn)
}

// A server on the same database looks for the same overlaps, and may write for minutes.
func TestFindingOverlapsWaitsForWhoeverWrites(t *testing.T) {
	store, err := geopackage.Create(filepath.Join(t.TempDir(), "test.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	b := &busy{Store: store, attempts: 3}
	if _, err := catchUp(t.Context(), b); err != nil {
		t.Errorf("it gave up: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := catchUp(ctx, &busy{Store: store, attempts: 1 << 30}); err == nil {
		t.Error("it does not end when it is asked to")
	}
}
