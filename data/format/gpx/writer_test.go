package gpx_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/gpx"
	"burialmap/data/formattest"
)

func TestRoundTrip(t *testing.T) {
	formattest.RoundTrip(t, formattest.Format{
		Reader: gpx.Reader{}, Writer: gpx.Writer{}, Reorders: true,
		Collections: []data.Collection{data.Sites, data.Cemeteries, data.Plots, data.Restrictions, data.Observations},
	})
}

// grave, cemetery and lost are features as the store holds them.
var (
	grave = data.Feature{
		ID: "demo-A-1", Collection: "plots", Geometry: orb.Point{136.5, 50.5},
		Properties: map[string]any{"name": "ряд 1 <№ 7>", "occupancy": "pow", "period": "1945/1946"},
		Location:   data.Location{Accuracy: 25, Method: "plan", Source: "list", SourceKey: "7", Fictional: true},
		Extra:      map[string]string{"Примечание": "フルムリ & \"x\""},
	}
	outline  = orb.Polygon{{{136, 50}, {136.25, 50}, {136.25, 50.25}, {136, 50.25}, {136, 50}}, {{136.0625, 50.0625}, {136.0625, 50.1875}, {136.125, 50.1875}, {136.0625, 50.0625}}}
	cemetery = data.Feature{
		ID: "c-1", Collection: "cemeteries", Geometry: orb.MultiPolygon{outline},
		Properties: map[string]any{"name": "Хурмули", "name_en": "Khurmuli", "name_ja": "フルムリ", "use": "civilian"}, Location: data.Location{Method: "osm"},
	}
	row  = data.Feature{ID: "row", Collection: "plots", Geometry: orb.LineString{{136, 50}, {137, 50}, {137, 51}}, Properties: map[string]any{}, Location: data.Location{Method: data.MethodUnknown}}
	lost = data.Feature{ID: "lost", Collection: "plots", Properties: map[string]any{"name": "lost"}, Location: data.Location{Method: data.MethodUnknown}}
)

func export(layers ...[]data.Feature) format.Export {
	e := format.Export{About: format.About{
		Title: "Graves", Program: "burialmap (test)", Date: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Revision: 7, Filter: "name LIKE 'ряд%'",
		Sources: []data.Feature{{ID: "list", Collection: "sources", Properties: map[string]any{"title": "An invented list", "licence": "CC BY 4.0", "url": "https://example.org/a b"}}},
	}}
	for _, features := range layers {
		c, _ := data.CollectionNamed(features[0].Collection)
		e.Layers = append(e.Layers, format.Layer{Collection: c, Features: formattest.Stream(features), Count: len(features)})
	}
	return e
}

func written(t testing.TB, e format.Export) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (gpx.Writer{}).Write(context.Background(), &b, e); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func all() format.Export {
	return export([]data.Feature{grave, lost, row}, []data.Feature{cemetery})
}

func TestWaypointsSayWhatPeopleHaveToKnow(t *testing.T) {
	file := string(written(t, all()))
	for _, want := range []string{
		"<name>ряд 1 &lt;№ 7&gt; (invented)</name>", "Invented, for demonstration or tests", "\nAccuracy: 25 m (the true position", "\nSource: An invented list; CC BY 4.0",
		`<link href="https://example.org/a"><text>An invented list</text></link>`, "<sym>Cemetery</sym>", "<type>plots</type>", "<osmand:color>#1f5fa8</osmand:color>",
		"<name>Хурмули</name>", "Name (Japanese): フルムリ", "Position: not located", "Revision of the data: 7", "Features: name LIKE", "<name>plots row</name>",
	} {
		if !strings.Contains(file, want) {
			t.Errorf("the file lacks %s:\n%s", want, file)
		}
	}
}

// sequences are the orders that the schema of GPX 1.1 gives the children of an element.
var sequences = map[string][]string{
	"gpx":      {"metadata", "wpt", "rte", "trk", "extensions"},
	"metadata": {"name", "desc", "author", "copyright", "link", "time", "keywords", "bounds", "extensions"},
	"wpt":      {"ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym", "type", "fix", "sat", "hdop", "vdop", "pdop", "ageofdgpsdata", "dgpsid", "extensions"},
	"trk":      {"name", "cmt", "desc", "src", "link", "number", "type", "extensions", "trkseg"},
	"trkseg":   {"trkpt", "extensions"},
	"link":     {"text", "type"},
}

