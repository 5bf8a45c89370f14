package osm

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

var cemetery = []tag{{"landuse", "cemetery"}, {"name", "Кладбище"}, {"name:ja", "墓地"}, {"source", "survey"}}

// square is a block of nodes: an outline of two ways around a hole.
//
//	4 ── 3     ways: 10 = 1 2 3, 11 = 1 4 3 (run the other way)
//	│ 7  │           12 = the hole 5 6 7 5
//	│ 5 6│
//	1 ── 2
func square() testBlock {
	return testBlock{
		nodes: []node{
			{1, orb.Point{131, 48}, nil}, {2, orb.Point{131.5, 48}, nil}, {3, orb.Point{131.5, 48.5}, nil}, {4, orb.Point{131, 48.5}, nil},
			{5, orb.Point{131.125, 48.125}, nil}, {6, orb.Point{131.25, 48.125}, nil}, {7, orb.Point{131.125, 48.25}, nil},
		},
		ways:      []way{{id: 10, refs: []int64{1, 2, 3}}, {id: 11, refs: []int64{1, 4, 3}}, {id: 12, refs: []int64{5, 6, 7, 5}}},
		relations: []relation{{id: 20, members: []member{{10, "outer"}, {11, "outer"}, {12, "inner"}}, tags: cemetery}},
	}
}

func one(t *testing.T, b testBlock) data.Record {
	t.Helper()
	records, err := read(build([]testBlock{b}))
	if err != nil || len(records) != 1 {
		t.Fatalf("%d records, %v; want one", len(records), err)
	}
	return records[0]
}

func TestRelationIsJoinedFromItsWays(t *testing.T) {
	r := one(t, square())
	want := orb.Polygon{
		{{131, 48}, {131.5, 48}, {131.5, 48.5}, {131, 48.5}, {131, 48}},
		{{131.125, 48.125}, {131.25, 48.125}, {131.125, 48.25}, {131.125, 48.125}},
	}
	if !orb.Equal(r.Geometry, want) || r.Key != "relation/20" || len(r.Problems) > 0 {
		t.Errorf("%s is %v with %v, want %v", r.Key, r.Geometry, r.Problems, want)
	}
	if value(r.Values, "name_ja") != "墓地" || value(r.Tags, "source") != "survey" {
		t.Errorf("values %v, tags %v", r.Values, r.Tags)
	}
}

func TestTagsOfOSMAreNotTakenForFields(t *testing.T) {
	m, err := data.NewMapping(data.Cemeteries, map[string]string{"period": "start_date"})
	if err != nil {
		t.Fatal(err)
	}
	b := square()
	b.relations[0].tags = append(slices.Clone(cemetery), tag{"start_date", "1946"}, tag{"use", "civilian"})
	f, problems := data.Rules{Collection: data.Cemeteries, Mapping: m, Source: "osm"}.Assemble(one(t, b))
	if len(problems) > 0 || f.Location.Source != "osm" || f.Extra["source"] != "survey" || f.Text("use") != "" {
		t.Errorf("got %+v, %v", f, problems)
	}
	if f.Text("period") != "1946" || f.Location.Accuracy != 5 || f.Location.Method != "osm" || f.ID != "relation-20" {
		t.Errorf("got %+v", f)
	}
}

func TestElementsCutByTheBorderAreRefused(t *testing.T) {
	noNode, noWay, open, outer := square(), square(), square(), square()
	noNode.nodes = noNode.nodes[1:]
	noWay.ways = noWay.ways[1:]
	open.relations[0].members = open.relations[0].members[:1]
	outer.relations[0].members = outer.relations[0].members[2:]
	for _, c := range []struct {
		name, rule string
		block      testBlock
	}{{"a node is missing", "incomplete", noNode}, {"a way is missing", "incomplete", noWay}, {"the ways do not close", "ring_closed", open}, {"no outline", "empty", outer}} {
		r := one(t, c.block)
		if !r.Refused() || r.Problems[0].Rule != c.rule || r.Problems[0].Advice == "" {
			t.Errorf("%s: %v, want it refused by %s", c.name, r.Problems, c.rule)
		}
	}
}

func TestWayThatIsNotClosedIsRefused(t *testing.T) {
	b := square()
	b.relations = nil
	b.ways[0].tags = cemetery
	if r := one(t, b); !r.Refused() || r.Problems[0].Rule != "ring_closed" || r.Key != "way/10" {
		t.Errorf("%+v", r)
	}
}

func TestHoleOutsideIsSaidAndLeftOut(t *testing.T) {
	b := square()
	b.nodes[4].at = orb.Point{140, 50}
	r := one(t, b)
	if p, ok := r.Geometry.(orb.Polygon); !ok || len(p) != 1 || len(r.Problems) != 1 || r.Problems[0].Rule != "hole_outside" || r.Refused() {
		t.Errorf("%v with %v", r.Geometry, r.Problems)
	}
}

func TestOtherCollectionsAreRefused(t *testing.T) {
	in := format.Input{ReadSeeker: bytes.NewReader(build([]testBlock{square()}))}
	for _, err := range (PBF{}).Read(context.Background(), in, format.Options{Collection: data.Sites}) {
		if err == nil || !strings.Contains(err.Error(), "cemeteries") {
			t.Errorf("error %v", err)
		}
	}
}

func TestFilesOfOtherKindsAreErrors(t *testing.T) {
	whole := build([]testBlock{square()})
	history := appendBlob(nil, "OSMHeader", appendBytes(nil, 4, []byte("HistoricalInformation")))
	bomb := appendBlob(build(nil), "OSMData", make([]byte, maxBlob+1))
	relation := appendBytes(appendBytes(nil, 2, []byte{9}), 3, []byte{9})
	missing := appendBytes(nil, 1, appendBytes(nil, 1, []byte("cemetery")))
	missing = appendBytes(missing, 2, appendBytes(nil, 4, relation))
	for name, file := range map[string][]byte{
		"no header": whole[len(build(nil)):], "history": history, "bomb": bomb,
		"text": []byte("name,lat,lon\n"), "zeros": make([]byte, 100),
		"string missing": appendBlob(build(nil), "OSMData", missing),
	} {
		if records, err := read(file); err == nil {
			t.Errorf("%s: no error, %d records", name, len(records))
		}
	}
}

func FuzzReadPBF(f *testing.F) {
	b := square()
	f.Add(build([]testBlock{b}))
	f.Add(build(nil))
	b.nodes[0].tags = cemetery
	f.Add(b.message())
	f.Fuzz(func(t *testing.T, file []byte) {
		read(file)
		// Most bytes fail as a file; as a block they reach the decoder.
		records, err := read(appendBlob(build(nil), "OSMData", file))
		for i, r := range records {
			if r.Number != i+1 || r.Key == "" {
				t.Fatalf("record %d is %+v", i+1, r)
			}
		}
		if err != nil && len(records) > 0 {
			t.Fatalf("%d records came before %v", len(records), err)
		}
	})
}

func BenchmarkReadPBF(b *testing.B) {
	file := delaware(b)
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if records, err := read(file); err != nil || len(records) != 118 {
			b.Fatal(len(records), err)
		}
	}
}
