package kml_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/kml"
	"burialmap/data/formattest"
)

func TestRoundTrip(t *testing.T) {
	formattest.RoundTrip(t, formattest.Format{Reader: kml.Reader{}, Writer: kml.Writer{}})
}

func TestRoundTripOfArchives(t *testing.T) {
	formattest.RoundTrip(t, formattest.Format{Reader: kml.Reader{}, Writer: kml.ArchiveWriter{}})
}

// grave and cemetery are features as the store holds them.
var (
	grave = data.Feature{
		ID: "demo-A-1", Collection: "plots", Geometry: orb.Point{136.5, 50.5},
		Properties: map[string]any{"name": "ряд 1 <№ 7>", "occupancy": "pow", "period": "1945/1946"},
		Location:   data.Location{Accuracy: 25, Method: "plan", Source: "list", SourceKey: "7", Fictional: true},
		Extra:      map[string]string{"Примечание": "フルムリ & \"x\""},
	}
	cemetery = data.Feature{
		ID: "c-1", Collection: "cemeteries", Geometry: orb.MultiPolygon{{{{136, 50}, {136.1, 50}, {136.1, 50.1}, {136, 50}}}},
		Properties: map[string]any{"name": "Хурмули", "name_en": "Khurmuli", "name_ja": "フルムリ", "use": "civilian"},
		Location:   data.Location{Method: "osm"},
	}
	lost = data.Feature{ID: "lost", Collection: "plots", Properties: map[string]any{"name": "lost"}, Location: data.Location{Method: data.MethodUnknown}}
)

func export(layers ...[]data.Feature) format.Export {
	e := format.Export{About: format.About{
		Title: "Graves", Program: "burialmap (test)", Date: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Revision: 7, Filter: "name LIKE 'ряд%'",
		Sources: []data.Feature{{ID: "list", Collection: "sources", Properties: map[string]any{"title": "An invented list", "licence": "CC BY 4.0"}}},
	}}
	for _, features := range layers {
		c, _ := data.CollectionNamed(features[0].Collection)
		e.Layers = append(e.Layers, format.Layer{Collection: c, Features: formattest.Stream(features), Count: len(features)})
	}
	return e
}

func written(t testing.TB, w format.Writer, e format.Export) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := w.Write(context.Background(), &b, e); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPlacemarksSayWhatPeopleHaveToKnow(t *testing.T) {
	file := string(written(t, kml.Writer{}, export([]data.Feature{grave, lost}, []data.Feature{cemetery})))
	for _, want := range []string{
		"<name>ряд 1 &lt;№ 7&gt; (invented)</name>", "<name>Хурмули · Khurmuli · フルムリ</name>", "Invented, for demonstration or tests", "25 m (the true position",
		"An invented list; CC BY 4.0", "not located", "<begin>1945-01-01</begin><end>1946-12-31</end>", "<styleUrl>#pow</styleUrl>", "<styleUrl>#civilian</styleUrl>",
		"Accuracy (95 %)", "name LIKE &#39;ряд%&#39;", "2026-01-02T03:04:05Z", "Revision of the data",
	} {
		if !strings.Contains(file, want) {
			t.Errorf("the file lacks %s", want)
		}
	}
	if regexp.MustCompile(`<href>`).MatchString(file) {
		t.Error("the file fetches something from elsewhere")
	}
}

func TestSeveralCollectionsComeBackByTheirNames(t *testing.T) {
	file := written(t, kml.Writer{}, export([]data.Feature{grave, lost}, []data.Feature{cemetery}))
	in := format.Input{Name: "t.kml", ReadSeeker: bytes.NewReader(file)}
	about, err := kml.Reader{}.Describe(t.Context(), in, format.Options{})
	if err != nil || len(about.Layers) != 2 || about.Layers[0].Name != "plots" || about.Layers[0].Records != 2 || about.Layers[1].Name != "cemeteries" {
		t.Errorf("%+v, %v", about, err)
	}
	records, err := formattest.Read(kml.Reader{}, "t.kml", file, format.Options{Collection: data.Cemeteries, Layer: "cemeteries"})
	if err != nil || len(records) != 1 || !reflect.DeepEqual(records[0].Geometry, cemetery.Geometry) || len(records[0].Problems) > 0 {
		t.Errorf("%+v, %v", records, err)
	}
}