func TestElementsComeInTheOrderOfTheSchema(t *testing.T) {
	d := xml.NewDecoder(bytes.NewReader(written(t, all())))
	var open []string
	at := map[int]int{} // depth → place in the sequence
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			if len(open) > 0 && !slices.Contains(open, "extensions") {
				place := slices.Index(sequences[open[len(open)-1]], name)
				if place < at[len(open)] {
					t.Errorf("<%s> stands at the wrong place in <%s>", name, open[len(open)-1])
				}
				at[len(open)] = place
			}
			open = append(open, name)
			at[len(open)] = 0
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
}

func TestOutlinesAreATrackWithANameWithin(t *testing.T) {
	file := written(t, export([]data.Feature{cemetery}))
	text := strings.ReplaceAll(string(file), "burialmap:", "other:") // another program's view
	text = strings.ReplaceAll(text, "urn:other", "urn:burialmap")
	text = strings.ReplaceAll(text, `"urn:burialmap:gpx:1"`, `"urn:unknown"`)
	records := read(t, []byte(text))
	if len(records) < 2 {
		t.Fatalf("%+v", records)
	}
	at, ok := records[0].Geometry.(orb.Point)
	if !ok || !planar.PolygonContains(outline, at) {
		t.Errorf("the name stands at %v", records[0].Geometry)
	}
	if g, ok := records[1].Geometry.(orb.MultiLineString); !ok || !orb.Equal(g, orb.MultiLineString{orb.LineString(outline[0]), orb.LineString(outline[1])}) {
		t.Errorf("the track is %v", records[1].Geometry)
	}
}

func TestOutlineWhoseTrackWasCutIsKeptAsLines(t *testing.T) {
	file := string(written(t, export([]data.Feature{cemetery})))
	first, last := strings.Index(file, "<trkseg>"), strings.Index(file, "</trkseg>")
	records := read(t, []byte(file[:first]+file[last+len("</trkseg>"):]))
	if len(records) != 1 || rules(records[0].Problems) != "shape_changed" || records[0].Geometry.GeoJSONType() != "LineString" || records[0].Refused() {
		t.Errorf("%+v", records)
	}
}

func TestWhatSomebodyChangedInTheFileCountsMore(t *testing.T) {
	file := string(written(t, export([]data.Feature{grave})))
	changed := strings.NewReplacer("<name>ряд 1 &lt;№ 7&gt; (invented)</name>", "<name>ряд 2</name>", "<desc>Invented", "<desc>Looked at in 2026. Invented").Replace(file)
	r := read(t, []byte(changed))[0]
	if r.Values[0] != (data.Value{Name: "name", Value: "ряд 2"}) || r.Values[1].Name != "desc" || !strings.HasPrefix(data.ValueText(r.Values[1].Value), "Looked at") || r.Values[2].Value != "ряд 1 <№ 7>" {
		t.Errorf("%+v", r.Values)
	}
}

func TestSourcesAreNoPlaces(t *testing.T) {
	e := export([]data.Feature{{ID: "list", Collection: "sources"}})
	if err := (gpx.Writer{}).Write(context.Background(), io.Discard, e); !errors.Is(err, data.ErrInvalid) || !strings.Contains(err.Error(), "sources") {
		t.Errorf("error %v", err)
	}
	e.Layers = append(e.Layers, export([]data.Feature{grave}).Layers...)
	if records := read(t, written(t, e)); len(records) != 1 || records[0].Layer != "plots" {
		t.Errorf("%+v", records)
	}
}

func TestTemporaryFilesAreRemoved(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	written(t, all())
	broken := all()
	broken.Layers[1].Features = func(yield func(data.Feature, error) bool) {
		if yield(cemetery, nil) {
			yield(data.Feature{}, data.ErrNotFound)
		}
	}
	if err := (gpx.Writer{}).Write(context.Background(), io.Discard, broken); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("error %v", err)
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestGDALReadsWhatIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.gpx")
	os.WriteFile(path, written(t, all()), 0o600)
	waypoints := formattest.Run(t, "", "ogrinfo", "-ro", "-al", path, "waypoints")
	for _, want := range []string{"Feature Count: 3", "ряд 1 <№ 7> (invented)", "POINT (136.5 50.5)", "フルムリ", "sym (String) = Cemetery", "link1_href (String) = https://example.org/a"} {
		if !strings.Contains(waypoints, want) {
			t.Errorf("GDAL does not read %s:\n%s", want, waypoints)
		}
	}
	tracks := formattest.Run(t, "", "ogrinfo", "-ro", "-al", path, "tracks")
	for _, want := range []string{"Feature Count: 3", "Хурмули", "(136.0625 50.0625,136.0625 50.1875,136.125 50.1875,136.0625 50.0625)", "MULTILINESTRING ((136 50,137 50,137 51))"} {
		if !strings.Contains(tracks, want) {
			t.Errorf("GDAL does not read %s:\n%s", want, tracks)
		}
	}
}

