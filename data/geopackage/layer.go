package geopackage

import (
	"fmt"
	"strings"

	"burialmap/data"
)

// layer is the table of one collection: its columns and the statements on it.
type layer struct {
	data.Collection
	fields  []data.Field // own fields, then location fields
	columns []string     // the columns of a row's content, in the order of values
	kept    []int        // positions of the derived and judged fields among those values
	judged  []int        // positions of the judged fields alone
	named   []int        // positions of what features are found by
	index   string       // name of the R-tree, "" for attributes
	names   string       // name of the table of the keys by which they are found

	allColumns string // fid, content…
	selectSQL  string // SELECT allColumns FROM table
	insertSQL  string
	updateSQL  string
	deleteSQL  string
	findKeySQL string
	findIDSQL  string
	countSQL   string
}

// Positions of the columns that every row has, within the values of a row.
const (
	colID       = iota // text, NULL only in a row that another program has just added
	colRevision        // integer
	colUpdated         // text, as [timeFormat]
	colGeometry        // blob; NULL means not located
	colExtra           // JSON object of texts, NULL for none
	firstField
)

func newLayer(c data.Collection) *layer {
	l := &layer{Collection: c, columns: []string{"id", "revision", "updated", "geom", "extra"}}
	l.fields = append(append(l.fields, c.Fields...), data.LocationFields...)
	for _, f := range l.fields {
		if f.Kept() {
			l.kept = append(l.kept, len(l.columns))
		}
		if f.Judged {
			l.judged = append(l.judged, len(l.columns))
		}
		l.columns = append(l.columns, f.Name)
	}
	if c.Spatial {
		l.index = "rtree_" + c.Name + "_geom"
	}
	for _, name := range c.SearchFields() {
		i, _, _ := l.field(name)
		l.named = append(l.named, i)
		l.names = "burialmap_name_" + c.Name
	}
	l.prepare()
	return l
}

func (l *layer) prepare() {
	table := quoted(l.Name)
	var names, read, set []string
	for i, c := range l.columns {
		names, read = append(names, quoted(c)), append(read, l.readColumn(i))
		if i == colGeometry && !l.Spatial {
			names[i] = ""
		} else if i != colID {
			set = append(set, fmt.Sprintf("%s=?%d", names[i], i+1))
		}
	}
	var into, marks []string
	for i, n := range names {
		if n != "" {
			mark := "?" // the driver looks up marks with numbers by name, for every row
			if !l.Spatial {
				mark = fmt.Sprintf("?%d", i+1) // one is left out
			}
			into, marks = append(into, n), append(marks, mark)
		}
	}
	l.allColumns = "fid, " + strings.Join(read, ", ")
	l.selectSQL = "SELECT " + l.allColumns + " FROM " + table
	l.insertSQL = fmt.Sprintf("INSERT OR FAIL INTO %s(%s) VALUES (%s)", table, strings.Join(into, ", "), strings.Join(marks, ", "))
	l.updateSQL = fmt.Sprintf("UPDATE %s SET %s WHERE fid=?%d", table, strings.Join(set, ", "), len(l.columns)+1)
	l.deleteSQL = "DELETE FROM " + table + " WHERE fid=?"
	l.findKeySQL = "SELECT fid FROM " + table + " WHERE source_key=? AND source IS ? ORDER BY fid LIMIT 1"
	l.findIDSQL = "SELECT fid FROM " + table + " WHERE id=?"
	// Other programs may set a count to NULL: not known.
	l.countSQL = "SELECT coalesce((SELECT feature_count FROM gpkg_ogr_contents WHERE table_name=" + literal(l.Name) +
		"), (SELECT count(*) FROM " + table + "))"
}

// readColumn is how a column is read, by its position among the values of a row.
func (l *layer) readColumn(i int) string {
	switch {
	case i == colGeometry && !l.Spatial:
		return "NULL"
	case i == colUpdated: // as text: the driver would guess at a time
		return "+updated"
	}
	return quoted(l.columns[i])
}

// reads are the columns of selectSQL for some fields only: the others are not read, and
// come as NULL.
func (l *layer) reads(fields []string) (string, error) {
	if fields == nil {
		return l.allColumns, nil
	}
	read := make([]string, len(l.columns))
	for i := range read {
		read[i] = "NULL"
	}
	read[colID] = "id"
	if l.Spatial {
		read[colGeometry] = "geom"
	}
	for _, name := range fields {
		i, _, ok := l.field(name)
		if !ok {
			return "", fmt.Errorf("%w: %s have no field %q", data.ErrInvalid, l.Name, name)
		}
		read[i] = quoted(name)
	}
	return "fid, " + strings.Join(read, ", "), nil
}

// revisionSQL is the revision of a row as its key has it: -1 if another program has edited
// it since the last Change.
func (l *layer) revisionSQL() string {
	return "CASE WHEN EXISTS (SELECT 1 FROM burialmap_edit) AND fid IN (SELECT fid FROM burialmap_edit WHERE collection = " +
		literal(l.Name) + ") THEN -1 ELSE revision END"
}

// field finds the position of a field among the values of a row.
func (l *layer) field(name string) (int, data.Field, bool) {
	for i, f := range l.fields {
		if f.Name == name {
			return firstField + i, f, true
		}
	}
	return 0, data.Field{}, false
}

func columnType(t data.FieldType) string {
	switch t {
	case data.Integer:
		return "INTEGER"
	case data.Real:
		return "DOUBLE"
	case data.Boolean:
		return "BOOLEAN"
	}
	return "TEXT"
}

// schema is the script that makes the table, its index, its triggers and its entries in
// the tables of contents.
func (l *layer) schema() string {
	return l.table() + l.lookups() + l.entries() + l.triggers() + l.nameTable()
}

// table is the table alone.
func (l *layer) table() string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (\n  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", quoted(l.Name))
	if l.Spatial {
		b.WriteString(",\n  geom GEOMETRY")
	}
	b.WriteString(",\n  id TEXT UNIQUE")
	for _, f := range l.fields {
		fmt.Fprintf(&b, ",\n  %s %s", quoted(f.Name), columnType(f.Type))
	}
	b.WriteString(",\n  extra TEXT,\n  revision INTEGER,\n  updated DATETIME);\n")
	return b.String()
}

// entries are those in the tables of contents.
func (l *layer) entries() string {
	kind, srs := "attributes", "NULL"
	if l.Spatial {
		kind, srs = "features", fmt.Sprint(srsID)
	}
	name := literal(l.Name)
	return fmt.Sprintf("INSERT INTO gpkg_contents(table_name, data_type, identifier, description, srs_id) VALUES (%s, '%s', %s, %s, %s);\n",
		name, kind, literal(l.Title), literal(l.About), srs) +
		fmt.Sprintf("INSERT INTO gpkg_ogr_contents VALUES (%s, 0);\n", name) + l.dataColumns()
}

// dataColumns gives the columns that have none their titles, and the enumerations their
// value lists.
func (l *layer) dataColumns() string {
	var b strings.Builder
	for i, f := range l.fields {
		constraint := "NULL"
		if f.Type == data.Enum {
			collection := l.Name
			if i >= len(l.Fields) {
				collection = ""
			}
			constraint = literal(vocabulary(collection, f))
		}
		mime := "NULL"
		if f.Type == data.JSON {
			mime = "'application/json'"
		}
		fmt.Fprintf(&b, "INSERT OR IGNORE INTO gpkg_data_columns VALUES (%s, %s, %s, %s, %s, %s, %s);\n", literal(l.Name), literal(f.Name),
			literal(f.Name), literal(f.Title), literal(f.About), mime, constraint)
	}
	return b.String()
}
