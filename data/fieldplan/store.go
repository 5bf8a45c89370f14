package fieldplan

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"burialmap/data"
)

// Save writes a plan as the revision after its own, 0 if it is new, and returns it as it
// is stored. A plan without an id gets a random one. Nonsense is an [InvalidError], a plan
// that rests on an old revision a data.ErrConflict. Saving what is stored already changes
// nothing.
func Save(ctx context.Context, docs data.Documents, p Plan, author string) (Plan, error) {
	p = p.complete()
	if problems := p.Check(); len(problems) > 0 {
		return p, &InvalidError{problems}
	}
	if p.ID == "" {
		p.ID = randomID()
	}
	body := p
	body.Revision = 0 // the document has it: a body that repeats it would differ at every save
	text, err := json.Marshal(body)
	if err != nil {
		return p, fmt.Errorf("plan %s: %w", p.ID, err)
	}
	d, err := docs.PutDocument(ctx, data.Document{Kind: Kind, ID: p.ID, Revision: p.Revision, Author: author, Title: p.Title, Body: text})
	if err != nil {
		return p, fmt.Errorf("plan %s: %w", p.ID, err)
	}
	p.ID, p.Revision = d.ID, d.Revision
	return p, nil
}

// Get reads one revision of a plan, the newest for 0. It is a data.ErrNotFound if there is
// none, or if it is one that deleted the plan.
func Get(ctx context.Context, docs data.Documents, id string, revision int64) (Plan, error) {
	d, err := docs.Document(ctx, Kind, id, revision)
	if err != nil {
		return Plan{}, err
	}
	if d.Deleted || d.Body == nil {
		return Plan{}, fmt.Errorf("plan %s, revision %d: it was deleted: %w", id, d.Revision, data.ErrNotFound)
	}
	var p Plan
	if err := json.Unmarshal(d.Body, &p); err != nil { // not strictly: another version may have written it
		return Plan{}, fmt.Errorf("plan %s: %w", id, err)
	}
	p = p.complete()
	p.ID, p.Revision = d.ID, d.Revision
	return p, nil
}

// List lists the plans by title, without bodies.
func List(ctx context.Context, docs data.Documents) ([]data.Document, error) {
	return docs.Documents(ctx, Kind)
}

// Delete deletes a plan that still has the revision. Its revisions stay readable.
func Delete(ctx context.Context, docs data.Documents, id string, revision int64, author string) error {
	newest, err := docs.Document(ctx, Kind, id, 0)
	if err != nil {
		return err
	}
	_, err = docs.PutDocument(ctx, data.Document{Kind: Kind, ID: id, Revision: revision, Author: author, Title: newest.Title, Deleted: true})
	return err
}

func randomID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
