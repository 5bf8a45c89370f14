package gpkg

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
)

// column is a column whose values are handed on.
type column struct {
	name    string
	boolean bool
	time    bool // the driver would make a time of its text
}

// columns finds the columns of a layer and adds it to the contents, unless its rows have
// no numbers.
func (f *file) columns(c *contents, l *layer) error {
	var all []string
	var skipped []unread
	geometry := false
	err := f.listing("SELECT name, type, pk, hidden FROM pragma_table_xinfo(?)", func(row []driver.Value) {
		name, kind := textOf(row[0]), strings.ToUpper(textOf(row[1]))
		pk, _ := row[2].(int64)
		hidden, _ := row[3].(int64)
		all = append(all, strings.ToLower(name))
		switch {
		case l.geometry != "" && strings.EqualFold(name, l.geometry):
			geometry, l.geometry = true, name
		case hidden != 0:
			skipped = append(skipped, unread{l.name, "column_computed", "has a column " + name + " that is computed by the file", "save the layer with another program, which keeps the values"})
		case strings.HasPrefix(kind, "BLOB"):
			skipped = append(skipped, unread{l.name, "column_binary", "has a column " + name + " of binary data", "keep pictures and documents beside the records"})
		default:
			if pk > 0 && kind == "INTEGER" {
				l.key = name
			}
			l.columns = append(l.columns, column{name: name, boolean: kind == "BOOLEAN", time: kind == "DATE" || kind == "DATETIME" || kind == "TIMESTAMP"})
		}
	}, l.name)
	if err != nil {
		return err
	}
	if !geometry && l.geometry != "" {
		skipped = append(skipped, unread{l.name, "geometry_missing", fmt.Sprintf("has no column %.80q, where its geometry should be", l.geometry), "open and save the file with the program that made it"})
		l.geometry = ""
	}
	if l.freeName(all) == "" || !f.numbered(l, all) {
		c.pass(l.name, "layer_unnumbered", "has no column that numbers its rows, as a GeoPackage must have", "copy it into a new GeoPackage")
		return nil
	}
	if l.rowid = l.freeName(all); l.count < 0 {
		l.count = f.count(l)
	}
	c.layers, c.unread = append(c.layers, l), append(c.unread, skipped...)
	return nil
}

// freeName is a name for the row number that no column of the table takes.
func (l *layer) freeName(columns []string) string {
	for _, name := range []string{"rowid", "_rowid_", "oid"} {
		if !slices.Contains(columns, name) {
			return name
		}
	}
	return ""
}

// numbered reports whether the table has row numbers at all.
func (f *file) numbered(l *layer, columns []string) bool {
	err := f.query(f.ctx, "SELECT "+l.freeName(columns)+" FROM "+quoted(l.name)+" LIMIT 0", func([]driver.Value) bool { return true })
	return err == nil || code(err) != sqliteError
}
