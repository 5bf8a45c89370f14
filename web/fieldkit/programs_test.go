package fieldkit_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/geojson"
	"burialmap/data/format/gpkg"
	"burialmap/data/format/gpx"
	"burialmap/data/format/kml"
	"burialmap/data/formattest"
)

// says runs a program in the folder and reports what of its words is missing.
func says(t *testing.T, folder string, words []string, program string, args ...string) string {
	t.Helper()
	out := formattest.Run(t, folder, program, args...)
	for _, w := range words {
		if !strings.Contains(out, w) {
			t.Errorf("%s %v does not say %q:\n%s", program, args, w, out)
		}
	}
	if strings.Contains(out, "ERROR") || strings.Contains(out, "Warning") {
		t.Errorf("%s %v complains:\n%s", program, args, out)
	}
	return out
}

func TestGDALReadsEveryFileItKnows(t *testing.T) {
	folder, _ := packed(t, kit(t))
	for _, c := range []struct {
		file  string
		words []string
	}{
		{"plan.gpx", []string{"Layer name: waypoints", "Feature Count: 4", "Layer name: routes", "Feature Count: 2", "Layer name: route_points", "Feature Count: 6"}},
		{"plan.kml", []string{"D1A · 2026-07-10 · Truck", "Not on any day", "Accuracy (95 %)", "Plots"}},
		{"plan.kmz", []string{"D1A · 2026-07-10 · Truck", "Plots"}},
		{"plan.geojson", []string{"Feature Count: 15", "layer: String"}},
		{"field.gpkg", []string{"Layer name: plan_stops", "Layer name: observations", "Geometry: Point", "Layer name: field_plan", "Layer name: plots", "Feature Count: 3", "takes_position: Integer(Boolean)"}},
		{"map.mbtiles", []string{"Layer name: plots", "Layer name: sites", "ZOOM_LEVEL=16", "name=Invented journey (map)"}},
	} {
		says(t, folder, c.words, "ogrinfo", "-ro", "-al", "-so", c.file)
	}
	says(t, folder, []string{"plan (String) = demo-plan", "plan_revision (Integer64) = 3", "data_revision (Integer64) = 1"}, "ogrinfo", "-ro", "field.gpkg", "field_plan")
	says(t, folder, []string{"occupancy (String) = civilian", "POLYGON"}, "ogrinfo", "-ro", "map.mbtiles", "plots", "-where", "occupancy='civilian'")
	says(t, folder, []string{"label (String) = D1A-1 KHURMULI", "accuracy_m (Real) = 40", "fictional (Integer(Boolean)) = 1"}, "ogrinfo", "-ro", "field.gpkg", "plan_stops")
}

func TestGDALFindsNothingWrongWithTheGeoPackage(t *testing.T) {
	folder, _ := packed(t, kit(t))
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.CommandContext(t.Context(), python, "-c", "import osgeo_utils.samples.validate_gpkg").Run() == nil {
			formattest.Run(t, folder, python, "-W", "error", "-m", "osgeo_utils.samples.validate_gpkg", "--extra", "--warning-as-error", "field.gpkg")
			return
		}
	}
	t.Skip("GDAL's validate_gpkg is not here (Debian: python3-gdal): whether the GeoPackage keeps the rules was NOT checked")
}

func TestGPSBabelReadsWaypointsAndRoutes(t *testing.T) {
	folder, _ := packed(t, kit(t))
	says(t, folder, []string{"D1A-1 KHURMULI", "N55 05.400 E132 12.600", "D1A 2026-07-10", "BASE GORNYY", "3 waypoints"}, "gpsbabel", "-w", "-r", "-i", "gpx", "-f", "plan.gpx", "-o", "garmin_txt", "-F", "-")
	says(t, folder, []string{"Flag, Blue", "Residence", "survey 120 min; 2026-07-10 08:41-10:41; possible, 46 %; within 40 m with 95 % probability"}, "gpsbabel", "-w", "-i", "gpx", "-f", "plan.gpx", "-o", "unicsv", "-F", "-")
	says(t, folder, []string{"D2A-1 KLADBISHCHE 2 ELKA B", "132.251000,55.100500"}, "gpsbabel", "-w", "-i", "kml", "-f", "plan.kml", "-o", "kml", "-F", "-")
}

