package osm

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/formattest"
)

// markupOf writes the blocks as OSM XML: the same extract as build makes in PBF.
func markupOf(blocks ...testBlock) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<osm version="0.6" generator="test"><bounds minlat="48" minlon="131" maxlat="49" maxlon="132"/>`)
	tags := func(list []tag) {
		for _, t := range list {
			b.WriteString(`<tag k="`)
			xml.EscapeText(&b, []byte(t.key))
			b.WriteString(`" v="`)
			xml.EscapeText(&b, []byte(t.value))
			b.WriteString(`"/>`)
		}
	}
	for _, block := range blocks {
		for _, n := range block.nodes {
			fmt.Fprintf(&b, `<node id="%d" version="1" lat="%v" lon="%v">`, n.id, n.at[1], n.at[0])
			tags(n.tags)
			b.WriteString("</node>\n")
		}
		for _, w := range block.ways {
			fmt.Fprintf(&b, `<way id="%d">`, w.id)
			for _, ref := range w.refs {
				fmt.Fprintf(&b, `<nd ref="%d"/>`, ref)
			}
			tags(w.tags)
			b.WriteString("</way>\n")
		}
		for _, r := range block.relations {
			fmt.Fprintf(&b, `<relation id="%d"><member type="node" ref="1" role="label"/>`, r.id)
			for _, m := range r.members {
				fmt.Fprintf(&b, `<member type="way" ref="%d" role="%s"/>`, m.way, m.role)
			}
			tags(r.tags)
			b.WriteString("</relation>\n")
		}
	}
	return b.String() + "</osm>"
}

