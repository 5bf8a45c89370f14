package geojson

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

// stream is a file that cannot seek: this reader takes one pass.
type stream struct{ io.Reader }

func (stream) Seek(int64, int) (int64, error) { panic("the reader went back") }

func readFrom(r io.Reader) ([]data.Record, error) {
	var records []data.Record
	for r, err := range (Reader{}).Read(context.Background(), format.Input{Name: "t.geojson", ReadSeeker: stream{r}}, format.Options{Collection: data.Plots}) {
		if err != nil {
			return records, err
		}
		records = append(records, r)
	}
	return records, nil
}

func TestAnotherEncodingIsReadWhereItIsNamed(t *testing.T) {
	for encoding, want := range map[string]string{"windows-1251": "Хурмули", "utf-16": "Хурмули フルムリ", "iso-2022-jp": "フルムリ", "utf-8": "Хурмули フルムリ"} {
		text := `{"type":"Feature","geometry":{"type":"Point","coordinates":[135.1,48.1]},"properties":{"name":"` + want + `"}}`
		if enc, err := charset.Named(encoding); err != nil {
			t.Fatal(err)
		} else if enc != nil {
			if text, err = enc.NewEncoder().String(text); err != nil {
				t.Fatal(err)
			}
		}
		in := format.Input{Name: "a.geojson", ReadSeeker: strings.NewReader(text), Size: int64(len(text))}
		n := 0
		for r, err := range (Reader{}).Read(context.Background(), in, format.Options{Encoding: encoding}) {
			if n++; err != nil || len(r.Values) != 1 || r.Values[0].Value != want {
				t.Errorf("%s: %+v, %v", encoding, r, err)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d records", encoding, n)
		}
	}
}

func read(text string) ([]data.Record, error) { return readFrom(strings.NewReader(text)) }

func one(t *testing.T, text string) data.Record {
	t.Helper()
	records, err := read(text)
	if err != nil || len(records) != 1 {
		t.Fatalf("%.100q: %d records, %v; want one", text, len(records), err)
	}
	return records[0]
}

func withGeometry(geometry string) string {
	return `{"type":"Feature","id":7,"geometry":` + geometry + `,"properties":{"kind":"grave"}}`
}

func point(lon, lat string) string {
	return withGeometry(`{"type":"Point","coordinates":[` + lon + `,` + lat + `]}`)
}

func TestEveryPackingGivesTheSameFeatures(t *testing.T) {
	a, b := point("131.125", "48.25"), point("131.375", "48.5")
	for name, text := range map[string]string{
		"collection":          `{"type":"FeatureCollection","features":[` + a + `,` + b + `]}`,
		"type last":           `{"features":[` + a + `,` + b + `],"bbox":[1,2,3,4],"type":"FeatureCollection"}`,
		"byte order mark":     "\ufeff" + `{"type":"FeatureCollection","name":"x","features":[` + a + "\n,\r\n" + b + ` ] } `,
		"lines":               a + "\n" + b + "\n",
		"lines of DOS":        a + "\r\n" + b,
		"sequence":            "\x1e" + a + "\n\x1e" + b + "\n",
		"one after the other": a + b,
		"two collections":     `{"type":"FeatureCollection","features":[` + a + `]}{"type":"FeatureCollection","features":[` + b + `]}`,
		"CRS84 named":         `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":[` + a + `,` + b + `]}`,
		"no CRS":              `{"type":"FeatureCollection","crs":null,"features":[` + a + `,` + b + `]}`,
	} {
		for how, r := range map[string]io.Reader{"whole": strings.NewReader(text), "byte by byte": iotest.OneByteReader(strings.NewReader(text))} {
			records, err := readFrom(r)
			if err != nil || len(records) != 2 {
				t.Fatalf("%s, %s: %d records, %v", name, how, len(records), err)
			}
			for i, want := range []orb.Point{{131.125, 48.25}, {131.375, 48.5}} {
				if r := records[i]; r.Number != i+1 || r.Geometry != want || r.Key != "7" || len(r.Problems) > 0 || len(r.Values) != 1 {
					t.Errorf("%s, %s: record %d is %+v", name, how, i+1, r)
				}
			}
		}
		if !(Reader{}).Sniff([]byte(text)) {
			t.Errorf("%s is not known for GeoJSON", name)
		}
	}
}

func TestEveryGeometryIsBuilt(t *testing.T) {
	square := orb.Ring{{0, 0}, {8, 0}, {8, 8}, {0, 8}, {0, 0}}
	hole := orb.Ring{{1, 1}, {1, 2}, {2, 2}, {1, 1}}
	far := orb.Ring{{20, 0}, {28, 0}, {28, 8}, {20, 0}}
	for _, want := range []orb.Geometry{
		orb.Point{1, 2}, orb.MultiPoint{{1, 2}, {3, 4}}, orb.LineString{{1, 2}, {3, 4}},
		orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}, {9, 10}}},
		orb.Polygon{square}, orb.Polygon{square, hole},
		orb.MultiPolygon{{square, hole}}, orb.MultiPolygon{{square, hole}, {far}}, orb.MultiPolygon{{far}, {square, hole}},
	} {
		text := string(data.AppendGeometry(nil, want))
		for _, c := range []string{text, withGeometry(text)} {
			if r := one(t, c); !orb.Equal(r.Geometry, want) || len(r.Problems) > 0 {
				t.Errorf("%s gives %v with %v", c, r.Geometry, r.Problems)
			}
		}
	}
}

