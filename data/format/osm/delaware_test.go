package osm

import (
	"bytes"
	"context"
	"encoding/xml"
	"reflect"
	"testing"

	"github.com/paulmach/osm"
	oracle "github.com/paulmach/osm/osmpbf"
)

// The burial grounds of a real extract, written as XML by another library, are the same as
// in PBF.
func TestDelawareIsTheSameInXML(t *testing.T) {
	file := delaware(t)
	want, err := read(file)
	if err != nil {
		t.Fatal(err)
	}
	var extract osm.OSM
	nodes := map[osm.NodeID]*osm.Node{}
	scanner := oracle.New(context.Background(), bytes.NewReader(file), 1)
	defer scanner.Close()
	scanner.SkipRelations = true
	for scanner.Scan() {
		switch o := scanner.Object().(type) {
		case *osm.Node:
			nodes[o.ID] = o
			if ground(o.Tags) {
				extract.Nodes = append(extract.Nodes, o)
			}
		case *osm.Way:
			if ground(o.Tags) {
				extract.Ways = append(extract.Ways, o)
			}
		}
	}
	if scanner.Err() != nil {
		t.Fatal(scanner.Err())
	}
	written := map[osm.NodeID]bool{}
	for _, n := range extract.Nodes {
		written[n.ID] = true
	}
	for _, w := range extract.Ways {
		for _, n := range w.Nodes {
			if !written[n.ID] {
				written[n.ID] = true
				extract.Nodes = append(extract.Nodes, nodes[n.ID])
			}
		}
	}
	markup, err := xml.Marshal(&extract)
	if err != nil {
		t.Fatal(err)
	}
	got := readXML(t, string(markup))
	if len(got) != len(want) {
		t.Fatalf("%d records, want %d", len(got), len(want))
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("XML gives\n%+v, PBF\n%+v", got[i], want[i])
		}
	}
}
