package geopackage

import (
	"context"
	"fmt"
	"hash/maphash"
	"path/filepath"
	"testing"

	"burialmap/data"
)

func TestWhatWasMetIsNeverNew(t *testing.T) {
	n := &fresh{maphash.MakeSeed(), make([]uint64, freshBits/64)}
	const keys = 200_000
	wrong := 0
	for i := range keys {
		if !n.meet("list", fmt.Sprint(i)) {
			wrong++
		}
	}
	if wrong > keys/1000 {
		t.Errorf("%d of %d keys are taken for known ones", wrong, keys)
	}
	for i := range keys {
		if n.meet("list", fmt.Sprint(i)) {
			t.Fatalf("key %d was met, and is new again", i)
		}
	}
	var none *fresh
	if none.meet("list", "1") {
		t.Error("something is new in a table that had rows")
	}
}

func TestAnIDThatTheStoreGaveIsKnownAtOnce(t *testing.T) {
	s, err := Create(filepath.Join(t.TempDir(), "new.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put := func(ctx context.Context, tx data.Tx, id string) data.Outcome {
		outcome, err := tx.Put(ctx, data.Feature{Collection: "plots", ID: id, Properties: map[string]any{"name": "named " + id}})
		if err != nil {
			t.Fatal(err)
		}
		return outcome
	}
	_, err = s.Write(t.Context(), "test", "first write", func(tx data.Tx) error {
		put(t.Context(), tx, "")
		for f, err := range tx.Features(t.Context(), data.Query{Collection: "plots"}) {
			if err != nil {
				return err
			}
			if outcome := put(t.Context(), tx, f.ID); outcome != data.Repeated {
				t.Errorf("a feature with the id that another was given is %v", outcome)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
