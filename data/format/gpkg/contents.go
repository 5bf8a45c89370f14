package gpkg

import (
	"database/sql/driver"
	"errors"
	"strings"
)

// layer is a table that holds features, or rows without a place.
type layer struct {
	name     string
	geometry string // its geometry column; empty for a table of attributes
	kind     string // "Point", as GeoJSON names it; empty if mixed
	srs      int64
	crs      string // as the file states it; empty if it does not
	count    int64  // as the file states it, -1 if it does not
	columns  []column
	key      string // name of the column that numbers the rows, if there is one
	rowid    string // a name for that number in SQL
}

// contents is what the file lists.
type contents struct {
	layers []*layer
	unread []unread
}

// unread is a table that is not read, and why.
type unread struct{ name, rule, why, advice string }

// objects are the tables and views of the file by their names in small letters.
type objects map[string]string

// virtual is the kind of a table that has no pages of its own.
const virtual = "virtual table"

// real reports whether a name is that of a table: not a view, and not a virtual table.
func (o objects) real(name string) bool { return o[strings.ToLower(name)] == "table" }

func (f *file) objects() (objects, error) {
	list := objects{}
	err := f.listing("SELECT type, name, rootpage FROM sqlite_schema WHERE type IN ('table', 'view')", func(row []driver.Value) {
		kind, name := textOf(row[0]), textOf(row[1])
		if page, _ := row[2].(int64); kind == "table" && page == 0 {
			kind = virtual
		}
		list[strings.ToLower(name)] = kind
	})
	return list, err
}

// contents reads what gpkg_contents lists.
func (f *file) contents() (*contents, error) {
	known, err := f.objects()
	if err != nil {
		return nil, err
	}
	if !known.real("gpkg_contents") {
		return nil, errors.New("not a GeoPackage: it has no table gpkg_contents")
	}
	c := &contents{}
	var listed []*layer
	err = f.listing("SELECT table_name, data_type FROM gpkg_contents ORDER BY rowid", func(row []driver.Value) {
		if l := c.list(textOf(row[0]), strings.ToLower(textOf(row[1])), known); l != nil {
			listed = append(listed, l)
		}
	})
	for _, read := range []func() error{
		func() error { return f.geometries(listed, known) },
		func() error { return f.systems(listed, known) },
		func() error { return f.counts(listed, known) },
	} {
		if err == nil {
			err = read()
		}
	}
	if err != nil {
		return nil, err
	}
	for _, l := range listed {
		if err := f.columns(c, l); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// styleTable is where QGIS keeps how layers are drawn. It holds no records.
const styleTable = "layer_styles"

// list takes a row of gpkg_contents for a layer, or notes why not.
func (c *contents) list(name, kind string, known objects) *layer {
	switch {
	case name == styleTable:
		return nil
	case known[strings.ToLower(name)] == "view":
		c.pass(name, "view", "is a view, a query that the file would have us run", "save it as a layer of its own: in QGIS, Export → Save Features As")
	case known[strings.ToLower(name)] == virtual:
		c.pass(name, "virtual_table", "is a virtual table, which is computed as it is read", "save it as a layer of its own: in QGIS, Export → Save Features As")
	case !known.real(name):
		c.pass(name, "layer_missing", "is listed, but there is no such table", "open and save the file with the program that made it")
	case kind != "features" && kind != "attributes" && kind != "aspatial":
		c.pass(name, "layer_kind", "is of the kind "+kind+", which holds no records", "export what it shows as features")
	default:
		return &layer{name: name, count: -1}
	}
	return nil
}

func (c *contents) pass(name, rule, why, advice string) {
	c.unread = append(c.unread, unread{name, rule, why, advice})
}

func byName(layers []*layer) map[string]*layer {
	m := make(map[string]*layer, len(layers))
	for _, l := range layers {
		m[strings.ToLower(l.name)] = l
	}
	return m
}

// geometries finds the geometry columns of the layers.
func (f *file) geometries(layers []*layer, known objects) error {
	if !known.real("gpkg_geometry_columns") {
		return nil // a file without places
	}
	named := byName(layers)
	return f.listing("SELECT table_name, column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns", func(row []driver.Value) {
		if l := named[strings.ToLower(textOf(row[0]))]; l != nil {
			l.geometry, l.kind = textOf(row[1]), geometryName(textOf(row[2]))
			l.srs, _ = row[3].(int64)
		}
	})
}

// geometryName is the name of a geometry type in GeoJSON, empty for one that says little.
func geometryName(name string) string {
	for _, known := range []string{"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"} {
		if strings.EqualFold(name, known) {
			return known
		}
	}
	return ""
}

// counts reads how many rows GDAL says there are.
func (f *file) counts(layers []*layer, known objects) error {
	if !known.real("gpkg_ogr_contents") {
		return nil
	}
	named := byName(layers)
	return f.listing("SELECT table_name, feature_count FROM gpkg_ogr_contents", func(row []driver.Value) {
		n, ok := row[1].(int64)
		if l := named[strings.ToLower(textOf(row[0]))]; l != nil && ok && n >= 0 {
			l.count = n
		}
	})
}