func TestWhatSomebodyChangedInTheFileCountsMore(t *testing.T) {
	file := string(written(t, kml.Writer{}, export([]data.Feature{grave})))
	changed := strings.NewReplacer("<name>ряд 1 &lt;№ 7&gt; (invented)</name>", "<name>ряд 2</name>", "<begin>1945-01-01</begin>", "<begin>1947</begin>",
		"<description>&lt;p&gt;&lt;b&gt;Invented", "<description>Looked at in 2026. &lt;p&gt;&lt;b&gt;Invented").Replace(file)
	records, err := formattest.Read(kml.Reader{}, "t.kml", []byte(changed), format.Options{Collection: data.Plots})
	if err != nil || len(records) != 1 {
		t.Fatal(records, err)
	}
	r := records[0]
	if r.Values[0] != (data.Value{Name: "name", Value: "ряд 2"}) || !strings.HasPrefix(fmt.Sprint(value(r, "description")), "Looked at in 2026.") || value(r, "period") != "1947/1946-12-31" {
		t.Errorf("%+v", r.Values)
	}
}

func TestArchiveHoldsTheIconsItShows(t *testing.T) {
	file := written(t, kml.ArchiveWriter{}, export([]data.Feature{grave}))
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	document, err := z.Open("doc.kml")
	if err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(document)
	icons := regexp.MustCompile(`<href>([^<]*)</href>`).FindAllStringSubmatch(string(text), -1)
	if len(icons) < 10 || !(kml.Reader{}).Sniff(file) {
		t.Errorf("%d icons are shown", len(icons))
	}
	for _, icon := range icons {
		f, err := z.Open(icon[1])
		if err != nil {
			t.Errorf("%s: %v", icon[1], err)
			continue
		}
		if _, err := png.Decode(f); err != nil {
			t.Errorf("%s: %v", icon[1], err)
		}
	}
}

// order is that of the elements of a placemark in the schema of KML 2.2.
var order = []string{"name", "description", "TimeSpan", "styleUrl", "ExtendedData", "Point LineString Polygon MultiGeometry"}

func TestElementsComeInTheOrderOfTheSchema(t *testing.T) {
	d := xml.NewDecoder(bytes.NewReader(written(t, kml.Writer{}, export([]data.Feature{grave, lost}, []data.Feature{cemetery}))))
	depth, mark, at := 0, 0, 0
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
			if depth++; token.Name.Local == "Placemark" {
				mark, at = depth, 0
			}
			if mark == 0 || depth != mark+1 {
				continue
			}
			for at < len(order) && !strings.Contains(order[at], token.Name.Local) {
				at++
			}
			if at == len(order) {
				t.Errorf("<%s> stands too late", token.Name.Local)
			}
		case xml.EndElement:
			if depth--; token.Name.Local == "Placemark" {
				mark = 0
			}
		}
	}
}

func TestGDALReadsWhatIsWritten(t *testing.T) {
	for _, w := range []format.Writer{kml.Writer{}, kml.ArchiveWriter{}} {
		path := filepath.Join(t.TempDir(), "t"+w.Extension())
		if err := os.WriteFile(path, written(t, w, export([]data.Feature{grave, lost}, []data.Feature{cemetery})), 0o600); err != nil {
			t.Fatal(err)
		}
		plots := formattest.Run(t, "", "ogrinfo", "-ro", "-al", path, "Plots")
		for _, want := range []string{"Feature Count: 2", "ряд 1 <№ 7> (invented)", "POINT (136.5 50.5)", "Примечание", "フルムリ", "accuracy_m (String) = 25"} {
			if !strings.Contains(plots, want) {
				t.Errorf("%s: GDAL does not read %s:\n%s", w.Name(), want, plots)
			}
		}
		if cemeteries := formattest.Run(t, "", "ogrinfo", "-ro", "-al", path, "Cemeteries"); !strings.Contains(cemeteries, "Хурмули") || !strings.Contains(cemeteries, "136.1 50.1") {
			t.Errorf("%s: GDAL reads\n%s", w.Name(), cemeteries)
		}
	}
}

