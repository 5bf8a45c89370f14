package gpkg_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/gpkg"
	"burialmap/data/formattest"
)

// endless is a query that never ends.
const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i AS fid, NULL AS geom, 'x' AS name FROM n"

func TestNothingInAHostileFileIsRun(t *testing.T) {
	for _, c := range []struct {
		name    string
		script  string
		records int
		rules   string // of findings about the file
		fault   string // in the error
	}{
		{"a view without an end", "CREATE VIEW v AS " + endless + "; INSERT INTO gpkg_contents(table_name, data_type) VALUES ('v', 'features')", 1, "view", ""},
		{"views of views of views", viewsOfViews(60), 1, "view", ""},
		{"a trigger on everything", "CREATE TRIGGER t AFTER INSERT ON graves BEGIN DELETE FROM graves; SELECT load_extension('x'); END", 1, "", ""},
		{"a virtual table", "CREATE VIRTUAL TABLE r USING rtree(id, a, b); INSERT INTO gpkg_contents(table_name, data_type) VALUES ('r', 'features')", 1, "virtual_table", ""},
		{"a computed column", "ALTER TABLE graves ADD COLUMN big TEXT AS (hex(zeroblob(400000000)))", 1, "column_computed", ""},
		{"a table that is not there", "INSERT INTO gpkg_contents(table_name, data_type) VALUES ('x\"; DROP TABLE graves; --', 'features')", 1, "layer_missing", ""},
		{"a layer of pictures", "CREATE TABLE p (id INTEGER PRIMARY KEY); INSERT INTO gpkg_contents(table_name, data_type) VALUES ('p', 'tiles')", 1, "layer_kind", ""},
		{"a table without row numbers", "CREATE TABLE w (a TEXT PRIMARY KEY) WITHOUT ROWID; INSERT INTO gpkg_contents(table_name, data_type) VALUES ('w', 'attributes')", 1, "layer_unnumbered", ""},
		{"a table that hides its row numbers", "CREATE TABLE w (rowid, oid, _rowid_); INSERT INTO gpkg_contents(table_name, data_type) VALUES ('w', 'attributes')", 1, "layer_unnumbered", ""},
		{"a geometry column that is not there", "UPDATE gpkg_geometry_columns SET column_name='shape'", 1, "column_binary geometry_missing", ""},
		{"contents that are a view", "DROP TABLE gpkg_contents; CREATE VIEW gpkg_contents AS " + endless, 0, "", "not a GeoPackage"},
		{"geometry columns that are a view", "DROP TABLE gpkg_geometry_columns; CREATE VIEW gpkg_geometry_columns AS " + endless, 1, "column_binary", ""},
		{"reference systems that are a view", "DROP TABLE gpkg_spatial_ref_sys; CREATE VIEW gpkg_spatial_ref_sys AS " + endless, 1, "crs_missing", ""},
		{"counts that are a view", "CREATE VIEW gpkg_ogr_contents AS " + endless, 1, "", ""},
		{"no layer at all", "DELETE FROM gpkg_contents", 0, "", "no layer"},
		{"ten thousand layers", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 11000) INSERT INTO gpkg_contents(table_name, data_type) SELECT 'layer ' || i, 'features' FROM n", 0, "", "lists more than"},
	} {
		ctx, stop := context.WithTimeout(context.Background(), time.Minute) // not to hang
		file := made(t, run(gravesTable), run("INSERT INTO graves(name) VALUES ('a')"), run(c.script))
		var records int
		var rules []string
		var fault error
		for r, err := range (gpkg.Reader{}).Read(ctx, format.Input{Name: "made.gpkg", ReadSeeker: bytes.NewReader(file)}, format.Options{Collection: data.Plots}) {
			if fault = err; err == nil && r.Number > 0 {
				records++
			}
			for _, p := range r.Problems {
				rules = append(rules, p.Rule)
			}
		}
		stop()
		if said := fmt.Sprint(fault); records != c.records || strings.Join(rules, " ") != c.rules || (fault != nil) != (c.fault != "") || !strings.Contains(said, c.fault) {
			t.Errorf("%s: %d records, findings %v, %v", c.name, records, rules, fault)
		}
	}
}

// viewsOfViews doubles with every step.
func viewsOfViews(n int) string {
	script := "CREATE VIEW v0 AS SELECT fid, geom, name FROM graves;"
	for i := 1; i < n; i++ {
		script += fmt.Sprintf("CREATE VIEW v%d AS SELECT a.fid, a.geom, a.name FROM v%d AS a, v%d AS b;", i, i-1, i-1)
	}
	return script + fmt.Sprintf("INSERT INTO gpkg_contents(table_name, data_type) VALUES ('v%d', 'features')", n-1)
}