// gpxOrder is the order in which GPX 1.1 has the elements of each type.
var gpxOrder = map[string][]string{
	"gpx":      {"metadata", "wpt", "rte", "trk", "extensions"},
	"metadata": {"name", "desc", "author", "copyright", "link", "time", "keywords", "bounds", "extensions"},
	"wpt": {"ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym", "type", "fix", "sat", "hdop", "vdop", "pdop",
		"ageofdgpsdata", "dgpsid", "extensions"},
	"rte": {"name", "cmt", "desc", "src", "link", "number", "type", "extensions", "rtept"},
}

func TestElementsOfGPXStandInTheOrderOfItsSchema(t *testing.T) {
	gpxOrder["rtept"] = gpxOrder["wpt"]
	d := xml.NewDecoder(bytes.NewReader(unzipped(t, zipped(t, kit(t)))["plan.gpx"]))
	type level struct {
		name string
		last int
	}
	var within []level
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
			if n := len(within); n > 0 {
				if order, ok := gpxOrder[within[n-1].name]; ok {
					at := slices.Index(order, token.Name.Local)
					if at < within[n-1].last {
						t.Errorf("<%s> stands too late, or is none of <%s>", token.Name.Local, within[n-1].name)
					}
					within[n-1].last = at
				}
			}
			within = append(within, level{name: token.Name.Local})
		case xml.EndElement:
			within = within[:len(within)-1]
		}
	}
}

func TestOurOwnReadersTakeTheFilesBack(t *testing.T) {
	files := unzipped(t, zipped(t, kit(t)))
	for _, c := range []struct {
		name   string
		reader format.Reader
		opt    format.Options
		want   int
	}{
		{"plan.kml", kml.Reader{}, format.Options{Collection: data.Sites}, 16},
		{"plan.geojson", geojson.Reader{}, format.Options{Collection: data.Sites}, 15},
		{"field.gpkg", gpkg.Reader{}, format.Options{Collection: data.Plots, Layer: "plots"}, 3},
		{"field.gpkg", gpkg.Reader{}, format.Options{Collection: data.Observations, Layer: "observations"}, 0},
		{"plan.gpx", gpx.Reader{}, format.Options{Collection: data.Sites}, 6},
	} {
		all, err := formattest.Read(c.reader, c.name, files[c.name], c.opt)
		records, _ := formattest.Apart(all)
		if err != nil || len(records) != c.want {
			t.Errorf("%s as %s: %d records, want %d, %v", c.name, c.opt.Collection.Name, len(records), c.want, err)
		}
	}
}

func TestAFeatureOfTheGroundComesBackFromTheGeoPackageAsItWas(t *testing.T) {
	records, err := formattest.Read(gpkg.Reader{}, "field.gpkg", unzipped(t, zipped(t, kit(t)))["field.gpkg"], format.Options{Collection: data.Plots, Layer: "plots"})
	if err != nil || len(records) != 3 {
		t.Fatal(len(records), err)
	}
	got, want := records[0].Geometry, ground()[5].Geometry
	if !orb.Equal(got, want) || !slices.Contains(records[0].Values, data.Value{Name: "id", Value: "p1"}) {
		t.Errorf("%+v is at %v, want %v", records[0].Values, got, want)
	}
}

func TestOnlyTheGroundAroundTheStopsIsCarried(t *testing.T) {
	for name, content := range unzipped(t, zipped(t, kit(t))) {
		if strings.HasSuffix(name, "json") && bytes.Contains(content, []byte("elsewhere")) {
			t.Errorf("%s holds a grave far from every stop", name)
		}
	}
	folder, _ := packed(t, kit(t))
	if out := formattest.Run(t, folder, "ogrinfo", "-ro", "field.gpkg", "plots"); strings.Contains(out, "elsewhere") {
		t.Error("field.gpkg holds a grave far from every stop")
	}
	if _, err := os.Stat(filepath.Join(folder, "photos", "README.txt")); err != nil {
		t.Error(err)
	}
}
