package gpkg_test

import (
	"database/sql"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite"
)

// frame is the least that makes an SQLite file a GeoPackage, with three reference systems.
const frame = `
PRAGMA application_id=0x47504B47;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('undefined', 0, 'NONE', 0, 'undefined', ''), ('WGS 84', 4326, 'epsg', 4326, 'GEOGCS[…]', ''),
  ('zone 25', 28425, 'EPSG', 28425, 'PROJCS[…]', ''), ('own grid', 900001, 'NONE', 1, 'PROJCS["own grid"]', '');
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT, last_change DATETIME,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);
`

// gravesTable is a layer in the system with the number 28425.
const gravesTable = `
CREATE TABLE graves (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT);
INSERT INTO gpkg_contents(table_name, data_type) VALUES ('graves', 'features');
INSERT INTO gpkg_geometry_columns VALUES ('graves', 'geom', 'POINT', 28425, 0, 0);
`

// statement is SQL with values.
type statement struct {
	text   string
	values []any
}

func run(text string, values ...any) statement { return statement{text, values} }

// made is a GeoPackage from a script.
func made(t testing.TB, statements ...statement) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "made.gpkg")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	for _, s := range append([]statement{run("PRAGMA page_size=512; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF"), run(frame)}, statements...) {
		if _, err := db.Exec(s.text, s.values...); err != nil {
			t.Fatalf("%.80s: %v", s.text, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// blob is GeoPackage binary: flags, and then numbers in the byte order that they state. An
// int is the type of a geometry after its byte order, a uint32 a count.
func blob(flags byte, srs int32, parts ...any) []byte {
	var order binary.AppendByteOrder = binary.BigEndian
	if flags&1 != 0 {
		order = binary.LittleEndian
	}
	b := order.AppendUint32([]byte{'G', 'P', 0, flags}, uint32(srs))
	for _, part := range parts {
		switch v := part.(type) {
		case int:
			b = order.AppendUint32(append(b, flags&1), uint32(v))
		case uint32:
			b = order.AppendUint32(b, v)
		case float64:
			b = order.AppendUint64(b, math.Float64bits(v))
		}
	}
	return b
}