func TestGPSBabelReadsWhatIsWritten(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "t.gpx"), filepath.Join(dir, "copy.gpx")
	os.WriteFile(path, written(t, all()), 0o600)
	formattest.Run(t, "", "gpsbabel", "-w", "-r", "-t", "-i", "gpx", "-f", path, "-o", "gpx", "-F", copied)
	file, _ := os.ReadFile(copied)
	names := map[string]string{}
	for _, r := range read(t, file) {
		for _, v := range r.Values {
			if v.Name == "name" && r.Geometry != nil {
				names[data.ValueText(v.Value)] += r.Geometry.GeoJSONType() + " "
			}
		}
	}
	if !strings.Contains(names["ряд 1 <№ 7> (invented)"]+names["ряд 1 <№ 7>"], "Point") {
		t.Errorf("gpsbabel passes on %v", names)
	}
}

func TestFilesOfGDALAreRead(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		kind, coordinates, layer string
		want                     orb.Geometry
	}{
		{"Point", "[136.0625,50.5]", "waypoints", orb.Point{136.0625, 50.5}},
		{"LineString", "[[136,50],[137,50]]", "routes", orb.LineString{{136, 50}, {137, 50}}},
		{"MultiLineString", "[[[136,50],[137,50]],[[136,51],[137,51]]]", "tracks", orb.MultiLineString{{{136, 50}, {137, 50}}, {{136, 51}, {137, 51}}}},
	} {
		source, path := filepath.Join(dir, c.kind+".geojson"), filepath.Join(dir, c.kind+".gpx")
		os.WriteFile(source, []byte(`{"type":"Feature","properties":{"name":"Хурмули","desc":"フルムリ <a> & b","burials":12},"geometry":{"type":"`+c.kind+`","coordinates":`+c.coordinates+`}}`), 0o600)
		formattest.Run(t, "", "ogr2ogr", "-f", "GPX", "-dsco", "GPX_USE_EXTENSIONS=YES", path, source)
		file, _ := os.ReadFile(path)
		records := read(t, file)
		if len(records) != 1 || !(gpx.Reader{}).Sniff(file) {
			t.Fatalf("%s: %+v", c.kind, records)
		}
		if r := records[0]; r.Values[0].Value != "Хурмули" || r.Values[1].Value != "フルムリ <a> & b" || !slices.Contains(r.Tags, data.Value{Name: "burials", Value: "12"}) ||
			r.Layer != c.layer || !orb.Equal(r.Geometry, c.want) {
			t.Errorf("%s: %+v", c.kind, r)
		}
	}
}

func TestFilesOfGPSBabelAreRead(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "a.csv")
	os.WriteFile(source, []byte("lat,lon,name,desc\n50.5,136.0625,Хурмули,フルムリ\n50.25,136.5,b,\n"), 0o600)
	for _, version := range []string{"1.0", "1.1"} {
		path := filepath.Join(dir, version+".gpx")
		formattest.Run(t, "", "gpsbabel", "-i", "unicsv", "-f", source, "-o", "gpx,gpxver="+version, "-F", path)
		file, _ := os.ReadFile(path)
		records := read(t, file)
		if len(records) != 2 || records[0].Values[0].Value != "Хурмули" || records[0].Values[1].Value != "フルムリ" || !orb.Equal(records[0].Geometry, orb.Point{136.0625, 50.5}) ||
			!slices.Contains(records[0].Tags, data.Value{Name: "cmt", Value: "フルムリ"}) {
			t.Errorf("GPX %s: %+v", version, records)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	const n = 10_000
	b.ReportAllocs()
	for b.Loop() {
		e := export([]data.Feature{cemetery})
		e.Layers[0].Features = func(yield func(data.Feature, error) bool) {
			for range n {
				if !yield(cemetery, nil) {
					return
				}
			}
		}
		if err := (gpx.Writer{}).Write(context.Background(), io.Discard, e); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "features/s")
}
