package kml_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/kml"
	"burialmap/data/formattest"
)

// wrap makes a document of what stands in it.
func wrap(inner string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Graves</name>` + inner + `</Document></kml>`)
}

func read(t *testing.T, file []byte) []data.Record {
	t.Helper()
	records, err := formattest.Read(kml.Reader{}, "t.kml", file, format.Options{Collection: data.Plots})
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// one is the only record of a document.
func one(t *testing.T, inner string) data.Record {
	t.Helper()
	records := read(t, wrap(inner))
	if len(records) != 1 {
		t.Fatalf("%d records, want one: %+v", len(records), records)
	}
	return records[0]
}

func value(r data.Record, name string) any {
	for _, v := range r.Values {
		if v.Name == name {
			return v.Value
		}
	}
	return nil
}

func rules(problems []data.Problem) string {
	var list []string
	for _, p := range problems {
		list = append(list, p.Rule)
	}
	return strings.Join(list, " ")
}

func TestPlacemarkSaysWhatItHolds(t *testing.T) {
	r := one(t, `<Schema name="s" id="s"><SimpleField type="int" name="burials"/><SimpleField type="string" name="code"/><SimpleField type="xsd:double" name="accuracy_m"/><SimpleField type="bool" name="fictional"/></Schema>
	<Folder><name>Хурмули</name><Folder><name>Row 1</name>
	<Placemark id="g-1"><name> フルムリ </name><visibility>1</visibility><styleUrl>#x</styleUrl>
	<description><![CDATA[<b>Grave</b> of two&nbsp;men<br/>see <a href="https://example.org/1">the list</a><img src='a.jpg'>]]></description>
	<TimeSpan><begin>1945-10</begin><end>1948</end></TimeSpan>
	<ExtendedData><Data name="occupancy"><displayName>Who</displayName><value>pow</value></Data>
	<SchemaData schemaUrl="#s"><SimpleData name="burials">2</SimpleData><SimpleData name="code">007</SimpleData><SimpleData name="accuracy_m">2.5</SimpleData><SimpleData name="fictional">true</SimpleData></SchemaData>
	<camp:number xmlns:camp="urn:camp">5</camp:number></ExtendedData>
	<Point><coordinates>131.5625,48.25,0</coordinates></Point></Placemark></Folder></Folder>`)
	want := []data.Value{
		{Name: "name", Value: "フルムリ"}, {Name: "description", Value: "Grave of two\u00a0men\nsee the list (https://example.org/1) (a.jpg)"},
		{Name: "period", Value: "1945-10/1948"}, {Name: "occupancy", Value: "pow"}, {Name: "burials", Value: int64(2)},
		{Name: "code", Value: "007"}, {Name: "accuracy_m", Value: 2.5}, {Name: "fictional", Value: true}, {Name: "number", Value: "5"},
		{Name: "folder", Value: "Хурмули / Row 1"},
	}
	if !reflect.DeepEqual(r.Values, want) {
		t.Errorf("values\n%v, want\n%v", r.Values, want)
	}
	if r.Key != "g-1" || r.Layer != "Хурмули" || r.Number != 1 || r.Place != "line 4" || !orb.Equal(r.Geometry, orb.Point{131.5625, 48.25}) || len(r.Problems) > 0 {
		t.Errorf("%+v", r)
	}
}

func TestGeometriesOfEveryKind(t *testing.T) {
	const at = "131,48 131.5,48 131.5,48.5 131,48"
	line := orb.LineString{{131, 48}, {131.5, 48}, {131.5, 48.5}, {131, 48}}
	hole := orb.Ring{{131.25, 48.125}, {131.375, 48.125}, {131.375, 48.25}, {131.25, 48.125}}
	polygon := `<Polygon><outerBoundaryIs><LinearRing><coordinates>` + at + `</coordinates></LinearRing></outerBoundaryIs>
		<innerBoundaryIs><LinearRing><coordinates>131.25,48.125 131.375,48.125 131.375,48.25 131.25,48.125</coordinates></LinearRing></innerBoundaryIs></Polygon>`
	for _, c := range []struct {
		name, inner string
		want        orb.Geometry
	}{
		{"point", `<Point><altitudeMode>absolute</altitudeMode><coordinates>131,48</coordinates></Point>`, orb.Point{131, 48}},
		{"blanks beside commas", "<Point><coordinates>\n131.5625, 48.25 ,\t0 </coordinates></Point>", orb.Point{131.5625, 48.25}},
		{"line", `<LineString><coordinates>` + at + `</coordinates></LineString>`, line},
		{"sloppy line", `<LineString><coordinates>131, 48, 0 131.5 ,48 ,0 131.5,48.5,0 131,48</coordinates></LineString>`, line},
		{"ring", `<LinearRing><coordinates>` + at + `</coordinates></LinearRing>`, line},
		{"polygon", polygon, orb.Polygon{orb.Ring(line), hole}},
		{"points", `<MultiGeometry><Point><coordinates>131,48</coordinates></Point><Point><coordinates>132,48</coordinates></Point></MultiGeometry>`, orb.MultiPoint{{131, 48}, {132, 48}}},
		{"nested", `<MultiGeometry><MultiGeometry>` + polygon + `</MultiGeometry>` + polygon + `</MultiGeometry>`, orb.MultiPolygon{{orb.Ring(line), hole}, {orb.Ring(line), hole}}},
		{"one of several", `<MultiGeometry><LineString><coordinates>` + at + `</coordinates></LineString></MultiGeometry>`, line},
		{"coordinates in pieces", `<Point><coordinates>13<!-- -->1,<![CDATA[48]]></coordinates></Point>`, orb.Point{131, 48}},
		{"track", `<gx:Track><when>2020-05-01T10:00:00Z</when><when>2020-05-01T11:00:00Z</when><gx:coord>131 48 0</gx:coord><gx:coord>131.5 48</gx:coord><gx:coord></gx:coord></gx:Track>`, line[:2]},
		{"tracks", `<gx:MultiTrack><gx:interpolate>0</gx:interpolate><gx:Track><gx:coord>131 48 0</gx:coord><gx:coord>131.5 48 0</gx:coord></gx:Track></gx:MultiTrack>`, line[:2]},
		{"none", ``, nil},
	} {
		r := one(t, `<Placemark>`+c.inner+`</Placemark>`)
		if !reflect.DeepEqual(r.Geometry, c.want) || len(r.Problems) > 0 {
			t.Errorf("%s: %v with %v, want %v", c.name, r.Geometry, r.Problems, c.want)
		}
		if c.name == "track" && value(r, "time") != "2020-05-01T10:00:00Z/2020-05-01T11:00:00Z" {
			t.Errorf("the track's time is %v", value(r, "time"))
		}
	}
}

func TestTimesAreThePeriodWhereDatesTellOne(t *testing.T) {
	for _, c := range []struct{ inner, name, want string }{
		{`<TimeStamp><when>1946</when></TimeStamp>`, "period", "1946"},
		{`<TimeStamp><when>1946-07-21</when></TimeStamp>`, "period", "1946-07-21"},
		{`<TimeSpan><end>1950</end></TimeSpan>`, "period", "../1950"},
		{`<TimeSpan><begin>1945</begin></TimeSpan>`, "period", "1945/.."},
		{`<TimeStamp><when>2021-06-01T09:30:00+09:00</when></TimeStamp>`, "time", "2021-06-01T09:30:00+09:00"},
		{`<TimeStamp><when>long ago</when></TimeStamp>`, "time", "long ago"},
	} {
		if r := one(t, `<Placemark>`+c.inner+`</Placemark>`); value(r, c.name) != c.want {
			t.Errorf("%s is %v, want %s %s", c.inner, r.Values, c.name, c.want)
		}
	}
}

func TestMixedGeometriesBecomeARecordEach(t *testing.T) {
	records := read(t, wrap(`<Placemark id="a"><name>both</name><MultiGeometry><Point><coordinates>131,48,5</coordinates></Point>
		<LineString><coordinates>131,48 132,48</coordinates></LineString></MultiGeometry></Placemark><Placemark/>`))
	if len(records) != 3 || records[0].Key != "a#Point" || records[1].Key != "a#LineString" || records[2].Number != 3 {
		t.Fatalf("%+v", records)
	}
	if got := rules(records[0].Problems) + ", " + rules(records[1].Problems); got != "height geometry_mixed, geometry_mixed" {
		t.Errorf("findings %s", got)
	}
	if value(records[1], "name") != "both" || !orb.Equal(records[1].Geometry, orb.LineString{{131, 48}, {132, 48}}) {
		t.Errorf("%+v", records[1])
	}
}

func TestPositionsThatCannotBeReadRefuseTheirRecordAlone(t *testing.T) {
	for _, c := range []struct{ coordinates, rule string }{
		{"NaN,48", "finite"}, {"131,1e400", "finite"}, {"0x83,48", "finite"}, {"131,Inf", "finite"},
		{"131;48", "coordinates"}, {"131", "coordinates"}, {"131 48", "coordinates"}, {"131,48,0,7", "coordinates"}, {"131,5 48,5", "coordinates"},
		{"131,48, 132,48,", "coordinates"}, {"131,", "coordinates"}, {"1_31,48", "finite"}, {"131°,48°", "coordinates"},
		{"", "empty"}, {"113.48,51.48", "degrees_minutes"},
	} {
		records := read(t, wrap(`<Placemark id="a"><Point><coordinates>`+c.coordinates+`</coordinates></Point></Placemark><Placemark id="b"/>`))
		if len(records) != 2 || rules(records[0].Problems) != c.rule || records[0].Problems[0].Advice == "" || records[1].Key != "b" {
			t.Errorf("%q: %+v, want the finding %s", c.coordinates, records, c.rule)
		}
		if warned := c.rule == "empty" || c.rule == "degrees_minutes"; records[0].Refused() == warned {
			t.Errorf("%q: refused is %v", c.coordinates, records[0].Refused())
		}
	}
}

func TestWhatIsLeftOutIsCounted(t *testing.T) {
	records := read(t, wrap(`<description>About everything</description><NetworkLink><Link><href>http://example.org/more.kml</href></Link></NetworkLink>
		<GroundOverlay/><GroundOverlay/><gx:Tour/><Style id="s"/><Placemark><Model/><LookAt/></Placemark>`))
	last := records[len(records)-1]
	if len(records) != 2 || last.Number != 0 || rules(last.Problems) != "network_link left_out" {
		t.Fatalf("%+v", records)
	}
	if want := "left out were descriptions of folders (1), images laid over the map (2), models in three dimensions (1), tours (1)"; last.Problems[1].Message != want {
		t.Errorf("%q, want %q", last.Problems[1].Message, want)
	}
}

func TestOneFolderCanBeReadAlone(t *testing.T) {
	file := wrap(`<Folder><name>A</name><Placemark id="1"/></Folder><Folder><name>B</name><Placemark id="2"/></Folder>`)
	records, err := formattest.Read(kml.Reader{}, "t.kml", file, format.Options{Collection: data.Plots, Layer: "B"})
	if err != nil || len(records) != 1 || records[0].Key != "2" || records[0].Number != 1 {
		t.Errorf("%+v, %v", records, err)
	}
	if _, err = formattest.Read(kml.Reader{}, "t.kml", file, format.Options{Collection: data.Plots, Layer: "C"}); err == nil || !strings.Contains(err.Error(), `["A" "B"]`) {
		t.Errorf("error %v", err)
	}
}

func TestFoldersAreNoLayers(t *testing.T) {
	in := format.Input{Name: "t.kml", ReadSeeker: bytes.NewReader(wrap(`<Folder><name>A</name><Placemark><name>x</name><Point><coordinates>131,48</coordinates></Point></Placemark></Folder><Placemark/>`))}
	got, err := kml.Reader{}.Describe(t.Context(), in, format.Options{Collection: data.Plots})
	want := format.Description{Encoding: "utf-8", Layers: []format.LayerInfo{{Records: 2, Columns: []string{"name", "folder"}}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
}

// archive makes a zip archive of names and contents in turn.
func archive(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(files[i+1]))
	}
	z.Close()
	return b.Bytes()
}

func TestAllDocumentsOfAnArchiveAreReadTheFirstAtItsRootBeforeTheOthers(t *testing.T) {
	doc := func(key string) string { return string(wrap(`<Placemark id="` + key + `"/>`)) }
	for _, c := range []struct {
		files      []string
		keys, rule string
	}{
		{[]string{"doc.kml", doc("a")}, "a", ""},
		{[]string{"icons/pin.png", "PNG", "places.KML", doc("a")}, "a", ""},
		{[]string{"more/b.kml", doc("b"), "doc.kml", doc("a"), "c.kml", doc("c")}, "a b c", ""},
		{[]string{"in/b.kml", doc("b")}, "b", ""},
		{[]string{"doc.kml", doc("a"), "inner.kmz", "PK"}, "a", "archive_nested"},
		{[]string{"doc.kml", string(wrap("<NetworkLink><Link><href>layers/b.kml</href></Link></NetworkLink>")), "layers/b.kml", doc("b")}, "b", ""},
		{[]string{"doc.kml", string(wrap("<NetworkLink><Link><href>../b.kml</href></Link></NetworkLink>")), "layers/b.kml", doc("b")}, "b", "network_link"},
	} {
		file := archive(t, c.files...)
		if !(kml.Reader{}).Sniff(file) {
			t.Errorf("%v is not known as KMZ", c.files[0])
		}
		records := read(t, file)
		var found []data.Problem
		var keys []string
		for _, r := range records {
			found = append(found, r.Problems...)
			if r.Number > 0 {
				keys = append(keys, r.Key)
			}
		}
		if strings.Join(keys, " ") != c.keys || rules(found) != c.rule {
			t.Errorf("%v: %+v", c.files, records)
		}
	}
}

func TestHostileAndBrokenFilesAreErrors(t *testing.T) {
	whole := wrap(`<Placemark><name>a</name></Placemark>`)
	bomb := archive(t, "doc.kml", string(wrap(strings.Repeat(" ", 65<<20))))
	damaged := archive(t, "doc.kml", string(whole))
	damaged[60] ^= 0x55
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"empty":           {nil, "empty"},
		"GPX":             {[]byte(`<gpx/>`), "not KML"},
		"truncated":       {whole[:len(whole)-30], "truncated"},
		"entity bomb":     {[]byte(`<!DOCTYPE kml [<!ENTITY a "aaaa">]>` + `<kml>&a;</kml>`), "entities"},
		"external entity": {[]byte(`<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + `<kml>&a;</kml>`), "entities"},
		"deep folders":    {wrap(strings.Repeat("<Folder>", 100_000)), "deep"},
		"deep geometry":   {wrap("<Placemark>" + strings.Repeat("<MultiGeometry>", 100_000)), "deep"},
		"zip bomb":        {bomb, "longer than 64 MB"},
		"no document":     {archive(t, "a.txt", "x"), "no KML document"},
		"climbing":        {archive(t, "doc.kml", string(whole), "../../etc/cron.d/x", "x"), "outside itself"},
		"absolute":        {archive(t, "/doc.kml", string(whole)), "outside itself"},
		"backslash":       {archive(t, `..\doc.kml`, string(whole)), "outside itself"},
		"cut archive":     {archive(t, "doc.kml", string(whole))[:100], "cannot be opened"},
		"damaged archive": {damaged, "damaged"},
	} {
		if _, err := formattest.Read(kml.Reader{}, "t.kml", c.file, format.Options{Collection: data.Plots}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want it to say %q", name, err, c.says)
		}
	}
}

