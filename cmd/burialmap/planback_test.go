package main

import (
	"database/sql"
	"encoding/binary"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/geo"
)

// carried is a folder with the demonstration plan and the package of it, as a team takes it.
func carried(t *testing.T) (dir, pack string) {
	t.Helper()
	dir = t.TempDir()
	mustRun(t, dir, "plan", "demo")
	mustRun(t, dir, "plan", "export", "demo-plan", "-o", "pack", "--only", "gpkg,gpx")
	return dir, filepath.Join(dir, "pack", "field.gpkg")
}

// seen is a row that somebody writes into the form for observations.
type seen map[string]any

// fill writes rows into a layer of a GeoPackage, as QField does.
func fill(t *testing.T, pack, layer string, rows ...seen) {
	t.Helper()
	edit(t, pack, func(db *sql.DB) {
		for _, row := range rows {
			var names, marks []string
			var values []any
			for name, v := range row {
				if at, ok := v.(orb.Point); ok {
					v = pointBlob(at)
				}
				names, marks, values = append(names, strconv.Quote(name)), append(marks, "?"), append(values, v)
			}
			text := "INSERT INTO " + layer + " (" + strings.Join(names, ", ") + ") VALUES (" + strings.Join(marks, ", ") + ")" //nolint:gosec // names that these tests give
			if _, err := db.ExecContext(t.Context(), text, values...); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func edit(t *testing.T, pack string, fn func(*sql.DB)) {
	t.Helper()
	db, err := sql.Open("sqlite", pack)
	if err != nil {
		t.Fatal(err)
	}
	fn(db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// pointBlob is a point in GeoPackage binary (https://www.geopackage.org/spec130/, 2.1.3).
func pointBlob(p orb.Point) []byte {
	b := binary.LittleEndian.AppendUint32([]byte{'G', 'P', 0, 1}, 4326)
	b = binary.LittleEndian.AppendUint32(append(b, 1), 1)
	for _, x := range p {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
	}
	return b
}

// recordOf is a feature of the database.
func recordOf(t *testing.T, dir, collection, id string) data.Feature {
	t.Helper()
	store, err := database{DB: filepath.Join(dir, "burialmap.gpkg")}.open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }() // it was only read
	f, err := store.Feature(t.Context(), collection, id)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// fixed is an observation of a grave with a position so many metres east and north of where
// the map has it.
func fixed(t *testing.T, dir, id, plot string, east, north float64) seen {
	t.Helper()
	at := geo.NewPlane(geo.MiddleOf(recordOf(t, dir, "plots", plot).Geometry)).Unproject(orb.Point{east, north})
	return seen{
		"geom": at, "id": id, "of": "plots/" + plot, "takes_position": true, "observed": "2027-07-05", "observer": "A. Ivanova", "task": "survey", "outcome": "seen",
		"marker": "wooden", "graves": 1, "depth_m": 0.4, "photos": "photos/1.jpg", "remarks": "low mound", "accuracy_m": 0.3, "location_method": "gps",
	}
}

func TestAPlanGoesIntoTheFieldAndComesBackWithOtherProbabilities(t *testing.T) {
	const grave = "demo-larch-p3"
	dir, pack := carried(t)
	fill(t, pack, "observations", fixed(t, dir, "fix-1", grave, 0, -1.5))
	before := recordOf(t, dir, "plots", grave)

	text := mustRun(t, dir, "import", pack).stdout
	for _, want := range []string{"into observations: 1 read, 1 new, 0 updated, 0 unchanged, 0 refused, 0 warnings\n", "1 of them new; they are proposed, and no feature has moved", "positions/fix-1 of plots/" + grave, "0 new, 0 updated, 0 deleted"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	if now := recordOf(t, dir, "plots", grave); !orb.Equal(now.Geometry, before.Geometry) || now.Revision != before.Revision {
		t.Errorf("the import has moved the grave: %+v", now)
	}
	checkProposed(t, dir, grave)

	would := decoded[outlook](t, dir, "prefer", "positions/fix-1", "--what-if", "--json")
	if len(would.Overlaps) == 0 || would.Moved < 1.49 || would.Moved > 1.51 {
		t.Fatalf("%+v", would)
	}
	if text := mustRun(t, dir, "plan", "changes", "demo-plan").stdout; !strings.Contains(text, "Nothing has changed") {
		t.Errorf("before anybody has chosen:\n%s", text)
	}
	mustRun(t, dir, "prefer", "positions/fix-1")
	checkChanged(t, dir, would)
	if now := recordOf(t, dir, "plots", grave); orb.Equal(now.Geometry, before.Geometry) || now.Location.Accuracy != 0.3 || now.Location.Source != before.Location.Source {
		t.Errorf("the grave stands at %+v", now)
	}

	again := mustRun(t, dir, "import", pack).stdout
	if !strings.Contains(again, "1 read, 0 new, 0 updated, 1 unchanged, 0 refused") {
		t.Errorf("once more:\n%s", again)
	}
	if n := lines(mustRun(t, dir, "export", "observations", "--format", "csv", "--filter", "id = 'fix-1'").stdout); n != 2 {
		t.Errorf("%d lines of observations", n)
	}
}

// checkProposed looks at what the import has made of the observation.
func checkProposed(t *testing.T, dir, grave string) {
	t.Helper()
	o, p := recordOf(t, dir, "observations", "fix-1"), recordOf(t, dir, "positions", "fix-1")
	if o.Text("plan") != "demo-plan" || o.Location.Source != "field-demo-plan" || o.Properties["graves"] != int64(1) || o.Location.Accuracy != 0.3 || !o.Location.Fictional {
		t.Errorf("the observation is %+v", o)
	}
	if p.Text("of") != "plots/"+grave || p.Properties["preferred"] != false || p.Location.Accuracy != 0.3 || p.Location.Method != "gps" || p.Text("recorded") != "2027-07-05" || p.Geometry.GeoJSONType() != "Polygon" {
		t.Errorf("the position is %+v", p)
	}
	if s := recordOf(t, dir, "sources", "field-demo-plan"); s.Text("kind") != "survey" || !strings.Contains(s.Text("title"), "ten days in July") {
		t.Errorf("its source is %+v", s)
	}
}

// checkChanged holds what the plan says has changed against what was foretold.
func checkChanged(t *testing.T, dir string, would outlook) {
	t.Helper()
	changes := decoded[struct {
		Changes []fieldplan.Changed `json:"changes"`
	}](t, dir, "plan", "changes", "demo-plan", "--json").Changes
	text := mustRun(t, dir, "plan", "changes", "demo-plan").stdout
	told := 0
	for _, d := range would.Overlaps {
		if d.Before == nil || d.After == nil {
			continue
		}
		want := assessed(d.Before.Probability, true) + " → " + assessed(d.After.Probability, true)
		if !strings.Contains(text, want) || !strings.Contains(text, d.Pow+" and "+d.Civilian) {
			t.Errorf("the plan does not say %s: %s\n%s", d.Ref, want, text)
		}
		for _, c := range changes {
			if "overlaps/"+c.Overlap == d.Ref && *c.Before == *d.Before.Probability && *c.After == *d.After.Probability && *c.Before-*c.After > 0.2 {
				told++
			}
		}
	}
	if told == 0 {
		t.Errorf("no probability has fallen as foretold: %+v\n%s", would.Overlaps, text)
	}
}
