package flatgeobuf_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	library "github.com/gogama/flatgeobuf/flatgeobuf"
	"github.com/gogama/flatgeobuf/flatgeobuf/flat"
	"github.com/gogama/flatgeobuf/packedrtree"
	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/flatgeobuf"
	"burialmap/data/formattest"
)

// scattered are small graves of which some are not located.
func scattered(n int) []data.Feature {
	r := rand.New(rand.NewPCG(3, 4))
	list := make([]data.Feature, n)
	for i := range list {
		x, y := 131+r.Float64(), 48+r.Float64()
		list[i] = data.Feature{ID: fmt.Sprintf("plot-%d", i), Collection: "plots", Properties: map[string]any{"name": "Хурмули フルムリ", "burials": int64(i)}}
		if i%10 != 3 {
			list[i].Geometry = orb.Polygon{{{x, y}, {x + 1e-3, y}, {x + 1e-3, y + 1e-3}, {x, y + 1e-3}, {x, y}}}
		}
	}
	return list
}

func TestTheIndexFindsWhatComparingAllFinds(t *testing.T) {
	features := scattered(1000)
	query := orb.Bound{Min: orb.Point{131.2, 48.2}, Max: orb.Point{131.5, 48.4}}
	want := map[string]bool{}
	for _, f := range features {
		if f.Geometry != nil && f.Geometry.Bound().Intersects(query) {
			want[f.ID] = true
		}
	}
	r := library.NewFileReader(bytes.NewReader(write(t, data.Plots, features...)))
	if _, err := r.Header(); err != nil {
		t.Fatal(err)
	}
	found, err := r.IndexSearch(packedrtree.Box{XMin: query.Min[0], YMin: query.Min[1], XMax: query.Max[0], YMax: query.Max[1]})
	if err != nil || len(found) != len(want) || len(want) < 50 {
		t.Fatalf("%d found, want %d, %v", len(found), len(want), err)
	}
	for i := range found {
		b := found[i].PropertiesBytes() // column 0, length, id
		if id := string(b[6 : 6+b[2]]); !want[id] {
			t.Errorf("%s lies elsewhere", id)
		}
	}
}

func TestTheHeaderSaysWhatTheFileIs(t *testing.T) {
	header, err := library.NewFileReader(bytes.NewReader(write(t, data.Plots, scattered(3)...))).Header()
	if err != nil {
		t.Fatal(err)
	}
	var about struct{ Title, Program, Filter string }
	if err := json.Unmarshal(header.Metadata(), &about); err != nil || about.Title != "Plots" || about.Filter != "kind = 'grave'" || about.Program == "" {
		t.Errorf("metadata %s, %v", header.Metadata(), err)
	}
	crs := header.Crs(nil)
	if string(header.Title()) != "Plots" || !strings.Contains(string(header.Description()), "accuracy_m") || string(crs.Org()) != "EPSG" || crs.Code() != 4326 {
		t.Errorf("title %s, description %s, %s:%d", header.Title(), header.Description(), crs.Org(), crs.Code())
	}
	if header.GeometryType() != flat.GeometryTypePolygon || header.FeaturesCount() != 3 || header.EnvelopeLength() != 4 {
		t.Errorf("%v, %d features, %d", header.GeometryType(), header.FeaturesCount(), header.EnvelopeLength())
	}
}

func TestCoordinatesAreNotRounded(t *testing.T) {
	at := orb.Point{131.0000000001234, 48.1234567890123}
	records, _, err := read(write(t, data.Plots, data.Feature{ID: "a", Geometry: at}), plots)
	if err != nil || records[0].Geometry != at {
		t.Errorf("%v, %v", records, err)
	}
}

func TestNothingStaysInTheTemporaryFolder(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	write(t, data.Plots, scattered(10)...)
	broken := func(yield func(data.Feature, error) bool) { yield(data.Feature{}, data.ErrNotFound) }
	_ = flatgeobuf.Writer{}.Write(context.Background(), io.Discard, format.Export{Layers: []format.Layer{{Collection: data.Plots, Features: broken}}})
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
}

func TestGDALReadsWhatIsWritten(t *testing.T) {
	features := scattered(200)
	query := orb.Bound{Min: orb.Point{131.2, 48.2}, Max: orb.Point{131.5, 48.4}}
	near := 0
	for _, f := range features {
		if f.Geometry != nil && f.Geometry.Bound().Intersects(query) {
			near++
		}
	}
	file := filepath.Join(t.TempDir(), "plots.fgb")
	if err := os.WriteFile(file, write(t, data.Plots, features...), 0o600); err != nil {
		t.Fatal(err)
	}
	ask := func(arguments ...string) string {
		out := formattest.Run(t, "", "ogrinfo", append(arguments, "-al", file)...)
		if strings.Contains(out, "ERROR") {
			t.Fatal(out)
		}
		return out
	}
	all := ask()
	if strings.Count(all, "OGRFeature(plots)") != 200 || strings.Count(all, "POLYGON ((") != 180 || strings.Count(all, "name (String) = Хурмули フルムリ") != 200 || !strings.Contains(all, "burials (Integer64) = 199") {
		t.Errorf("GDAL reads %s", all)
	}
	if got := strings.Count(ask("-spat", "131.2", "48.2", "131.5", "48.4"), "OGRFeature(plots)"); got != near {
		t.Errorf("GDAL finds %d in the box, want %d", got, near)
	}
}

// graves makes features one by one, each anew.
func graves(n int) formattest.Features {
	return func(yield func(data.Feature, error) bool) {
		features := scattered(1000)
		for i := range n {
			f := features[i%1000]
			f.ID = fmt.Sprintf("plot-%d", i)
			f.Location = data.Location{Accuracy: 5, Method: "survey", Source: "list", SourceKey: f.ID}
			if !yield(f, nil) {
				return
			}
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	formattest.BenchmarkWrite(b, flatgeobuf.Writer{}, data.Plots, graves)
}

func BenchmarkRead(b *testing.B) {
	formattest.BenchmarkRead(b, flatgeobuf.Reader{}, flatgeobuf.Writer{}, data.Plots, graves)
}

func TestFeaturesKeepTheirValuesInAnyOrder(t *testing.T) {
	records, rules, err := read(write(t, data.Plots, scattered(50)...), plots)
	if err != nil || len(records) != 50 || len(rules) > 0 {
		t.Fatal(records, rules, err)
	}
	for _, r := range records {
		id, burials := "", int64(-1)
		for _, v := range r.Values {
			switch v.Name {
			case "id":
				id, _ = v.Value.(string)
			case "burials":
				burials, _ = v.Value.(int64)
			}
		}
		if id != fmt.Sprintf("plot-%d", burials) || (r.Geometry == nil) != (burials%10 == 3) {
			t.Errorf("got %v", r)
		}
	}
	if complaint := formattest.Survive(flatgeobuf.Reader{}, write(t, data.Plots, scattered(50)...), data.Plots); complaint != "" {
		t.Error(complaint)
	}
}
