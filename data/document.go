package data

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// ErrConflict is in the error of a write that rests on a revision that is no longer the newest.
var ErrConflict = errors.New("changed meanwhile")

// Document is something that people write beside the features and that is no feature: a
// plan of visits. Each has revisions of its own, all of which are kept. Writing one is no
// [Change]: features, tiles and overlaps stay as they are.
type Document struct {
	Kind     string          `json:"-"` // "plans"
	ID       string          `json:"id"`
	Revision int64           `json:"revision"` // counts up from 1 without gaps, a deletion included
	Time     time.Time       `json:"time"`
	Author   string          `json:"author"`
	Title    string          `json:"title"`
	Body     json.RawMessage `json:"-"` // a JSON object; nil in lists, and in a revision that deleted it
	Deleted  bool            `json:"deleted,omitempty"`
}

// Documents are the ways to ask a store for documents.
type Documents interface {
	// Document returns one revision of a document, the newest for 0. It is an ErrNotFound
	// if there is none, or if the newest is asked for and deleted.
	Document(ctx context.Context, kind, id string, revision int64) (Document, error)
	// Documents lists those of a kind that are not deleted, by title and then id, without bodies.
	Documents(ctx context.Context, kind string) ([]Document, error)
	// DocumentRevisions lists all revisions of a document, the newest first, without bodies.
	// It is an ErrNotFound if there never was one.
	DocumentRevisions(ctx context.Context, kind, id string) ([]Document, error)
	// PutDocument writes a document as the revision after d.Revision – 0 if it is new – and
	// returns it as written, with the time. It is an ErrConflict if the newest revision is
	// another; of a deleted document that is the deletion. A body equal to the newest one
	// with the same title writes nothing and returns what is stored. A body of nil with
	// Deleted deletes.
	PutDocument(ctx context.Context, d Document) (Document, error)
}
