package gpkg_test

import (
	"testing"

	"burialmap/data"
	"burialmap/data/format/gpkg"
	"burialmap/data/formattest"
)

// FuzzRead changes bytes of a small file with features, words, a view and a trigger.
func FuzzRead(f *testing.F) {
	file := made(f, run(gravesTable), run("INSERT INTO graves VALUES (1, ?, 'Хурмули'), (2, ?, NULL), (3, NULL, x'00ff')",
		blob(1, 28425, 1, 25_500_000.0, 5_372_000.0), blob(0, 28425, 3, uint32(1), uint32(4), 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0)),
		run("CREATE VIEW v AS SELECT fid, geom, name FROM graves; INSERT INTO gpkg_contents(table_name, data_type) VALUES ('v', 'features')"),
		run("CREATE TRIGGER t AFTER INSERT ON graves BEGIN DELETE FROM graves; END"))
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add([]byte("SQLite format 3\x00"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if complaint := formattest.Survive(gpkg.Reader{}, file, data.Plots); complaint != "" {
			t.Fatal(complaint)
		}
	})
}
