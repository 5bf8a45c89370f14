package geopackage_test

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"

	"burialmap/data"
	"burialmap/data/geopackage"
)

func TestTwoProgramsWriteOneDocumentInTurn(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "shared.gpkg")
	first, err := geopackage.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := geopackage.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	plan := data.Document{Kind: "plans", ID: "july", Title: "July", Body: json.RawMessage(`{"by":"first"}`)}
	if plan, err = first.PutDocument(ctx, plan); err != nil {
		t.Fatal(err)
	}
	theirs := plan
	theirs.Body = json.RawMessage(`{"by":"second"}`)
	if theirs, err = second.PutDocument(ctx, theirs); err != nil || theirs.Revision != 2 {
		t.Fatalf("%+v, %v", theirs, err)
	}
	plan.Body = json.RawMessage(`{"by":"first again"}`)
	if _, err := first.PutDocument(ctx, plan); !errors.Is(err, data.ErrConflict) {
		t.Errorf("who had not seen it: %v", err)
	}
	if got, err := first.Document(ctx, "plans", "july", 0); err != nil || string(got.Body) != `{"by":"second"}` {
		t.Errorf("%+v, %v", got, err)
	}
	validate(t, path)
}
