package geopackage

import (
	"cmp"
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"burialmap/data"
)

// History is what happened to a feature, the newest first. A feature that was deleted has
// one too; if its id was given again the history is that of both. What was recorded before
// the file kept versions is one entry of kind data.VersionRecorded.
func (s *Store) History(ctx context.Context, collection, id string) ([]data.Version, error) {
	l, err := s.layer(collection)
	if err != nil {
		return nil, err
	}
	var list []data.Version
	err = s.read(ctx, func(c *conn) (err error) {
		if err := c.script(ctx, "BEGIN"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.script(context.Background(), "COMMIT")) }()
		list, err = l.history(ctx, c, id)
		return err
	})
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%s/%s: %w", collection, id, data.ErrNotFound)
	}
	return list, err
}

// life is what the file says of one row, present or gone.
type life struct {
	fid      int64
	revision int64  // of the present row; 0 if it is gone
	source   string // of the present row
	kept     []keptVersion
}

// keptVersion is a row of the table of versions.
type keptVersion struct {
	version data.Version
	since   int64
}

func (l *layer) history(ctx context.Context, c *conn, id string) ([]data.Version, error) {
	lives, err := l.lives(ctx, c, id)
	if err != nil {
		return nil, err
	}
	from, err := historyFrom(ctx, c)
	if err != nil {
		return nil, err
	}
	var list []data.Version
	for _, one := range lives {
		if err := l.readVersions(ctx, c, &one); err != nil {
			return nil, err
		}
		list = append(list, one.versions(from)...)
	}
	slices.SortStableFunc(list, func(a, b data.Version) int { return cmp.Compare(b.Revision, a.Revision) })
	return list, dated(ctx, c, list)
}

// lives are the rows that have, or had when they were deleted, an id; the present one
// first.
func (l *layer) lives(ctx context.Context, c *conn, id string) (list []life, err error) {
	source, _, _ := l.field("source")
	err = c.query(ctx, l.selectSQL+" WHERE id=?", []driver.Value{id}, func(row []driver.Value) bool {
		one := life{source: textOf(row[1+source])}
		one.fid, _ = row[0].(int64)
		one.revision, _ = row[1+colRevision].(int64)
		list = append(list, one)
		return true
	})
	if err != nil {
		return nil, err
	}
	err = c.query(ctx, "SELECT DISTINCT fid FROM burialmap_version WHERE collection=? AND id=? ORDER BY fid DESC",
		[]driver.Value{l.Name, id}, func(row []driver.Value) bool {
			fid, _ := row[0].(int64)
			list = append(list, life{fid: fid})
			return true
		})
	return list, err
}

// readVersions reads what is kept of a life, the newest first.
func (l *layer) readVersions(ctx context.Context, c *conn, one *life) error {
	var bad error
	err := c.query(ctx, `SELECT since, until, kind, changed, geom, moved_m FROM burialmap_version
WHERE collection=? AND fid=? ORDER BY until=0 DESC, until DESC, number DESC`, []driver.Value{l.Name, one.fid}, func(row []driver.Value) bool {
		var kept keptVersion
		kept.since, _ = row[0].(int64)
		kept.version.Revision, _ = row[1].(int64)
		kept.version.Kind = data.VersionKind(textOf(row[2]))
		kept.version.Moved, _ = row[5].(float64)
		if blob, ok := row[4].([]byte); ok {
			kept.version.Former, _ = decodeGeometry(blob)
		}
		kept.version.Fields, bad = l.readChanges(textOf(row[3]))
		one.kept = append(one.kept, kept)
		return bad == nil
	})
	return errors.Join(err, bad)
}

// readChanges brings the changes of a version into the order of the fields.
func (l *layer) readChanges(text string) ([]data.FieldChange, error) {
	if text == "" {
		return nil, nil
	}
	var changed map[string][2]any
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&changed); err != nil {
		return nil, fmt.Errorf("what was before a change: %w", err)
	}
	var list []data.FieldChange
	take := func(f data.Field) {
		if pair, ok := changed[f.Name]; ok {
			list = append(list, data.FieldChange{Field: f.Name, Old: decodeValue(&f, numberOf(pair[0])), New: decodeValue(&f, numberOf(pair[1]))})
		}
	}
	for _, f := range l.fields {
		take(f)
	}
	take(data.Field{Name: "geometry", Type: data.Text})
	take(data.Field{Name: "extra", Type: data.JSON})
	return list, nil
}

// numberOf makes a number of JSON one of SQLite.
func numberOf(v any) driver.Value {
	n, ok := v.(json.Number)
	if !ok {
		return v
	}
	if whole, err := strconv.ParseInt(n.String(), 10, 64); err == nil {
		return whole
	}
	x, err := n.Float64()
	if err != nil {
		return n.String()
	}
	return x
}

// versions are the events of a life, the newest first. from is the revision after which
// the file keeps versions: what was recorded later for the first time was new then.
func (one life) versions(from int64) []data.Version {
	var list []data.Version
	source, since := one.source, one.revision
	for _, kept := range one.kept {
		since = kept.since
		v := kept.version
		if v.Kind == kindStands {
			continue
		}
		v.Source = source
		for _, f := range v.Fields {
			if f.Field == "source" {
				source, _ = f.Old.(string)
			}
		}
		if v.Kind == data.VersionDeleted {
			v.Source = source
		}
		list = append(list, v)
	}
	first := data.Version{Revision: since, Kind: data.VersionNew, Source: source}
	if since <= from {
		first.Kind = data.VersionRecorded
	}
	return append(list, first)
}

// historyFrom is the revision at which an older file began to keep versions; 0 if it
// always did.
func historyFrom(ctx context.Context, c *conn) (int64, error) {
	return c.integer(ctx, "SELECT CAST(value AS INTEGER) FROM burialmap_state WHERE key=?", stateHistory)
}

// stateHistory is the key under which the file says since when it keeps versions.
const stateHistory = "geopackage.history"

// dated gives versions the time, author and reason of their Changes.
func dated(ctx context.Context, c *conn, list []data.Version) error {
	for i := range list {
		v := &list[i]
		row, err := c.one(ctx, "SELECT +time, author, what FROM change WHERE revision=?", v.Revision)
		if err != nil {
			return err
		}
		if row == nil {
			continue
		}
		if v.Time, err = time.Parse(timeFormat, textOf(row[0])); err != nil {
			return err
		}
		v.Author, v.What = textOf(row[1]), textOf(row[2])
	}
	return nil
}
