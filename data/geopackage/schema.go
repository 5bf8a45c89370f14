package geopackage

import (
	"fmt"
	"strings"

	"burialmap/data"
)

const (
	applicationID = 0x47504B47 // "GPKG"
	specVersion   = 10300      // GeoPackage 1.3: the R-tree triggers are those of 1.3
	layoutVersion = 5          // of our own tables; [Store.migrate] brings earlier ones here
	srsID         = 4326
)

// standardTables are those of the GeoPackage specification (1.3, annexes C and F.9), and
// the feature counts that GDAL keeps beside them.
const standardTables = `
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]', 'longitude/latitude in degrees');
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
  max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
INSERT INTO gpkg_extensions VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec130/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec130/#extension_schema', 'read-write');
`

// ownTables hold what a GeoPackage has no place for: the list of changes, small values,
// and the notes that triggers take of edits by other programs.
const ownTables = `
CREATE TABLE change (
  revision INTEGER PRIMARY KEY NOT NULL, time DATETIME NOT NULL, author TEXT NOT NULL, what TEXT NOT NULL,
  new INTEGER NOT NULL, updated INTEGER NOT NULL, deleted INTEGER NOT NULL, touched TEXT NOT NULL);
INSERT INTO gpkg_contents(table_name, data_type, identifier, description) VALUES
  ('change', 'attributes', 'change', 'Every write to this file: when, by whom, what, and which places it touched.');
INSERT INTO gpkg_ogr_contents VALUES ('change', 0);
CREATE TABLE burialmap_state (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
CREATE TABLE burialmap_edit (
  number INTEGER PRIMARY KEY NOT NULL, collection TEXT NOT NULL, fid INTEGER NOT NULL, kind TEXT NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, old TEXT);
INSERT INTO gpkg_extensions VALUES
  ('burialmap_state', NULL, 'burialmap_store', 'Small values that burialmap keeps beside the features.', 'write-only'),
  ('burialmap_edit', NULL, 'burialmap_store', 'Edits by other programs that burialmap has not yet taken into its history.', 'write-only');
`

// schema is the whole script that turns an empty SQLite file into a store.
func schema() string {
	var b strings.Builder
	fmt.Fprintf(&b, "PRAGMA application_id=%d;\nPRAGMA user_version=%d;\n", applicationID, specVersion)
	b.WriteString("BEGIN;\n")
	b.WriteString(standardTables)
	b.WriteString(ownTables)
	b.WriteString(versionTable)
	b.WriteString(documentTable)
	for _, c := range data.Collections {
		b.WriteString(newLayer(c).schema())
	}
	b.WriteString(vocabularies())
	fmt.Fprintf(&b, "INSERT INTO burialmap_state VALUES (%s, '%d'), (%s, %s);\n", literal(stateLayout), layoutVersion, literal(stateNames), literal(keyed))
	b.WriteString("COMMIT;\n")
	return b.String()
}

// stateLayout is the key under which the file says how its own tables are laid out.
const stateLayout = "geopackage.layout"

// vocabularies are the closed value lists of the enumerations, for the forms of QGIS, as
// far as the file does not have them.
func vocabularies() string {
	var b strings.Builder
	add := func(name string, values []string) {
		for _, v := range values {
			fmt.Fprintf(&b, "INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES (%s, 'enum', %s);\n",
				literal(name), literal(v))
		}
	}
	for _, c := range data.Collections {
		for _, f := range c.Fields {
			if f.Type == data.Enum {
				add(vocabulary(c.Name, f), f.Values)
			}
		}
	}
	for _, f := range data.LocationFields {
		if f.Type == data.Enum {
			add(vocabulary("", f), f.Values)
		}
	}
	return b.String()
}

// vocabulary names the value list of a field; the location fields share theirs.
func vocabulary(collection string, f data.Field) string {
	if collection == "" {
		return f.Name
	}
	return collection + "_" + f.Name
}

func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