func TestGiantPlacemarksAreRefusedAlone(t *testing.T) {
	position := "131.123456,48.123456,0 "
	for name, giant := range map[string]string{
		"two million positions": `<LineString><coordinates>` + strings.Repeat(position, 2_000_000) + `</coordinates></LineString>`,
		"200,001 positions":     `<LineString><coordinates>` + strings.Repeat(position, 200_001) + `</coordinates></LineString>`,
		"many points":           `<MultiGeometry>` + strings.Repeat(`<Point><coordinates>131,48</coordinates></Point>`, 200_001) + `</MultiGeometry>`,
		"long description":      `<description>` + strings.Repeat("words ", 7<<20) + `</description>`,
		"many values":           `<ExtendedData>` + strings.Repeat(`<Data name="a"><value>`+strings.Repeat("b ", 1<<10)+`</value></Data>`, 17<<10) + `</ExtendedData>`,
	} {
		records := read(t, wrap(`<Placemark id="a">`+giant+`</Placemark><Placemark id="b"/>`))
		if len(records) != 2 || rules(records[0].Problems) != "too_large" || !records[0].Refused() || records[0].Values != nil || records[1].Key != "b" {
			t.Errorf("%s: %d records, %v", name, len(records), records[0].Problems)
		}
	}
}

func TestDescriptionsBecomePlainText(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{"plain\n  text", "plain\n  text"}, {"a < b & c > d", "a < b & c > d"}, {"Ivanov &amp; Sons", "Ivanov & Sons"}, {"&notanentity;", "&notanentity;"},
		{"<table><tr><td>Year</td><td>1946</td></tr><tr><td>Dead</td><td>5</td></tr></table>", "Year\t1946\nDead\t5"},
		{"<style>b{color:red}</style><b>x</b><script>alert(1)</script><!-- y -->", "x"},
		{"<p>one</p><p>two</p>", "one\n\ntwo"},
	} {
		r := one(t, `<Placemark><description><![CDATA[`+c.html+`]]></description></Placemark>`)
		if got, _ := value(r, "description").(string); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.html, got, c.want)
		}
	}
}

