package shapefile_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	shp "github.com/jonas-p/go-shp"
	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/shapefile"
	"burialmap/data/formattest"
)

func write(t testing.TB, c data.Collection, features ...data.Feature) []byte {
	t.Helper()
	var file bytes.Buffer
	err := shapefile.Writer{}.Write(context.Background(), &file, format.Export{
		Layers: []format.Layer{{Collection: c, Features: formattest.Stream(features)}},
		About:  format.About{Title: "Plots", Date: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), Filter: "kind = 'grave'"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// unpacked are the files of an archive by name.
func unpacked(t *testing.T, file []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, entry := range z.File {
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[entry.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// everyKind has one feature of each kind of geometry.
func everyKind() []data.Feature {
	outline := orb.Ring{{131, 48}, {131.3, 48}, {131.3, 48.3}, {131, 48.3}, {131, 48}}
	hole := orb.Ring{{131.1, 48.1}, {131.1, 48.2}, {131.2, 48.2}, {131.1, 48.1}}
	var list []data.Feature
	for id, g := range map[string]orb.Geometry{
		"point": orb.Point{131, 48}, "multipoint": orb.MultiPoint{{131, 48}, {132, 48}}, "line": orb.LineString{{131, 48}, {132, 49}},
		"lines": orb.MultiLineString{{{131, 48}, {132, 49}}, {{133, 48}, {134, 49}}}, "polygon": orb.Polygon{outline, hole},
		"polygons": orb.MultiPolygon{{{{141, 48}, {142, 48}, {142, 49}, {141, 48}}}, {outline, hole}}, "nowhere": nil,
	} {
		list = append(list, data.Feature{ID: id, Collection: "plots", Geometry: g, Properties: map[string]any{"name": "Хурмули フルムリ", "burials": int64(12)},
			Location: data.Location{Accuracy: 2.5, Text: "4 км к СЗ от Джатвы", Fictional: true}})
	}
	return list
}

func TestACollectionIsALayerForEachKindOfGeometry(t *testing.T) {
	files := unpacked(t, write(t, data.Plots, everyKind()...))
	var want []string
	for _, layer := range []string{"points", "multipoints", "lines", "polygons"} {
		for _, ext := range []string{"cpg", "dbf", "prj", "shp", "shx"} {
			want = append(want, "plots_"+layer+"."+ext)
		}
	}
	want = append(want, "plots_not_located.dbf", "plots_not_located.cpg", "README.txt", "fields.csv")
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if readme := string(files["README.txt"]); !strings.Contains(readme, "kind = 'grave'") || !strings.Contains(readme, "accuracy_m") || !strings.Contains(readme, "fields.csv") {
		t.Errorf("the README says %s", readme)
	}
	if list := string(files["fields.csv"]); !strings.Contains(list, "plots_points,location_t,location_text\n") {
		t.Errorf("the list of fields is %s", list)
	}
}

func TestWhatDoesNotFitIntoATableComesBackWhole(t *testing.T) {
	long := strings.Repeat("Хурмули, лагерное отделение. ", 40)
	want := []data.Feature{
		{ID: "a", Geometry: orb.Point{131, 48}, Properties: map[string]any{"name": strings.TrimSpace(long)}, Extra: map[string]string{"remark": long + "." + long}},
		{ID: "b", Geometry: orb.Point{132, 48}, Properties: map[string]any{"name": "short"}},
		{ID: "c", Geometry: orb.Point{133, 48}, Properties: map[string]any{"name": "two\r\nlines" + long + "."}},
	}
	file := write(t, data.Plots, want...)
	all, err := formattest.Read(shapefile.Reader{}, "g.zip", file, plots)
	records, rules := formattest.Apart(all)
	if err != nil || len(records) != 3 || len(rules) > 0 {
		t.Fatal(records, rules, err)
	}
	mapping, err := data.NewMapping(data.Plots, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range records {
		f, problems := data.Rules{Collection: data.Plots, Mapping: mapping}.Assemble(r)
		if f.ID != want[i].ID || f.Text("name") != want[i].Text("name") || !maps.Equal(f.Extra, want[i].Extra) || len(problems) > 0 {
			t.Errorf("row %d: %v, %v", i+1, f, problems)
		}
	}
	if table := unpacked(t, file)["plots_points.dbf"]; bytes.Contains(table, []byte("\ufffd")) || !bytes.Contains(table, []byte("отделение")) {
		t.Error("the table holds no text cut between letters")
	}
}

func TestNamesOfFieldsAreUniqueInTenLetters(t *testing.T) {
	for _, c := range data.Collections {
		seen := map[string]bool{}
		for line := range strings.Lines(string(unpacked(t, write(t, c))["fields.csv"])) {
			name := strings.Split(line, ",")[1]
			if seen[strings.ToLower(name)] || len(name) > 10 {
				t.Errorf("%s: %s", c.Name, line)
			}
			seen[strings.ToLower(name)] = true
		}
		if len(seen) < len(c.Fields) {
			t.Errorf("%s: %d names for %d fields", c.Name, len(seen), len(c.Fields))
		}
	}
}

func TestNamesThatAnotherProgramCutToTenLettersAreKnown(t *testing.T) {
	table := dbf(0, []field{{"location_t", 'C', 20}, {"location_m", 'C', 10}, {"location", 'C', 2}, {"accuracy_m", 'N', 5}}, []string{" ", "by the river", "gps", "x", "5"})
	records, _, err := read(t, layerOf(table, 1, pointShape(131, 48)), plots)
	if err != nil || fmt.Sprint(records[0].Values) != "[{location_text by the river} {location_method gps} {location x} {accuracy_m 5}]" {
		t.Errorf("%v, %v", records, err)
	}
}

func TestGoShpReadsWhatIsWritten(t *testing.T) {
	folder := t.TempDir()
	for name, content := range unpacked(t, write(t, data.Plots, everyKind()...)) {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := shp.Open(filepath.Join(folder, "plots_polygons.shp"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	points := map[string]int{}
	for r.Next() {
		n, shape := r.Shape()
		polygon, ok := shape.(*shp.Polygon)
		if !ok {
			t.Fatalf("a %T", shape)
		}
		points[r.ReadAttribute(n, 0)] = len(polygon.Points)
		if first := polygon.Points[:5]; polygon.NumParts == 2 && area(first) > 0 {
			t.Errorf("the outline %v runs counterclockwise", first)
		}
		if r.ReadAttribute(n, 1) != "Хурмули フルムリ" {
			t.Errorf("the name is %q", r.ReadAttribute(n, 1))
		}
	}
	if points["polygon"] != 9 || points["polygons"] != 13 || r.BBox() != (shp.Box{MinX: 131, MinY: 48, MaxX: 142, MaxY: 49}) {
		t.Errorf("points %v in %v", points, r.BBox())
	}
}

func area(ps []shp.Point) float64 {
	var sum float64
	for i := 1; i < len(ps); i++ {
		sum += ps[i-1].X*ps[i].Y - ps[i].X*ps[i-1].Y
	}
	return sum
}

func TestGDALReadsWhatIsWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plots.zip")
	if err := os.WriteFile(file, write(t, data.Plots, everyKind()...), 0o600); err != nil {
		t.Fatal(err)
	}
	for layer, want := range map[string][]string{
		"plots_points":      {"Feature Count: 1", "POINT (131 48)"},
		"plots_multipoints": {"Feature Count: 1", "MULTIPOINT ((131 48),(132 48))"},
		"plots_lines":       {"Feature Count: 2", "LINESTRING (131 48,132 49)", "MULTILINESTRING ((131 48,132 49),(133 48,134 49))"},
		"plots_polygons": {"Feature Count: 2", "  POLYGON ((131 48,131.0 48.3,131.3 48.3,131.3 48.0,131 48),(131.1 48.1,131.2 48.2,131.1 48.2,131.1 48.1))",
			"MULTIPOLYGON (((141 48,142 49,142 48,141 48)),((131 48,"},
		"plots_not_located": {"Feature Count: 1", "id (String) = nowhere"},
	} {
		out := formattest.Run(t, "", "ogrinfo", "-al", "/vsizip/"+file, layer)
		if strings.Contains(out, "ERROR") || strings.Contains(out, "Warning") {
			t.Fatalf("%s: %s", layer, out)
		}
		want = append(want, "name (String) = Хурмули フルムリ", "location_t (String) = 4 км к СЗ от Джатвы", "burials (Integer) = 12", "accuracy_m (Real) = 2.5")
		if layer != "plots_not_located" {
			want = append(want, `ID["EPSG",4326]`)
		}
		for _, text := range want {
			if !strings.Contains(strings.ReplaceAll(out, "131.0 48.0", "131 48"), text) {
				t.Errorf("%s: GDAL reads\n%s\nwithout %q", layer, out, text)
			}
		}
	}
}

func TestNothingStaysInTheTemporaryFolder(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	write(t, data.Plots, everyKind()...)
	broken := func(yield func(data.Feature, error) bool) {
		_ = yield(everyKind()[0], nil) && yield(data.Feature{}, data.ErrNotFound)
	}
	_ = shapefile.Writer{}.Write(context.Background(), io.Discard, format.Export{Layers: []format.Layer{{Collection: data.Plots, Features: broken}}})
	files := layerOf(names(" a", " b", " c"), 1, pointShape(1, 1), pointShape(2, 2), pointShape(3, 3))
	swap := files["graves.shx"]
	copy(swap[100:], append(slices.Clone(swap[108:116]), swap[100:108]...))
	if _, _, err := read(t, files, plots); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
}

// graves makes features one by one.
func graves(n int) formattest.Features {
	return func(yield func(data.Feature, error) bool) {
		for i := range n {
			x, y := 131+float64(i%1000)/1e4, 48+float64(i/1000)/1e4
			f := data.Feature{ID: fmt.Sprintf("plot-%d", i), Collection: "plots", Geometry: orb.Polygon{{{x, y}, {x + 1e-5, y}, {x + 1e-5, y + 1e-5}, {x, y + 1e-5}, {x, y}}},
				Properties: map[string]any{"name": "Хурмули フルムリ", "burials": int64(i)}, Location: data.Location{Accuracy: 5, Method: "survey", Source: "list"}}
			if !yield(f, nil) {
				return
			}
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	formattest.BenchmarkWrite(b, shapefile.Writer{}, data.Plots, graves)
}

func BenchmarkRead(b *testing.B) {
	formattest.BenchmarkRead(b, shapefile.Reader{}, shapefile.Writer{}, data.Plots, graves)
}
