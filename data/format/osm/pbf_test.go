package osm

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/osm"
	oracle "github.com/paulmach/osm/osmpbf"

	"burialmap/data"
	"burialmap/data/format"
)

// delaware is a real extract, part of the test data of the Go module paulmach/osm.
func delaware(t testing.TB) []byte {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/paulmach/osm").Output()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "testdata", "delaware-latest.osm.pbf"))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func read(file []byte) ([]data.Record, error) {
	var records []data.Record
	in := format.Input{Name: "t.osm.pbf", ReadSeeker: bytes.NewReader(file), Size: int64(len(file))}
	for r, err := range (PBF{}).Read(context.Background(), in, format.Options{Collection: data.Cemeteries}) {
		if err != nil {
			return records, err
		}
		records = append(records, r)
	}
	return records, nil
}

func value(list []data.Value, name string) any {
	for _, v := range list {
		if v.Name == name {
			return v.Value
		}
	}
	return nil
}

// In Delaware one way carries both tags, so that 88 + 21 ways are 108; five nodes are
// tagged landuse=cemetery and five amenity=grave_yard; no relation is a burial ground.
// ogrinfo counts the same.
func TestDelawareHoldsItsBurialGrounds(t *testing.T) {
	records, err := read(delaware(t))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, r := range records {
		kind, _, _ := strings.Cut(r.Key, "/")
		counts[kind]++
		if value(r.Tags, "landuse") == "cemetery" {
			counts[kind+" landuse"]++
		}
		if value(r.Tags, "amenity") == "grave_yard" {
			counts[kind+" amenity"]++
		}
		if r.Refused() || r.Geometry == nil || r.Accuracy != 5 || r.Method != "osm" {
			t.Errorf("%s: %v, accuracy %v, method %q, %v", r.Key, r.Geometry, r.Accuracy, r.Method, r.Problems)
		}
	}
	want := map[string]int{"node": 10, "way": 108, "way landuse": 88, "way amenity": 21, "node landuse": 5, "node amenity": 5}
	if fmt.Sprint(counts) != fmt.Sprint(want) {
		t.Errorf("found %v, want %v", counts, want)
	}
}

// The second method: the decoder of paulmach/osm over the whole file.
func TestOutlinesAgreeWithAnotherDecoder(t *testing.T) {
	file := delaware(t)
	records, err := read(file)
	if err != nil {
		t.Fatal(err)
	}
	nodes := map[osm.NodeID]orb.Point{}
	want := map[string]orb.Geometry{}
	scanner := oracle.New(context.Background(), bytes.NewReader(file), 1)
	defer scanner.Close()
	scanner.SkipRelations = true
	for scanner.Scan() {
		switch o := scanner.Object().(type) {
		case *osm.Node:
			nodes[o.ID] = orb.Point{o.Lon, o.Lat}
			if ground(o.Tags) {
				want[fmt.Sprintf("node/%d", o.ID)] = nodes[o.ID]
			}
		case *osm.Way:
			if ground(o.Tags) {
				var ring orb.Ring
				for _, n := range o.Nodes {
					ring = append(ring, nodes[n.ID])
				}
				want[fmt.Sprintf("way/%d", o.ID)] = orb.Polygon{ring}
			}
		}
	}
	if scanner.Err() != nil || len(want) == 0 {
		t.Fatal(len(want), scanner.Err())
	}
	if len(records) != len(want) {
		t.Errorf("%d records, want %d", len(records), len(want))
	}
	for _, r := range records {
		if !orb.Equal(r.Geometry, want[r.Key]) {
			t.Errorf("%s: %v, want %v", r.Key, r.Geometry, want[r.Key])
		}
	}
}

func ground(tags osm.Tags) bool {
	return tags.Find("landuse") == "cemetery" || tags.Find("amenity") == "grave_yard"
}

func TestTruncatedExtractIsAnError(t *testing.T) {
	file := delaware(t)
	for _, n := range []int{0, 1, 3, 4, 10, 60, 200, 5000, len(file) / 2, len(file) - 1} {
		if _, err := read(file[:n]); err == nil {
			t.Errorf("the first %d bytes were taken for a whole file", n)
		}
	}
}

func TestHeaderAloneIsAnError(t *testing.T) {
	file := build(nil)
	if _, err := read(file); err == nil || !strings.Contains(err.Error(), "no data") {
		t.Errorf("a header without data gives %v", err)
	}
}

func TestSniffKnowsTheHeader(t *testing.T) {
	if !(PBF{}).Sniff(build(nil)) {
		t.Error("its own header is not known")
	}
	for _, other := range []string{"", "PK\x03\x04", "\x00\x00\x00\x0d", `{"type":"FeatureCollection"}`} {
		if (PBF{}).Sniff([]byte(other)) {
			t.Errorf("%q is taken for OSM", other)
		}
	}
}