func TestSniffKnowsItsOwn(t *testing.T) {
	if !(kml.Reader{}).Sniff(wrap("")) || !(kml.Reader{}).Sniff([]byte("\xef\xbb\xbf \n<!-- by hand --><kml:kml xmlns:kml='x'>")) {
		t.Error("KML is not known")
	}
	for _, other := range []string{"", "<gpx/>", "<osm/>", "name,kml", "PK\x03\x04", `{"kml":1}`, string(archive(t, "xl/workbook.xml", "<kml/>"))} {
		if (kml.Reader{}).Sniff([]byte(other)) {
			t.Errorf("%q is taken for KML", other)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(wrap(`<Folder><name>x</name><Placemark id="a"><name>n</name><MultiGeometry><Point><coordinates>131, 48</coordinates></Point><Polygon><outerBoundaryIs><LinearRing><coordinates>1,2 3,4 5,6 1,2</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder>`))
	f.Add(wrap(`<Placemark><TimeSpan><begin>1945</begin></TimeSpan><gx:Track><when>1</when><gx:coord>1 2 3</gx:coord></gx:Track></Placemark>`))
	f.Add(archive(f, "doc.kml", string(wrap("<Placemark/>"))))
	f.Fuzz(func(t *testing.T, file []byte) {
		if complaint := formattest.Survive(kml.Reader{}, file, data.Plots); complaint != "" {
			t.Fatal(complaint)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var inner strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&inner, `<Placemark id="p%d"><name>Plot %d</name><ExtendedData><Data name="occupancy"><value>pow</value></Data><Data name="accuracy_m"><value>2</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>131.1,48.1 131.2,48.1 131.2,48.2 131.1,48.2 131.1,48.1</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`, i, i)
	}
	file := wrap(inner.String())
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if records, err := formattest.Read(kml.Reader{}, "t.kml", file, format.Options{Collection: data.Plots}); err != nil || len(records) != 10_000 {
			b.Fatal(len(records), err)
		}
	}
}

func TestPlacemarksInTheEncodingsOfTheirTimeAreRead(t *testing.T) {
	for _, c := range []struct {
		declared, name string
		encoding       encoding.Encoding
	}{{"windows-1251", "Хурмули", charmap.Windows1251}, {"Shift_JIS", "フルムリ", japanese.ShiftJIS}, {"UTF-8", "Кладбище военнопленных на окраине", charmap.Windows1251}} {
		text := strings.Replace(string(wrap(`<Placemark><name>`+c.name+`</name></Placemark>`)), "UTF-8", c.declared, 1)
		file, err := c.encoding.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		records := read(t, []byte(file))
		if value(records[0], "name") != c.name {
			t.Errorf("%s: %+v", c.declared, records)
		}
		if told := len(records) == 2 && rules(records[1].Problems) == "encoding"; told != (c.declared == "UTF-8") {
			t.Errorf("%s: the wrong declaration is told: %v", c.declared, told)
		}
	}
}