func readXML(t *testing.T, file string) []data.Record {
	t.Helper()
	records, err := formattest.Read(XML{}, "t.osm", []byte(file), format.Options{Collection: data.Cemeteries})
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func TestTheSameExtractInBothFormatsGivesTheSameRecords(t *testing.T) {
	tagged, cut, hole := square(), square(), square()
	tagged.nodes[6].tags = append([]tag{{"amenity", "grave_yard"}, {"name", `"A" & <B>`}}, cemetery...)
	tagged.ways[2].tags = cemetery
	cut.nodes = cut.nodes[1:]
	hole.nodes[4].at = orb.Point{140, 50}
	open := square()
	open.relations[0].members = open.relations[0].members[:1]
	for name, b := range map[string]testBlock{"whole": square(), "tagged": tagged, "cut by the border": cut, "hole outside": hole, "open": open} {
		want, err := read(build([]testBlock{b}))
		if err != nil || len(want) == 0 {
			t.Fatal(name, err)
		}
		if got := readXML(t, markupOf(b)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: XML gives\n%+v, PBF\n%+v", name, got, want)
		}
	}
}

func TestElementsMayComeInAnyOrder(t *testing.T) {
	b := square()
	ways := testBlock{ways: b.ways}
	relations := testBlock{relations: b.relations}
	if got := readXML(t, markupOf(relations, ways, testBlock{nodes: b.nodes})); !reflect.DeepEqual(got, readXML(t, markupOf(b))) {
		t.Errorf("%+v", got)
	}
}

const isGround = `<tag k="landuse" v="cemetery"/>`

func TestOverpassGivesGeometryInPlace(t *testing.T) {
	want := orb.Polygon{{{131, 48}, {132, 48}, {132, 49}, {131, 48}}}
	const a, b, c = `lat="48" lon="131"`, `lat="48" lon="132"`, `lat="49" lon="132"`
	for name, x := range map[string]struct {
		file  string
		want  orb.Geometry
		rules string
	}{
		"way with geometry":           {`<way id="1"><nd ref="1" ` + a + `/><nd ref="2" ` + b + `/><nd ref="3" ` + c + `/><nd ref="1" ` + a + `/>` + isGround + `</way>`, want, ""},
		"relation with geometry":      {`<relation id="1"><member type="way" ref="5" role="outer"><nd ` + a + `/><nd ` + b + `/></member><member type="way" ref="6" role="outer"><nd ` + b + `/><nd ` + c + `/><nd ` + a + `/></member>` + isGround + `</relation>`, want, ""},
		"centre of a way":             {`<way id="1"><center ` + a + `/><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/>` + isGround + `</way>`, orb.Point{131, 48}, "centre_only"},
		"centre and tags of a way":    {`<way id="1"><center ` + a + `/>` + isGround + `</way>`, orb.Point{131, 48}, "centre_only"},
		"centre of a relation":        {`<relation id="1"><center ` + a + `/><member type="way" ref="5" role="outer"/>` + isGround + `</relation>`, orb.Point{131, 48}, "centre_only"},
		"neither centre nor geometry": {`<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/>` + isGround + `</way>`, nil, "incomplete"},
	} {
		r := readXML(t, "<osm>"+x.file+"</osm>")[0]
		if !reflect.DeepEqual(r.Geometry, x.want) || len(r.Problems) > 0 != (x.rules != "") || x.rules != "" && r.Problems[0].Rule != x.rules {
			t.Errorf("%s: %+v", name, r)
		}
		if centre := x.rules == "centre_only"; centre == r.Accuracy.Known() {
			t.Errorf("%s: the accuracy is %v", name, r.Accuracy)
		}
	}
}

func TestDeletedElementsAreLeftOutAndCounted(t *testing.T) {
	file := `<osm><node id="1" visible="false"/><node id="2" lat="48" lon="131" visible="true">` + isGround + `</node><way id="3" action="delete">` + isGround + `</way></osm>`
	records := readXML(t, file)
	if len(records) != 2 || records[0].Key != "node/2" || records[1].Number != 0 || records[1].Problems[0].Rule != "deleted" || !strings.Contains(records[1].Problems[0].Message, "2 elements") {
		t.Errorf("%+v", records)
	}
}

func TestElementsThatWereNeverUploadedHaveNoKey(t *testing.T) {
	b := square()
	for i := range b.nodes {
		b.nodes[i].id *= -1
	}
	for i := range b.ways {
		b.ways[i].id *= -1
		for j := range b.ways[i].refs {
			b.ways[i].refs[j] *= -1
		}
	}
	b.relations[0].id *= -1
	for i := range b.relations[0].members {
		b.relations[0].members[i].way *= -1
	}
	want := readXML(t, markupOf(square()))[0]
	if r := readXML(t, markupOf(b))[0]; r.Key != "" || r.Place != "relation -20" || !orb.Equal(r.Geometry, want.Geometry) {
		t.Errorf("%+v", r)
	}
}

func TestFilesThatAreNoExtractAreErrors(t *testing.T) {
	whole := markupOf(square())
	for name, c := range map[string]struct{ file, says string }{
		"empty": {"", "empty"}, "KML": {"<kml/>", "not OSM XML"}, "truncated": {whole[:len(whole)-10], "truncated"},
		"changes":         {"<osmChange/>", "set of changes"},
		"history":         {`<osm><node id="1" version="1" lat="1" lon="2"/><node id="1" version="2" lat="1" lon="2"/></osm>`, "history"},
		"server error":    {`<osm><remark> runtime error: Query timed out in "query" </remark></osm>`, "timed out"},
		"no position":     {`<osm><node id="1" lat="NaN" lon="2">` + isGround + `</node></osm>`, "node 1"},
		"entity bomb":     {`<!DOCTYPE osm [<!ENTITY a "aaaa">]><osm>&a;</osm>`, "entities"},
		"external entity": {`<!DOCTYPE osm [<!ENTITY a SYSTEM "file:///etc/passwd">]><osm>&a;</osm>`, "entities"},
		"giant way":       {`<osm><way id="1">` + strings.Repeat(`<nd ref="1"/>`, format.MaxPositions+1) + `</way></osm>`, "more nodes"},
	} {
		if _, err := formattest.Read(XML{}, "t.osm", []byte(c.file), format.Options{Collection: data.Cemeteries}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want it to say %q", name, err, c.says)
		}
	}
	for _, err := range (XML{}).Read(context.Background(), format.Input{ReadSeeker: bytes.NewReader([]byte(whole))}, format.Options{Collection: data.Sites}) {
		if err == nil || !strings.Contains(err.Error(), "cemeteries") {
			t.Errorf("another collection gives %v", err)
		}
	}
}

func TestSniffKnowsMarkup(t *testing.T) {
	if !(XML{}).Sniff([]byte(markupOf(square()))) || !(XML{}).Sniff([]byte("<osmChange>")) || (PBF{}).Sniff([]byte(markupOf())) {
		t.Error("OSM XML is not known")
	}
	for _, other := range []string{"", "<kml/>", "<gpx/>", string(build(nil))} {
		if (XML{}).Sniff([]byte(other)) {
			t.Errorf("%q is taken for OSM XML", other)
		}
	}
}

func FuzzReadXML(f *testing.F) {
	f.Add([]byte(markupOf(square())))
	f.Add([]byte(`<osm><way id="1"><center lat="1" lon="2"/><nd ref="1" lat="1" lon="2"/>` + isGround + `</way></osm>`))
	f.Add([]byte(`<osm><relation id="1"><member type="way" ref="5" role="outer"><nd lat="1" lon="2"/><nd lat="1" lon="3"/></member>` + isGround + `</relation></osm>`))
	f.Fuzz(func(t *testing.T, file []byte) {
		if complaint := formattest.Survive(XML{}, file, data.Cemeteries); complaint != "" {
			t.Fatal(complaint)
		}
	})
}

func BenchmarkReadXML(b *testing.B) {
	var blocks []testBlock
	for range 1000 {
		blocks = append(blocks, square())
	}
	for i := range blocks { // each its own ids
		for j := range blocks[i].nodes {
			blocks[i].nodes[j].id += int64(i) * 10
		}
	}
	file := []byte(markupOf(blocks...))
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := formattest.Read(XML{}, "t.osm", file, format.Options{Collection: data.Cemeteries}); err != nil {
			b.Fatal(err)
		}
	}
}