func TestMembersComeInAnyOrder(t *testing.T) {
	r := one(t, `{"properties":{"kind":"row"},"geometry":{"coordinates":[[1.5,2.5],[3.5,4.5]],"type":"LineString"},"id":"\u0430","type":"Feature"}`)
	if r.Key != "а" || !orb.Equal(r.Geometry, orb.LineString{{1.5, 2.5}, {3.5, 4.5}}) {
		t.Errorf("got %+v", r)
	}
}

func TestValuesKeepTheirTypes(t *testing.T) {
	r := one(t, `{"type":"Feature","geometry":null,"title":"kept","bbox":[0,0,1,1],"properties":{"text":"\"a\"\n\u3042","whole":-12,"real":1.5,"big":123456789012345678901,"yes":true,"none":null,"list":[1,{"a":"b"}]}}`)
	want := []data.Value{
		{Name: "title", Value: "kept"}, {Name: "text", Value: "\"a\"\nあ"}, {Name: "whole", Value: int64(-12)}, {Name: "real", Value: 1.5},
		{Name: "big", Value: json.RawMessage("123456789012345678901")}, {Name: "yes", Value: true}, {Name: "list", Value: json.RawMessage(`[1,{"a":"b"}]`)},
	}
	if fmt.Sprint(r.Values) != fmt.Sprint(want) || r.Geometry != nil || len(r.Problems) > 0 {
		t.Errorf("got %v with %v", r.Values, r.Problems)
	}
}

