package geopackage

import (
	"context"
	"database/sql/driver"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
)

func TestWhatBelongsToAPlaceIsFoundByAnIndex(t *testing.T) {
	s, err := Create(filepath.Join(t.TempDir(), "empty.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	checkPlans(t, s)
}

func TestSourcesAreFoundByAnIndex(t *testing.T) {
	s, err := Create(filepath.Join(t.TempDir(), "empty.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for collection, l := range s.layers {
		if plan := explained(t, s, l.findKeySQL, []driver.Value{"key", "list"}); !strings.Contains(plan, collection+"_source (source_key=? AND source=?") {
			t.Errorf("%s: a record is found by\n%s", collection, plan)
		}
		q := data.Query{Collection: collection, Equal: map[string]string{"source": "list"}, After: 1000, Limit: 100}
		if plan := planOf(t, s, l, q); !strings.Contains(plan, collection+"_of_source (source=?") || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s: what a source says is found by\n%s", collection, plan)
		}
		text, values, err := l.valuesQuery(data.Query{Collection: collection}, "source")
		if err != nil {
			t.Fatal(err)
		}
		if plan := explained(t, s, text, values); strings.Count(plan, "SEARCH "+collection+" USING COVERING INDEX "+collection+"_of_source") != 2 {
			t.Errorf("%s: its sources are listed by\n%s", collection, plan)
		}
	}
}

func TestWordsAreFoundByTheirIndex(t *testing.T) {
	s, err := Create(filepath.Join(t.TempDir(), "empty.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for collection, l := range s.layers {
		plan := planOf(t, s, l, data.Query{Collection: collection, Words: "Хурмули 16", Limit: 10})
		for _, scan := range []string{"SCAN " + collection, "SCAN n", "SCAN " + l.names + " "} {
			if strings.Contains(plan+"\n", scan+"\n") {
				t.Errorf("%s by words:\n%s", collection, plan)
			}
		}
		if len(l.named) > 0 && strings.Count(plan, "SEARCH n USING PRIMARY KEY (key") != 4 {
			t.Errorf("%s by words:\n%s", collection, plan)
		}
	}
}

// checkPlans asks SQLite how it would look for what belongs to a place: always by the
// index of the field, and in ascending FID order without sorting.
func checkPlans(t *testing.T, s *Store) {
	t.Helper()
	everywhere := &orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
	for collection, fields := range map[string][]string{
		"plots":     {"site", "cemetery"},
		"positions": {"of"},
		"overlaps":  {"site", "pow_cemetery", "civilian_cemetery", "pow", "civilian"},
	} {
		l := s.layers[collection]
		for _, field := range fields {
			equal := map[string]string{field: "a"}
			for name, q := range map[string]data.Query{
				"all":       {Equal: equal},
				"a page":    {Equal: equal, After: 1000, Limit: 100},
				"two terms": {Equal: map[string]string{field: "a", "location_method": "plan"}},
				"except":    {Equal: equal, Except: map[string]string{"location_method": "plan"}},
			} {
				q.Collection = collection
				plan := planOf(t, s, l, q)
				if !strings.Contains(plan, collection+"_"+field+" ("+field+"=?") || strings.Contains(plan, "TEMP B-TREE") {
					t.Errorf("%s by %s, %s:\n%s", collection, field, name, plan)
				}
			}
			if plan := planOf(t, s, l, data.Query{Collection: collection, Equal: equal, Bound: everywhere}); !strings.Contains(plan, "SEARCH "+collection+" USING") {
				t.Errorf("%s by %s within a bound:\n%s", collection, field, plan)
			}
			text, values, err := l.countQuery(data.Query{Collection: collection, Equal: equal})
			if err != nil {
				t.Fatal(err)
			}
			if plan := explained(t, s, text, values); !strings.Contains(plan, "COVERING INDEX "+collection+"_"+field) {
				t.Errorf("%s counted by %s:\n%s", collection, field, plan)
			}
		}
	}
}

// planOf is the plan for the statement that stream runs within a write.
func planOf(t *testing.T, s *Store, l *layer, q data.Query) string {
	t.Helper()
	sel, err := l.selection(q, 1<<40)
	if err != nil {
		t.Fatal(err)
	}
	if q.Bound != nil {
		sel.byIndex(l)
	}
	return explained(t, s, l.selectSQL+sel.where+" ORDER BY fid", sel.values)
}

func explained(t *testing.T, s *Store, text string, values []driver.Value) string {
	t.Helper()
	var lines []string
	ctx := context.Background()
	err := s.read(ctx, func(c *conn) error {
		return c.query(ctx, "EXPLAIN QUERY PLAN "+text, values, func(row []driver.Value) bool {
			lines = append(lines, textOf(row[3]))
			return true
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}