func TestFilesOfGDALAreRead(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "graves.geojson")
	os.WriteFile(source, []byte(`{"type":"FeatureCollection","features":[
	{"type":"Feature","properties":{"name":"Хурмули","burials":12,"accuracy_m":2.5,"note":"フルムリ <a> & b"},"geometry":{"type":"Point","coordinates":[136.0625,50.5]}},
	{"type":"Feature","properties":{"name":"b","burials":3,"accuracy_m":10},"geometry":{"type":"Polygon","coordinates":[[[136,50],[137,50],[137,51],[136,50]],[[136.5,50.125],[136.75,50.25],[136.75,50.125],[136.5,50.125]]]}},
	{"type":"Feature","properties":{"name":"c","burials":4,"accuracy_m":10},"geometry":{"type":"MultiLineString","coordinates":[[[136,50],[137,50]],[[136,51],[137,51]]]}}]}`), 0o600)
	for _, c := range []struct{ driver, file string }{{"KML", "a.kml"}, {"LIBKML", "b.kml"}, {"LIBKML", "c.kmz"}} {
		path := filepath.Join(dir, c.file)
		formattest.Run(t, "", "ogr2ogr", "-f", c.driver, path, source)
		file, err := os.ReadFile(path)
		if err != nil || !(kml.Reader{}).Sniff(file) {
			t.Fatalf("%s: not known as KML, %v", c.file, err)
		}
		records := read(t, file)
		if len(records) != 3 {
			t.Fatalf("%s by %s: %+v", c.file, c.driver, records)
		}
		if r := records[0]; value(r, "name") != "Хурмули" || value(r, "burials") != int64(12) || value(r, "accuracy_m") != 2.5 || value(r, "note") != "フルムリ <a> & b" || !orb.Equal(r.Geometry, orb.Point{136.0625, 50.5}) {
			t.Errorf("%s by %s: %+v", c.file, c.driver, r)
		}
		want := orb.Polygon{{{136, 50}, {137, 50}, {137, 51}, {136, 50}}, {{136.5, 50.125}, {136.75, 50.25}, {136.75, 50.125}, {136.5, 50.125}}}
		if p, _ := records[1].Geometry.(orb.Polygon); !orb.Equal(p, want) {
			t.Errorf("%s by %s: %v", c.file, c.driver, records[1].Geometry)
		}
		if !orb.Equal(records[2].Geometry, orb.MultiLineString{{{136, 50}, {137, 50}}, {{136, 51}, {137, 51}}}) {
			t.Errorf("%s by %s: %v", c.file, c.driver, records[2].Geometry)
		}
	}
}

func TestFilesOfGPSBabelAreRead(t *testing.T) {
	dir := t.TempDir()
	source, target := filepath.Join(dir, "a.csv"), filepath.Join(dir, "a.kml")
	os.WriteFile(source, []byte("lat,lon,name,desc\n50.5,136.0625,Хурмули,by the birch\n50.25,136.5,b,\n"), 0o600)
	formattest.Run(t, "", "gpsbabel", "-i", "unicsv", "-f", source, "-o", "kml", "-F", target)
	file, _ := os.ReadFile(target)
	records := read(t, file)
	if len(records) != 2 || value(records[0], "name") != "Хурмули" || !orb.Equal(records[0].Geometry, orb.Point{136.0625, 50.5}) || value(records[0], "folder") != "Waypoints" {
		t.Errorf("%+v", records)
	}
}

func TestCirclesOfAccuracyAreNoRecords(t *testing.T) {
	file := written(t, kml.Writer{}, export([]data.Feature{grave}))
	if n := strings.Count(string(file), "<Placemark>"); n != 2 {
		t.Errorf("%d placemarks, want the grave and its circle", n)
	}
	if records := read(t, file); len(records) != 1 || !orb.Equal(records[0].Geometry, grave.Geometry) {
		t.Errorf("%+v", records)
	}
}

func BenchmarkWrite(b *testing.B) {
	const n = 10_000
	features := func(yield func(data.Feature, error) bool) {
		f := grave
		f.Geometry = cemetery.Geometry
		for range n {
			if !yield(f, nil) {
				return
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		e := export([]data.Feature{grave})
		e.Layers[0].Features = features
		if err := (kml.Writer{}).Write(context.Background(), io.Discard, e); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "features/s")
}
