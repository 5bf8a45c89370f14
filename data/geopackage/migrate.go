package geopackage

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"burialmap/data"
)

// layoutOf is the layout that the file states for our tables, 0 if it states none.
func layoutOf(ctx context.Context, c *conn) (int, error) {
	row, err := c.one(ctx, "SELECT value FROM burialmap_state WHERE key=?", stateLayout)
	if row == nil {
		return 0, err
	}
	layout, _ := strconv.Atoi(textOf(row[0]))
	return layout, err
}

// migrate brings a file that an earlier burialmap made to the layout of this one, whole
// or not at all. It only adds: what is there, and what people have added to it, stays,
// and no feature gets a new revision.
//
// Layout 2 added columns to sites, cemeteries and overlaps, and indexes by the places
// that plots and overlaps belong to. Layout 3 added the collection positions, the column
// location_parse, versions of what is updated or deleted, for which our triggers note what
// other programs overwrite, and the tables of names. Layout 4 added the judgements of
// overlaps. Layout 5 added the collections restrictions and observations and the table of
// documents. Columns that are missing come last in their tables, which matters to nobody:
// every statement names its columns, and so do the triggers.
func (s *Store) migrate(ctx context.Context) error {
	layout, err := layoutOf(ctx, s.writer)
	if err != nil || layout >= layoutVersion {
		return err
	}
	if err := s.migrateNow(ctx); err != nil {
		return fmt.Errorf("bring it from layout %d to %d: %w", layout, layoutVersion, err)
	}
	return nil
}

func (s *Store) migrateNow(ctx context.Context) error {
	c := s.writer
	if err := c.script(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	script, err := s.migration(ctx)
	if err == nil {
		err = c.script(ctx, script+"COMMIT;")
	}
	if err != nil {
		return errors.Join(err, c.script(context.Background(), "ROLLBACK"))
	}
	return nil
}

// migration is the script that adds what the file lacks. It is empty if another process
// has been faster.
func (s *Store) migration(ctx context.Context) (string, error) {
	layout, err := layoutOf(ctx, s.writer)
	if err != nil || layout >= layoutVersion {
		return "", err
	}
	var b strings.Builder
	if layout < 3 {
		b.WriteString(versionsFromNow)
	}
	if layout < 5 {
		b.WriteString(documentTable)
	}
	for _, c := range data.Collections {
		l := s.layers[c.Name]
		there, err := l.columnsOf(ctx, s.writer)
		if err != nil {
			return "", err
		}
		if layout < sinceLayout[c.Name] {
			if len(there) > 0 {
				return "", fmt.Errorf("somebody has added a table %q, which is to be one of ours: give it another name", c.Name)
			}
			b.WriteString(l.schema())
			continue
		}
		b.WriteString(l.additions(there))
		if layout < 3 {
			b.WriteString(l.nameTable())
		}
	}
	b.WriteString(vocabularies())
	fmt.Fprintf(&b, "UPDATE burialmap_state SET value='%d' WHERE key=%s;\n", layoutVersion, literal(stateLayout))
	return b.String(), nil
}

// sinceLayout says since which layout a collection has a table; the others always had one.
var sinceLayout = map[string]int{data.Positions.Name: 3, data.Restrictions.Name: 5, data.Observations.Name: 5}

// additions are what a table lacks that has these columns.
func (l *layer) additions(there []string) string {
	var b strings.Builder
	for _, f := range l.fields {
		if !slices.Contains(there, strings.ToLower(f.Name)) {
			fmt.Fprintf(&b, "ALTER TABLE %s ADD COLUMN %s %s;\n", quoted(l.Name), quoted(f.Name), columnType(f.Type))
		}
	}
	b.WriteString(l.dataColumns())
	b.WriteString(l.lookups())
	for _, kind := range []string{"insert", "update", "delete"} {
		fmt.Fprintf(&b, "DROP TRIGGER IF EXISTS %s;\n", quoted("burialmap_edit_"+kind+"_"+l.Name))
	}
	b.WriteString(l.editTriggers())
	return b.String()
}

// versionsFromNow lets a file keep versions. What it holds has been recorded by now, and
// nobody knows what was before.
const versionsFromNow = versionTable + `
ALTER TABLE burialmap_edit ADD COLUMN old TEXT;
INSERT INTO burialmap_state SELECT '` + stateHistory + `', coalesce(max(revision), 0) FROM change;
`

// columnsOf are the columns that the table in the file has, in lower case: SQLite does
// not tell cases apart.
func (l *layer) columnsOf(ctx context.Context, c *conn) (names []string, err error) {
	err = c.query(ctx, "SELECT lower(name) FROM pragma_table_info(?)", []driver.Value{l.Name}, func(row []driver.Value) bool {
		names = append(names, textOf(row[0]))
		return true
	})
	return names, err
}
