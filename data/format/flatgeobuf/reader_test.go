package flatgeobuf_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gogama/flatgeobuf/flatgeobuf/flat"
	flatbuffers "github.com/google/flatbuffers/go"
	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/flatgeobuf"
	"burialmap/data/formattest"
)

var plots = format.Options{Collection: data.Plots}

func read(file []byte, opt format.Options) (records []data.Record, rules []string, err error) {
	all, err := formattest.Read(flatgeobuf.Reader{}, "graves.fgb", file, opt)
	records, rules = formattest.Apart(all)
	return records, rules, err
}

func write(t testing.TB, c data.Collection, features ...data.Feature) []byte {
	t.Helper()
	var file bytes.Buffer
	err := flatgeobuf.Writer{}.Write(context.Background(), &file, format.Export{
		Layers: []format.Layer{{Collection: c, Features: formattest.Stream(features)}},
		About:  format.About{Title: "Plots", Program: "burialmap (test)", Filter: "kind = 'grave'"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// made is a file of one column and no index, built with the library: a header and features
// of which each is built by a function.
func made(org string, code int32, columnType flat.ColumnType, count uint64, features ...func(*flatbuffers.Builder) flatbuffers.UOffsetT) []byte {
	b := flatbuffers.NewBuilder(0)
	name, orgAt := b.CreateString("name"), b.CreateString(org)
	flat.ColumnStart(b)
	flat.ColumnAddName(b, name)
	flat.ColumnAddType(b, columnType)
	column := flat.ColumnEnd(b)
	flat.HeaderStartColumnsVector(b, 1)
	b.PrependUOffsetT(column)
	columns := b.EndVector(1)
	flat.CrsStart(b)
	flat.CrsAddOrg(b, orgAt)
	flat.CrsAddCode(b, code)
	crs := flat.CrsEnd(b)
	flat.HeaderStart(b)
	flat.HeaderAddColumns(b, columns)
	flat.HeaderAddFeaturesCount(b, count)
	flat.HeaderAddIndexNodeSize(b, 0)
	if code != 0 {
		flat.HeaderAddCrs(b, crs)
	}
	flat.FinishSizePrefixedHeaderBuffer(b, flat.HeaderEnd(b))
	file := append([]byte("fgb\x03fgb\x00"), b.FinishedBytes()...)
	for _, f := range features {
		b := flatbuffers.NewBuilder(0)
		flat.FinishSizePrefixedFeatureBuffer(b, f(b))
		file = append(file, b.FinishedBytes()...)
	}
	return file
}

// with builds a feature of a geometry and properties, either of which may be missing.
func with(geometry func(*flatbuffers.Builder) flatbuffers.UOffsetT, properties []byte) func(*flatbuffers.Builder) flatbuffers.UOffsetT {
	return func(b *flatbuffers.Builder) flatbuffers.UOffsetT {
		var g flatbuffers.UOffsetT
		if geometry != nil {
			g = geometry(b)
		}
		p := b.CreateByteVector(properties)
		flat.FeatureStart(b)
		if geometry != nil {
			flat.FeatureAddGeometry(b, g)
		}
		flat.FeatureAddProperties(b, p)
		return flat.FeatureEnd(b)
	}
}

// flatGeometry builds a geometry of a type, coordinates and ends.
func flatGeometry(kind flat.GeometryType, xy []float64, ends []uint32, z []float64) func(*flatbuffers.Builder) flatbuffers.UOffsetT {
	return func(b *flatbuffers.Builder) flatbuffers.UOffsetT {
		doubles := func(values []float64) flatbuffers.UOffsetT {
			flat.GeometryStartXyVector(b, len(values))
			for _, v := range slices.Backward(values) {
				b.PrependFloat64(v)
			}
			return b.EndVector(len(values))
		}
		at, heights := doubles(xy), doubles(z)
		flat.GeometryStartEndsVector(b, len(ends))
		for _, end := range slices.Backward(ends) {
			b.PrependUint32(end)
		}
		list := b.EndVector(len(ends))
		flat.GeometryStart(b)
		flat.GeometryAddXy(b, at)
		flat.GeometryAddEnds(b, list)
		flat.GeometryAddZ(b, heights)
		flat.GeometryAddType(b, kind)
		return flat.GeometryEnd(b)
	}
}

func text(s string) []byte {
	return append(binary.LittleEndian.AppendUint32([]byte{0, 0}, uint32(len(s))), s...)
}

func TestEveryGeometryTypeOfAnotherProgramIsTakenOrRefusedByName(t *testing.T) {
	square := []float64{0, 0, 1, 0, 1, 1, 0, 0}
	for _, c := range []struct {
		name string
		kind flat.GeometryType
		xy   []float64
		ends []uint32
		want orb.Geometry
		rule string
	}{
		{"point", flat.GeometryTypePoint, []float64{131, 48}, nil, orb.Point{131, 48}, ""},
		{"empty point", flat.GeometryTypePoint, nil, nil, nil, ""},
		{"multipoint", flat.GeometryTypeMultiPoint, []float64{1, 2, 3, 4}, nil, orb.MultiPoint{{1, 2}, {3, 4}}, ""},
		{"line", flat.GeometryTypeLineString, []float64{1, 2, 3, 4}, nil, orb.LineString{{1, 2}, {3, 4}}, ""},
		{"one line of several", flat.GeometryTypeMultiLineString, []float64{1, 2, 3, 4}, nil, orb.MultiLineString{{{1, 2}, {3, 4}}}, ""},
		{"lines", flat.GeometryTypeMultiLineString, []float64{1, 2, 3, 4, 5, 6, 7, 8}, []uint32{2, 4}, orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}, ""},
		{"polygon", flat.GeometryTypePolygon, square, nil, orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}, ""},
		{"ends that go back", flat.GeometryTypePolygon, square, []uint32{3, 1}, nil, "feature_damaged"},
		{"ends beyond", flat.GeometryTypePolygon, square, []uint32{400}, nil, "feature_damaged"},
		{"more ends than positions", flat.GeometryTypePolygon, square, []uint32{0, 0, 0, 0, 0, 0}, nil, "feature_damaged"},
		{"collection", flat.GeometryTypeGeometryCollection, nil, nil, nil, "geometry_mixed"},
		{"arc", flat.GeometryTypeCircularString, square, nil, nil, "geometry_kind"},
		{"unknown", 99, square, nil, nil, "geometry_kind"},
		{"too many", flat.GeometryTypeLineString, make([]float64, 2*format.MaxPositions+2), nil, nil, "too_large"},
	} {
		file := made("EPSG", 4326, flat.ColumnTypeString, 2,
			with(flatGeometry(c.kind, c.xy, c.ends, nil), text("a")), with(flatGeometry(flat.GeometryTypePoint, []float64{1, 1}, nil, nil), text("b")))
		records, rules, err := read(file, plots)
		if err != nil || len(records) != 2 || len(rules) > 0 || records[1].Geometry != (orb.Point{1, 1}) {
			t.Fatalf("%s: %v, %v, %v", c.name, records, rules, err)
		}
		r := records[0]
		if c.rule == "" && (r.Refused() || !orb.Equal(r.Geometry, c.want)) {
			t.Errorf("%s: %v, want %v", c.name, r, c.want)
		}
		if c.rule != "" && (!r.Refused() || r.Problems[0].Rule != c.rule || r.Geometry != nil) {
			t.Errorf("%s: %.300v, want %s", c.name, r, c.rule)
		}
	}
}

func TestHeightsAreLeftOutAndSaidOnce(t *testing.T) {
	f := with(flatGeometry(flat.GeometryTypePoint, []float64{131, 48}, nil, []float64{70}), nil)
	records, rules, err := read(made("EPSG", 4326, flat.ColumnTypeString, 2, f, f), plots)
	if err != nil || len(records) != 2 || records[1].Geometry != (orb.Point{131, 48}) || fmt.Sprint(rules) != "[height_left_out]" {
		t.Errorf("%v, %v, %v", records, rules, err)
	}
}

func TestValuesComeByTheTypeOfTheirColumn(t *testing.T) {
	number := func(bytes ...byte) []byte { return append([]byte{0, 0}, bytes...) }
	eight := func(v uint64) []byte { return binary.LittleEndian.AppendUint64([]byte{0, 0}, v) }
	for _, c := range []struct {
		kind flat.ColumnType
		b    []byte
		want string
	}{
		{flat.ColumnTypeByte, number(0xff), "int64 -1"},
		{flat.ColumnTypeUByte, number(0xff), "int64 255"},
		{flat.ColumnTypeBool, number(1), "bool true"},
		{flat.ColumnTypeShort, number(0xff, 0xff), "int64 -1"},
		{flat.ColumnTypeUShort, number(0xff, 0xff), "int64 65535"},
		{flat.ColumnTypeInt, number(0xff, 0xff, 0xff, 0xff), "int64 -1"},
		{flat.ColumnTypeUInt, number(0xff, 0xff, 0xff, 0xff), "int64 4294967295"},
		{flat.ColumnTypeLong, eight(math.MaxUint64), "int64 -1"},
		{flat.ColumnTypeULong, eight(math.MaxUint64), "string 18446744073709551615"},
		{flat.ColumnTypeFloat, binary.LittleEndian.AppendUint32([]byte{0, 0}, math.Float32bits(0.1)), "float64 0.1"},
		{flat.ColumnTypeDouble, eight(math.Float64bits(0.1)), "float64 0.1"},
		{flat.ColumnTypeDouble, eight(math.Float64bits(math.NaN())), "string NaN"},
		{flat.ColumnTypeString, text("Хурмули"), "string Хурмули"},
		{flat.ColumnTypeDateTime, text("1946-01-31"), "string 1946-01-31"},
		{flat.ColumnTypeJson, text(`{"a":1}`), "json.RawMessage [123 34 97 34 58 49 125]"},
		{flat.ColumnTypeJson, text(`{`), "string {"},
	} {
		records, rules, err := read(made("EPSG", 4326, c.kind, 1, with(nil, c.b)), plots)
		if err != nil || len(records) != 1 || len(records[0].Values) != 1 || len(rules) > 0 {
			t.Errorf("%v: %v, %v, %v", c.kind, records, rules, err)
			continue
		}
		v := records[0].Values[0]
		if got := fmt.Sprintf("%T %v", v.Value, v.Value); v.Name != "name" || got != c.want {
			t.Errorf("%v: %s is %s, want %s", c.kind, v.Name, got, c.want)
		}
	}
	if _, rules, _ := read(made("EPSG", 4326, flat.ColumnTypeBinary, 1, with(nil, text("\xff"))), plots); fmt.Sprint(rules) != "[binary_left_out]" {
		t.Errorf("of binary values is said %v", rules)
	}
}

func TestFeaturesThatAreDamagedAreRefusedAlone(t *testing.T) {
	good := with(flatGeometry(flat.GeometryTypePoint, []float64{1, 1}, nil, nil), text("b"))
	for name, properties := range map[string][]byte{
		"half a number of a column": {0},
		"a column that is not":      {9, 9, 1},
		"no length":                 {0, 0, 1},
		"length beyond":             {0, 0, 255, 255, 255, 255, 'a'},
	} {
		records, _, err := read(made("EPSG", 4326, flat.ColumnTypeString, 2, with(nil, properties), good), plots)
		if err != nil || len(records) != 2 || !records[0].Refused() || records[0].Problems[0].Rule != "feature_damaged" || records[1].Refused() {
			t.Errorf("%s: %v, %v", name, records, err)
		}
	}
	sound := made("EPSG", 4326, flat.ColumnTypeString, 1, good)
	first := bytes.LastIndex(sound, text("b")) // any byte of the feature may be anything
	for at := len(sound) - 100; at < first; at++ {
		for _, b := range []byte{0, 0x7f, 0xff} {
			file := bytes.Clone(sound)
			file[at] = b
			if complaint := formattest.Survive(flatgeobuf.Reader{}, file, data.Plots); complaint != "" {
				t.Fatalf("byte %d as %x: %s", at, b, complaint)
			}
		}
	}
}

func TestTheSystemIsTheOneThatTheHeaderNames(t *testing.T) {
	degrees := with(flatGeometry(flat.GeometryTypePoint, []float64{131, 48}, nil, nil), nil)
	metres := with(flatGeometry(flat.GeometryTypePoint, []float64{5500000, 5300000}, nil, nil), nil)
	named := plots
	named.CRS = "EPSG:28425"
	for _, c := range []struct {
		name  string
		file  []byte
		opt   format.Options
		crs   string
		rules string
		fails bool
	}{
		{"WGS 84", made("EPSG", 4326, flat.ColumnTypeString, 1, degrees), plots, "", "[]", false},
		{"another", made("EPSG", 28425, flat.ColumnTypeString, 1, metres), plots, "EPSG:28425", "[]", false},
		{"no organisation", made("", 28425, flat.ColumnTypeString, 1, metres), plots, "EPSG:28425", "[]", false},
		{"none, degrees", made("", 0, flat.ColumnTypeString, 1, degrees), plots, "", "[crs_missing]", false},
		{"none, metres", made("", 0, flat.ColumnTypeString, 1, metres), plots, "", "[]", true},
		{"none, but named", made("", 0, flat.ColumnTypeString, 1, metres), named, "", "[]", false},
	} {
		records, rules, err := read(c.file, c.opt)
		if c.fails {
			if err == nil || !strings.Contains(err.Error(), "--crs") {
				t.Errorf("%s: %v, %v", c.name, records, err)
			}
			continue
		}
		if err != nil || len(records) != 1 || records[0].CRS != c.crs || records[0].Number != 1 || fmt.Sprint(rules) != c.rules {
			t.Errorf("%s: %v, %v, %v", c.name, records, rules, err)
		}
	}
}

func TestFilesThatCannotBeTrusted(t *testing.T) {
	sound := write(t, data.Plots, data.Feature{ID: "a", Geometry: orb.Point{131, 48}}, data.Feature{ID: "b", Geometry: orb.Point{132, 48}})
	changed := func(at int, b ...byte) []byte {
		file := bytes.Clone(sound)
		copy(file[at:], b)
		return file
	}
	for name, file := range map[string][]byte{
		"empty":             nil,
		"other letters":     []byte("GeoPackage"),
		"version 2":         changed(3, 2),
		"header cut":        sound[:100],
		"header of 4 GB":    changed(8, 0xff, 0xff, 0xff, 0xff),
		"header of 16 MB":   changed(8, 0, 0, 0xff, 0),
		"header of nothing": changed(12, 0xff, 0xff, 0xff, 0x7f),
		"last feature cut":  sound[:len(sound)-8],
		"index cut":         sound[:len(sound)-300],
	} {
		if records, _, err := read(file, plots); err == nil {
			t.Errorf("%s: read as %v", name, records)
		}
	}
}

func TestACountThatIsTooSmallIsSaid(t *testing.T) {
	f := with(flatGeometry(flat.GeometryTypePoint, []float64{131, 48}, nil, nil), nil)
	records, rules, err := read(made("EPSG", 4326, flat.ColumnTypeString, 1, f, f), plots)
	if err != nil || len(records) != 1 || fmt.Sprint(rules) != "[features_beyond]" {
		t.Errorf("%v, %v, %v", records, rules, err)
	}
	if records, rules, err = read(made("EPSG", 4326, flat.ColumnTypeString, 0, f, f), plots); err != nil || len(records) != 2 || len(rules) > 0 {
		t.Errorf("without a count: %v, %v, %v", records, rules, err)
	}
}

func TestAFeatureBeyondTheLimitIsRefusedAndReadingGoesOn(t *testing.T) {
	file := made("EPSG", 4326, flat.ColumnTypeString, 2)
	file = binary.LittleEndian.AppendUint32(file, format.MaxRecordBytes+4)
	file = append(file, make([]byte, format.MaxRecordBytes+4)...)
	good := made("EPSG", 4326, flat.ColumnTypeString, 2, with(nil, text("b")))
	file = append(file, good[len(made("EPSG", 4326, flat.ColumnTypeString, 2)):]...)
	records, _, err := read(file, plots)
	if err != nil || len(records) != 2 || records[0].Problems[0].Rule != "too_large" || records[1].Refused() {
		t.Errorf("%v, %v", records, err)
	}
}

func TestAFileIsDescribedBeforeItIsRead(t *testing.T) {
	file := write(t, data.Plots, data.Feature{ID: "a", Geometry: orb.Point{131, 48}})
	d, err := flatgeobuf.Reader{}.Describe(context.Background(), format.Input{ReadSeeker: bytes.NewReader(file)}, plots)
	if err != nil || len(d.Layers) != 1 {
		t.Fatal(d, err)
	}
	l := d.Layers[0]
	if l.Name != "plots" || l.Records != 1 || l.Geometry != "Point" || l.CRS != "" || l.Columns[0] != "id" {
		t.Errorf("%+v", l)
	}
}

func TestWhatGDALWritesIsRead(t *testing.T) {
	const collection = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Хурмули","burials":12,"share":0.5,"ja":"フルムリ","yes":true},"geometry":{"type":"MultiPolygon","coordinates":[[[[131,48],[132,48],[132,49],[131,48]]],[[[133,48],[134,48],[134,49],[133,48]]]]}},
{"type":"Feature","properties":{"name":"b"},"geometry":{"type":"Point","coordinates":[131.5,48.5,70]}},
{"type":"Feature","properties":{"name":"c"},"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[131.5,48.5]}]}}]}`
	folder := t.TempDir()
	in := filepath.Join(folder, "in.geojson")
	if err := os.WriteFile(in, []byte(collection), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, index := range []string{"YES", "NO"} {
		out := filepath.Join(folder, "index"+index+".fgb")
		formattest.Run(t, "", "ogr2ogr", "-f", "FlatGeobuf", out, in, "-lco", "SPATIAL_INDEX="+index)
		file, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		records, _, err := read(file, plots)
		if err != nil || len(records) != 3 {
			t.Fatalf("%v, %v", records, err)
		}
		byName := map[any]data.Record{}
		for _, r := range records {
			byName[r.Values[0].Value] = r
		}
		a, b, c := byName["Хурмули"], byName["b"], byName["c"]
		if !orb.Equal(a.Geometry, orb.MultiPolygon{{{{131, 48}, {132, 48}, {132, 49}, {131, 48}}}, {{{133, 48}, {134, 48}, {134, 49}, {133, 48}}}}) ||
			!strings.HasPrefix(fmt.Sprint(a.Values), "[{name Хурмули} {burials 12} {share 0.5} {ja フルムリ} {yes true}") {
			t.Errorf("got %v", a)
		}
		if b.Geometry != (orb.Point{131.5, 48.5}) || !c.Refused() || c.Problems[0].Rule != "geometry_mixed" {
			t.Errorf("got %v and %v", b, c)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(write(f, data.Plots, data.Feature{ID: "a", Geometry: orb.Point{131, 48}, Properties: map[string]any{"burials": int64(2)}},
		data.Feature{ID: "b", Geometry: orb.MultiPolygon{{{{1, 1}, {2, 1}, {2, 2}, {1, 1}}}}}, data.Feature{ID: "c"}))
	f.Add(made("EPSG", 4326, flat.ColumnTypeString, 1, with(flatGeometry(flat.GeometryTypePolygon, []float64{0, 0, 1, 0, 1, 1, 0, 0}, []uint32{4}, nil), text("a"))))
	f.Fuzz(func(t *testing.T, file []byte) {
		if complaint := formattest.Survive(flatgeobuf.Reader{}, file, data.Plots); complaint != "" {
			t.Error(complaint)
		}
	})
}
