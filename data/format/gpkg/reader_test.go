package gpkg_test

import (
	"bytes"
	"context"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/gpkg"
	"burialmap/data/formattest"
)

// read reads a file made for a test; findings about the file come apart from the records.
func read(t *testing.T, file []byte, opt format.Options) (records []data.Record, rules []string, err error) {
	t.Helper()
	if opt.Collection.Name == "" {
		opt.Collection = data.Plots
	}
	all, err := formattest.Read(gpkg.Reader{}, "made.gpkg", file, opt)
	records, rules = formattest.Apart(all)
	return records, rules, err
}

func TestGeometryOfEveryEncodingIsRead(t *testing.T) {
	at := orb.Point{25_500_000, 5_372_000}
	x, y, nan := at[0], at[1], math.NaN()
	for _, c := range []struct {
		name string
		blob any
		want orb.Geometry
		rule string
	}{
		{"little-endian without envelope", blob(0x01, 28425, 1, x, y), at, ""},
		{"big-endian without envelope", blob(0x00, 28425, 1, x, y), at, ""},
		{"with an envelope", blob(0x03, 28425, x, x, y, y, 1, x, y), at, ""},
		{"with an envelope of heights", blob(0x05, 28425, x, x, y, y, 1.0, 1.0, 1001, x, y, 1.0), at, ""},
		{"with an envelope of measures", blob(0x07, 28425, x, x, y, y, 1.0, 1.0, 2001, x, y, 1.0), at, ""},
		{"with an envelope of both", blob(0x09, 28425, x, x, y, y, 1.0, 1.0, 2.0, 2.0, 3001, x, y, 1.0, 2.0), at, ""},
		{"empty", blob(0x11, 28425, 1, nan, nan), orb.MultiPoint{}, ""},
		{"not located", nil, nil, ""},
		{"an envelope that cannot be", blob(0x0b, 28425, x, x), nil, "geometry"},
		{"a header and nothing else", blob(0x01, 28425), nil, "geometry"},
		{"words", "на плане 3", nil, "geometry"},
		{"WKB without a header", []byte{1, 1, 0, 0, 0}, nil, "geometry"},
		{"a line of four thousand million positions", blob(0x01, 28425, 2, uint32(math.MaxUint32)), nil, "geometry"},
		{"a collection of as many", blob(0x01, 28425, 7, uint32(math.MaxUint32)), nil, "geometry"},
		{"a private encoding", blob(0x21, 28425, 1, x, y), nil, "geometry_extended"},
		{"a curve", blob(0x01, 28425, 8, uint32(0)), nil, "geometry_curve"},
		{"no number", blob(0x01, 28425, 1, nan, y), nil, "finite"},
		{"beyond all numbers", blob(0x01, 28425, 1, math.Inf(1), y), nil, "finite"},
	} {
		records, rules, err := read(t, made(t, run(gravesTable), run("INSERT INTO graves VALUES (7, ?, 'a'), (8, ?, 'b')", c.blob, blob(1, 28425, 1, x, y))), format.Options{})
		if err != nil || len(records) != 2 || len(rules) > 0 {
			t.Errorf("%s: %d records, findings %v, %v", c.name, len(records), rules, err)
			continue
		}
		got := records[0]
		if !reflect.DeepEqual(got.Geometry, c.want) || got.CRS != "EPSG:28425" || got.Key != "graves/7" {
			t.Errorf("%s: %+v", c.name, got)
		}
		if refused := c.rule != ""; refused != got.Refused() || refused && got.Problems[0].Rule != c.rule {
			t.Errorf("%s: findings %v", c.name, got.Problems)
		}
		if records[1].Geometry == nil {
			t.Errorf("%s: the next row is lost as well", c.name)
		}
	}
}

func TestTheReferenceSystemIsWhatTheFileStates(t *testing.T) {
	for _, c := range []struct {
		srs    string
		want   string
		rule   string
		stated string // by the person importing
	}{
		{"28425", "EPSG:28425", "", ""},
		{"4326", "", "", ""},
		{"900001", `PROJCS["own grid"]`, "", ""},
		{"0", "", "crs_missing", ""},
		{"-1", "", "crs_missing", ""},
		{"77", "", "crs_missing", ""},
		{"0", "", "", "EPSG:28425"},
	} {
		file := made(t, run(gravesTable), run("UPDATE gpkg_geometry_columns SET srs_id="+c.srs), run("INSERT INTO graves(name) VALUES ('a')"))
		records, rules, err := read(t, file, format.Options{CRS: c.stated})
		if err != nil || len(records) != 1 || records[0].CRS != c.want || strings.Join(rules, " ") != c.rule {
			t.Errorf("%s: %+v, findings %v, %v", c.srs, records, rules, err)
		}
	}
}