func TestFeaturesThatCannotBeTakenAreRefusedAndReadingGoesOn(t *testing.T) {
	deep := strings.Repeat("[", 200) + strings.Repeat("]", 200)
	for _, c := range []struct{ name, feature, rule string }{
		{"NaN", point("NaN", "48"), "finite"},
		{"Infinity", point("Infinity", "48"), "finite"},
		{"minus infinity", point("-Infinity", "48"), "finite"},
		{"too great", point("1e400", "48"), "finite"},
		{"hexadecimal", point("0x10", "48"), "finite"},
		{"leading zero", point("048", "48"), "finite"},
		{"no digits after the point", point("48.", "48"), "finite"},
		{"NaN in a property", `{"type":"Feature","geometry":null,"properties":{"a":NaN}}`, "finite"},
		{"one number", withGeometry(`{"type":"Point","coordinates":[131]}`), "position_too_short"},
		{"text as coordinate", withGeometry(`{"type":"Point","coordinates":["131","48"]}`), "coordinates"},
		{"null as coordinate", withGeometry(`{"type":"Point","coordinates":[null,48]}`), "finite"},
		{"ring in ring of nothing", withGeometry(`{"type":"Polygon","coordinates":[[]]}`), "empty"},
		{"too deep", withGeometry(`{"type":"MultiPolygon","coordinates":[[[[[1,2]]]]]}`), "coordinates"},
		{"200 deep", withGeometry(`{"type":"Point","coordinates":` + deep + `}`), "coordinates"},
		{"deep properties", `{"type":"Feature","geometry":null,"properties":{"a":` + deep + `}}`, "too_deep"},
		{"not deep enough", withGeometry(`{"type":"Polygon","coordinates":[[1,2],[3,4],[5,6],[1,2]]}`), "coordinates"},
		{"uneven", withGeometry(`{"type":"MultiPoint","coordinates":[[1,2],[[3,4]]]}`), "coordinates"},
		{"unknown type", withGeometry(`{"type":"Circle","coordinates":[1,2]}`), "type"},
		{"no type", withGeometry(`{"coordinates":[1,2]}`), "type"},
		{"no coordinates", withGeometry(`{"type":"Point"}`), "coordinates"},
		{"collection", withGeometry(`{"type":"GeometryCollection","geometries":[]}`), "geometry_mixed"},
		{"no geometry member", `{"type":"Feature","properties":{}}`, "geometry_member"},
		{"not a feature", `{"type":"Topology"}`, "type"},
		{"no feature type", `{"geometry":{"type":"Point","coordinates":[1,2]},"properties":{}}`, "type"},
		{"a number", `12`, "json"},
		{"comma missing", `{"type":"Feature" "geometry":null}`, "json"},
		{"brackets crossed", `{"type":"Feature","geometry":null,"properties":{"a":[1}]}`, "json"},
		{"raw control character", "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":\"\x01\"}}", "json"},
		{"bad escape", `{"type":"Feature","geometry":null,"properties":{"a":"\x"}}`, "json"},
		{"windows-1251", "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":\"\xd5\xf3\xf0\"}}", "utf8"},
		{"too many positions", withGeometry(`{"type":"MultiPoint","coordinates":[` + strings.Repeat("[1,2],", format.MaxPositions) + `[1,2]]}`), "too_large"},
	} {
		records, err := read(`{"type":"FeatureCollection","features":[` + c.feature + `,` + point("131.125", "48.25") + `]}`)
		if err != nil || len(records) != 2 {
			t.Errorf("%s: %d records, %v; want two", c.name, len(records), err)
			continue
		}
		p := records[0].Problems
		if !records[0].Refused() || p[0].Rule != c.rule || p[0].Message == "" || p[0].Advice == "" {
			t.Errorf("%s: %+v, want it refused by %s", c.name, p, c.rule)
		}
		if records[1].Refused() || records[1].Geometry == nil {
			t.Errorf("%s: the next feature suffers: %+v", c.name, records[1])
		}
	}
}

func TestFilesThatCannotBeTrustedAreErrors(t *testing.T) {
	a := point("131.125", "48.25")
	for name, text := range map[string]string{
		"empty":                 "",
		"blank":                 " \n",
		"mark only":             "\ufeff",
		"array":                 `[` + a + `]`,
		"text":                  "name,lat,lon",
		"unquoted":              `{type:"Feature"}`,
		"other JSON":            `{"a":1}`,
		"no features":           `{"type":"FeatureCollection"}`,
		"features of no type":   `{"features":[` + a + `]}`,
		"features of Esri":      `{"displayFieldName":"","features":[` + a + `]}`,
		"comma too many":        `{"type":"FeatureCollection","features":[` + a + `,]}`,
		"comma missing":         `{"type":"FeatureCollection","features":[` + a + a + `]}`,
		"words at the end":      a + "\nend",
		"quote missing":         `{"type":"FeatureCollection","features":[{"type":"Feature,"geometry":null}]}`,
		"linked CRS":            `{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://example.org/a"}},"features":[` + a + `]}`,
		"broken CRS":            `{"type":"FeatureCollection","crs":{"type":"name"},"features":[` + a + `]}`,
		"other CRS, told last":  `{"type":"FeatureCollection","features":[` + a + `],"crs":{"type":"name","properties":{"name":"EPSG:3857"}}}`,
		"UTF-16":                "\xff\xfe{\x00}\x00",
		"200,000 deep, cut off": strings.Repeat(`{"a":`, 200000),
	} {
		if records, err := read(text); err == nil {
			t.Errorf("%s: no error, %d records", name, len(records))
		}
	}
}

