package gpx_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/gpx"
	"burialmap/data/formattest"
)

func wrap(inner string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">` + inner + `</gpx>`)
}

func read(t *testing.T, file []byte) []data.Record {
	t.Helper()
	records, err := formattest.Read(gpx.Reader{}, "t.gpx", file, format.Options{Collection: data.Plots})
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func rules(problems []data.Problem) string {
	var list []string
	for _, p := range problems {
		list = append(list, p.Rule)
	}
	return strings.Join(list, " ")
}

func TestWaypointSaysWhatItHolds(t *testing.T) {
	r := read(t, wrap(`<metadata><time>2024-05-01T00:00:00Z</time></metadata>
	<wpt lat="48.0625" lon="131.53125"><ele>0.0</ele><time>2024-05-01T10:00:00Z</time><name>Могила 1</name><cmt>by the birch</cmt><desc>two &lt;men&gt;</desc>
	<link href="https://example.org/1"><text>photo</text></link><sym>Cemetery</sym><type>user</type><hdop>1.5</hdop>
	<extensions><gpxx:WaypointExtension xmlns:gpxx="http://www.garmin.com/xmlschemas/GpxExtensions/v3"><gpxx:DisplayMode>SymbolOnly</gpxx:DisplayMode><gpxx:Address><gpxx:City>Хурмули</gpxx:City></gpxx:Address></gpxx:WaypointExtension>
	<osmand:accuracy xmlns:osmand="https://osmand.net">4.5</osmand:accuracy><osmand:icon name="grave" xmlns:osmand="https://osmand.net"/></extensions></wpt>`))[0]
	tags := []data.Value{
		{Name: "time", Value: "2024-05-01T10:00:00Z"}, {Name: "cmt", Value: "by the birch"}, {Name: "link", Value: "photo (https://example.org/1)"},
		{Name: "sym", Value: "Cemetery"}, {Name: "type", Value: "user"}, {Name: "hdop", Value: "1.5"}, {Name: "DisplayMode", Value: "SymbolOnly"},
		{Name: "Address.City", Value: "Хурмули"}, {Name: "accuracy", Value: "4.5"}, {Name: "icon.name", Value: "grave"},
	}
	values := []data.Value{{Name: "name", Value: "Могила 1"}, {Name: "desc", Value: "two <men>"}}
	if !reflect.DeepEqual(r.Tags, tags) || !reflect.DeepEqual(r.Values, values) {
		t.Errorf("values %v, tags\n%v, want\n%v", r.Values, r.Tags, tags)
	}
	if !orb.Equal(r.Geometry, orb.Point{131.53125, 48.0625}) || r.Method != "gps" || r.Accuracy.Known() || r.Layer != "waypoints" || len(r.Problems) > 0 || r.Place != "line 3" {
		t.Errorf("%+v", r)
	}
}

func TestVocabularyOfGPXFillsNoFieldByItself(t *testing.T) {
	r := read(t, wrap(`<wpt lat="48.0625" lon="131.53125"><type>Grave</type><src>survey</src><extensions><accuracy>4.5</accuracy></extensions></wpt>`))[0]
	mapping, _ := data.NewMapping(data.Plots, nil)
	f, problems := data.Rules{Collection: data.Plots, Mapping: mapping}.Assemble(r)
	if len(problems) > 0 || f.Text("kind") != "" || f.Location.Accuracy.Known() || f.Location.Method != "gps" || f.Extra["accuracy"] != "4.5" {
		t.Errorf("%+v, %v", f, problems)
	}
	mapping, _ = data.NewMapping(data.Plots, map[string]string{"accuracy_m": "accuracy", "kind": "type"})
	if f, _ = (data.Rules{Collection: data.Plots, Mapping: mapping}).Assemble(r); f.Location.Accuracy != 4.5 || f.Text("kind") != "grave" {
		t.Errorf("%+v", f)
	}
}

func TestRoutesAndTracksAreLines(t *testing.T) {
	const a, b, c = `<trkpt lat="48" lon="131"><ele>0</ele><time>2024-05-01T10:00:00Z</time></trkpt>`, `<trkpt lat="48.5" lon="131"><time>2024-05-01T11:00:00Z</time></trkpt>`, `<trkpt lat="48.5" lon="131.5"/>`
	for _, x := range []struct {
		name, inner   string
		want          orb.Geometry
		rules, method string
	}{
		{"route", `<rte><name>r</name>` + strings.ReplaceAll(a+b, "trkpt", "rtept") + `</rte>`, orb.LineString{{131, 48}, {131, 48.5}}, "", ""},
		{"track", `<trk><name>r</name><trkseg>` + a + b + `</trkseg></trk>`, orb.LineString{{131, 48}, {131, 48.5}}, "", "gps"},
		{"interrupted", `<trk><name>r</name><trkseg>` + a + b + `</trkseg><trkseg/><trkseg>` + b + c + `</trkseg></trk>`, orb.MultiLineString{{{131, 48}, {131, 48.5}}, {{131, 48.5}, {131.5, 48.5}}}, "", "gps"},
		{"a lost fix", `<trk><name>r</name><trkseg>` + a + `</trkseg><trkseg>` + b + c + `</trkseg></trk>`, orb.LineString{{131, 48.5}, {131.5, 48.5}}, "line_too_short", "gps"},
		{"single", `<trk><name>r</name><trkseg>` + a + `</trkseg></trk>`, nil, "line_too_short", "gps"},
		{"empty", `<trk><name>r</name></trk>`, nil, "empty", "gps"},
		{"high", `<trk><name>r</name><trkseg><trkpt lat="48" lon="131"><ele>12</ele></trkpt>` + b + `</trkseg></trk>`, orb.LineString{{131, 48}, {131, 48.5}}, "height", "gps"},
	} {
		records := read(t, wrap(x.inner))
		r := records[0]
		if !reflect.DeepEqual(r.Geometry, x.want) || rules(r.Problems) != x.rules || r.Method != x.method || len(records) != 1 {
			t.Errorf("%s: %+v", x.name, records)
		}
		if x.name == "track" && (len(r.Tags) != 1 || r.Tags[0].Value != "2024-05-01T10:00:00Z/2024-05-01T11:00:00Z") {
			t.Errorf("its time is %v", r.Tags)
		}
		if refused := x.name == "single"; r.Refused() != refused {
			t.Errorf("%s: refused is %v", x.name, !refused)
		}
	}
}

func TestPositionsThatCannotBeReadRefuseTheirRecordAlone(t *testing.T) {
	for _, c := range []struct{ attributes, rule string }{
		{`lat="NaN" lon="131"`, "finite"}, {`lat="48" lon="1e400"`, "finite"}, {`lat="48" lon="0x83"`, "finite"},
		{`lat="48,5" lon="131"`, "coordinates"}, {`lat="48"`, "coordinates"}, {``, "coordinates"}, {`lat="N 48" lon="131"`, "coordinates"},
	} {
		records := read(t, wrap(`<wpt `+c.attributes+`/><wpt lat="48" lon="131"/><trk><trkseg><trkpt `+c.attributes+`/></trkseg></trk>`))
		if len(records) != 3 || rules(records[0].Problems) != c.rule || rules(records[2].Problems) != c.rule || records[1].Geometry == nil || records[0].Problems[0].Advice == "" {
			t.Errorf("%s: %+v", c.attributes, records)
		}
	}
}

func TestWhatIsLeftOutIsCounted(t *testing.T) {
	records := read(t, wrap(`<metadata><desc>All graves</desc></metadata><rte><rtept lat="48" lon="131"><name>a</name></rtept><rtept lat="48" lon="132"><name>b</name></rtept></rte>`))
	if len(records) != 2 || records[1].Number != 0 || records[1].Problems[0].Message != "left out were <desc> of the file (1), <name> of positions along lines (2)" {
		t.Errorf("%+v", records)
	}
}

func TestOneKindCanBeReadAlone(t *testing.T) {
	file := wrap(`<wpt lat="48" lon="131"/><trk/>`)
	records, err := formattest.Read(gpx.Reader{}, "t.gpx", file, format.Options{Collection: data.Plots, Layer: "tracks"})
	if err != nil || len(records) != 1 || records[0].Layer != "tracks" || records[0].Number != 1 {
		t.Errorf("%+v, %v", records, err)
	}
	if _, err = formattest.Read(gpx.Reader{}, "t.gpx", file, format.Options{Collection: data.Plots, Layer: "routes"}); err == nil || !strings.Contains(err.Error(), `["waypoints" "tracks"]`) {
		t.Errorf("error %v", err)
	}
}

func TestHostileAndBrokenFilesAreErrors(t *testing.T) {
	whole := wrap(`<wpt lat="48" lon="131"/>`)
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"empty": {nil, "empty"}, "KML": {[]byte(`<kml/>`), "not GPX"}, "truncated": {whole[:len(whole)-3], "truncated"},
		"entity bomb":     {[]byte(`<!DOCTYPE gpx [<!ENTITY a "aaaa">]><gpx>&a;</gpx>`), "entities"},
		"external entity": {[]byte(`<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]><gpx>&a;</gpx>`), "entities"},
		"deep extensions": {wrap(`<wpt lat="1" lon="2"><extensions>` + strings.Repeat("<a>", 100_000)), "deep"},
	} {
		if _, err := formattest.Read(gpx.Reader{}, "t.gpx", c.file, format.Options{Collection: data.Plots}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want it to say %q", name, err, c.says)
		}
	}
}