func TestARecordThatIsTooLargeIsRefusedAndReadingGoesOn(t *testing.T) {
	ring := make([]any, 0, 4+2*1_000_000)
	ring = append(ring, 3, uint32(1), uint32(1_000_000))
	for range 2 * 1_000_000 {
		ring = append(ring, 1.0)
	}
	file := made(t, run("PRAGMA page_size=65536; VACUUM"), run(gravesTable),
		run("INSERT INTO graves VALUES (1, ?, 'first'), (2, ?, 'second'), (3, NULL, ?), (4, NULL, 'last')",
			blob(1, 28425, ring...), make([]byte, 50<<20), strings.Repeat("x", 33<<20)))
	records, _, err := read(t, file, format.Options{})
	if err != nil || len(records) != 4 {
		t.Fatal(len(records), err)
	}
	for i, r := range records {
		large := len(r.Problems) == 1 && r.Problems[0].Rule == "too_large"
		if large != (i < 3) || r.Number != i+1 || r.Key != fmt.Sprintf("graves/%d", i+1) {
			t.Errorf("record %d: %s, %v", i+1, r.Key, r.Problems)
		}
	}
}

func TestPagesThatGoRoundInCirclesAreDamage(t *testing.T) {
	file := made(t, run(gravesTable), run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 5000) INSERT INTO graves(name) SELECT 'grave ' || i FROM n"))
	const pageSize, interior = 512, 0x05
	turned := 0
	for at := pageSize; at < len(file); at += pageSize {
		page := file[at : at+pageSize]
		cells := int(binary.BigEndian.Uint16(page[3:]))
		if page[0] != interior || cells < 20 {
			continue
		}
		first := page[binary.BigEndian.Uint16(page[12:]):][:4]
		for i := range cells {
			copy(page[binary.BigEndian.Uint16(page[12+2*i:]):], first)
		}
		copy(page[8:12], first)
		turned++
	}
	if turned == 0 {
		t.Fatal("the file has no page to turn round")
	}
	if records, _, err := read(t, file, format.Options{}); err == nil || !strings.Contains(err.Error(), "damaged") || len(records) > 200 {
		t.Errorf("%d records, %v", len(records), err)
	}
}

func TestAFileThatIsNotWholeIsAnError(t *testing.T) {
	file := made(t, run(gravesTable), run("INSERT INTO graves(name) VALUES ('a')"))
	for name, damaged := range map[string][]byte{
		"empty": nil, "cut off": file[:len(file)-600], "its head alone": file[:100], "words": []byte("SQLite is not what this is"),
		"a head and noise": append(slices.Clone(file[:100]), bytes.Repeat([]byte{7}, 5000)...),
	} {
		if records, _, err := read(t, damaged, format.Options{}); err == nil {
			t.Errorf("%s: %d records and no error", name, len(records))
		}
	}
}

func TestDamageAnywhereIsAnErrorOrAFinding(t *testing.T) {
	var whole bytes.Buffer
	if err := (gpkg.Writer{}).Write(context.Background(), &whole, plotsExport(50)); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		file := bytes.Clone(whole.Bytes())
		for range 1 + r.IntN(30) {
			file[r.IntN(len(file))] = byte(r.IntN(256))
		}
		if complaint := formattest.Survive(gpkg.Reader{}, file, data.Plots); complaint != "" {
			t.Fatal(complaint)
		}
	}
}

func TestADatabaseWithALogBesideItIsReadAsTheFileStands(t *testing.T) {
	path := filepath.Join(t.TempDir(), "live.gpkg")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, script := range []string{"PRAGMA journal_mode=WAL", frame, gravesTable, "INSERT INTO graves(name) VALUES ('a')", "PRAGMA wal_checkpoint(TRUNCATE)", "INSERT INTO graves(name) VALUES ('b')"} {
		if _, err := db.Exec(script); err != nil {
			t.Fatal(err)
		}
	}
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	n := 0
	for _, err := range (gpkg.Reader{}).Read(context.Background(), format.Input{Name: "live.gpkg", ReadSeeker: in}, format.Options{Collection: data.Plots}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 1 {
		t.Errorf("%d records", n)
	}
}

func TestReadingEndsWhenItIsCalledOff(t *testing.T) {
	file := made(t, run(gravesTable), run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 5000) INSERT INTO graves(name) SELECT 'grave ' || i FROM n"))
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	n := 0
	var fault error
	for _, err := range (gpkg.Reader{}).Read(ctx, format.Input{Name: "made.gpkg", ReadSeeker: bytes.NewReader(file)}, format.Options{Collection: data.Plots}) {
		if fault = err; err == nil {
			n++
		}
		stop()
	}
	if fault == nil || n > 1000 {
		t.Errorf("%d records, %v", n, fault)
	}
}

func TestAFileThatListsTooManyTablesIsNotOpened(t *testing.T) {
	file := made(t, run(gravesTable), run("PRAGMA writable_schema=ON; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 60000) "+
		"INSERT INTO sqlite_schema SELECT 'table', 't' || i, 't' || i, 2, 'CREATE TABLE t' || i || '(a)' FROM n"))
	if _, _, err := read(t, file, format.Options{}); err == nil || !strings.Contains(err.Error(), "more than 10,000 tables") {
		t.Error(err)
	}
}