func TestDepthCostsNoMemory(t *testing.T) {
	deep := `{"type":"Feature","geometry":null,"properties":{"a":` + strings.Repeat("[", 200000) + strings.Repeat("]", 200000) + `}}`
	if r := one(t, deep); !r.Refused() || r.Problems[0].Rule != "too_deep" {
		t.Errorf("got %v", r.Problems)
	}
}

// giant is a feature whose name is as long as it says, made as it is read.
func giant(bytes int64) io.Reader {
	return io.MultiReader(strings.NewReader(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"`),
		io.LimitReader(letters{}, bytes), strings.NewReader(`"},"geometry":null},`+point("131.125", "48.25")+`]}`))
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestGiantFeatureIsRefusedWithoutBeingKept(t *testing.T) {
	records, err := readFrom(giant(3 * format.MaxRecordBytes))
	if err != nil || len(records) != 2 || records[0].Problems[0].Rule != "too_large" || records[1].Geometry == nil {
		t.Errorf("%d records, %v", len(records), err)
	}
}

func TestPlacesPointIntoTheFile(t *testing.T) {
	a := point("131.125", "48.25")
	records, err := read("{\"type\":\"FeatureCollection\",\"features\":[\n" + a + ",\n\n" + a + "]}")
	if err != nil || len(records) != 2 || records[0].Place != "line 2" || records[1].Place != "line 4" {
		t.Errorf("%v, %+v", err, records)
	}
	if r := one(t, "  "+a); r.Place != "byte 2" {
		t.Errorf("place %q, want byte 2", r.Place)
	}
}

func TestWhatIsOddIsSaidButKept(t *testing.T) {
	height := withGeometry(`{"type":"Point","coordinates":[131.125,48.25,70]}`)
	records, err := read(height + height)
	if err != nil || len(records[0].Problems) != 1 || records[0].Problems[0].Rule != "height" || len(records[1].Problems) != 0 || records[1].Geometry == nil {
		t.Errorf("heights: %v, %+v", err, records)
	}
	if r := one(t, withGeometry(`{"type":"Polygon","coordinates":[]}`)); r.Refused() || r.Geometry != nil || r.Problems[0].Rule != "empty" {
		t.Errorf("empty: %+v", r)
	}
	if r := one(t, point("113.48", "51.48")); r.Refused() || len(r.Problems) != 1 || r.Problems[0].Rule != "degrees_minutes" || r.Geometry != (orb.Point{113.48, 51.48}) {
		t.Errorf("degrees.minutes: %+v", r)
	}
}

func TestShortDecimalsAreReadExactly(t *testing.T) {
	for _, text := range []string{"0", "-0.1", "131.2345678", "179.99999999999", "0.00000001", "9007199254740991", "123456789012.345", "-48.48249999999"} {
		fast, ok := shortDecimal([]byte(text))
		var slow float64
		if err := json.Unmarshal([]byte(text), &slow); err != nil || ok && fast != slow {
			t.Errorf("%s is read as %v, want %v", text, fast, slow)
		}
		if !ok && len(text) < 15 {
			t.Errorf("%s is not read the short way", text)
		}
	}
}

func TestSniffIsSure(t *testing.T) {
	long := `{"type":"FeatureCollection","features":[` + strings.Repeat(point("1.5", "2.5")+",", 2000)
	cut := `{"features":[` + strings.Repeat(point("1.5", "2.5")+",", 2000)
	for text, want := range map[string]bool{
		long[:64<<10]: true, cut[:64<<10]: true, `{"type":"Point","coordinates":[1,2]}`: true,
		`{"type":"Feature","geometry":null,"properties":{"name":"` + strings.Repeat("a", 70000): true,
		"": false, "{": false, `{"a":1}`: false, `{"type":"Topology"}`: false, "[]": false, "a,b\n1,2\n": false, "<gpx/>": false,
	} {
		if got := (Reader{}).Sniff([]byte(text)); got != want {
			t.Errorf("Sniff(%.60q…) is %v", text, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"type":"FeatureCollection","features":[` + point("131.125", "48.25") + `]}`))
	f.Add([]byte("\x1e" + withGeometry(`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}`) + "\n"))
	f.Add([]byte(`{"type":"Feature","geometry":null,"properties":{"a\u0041":[1e400,{"b":"\ud800"}],"id":"x"},"id":1.5}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		(Reader{}).Sniff(text)
		records, err := readFrom(bytes.NewReader(text))
		again, errAgain := readFrom(iotest.OneByteReader(bytes.NewReader(text)))
		if fmt.Sprint(records) != fmt.Sprint(again) || (err == nil) != (errAgain == nil) {
			t.Fatalf("read whole: %v, %v; byte by byte: %v, %v", records, err, again, errAgain)
		}
		for i, r := range records {
			if r.Number != i+1 || r.Place == "" {
				t.Fatalf("record %d: %+v", i+1, r)
			}
		}
		if err == nil && json.Valid(text) && len(records) == 0 && !bytes.Contains(text, []byte("features")) {
			t.Fatal("neither records nor an error")
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var text bytes.Buffer
	text.WriteString(`{"type":"FeatureCollection","features":[`)
	for i := range 20000 {
		if i > 0 {
			text.WriteString(",\n")
		}
		x := 131 + float64(i)*1e-5
		fmt.Fprintf(&text, `{"type":"Feature","id":"g-%d","geometry":{"type":"Polygon","coordinates":[[[%.7f,48.1],[%.7f,48.1],[%.7f,48.10002],[%.7f,48.10002],[%.7f,48.1]]]},"properties":{"kind":"grave","occupancy":"pow","burials":1,"period":"1945/1948","accuracy_m":2.5,"remark":"ряд %d"}}`, i, x, x+8e-6, x+8e-6, x, x, i/50)
	}
	text.WriteString("]}")
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if records, err := readFrom(bytes.NewReader(text.Bytes())); err != nil || len(records) != 20000 {
			b.Fatal(len(records), err)
		}
	}
	b.ReportMetric(20000*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

// long is a collection of so many features, made as it is read.
type long struct {
	features, at int
	pending      []byte
}

func (l *long) Read(p []byte) (int, error) {
	for len(l.pending) == 0 {
		switch l.at++; {
		case l.at == 1:
			l.pending = []byte(`{"type":"FeatureCollection","features":[` + point("131.125", "48.25"))
		case l.at == l.features+1:
			l.pending = []byte("]}")
		case l.at > l.features+1:
			return 0, io.EOF
		default:
			l.pending = fmt.Appendf(nil, ",\n"+`{"type":"Feature","id":"g-%d","geometry":null,"properties":{"remark":"ряд %d"}}`, l.at, l.at/50)
		}
	}
	n := copy(p, l.pending)
	l.pending = l.pending[n:]
	return n, nil
}

func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	const features = 60_000
	var early, late runtime.MemStats
	n := 0
	for r, err := range (Reader{}).Read(context.Background(), format.Input{Name: "long", ReadSeeker: stream{&long{features: features}}}, format.Options{}) {
		if err != nil || r.Refused() {
			t.Fatal(r, err)
		}
		switch n++; n {
		case features / 10:
			runtime.GC()
			runtime.ReadMemStats(&early)
		case features:
			runtime.GC()
			runtime.ReadMemStats(&late)
		}
	}
	if n != features {
		t.Fatalf("%d records, want %d", n, features)
	}
	if grown := int64(late.HeapAlloc) - int64(early.HeapAlloc); grown > 1<<20 {
		t.Errorf("after %d more records the reader holds %d bytes more", features*9/10, grown)
	}
}