func TestGiantRecordsAreRefusedAlone(t *testing.T) {
	for name, giant := range map[string]string{
		"200,001 positions": `<trk><trkseg>` + strings.Repeat(`<trkpt lat="48" lon="131"/>`, 200_001) + `</trkseg></trk>`,
		"long description":  `<trk><desc>` + strings.Repeat("words ", 7<<20) + `</desc></trk>`,
	} {
		records := read(t, wrap(giant+`<wpt lat="48" lon="131"/>`))
		if len(records) != 2 || rules(records[0].Problems) != "too_large" || records[1].Geometry == nil {
			t.Errorf("%s: %d records, %v", name, len(records), records[0].Problems)
		}
	}
}

func TestSniffKnowsItsOwn(t *testing.T) {
	if !(gpx.Reader{}).Sniff(wrap("")) {
		t.Error("GPX is not known")
	}
	for _, other := range []string{"", "<kml/>", "<osm/>", "gpx,lat,lon"} {
		if (gpx.Reader{}).Sniff([]byte(other)) {
			t.Errorf("%q is taken for GPX", other)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(wrap(`<metadata><desc>x</desc></metadata><wpt lat="48" lon="131"><name>a</name><extensions><a b="c">d</a></extensions></wpt>`))
	f.Add(wrap(`<trk><trkseg><trkpt lat="48" lon="131"><ele>1</ele></trkpt><trkpt lat="48" lon="132"/></trkseg></trk>`))
	f.Add(wrap(`<trk><extensions><b:record xmlns:b="urn:burialmap:gpx:1" collection="plots" id="1" shape="MultiPolygon 1 2"><b:value name="name">x</b:value></b:record></extensions><trkseg><trkpt lat="48" lon="131"/></trkseg></trk>`))
	f.Fuzz(func(t *testing.T, file []byte) {
		if complaint := formattest.Survive(gpx.Reader{}, file, data.Plots); complaint != "" {
			t.Fatal(complaint)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var inner strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&inner, `<wpt lat="48.%04d" lon="131.5"><time>2024-05-01T10:00:00Z</time><name>%d</name><sym>Cemetery</sym></wpt>`, i, i)
	}
	file := wrap(inner.String())
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if records, err := formattest.Read(gpx.Reader{}, "t.gpx", file, format.Options{Collection: data.Plots}); err != nil || len(records) != 10_000 {
			b.Fatal(len(records), err)
		}
	}
}

func TestWhatWasTakenIsObservedAndWhatWasCarriedIsNot(t *testing.T) {
	file := wrap(`<wpt lat="48" lon="131"><name>D1-1 KHURMULI</name><extensions><burialmap:stop xmlns:burialmap="urn:burialmap:gpx:1" plan="p" of="sites/khurmuli"/></extensions></wpt>
	<wpt lat="48" lon="131"><name>N1</name><extensions><burialmap:place xmlns:burialmap="urn:burialmap:gpx:1" id="n"/></extensions></wpt>
	<wpt lat="48" lon="131"><time>2027-07-05T02:10:00Z</time><name>A-17</name><desc>wooden post</desc></wpt>
	<rte><name>D1</name><rtept lat="48" lon="131"/><rtept lat="49" lon="131"/></rte>
	<trk><trkseg><trkpt lat="48" lon="131"><time>2027-07-05T02:00:00Z</time></trkpt><trkpt lat="48.1" lon="131"><time>2027-07-05T03:00:00Z</time></trkpt></trkseg></trk>`)
	records, err := formattest.Read(gpx.Reader{}, "t.gpx", file, format.Options{Collection: data.Observations})
	if err != nil || len(records) != 3 {
		t.Fatalf("%+v, %v", records, err)
	}
	waypoint := []data.Value{{Name: "name", Value: "A-17"}, {Name: "remarks", Value: "wooden post"}, {Name: "observed", Value: "2027-07-05T02:10:00Z"}}
	track := []data.Value{{Name: "observed", Value: "2027-07-05T02:00:00Z/2027-07-05T03:00:00Z"}, {Name: "takes_position", Value: false}}
	if !reflect.DeepEqual(records[0].Values, waypoint) || !reflect.DeepEqual(records[1].Values, track) {
		t.Errorf("%+v\n%+v", records[0].Values, records[1].Values)
	}
	if left := records[2].Problems[0].Message; !strings.Contains(left, "routes, which are planned and not observed (1)") || !strings.Contains(left, "burialmap has written itself (2)") {
		t.Errorf("%s", left)
	}
}
