package geopackage

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"burialmap/data"
)

// A document is one row for each of its revisions; without a body it was deleted. The body
// comes last, so that lists need not read it.
const documentTable = `
CREATE TABLE burialmap_document (
  number INTEGER PRIMARY KEY NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL,
  time DATETIME NOT NULL, author TEXT NOT NULL, title TEXT NOT NULL, deleted BOOLEAN NOT NULL, body TEXT,
  UNIQUE (kind, id, revision));
INSERT INTO gpkg_extensions VALUES
  ('burialmap_document', NULL, 'burialmap_store', 'Plans of visits, each with all its revisions.', 'write-only');
`

// What readDocument reads, without the body and with it.
const (
	documentHeadSQL = "SELECT kind, id, revision, +time, author, title, deleted"
	documentSQL     = documentHeadSQL + ", body"
)

const newestDocumentSQL = documentSQL + " FROM burialmap_document WHERE kind=? AND id=? ORDER BY revision DESC LIMIT 1"

// Document returns one revision of a document, the newest for 0.
func (s *Store) Document(ctx context.Context, kind, id string, revision int64) (d data.Document, err error) {
	err = s.read(ctx, func(c *conn) error {
		if revision == 0 {
			d, err = newestDocument(ctx, c, kind, id)
			return err
		}
		row, err := c.one(ctx, documentSQL+" FROM burialmap_document WHERE kind=? AND id=? AND revision=?", kind, id, revision)
		if err == nil && row != nil {
			d, err = readDocument(row)
		}
		return err
	})
	if err == nil && (d.Revision == 0 || revision == 0 && d.Deleted) {
		err = noDocument(kind, id)
	}
	if err != nil {
		return data.Document{}, err
	}
	return d, nil
}

// Documents lists those of a kind that are not deleted, by title and then id.
func (s *Store) Documents(ctx context.Context, kind string) ([]data.Document, error) {
	return s.listDocuments(ctx, documentHeadSQL+` FROM burialmap_document AS d WHERE kind=? AND NOT deleted AND revision =
(SELECT max(revision) FROM burialmap_document AS n WHERE n.kind=d.kind AND n.id=d.id) ORDER BY title, id`, kind)
}

// DocumentRevisions lists all revisions of a document, the newest first.
func (s *Store) DocumentRevisions(ctx context.Context, kind, id string) ([]data.Document, error) {
	list, err := s.listDocuments(ctx, documentHeadSQL+" FROM burialmap_document WHERE kind=? AND id=? ORDER BY revision DESC", kind, id)
	if err == nil && len(list) == 0 {
		err = noDocument(kind, id)
	}
	return list, err
}

func (s *Store) listDocuments(ctx context.Context, query string, values ...driver.Value) ([]data.Document, error) {
	list := []data.Document{}
	var bad error
	err := s.read(ctx, func(c *conn) error {
		return c.query(ctx, query, values, func(row []driver.Value) bool {
			var d data.Document
			d, bad = readDocument(row)
			list = append(list, d)
			return bad == nil
		})
	})
	if err = errors.Join(err, bad); err != nil {
		return nil, fmt.Errorf("documents of %s: %w", s.path, err)
	}
	return list, nil
}

func noDocument(kind, id string) error { return fmt.Errorf("%s/%s: %w", kind, id, data.ErrNotFound) }

func newestDocument(ctx context.Context, c *conn, kind, id string) (data.Document, error) {
	row, err := c.one(ctx, newestDocumentSQL, kind, id)
	if row == nil {
		return data.Document{}, err
	}
	return readDocument(row)
}

// readDocument reads a row of [documentHeadSQL] or [documentSQL].
func readDocument(row []driver.Value) (d data.Document, err error) {
	d = data.Document{Kind: textOf(row[0]), ID: textOf(row[1]), Author: textOf(row[4]), Title: textOf(row[5])}
	d.Revision, _ = row[2].(int64)
	d.Deleted = row[6] == driver.Value(true) || row[6] == driver.Value(int64(1))
	if len(row) > 7 && row[7] != nil {
		d.Body = json.RawMessage(textOf(row[7]))
	}
	d.Time, err = time.Parse(timeFormat, textOf(row[3]))
	return d, err
}

// PutDocument writes the next revision of a document in a transaction of its own. It leaves
// what other programs have edited meanwhile to the next Write.
func (s *Store) PutDocument(ctx context.Context, d data.Document) (data.Document, error) {
	d, err := checkedDocument(d)
	if err != nil {
		return data.Document{}, err
	}
	if err := s.lock(ctx); err != nil {
		return data.Document{}, err
	}
	defer s.unlock()
	c := s.writer
	if err := c.script(ctx, "BEGIN IMMEDIATE"); err != nil {
		return data.Document{}, fmt.Errorf("write to %s: %w", s.path, explain(err))
	}
	d, err = putDocument(ctx, c, d)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil { // without ctx: a commit that has begun is not to be left in doubt
		err = c.script(context.Background(), "COMMIT")
	}
	if err != nil {
		err = errors.Join(err, c.script(context.Background(), "ROLLBACK"))
		return data.Document{}, fmt.Errorf("write %s/%s to %s: %w", d.Kind, d.ID, s.path, explain(err))
	}
	return d, nil
}

func putDocument(ctx context.Context, c *conn, d data.Document) (data.Document, error) {
	last, err := newestDocument(ctx, c, d.Kind, d.ID)
	if err != nil {
		return d, err
	}
	gone := last.Revision == 0 || last.Deleted
	switch {
	case last.Revision != d.Revision:
		return d, fmt.Errorf("revision %d is the newest, not %d: %w", last.Revision, d.Revision, data.ErrConflict)
	case gone && d.Deleted:
		return d, data.ErrNotFound
	case !gone && !d.Deleted && last.Title == d.Title && bytes.Equal(last.Body, d.Body):
		return last, nil
	}
	if d.Deleted {
		d.Title = last.Title
	}
	d.Revision++
	d.Time = time.Now().UTC().Truncate(time.Millisecond)
	var body driver.Value
	if !d.Deleted {
		body = string(d.Body)
	}
	_, err = c.exec(ctx, "INSERT INTO burialmap_document(kind, id, revision, time, author, title, deleted, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		d.Kind, d.ID, d.Revision, d.Time.Format(timeFormat), d.Author, d.Title, d.Deleted, body)
	return d, err
}

// checkedDocument refuses what is no document and takes the white space out of its body, so
// that equal bodies are equal texts.
func checkedDocument(d data.Document) (data.Document, error) {
	refuse := func(rule string) (data.Document, error) {
		return d, fmt.Errorf("%w: document %s/%s: %s", data.ErrInvalid, d.Kind, d.ID, rule)
	}
	switch {
	case d.Kind == "" || d.ID == "":
		return refuse("it needs a kind and an id")
	case d.Deleted && d.Body != nil:
		return refuse("a deletion has no body")
	case d.Deleted:
		return d, nil
	case !utf8.Valid(d.Body):
		return refuse("the body is not UTF-8")
	}
	var body bytes.Buffer
	if err := json.Compact(&body, d.Body); err != nil {
		return refuse("the body is not JSON")
	}
	if d.Body = body.Bytes(); d.Body[0] != '{' {
		return refuse("the body is no JSON object")
	}
	return d, nil
}