func TestValuesComeAsTheFileHasThem(t *testing.T) {
	file := made(t, run(`CREATE TABLE "Ряды ""А""" (n INTEGER PRIMARY KEY, "да" BOOLEAN, "день" DATE, "когда" DATETIME, число REAL, слова TEXT, байты TEXT, фото BLOB, oid INTEGER)`),
		run("INSERT INTO gpkg_contents(table_name, data_type) VALUES ('Ряды \"А\"', 'attributes')"),
		run(`INSERT INTO "Ряды ""А""" VALUES (-3, 1, '1946-02-11', '1946-02-11T10:00:00.000Z', 1.5, 'Хурмули', ?, ?, 4), (5, 0, 2, NULL, ?, x'd0a5', ?, NULL, NULL), (6, 7, NULL, NULL, NULL, ?, NULL, NULL, NULL)`,
			[]byte{0, 1}, []byte{0xff}, math.Inf(1), []byte{0xff}, "\xd5\xf3"))
	records, rules, err := read(t, file, format.Options{})
	if err != nil || len(records) != 3 || strings.Join(rules, " ") != "column_binary value_binary" {
		t.Fatal(len(records), rules, err)
	}
	for i, want := range [][]data.Value{
		{{Name: "да", Value: true}, {Name: "день", Value: "1946-02-11"}, {Name: "когда", Value: "1946-02-11T10:00:00.000Z"}, {Name: "число", Value: 1.5}, {Name: "слова", Value: "Хурмули"}, {Name: "oid", Value: int64(4)}},
		{{Name: "да", Value: false}, {Name: "день", Value: int64(2)}, {Name: "число", Value: math.Inf(1)}, {Name: "слова", Value: "Х"}},
		{{Name: "да", Value: int64(7)}, {Name: "слова", Value: "\xd5\xf3"}},
	} {
		if !reflect.DeepEqual(records[i].Values, want) {
			t.Errorf("record %d: %v, want %v", i+1, records[i].Values, want)
		}
	}
	if records[0].Key != `Ряды "А"/-3` || records[0].Place != `Ряды "А", row -3` {
		t.Errorf("the first one is called %q, at %q", records[0].Key, records[0].Place)
	}
	if named, _, err := read(t, file, format.Options{Encoding: "windows-1251"}); err != nil || named[2].Values[1].Value != "Ху" {
		t.Errorf("with its encoding named: %v, %v", named, err)
	}
	mapped, _, err := read(t, file, format.Options{Map: map[string]string{"name": "n", "id": "oid"}})
	if err != nil || mapped[0].Values[0] != (data.Value{Name: "n", Value: int64(-3)}) || mapped[0].Key != "" || mapped[1].Key != `Ряды "А"/5` {
		t.Errorf("with the row number mapped: %+v, %v", mapped, err)
	}
}

func TestDescribeListsTheLayers(t *testing.T) {
	file := made(t, run(gravesTable), run("INSERT INTO graves(name) VALUES ('a'), ('b')"),
		run("CREATE TABLE people (fid INTEGER PRIMARY KEY, name TEXT); INSERT INTO gpkg_contents(table_name, data_type) VALUES ('people', 'attributes')"),
		run("CREATE TABLE gpkg_ogr_contents (table_name TEXT, feature_count INTEGER); INSERT INTO gpkg_ogr_contents VALUES ('people', 12)"))
	describe := func(opt format.Options) (format.Description, error) {
		return gpkg.Reader{}.Describe(context.Background(), format.Input{Name: "made.gpkg", ReadSeeker: bytes.NewReader(file)}, opt)
	}
	got, err := describe(format.Options{Collection: data.Plots})
	want := format.Description{Layers: []format.LayerInfo{
		{Name: "graves", Records: 2, Geometry: "Point", CRS: "EPSG:28425", Columns: []string{"fid", "name"}},
		{Name: "people", Records: 12, Columns: []string{"fid", "name"}},
	}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err = describe(format.Options{Collection: data.Plots, Layer: "graves"}); err != nil || got.CRS != "EPSG:28425" || len(got.Layers) != 1 {
		t.Errorf("one layer: %+v, %v", got, err)
	}
	if _, err = describe(format.Options{Layer: "nobody"}); err == nil || !strings.Contains(err.Error(), "graves, people") {
		t.Errorf("a layer that is not there: %v", err)
	}
}

func TestOfOurOwnFilesTheLayerOfTheCollectionIsRead(t *testing.T) {
	var file bytes.Buffer
	err := gpkg.Writer{}.Write(context.Background(), &file, format.Export{Layers: []format.Layer{
		{Collection: data.Sites, Features: formattest.Stream(drawn(data.Sites, "status", 0))},
		{Collection: data.Plots, Features: formattest.Stream(drawn(data.Plots, "occupancy", 0.001))},
	}})
	if err != nil {
		t.Fatal(err)
	}
	records, rules, err := read(t, file.Bytes(), format.Options{Collection: data.Plots})
	if err != nil || len(records) != 4 || records[0].Key != "" || records[0].Values[0] != (data.Value{Name: "id", Value: "plots-0"}) {
		t.Errorf("%+v, %v", records, err)
	}
	if strings.Join(rules, " ") != "layer_other" {
		t.Errorf("findings %v", rules)
	}
	records, _, err = read(t, file.Bytes(), format.Options{Collection: data.Plots, Layer: "sites"})
	if err != nil || len(records) != 10 {
		t.Errorf("the other layer by its name: %d, %v", len(records), err)
	}
}

func TestAGeoPackageIsRecognised(t *testing.T) {
	file := made(t)
	unnamed := bytes.Clone(file)
	clear(unnamed[68:72]) // its application id
	other := bytes.ReplaceAll(unnamed, []byte("gpkg_contents"), []byte("gpkg_elsewise"))
	for _, c := range []struct {
		head []byte
		want bool
	}{{file, true}, {unnamed, true}, {other, false}, {file[:90], false}, {[]byte("SQLite format 3"), false}, {nil, false}} {
		if got := (gpkg.Reader{}).Sniff(c.head); got != c.want {
			t.Errorf("%.20q of %d bytes: %v", c.head, len(c.head), got)
		}
	}
}
