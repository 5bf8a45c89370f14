package gpkg_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/gpkg"
	"burialmap/data/formattest"
)

// graves are four features as somebody might have drawn them, in longitude and latitude.
const graves = `{"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"Название":"Ряд 1, могила 2","Число":3,"дата":"1946-02-11","рядом":true},"geometry":{"type":"Polygon","coordinates":[[[135.07,48.48],[135.0701,48.48],[135.0701,48.4801],[135.07,48.48]]]}},
 {"type":"Feature","properties":{"Название":"第三墓地","Число":null,"дата":"1947-01-01","рядом":false},"geometry":{"type":"Polygon","coordinates":[[[135.08,48.48],[135.0801,48.48],[135.0801,48.4801],[135.08,48.48]]]}},
 {"type":"Feature","properties":{"Название":"не найдено"},"geometry":null}]}`

func TestALayerThatGDALMadeInAnotherSystemIsReadAsItStands(t *testing.T) {
	dir := t.TempDir()
	source, made := filepath.Join(dir, "graves.geojson"), filepath.Join(dir, "graves.gpkg")
	if err := os.WriteFile(source, []byte(graves), 0o600); err != nil {
		t.Fatal(err)
	}
	formattest.Run(t, "", "ogr2ogr", "-f", "GPKG", "-t_srs", "EPSG:32653", "-nln", "могилы", made, source)
	formattest.Run(t, "", "ogr2ogr", "-f", "GPKG", "-update", "-nln", "words", "-nlt", "NONE", made, source)
	file, err := os.ReadFile(made)
	if err != nil {
		t.Fatal(err)
	}
	records, err := formattest.Read(gpkg.Reader{}, "graves.gpkg", file, format.Options{Collection: data.Plots, Layer: "могилы"})
	if err != nil || len(records) != 3 {
		t.Fatal(len(records), err)
	}
	first := records[0]
	if first.CRS != "EPSG:32653" || first.Key != "могилы/1" || first.Layer != "могилы" || first.Number != 1 {
		t.Errorf("%+v", first)
	}
	if b := first.Geometry.Bound(); b.Min[0] < 500_000 || b.Min[0] > 510_000 || b.Min[1] < 5_360_000 || b.Min[1] > 5_380_000 {
		t.Errorf("the first grave lies at %v", b)
	}
	want := []data.Value{{Name: "Название", Value: "Ряд 1, могила 2"}, {Name: "Число", Value: int64(3)}, {Name: "дата", Value: "1946-02-11"}, {Name: "рядом", Value: true}}
	for i, v := range want {
		if i >= len(first.Values) || first.Values[i] != v {
			t.Fatalf("values %v, want %v", first.Values, want)
		}
	}
	if records[2].Geometry != nil || len(records[2].Values) != 1 {
		t.Errorf("the one that was not found: %+v", records[2])
	}
	if all, err := formattest.Read(gpkg.Reader{}, "graves.gpkg", file, format.Options{Collection: data.Plots}); err != nil || len(all) != 6 || all[5].Number != 6 || all[5].Key != "words/3" {
		t.Errorf("both layers: %d records, %v", len(all), err)
	}
}

func TestGDALReadsAnExportAsItWasWritten(t *testing.T) {
	file := exported(t)
	for _, c := range []struct {
		args  []string
		layer string
		want  []string
	}{
		{[]string{"-al", "-so"}, "", []string{
			"Layer name: cemeteries", "Layer name: plots", "Layer name: overlaps", "Layer name: sites", "Layer name: sources",
			"Geometry: Polygon", "Geometry: Unknown (any)", "Geometry: Point", `ID["EPSG",4326]`, "fictional: Integer(Boolean)",
			"Feature Count: 7", "Feature Count: 10", "Extent: (135.070000, 48.478500) - (135.078000, 48.480500)",
		}},
		{[]string{"-spat", "135.0739", "48.4799", "135.0741", "48.4801", "-geom=WKT"}, "sites", []string{"Feature Count: 1", "POINT (135.074 48.48)", "Кладбище № 2 第三墓地"}},
		{[]string{"-where", "occupancy='pow'"}, "plots", []string{"Feature Count: 2", "plots-0", "line"}},
		{[]string{"-mdd", "all"}, "", []string{"region=Хабаровский край", "A plan that was invented for this test", "CC BY 4.0", `"revision":7`}},
		{[]string{"-sql", "SELECT HasSpatialIndex('sites','geom')"}, "", []string{"= 1"}},
	} {
		args := slices.Concat([]string{"-ro"}, c.args, []string{file})
		if c.layer != "" {
			args = append(args, c.layer)
		}
		out := formattest.Run(t, "", "ogrinfo", args...)
		for _, want := range c.want {
			if !strings.Contains(out, want) {
				t.Errorf("ogrinfo %v does not say %q:\n%s", args, want, out)
			}
		}
		if strings.Contains(out, "Warning") || strings.Contains(out, "ERROR") {
			t.Errorf("ogrinfo %v complains:\n%s", args, out)
		}
	}
}
