package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/maptile"
)

// documentedSites is the table of documented sites as it was collected, before anybody
// worked it into the sample: the test of a spreadsheet that was not made for us.
const documentedSites = "testdata/documented_sites.csv"

func TestWithoutADatabaseServeShowsTheSampleAndItsOverlaps(t *testing.T) {
	s := serve(t, t.TempDir())
	documented := 0
	for _, f := range s.page(t, "/api/collections/sites/items?limit=100").Features {
		if f.Properties["fictional"] != true {
			documented++
		}
	}
	if documented != 35 {
		t.Errorf("%d documented sites, want 35", documented)
	}
	overlaps := s.page(t, "/api/collections/overlaps/items?limit=1000")
	if overlaps.NumberMatched == 0 {
		t.Fatal("the demonstration cemetery has no overlaps")
	}
	relations := map[any]int{}
	for _, f := range overlaps.Features {
		relations[f.Properties["relation"]]++
		if f.Properties["fictional"] != true {
			t.Errorf("overlap %s of invented plots is not marked as invented", f.ID)
		}
		if assessed := f.Properties["class"] != "not_assessed"; assessed != (f.Properties["probability"] != nil) {
			t.Errorf("overlap %s claims more or less than is known: %v", f.ID, f.Properties)
		}
	}
	for _, r := range []string{"disjoint", "touches", "overlaps", "within", "contains", "equals"} {
		if relations[r] == 0 {
			t.Errorf("the demonstration shows no overlap that %s; it has %v", r, relations)
		}
	}
	if page := string(s.get(t, "/", http.StatusOK)); !strings.Contains(page, "<script") {
		t.Errorf("the map is not there:\n%.300s", page)
	}
	s.get(t, "/readyz", http.StatusOK)
}

func TestARealExtractGivesItsCemeteriesToTheAPIAndTheTiles(t *testing.T) {
	extract := delaware(t)
	dir := t.TempDir()
	first := mustRun(t, dir, "import", extract)
	s := serve(t, dir)
	p := s.page(t, "/api/collections/cemeteries/items?limit=1000")
	if p.NumberMatched != 118 || p.NumberReturned != p.NumberMatched {
		t.Errorf("%d of %d cemeteries returned, want all 118\n%s", p.NumberReturned, p.NumberMatched, first.stdout)
	}
	kinds := map[string]int{}
	for _, f := range p.Features {
		kind, _, _ := strings.Cut(fmt.Sprint(f.Properties["source_key"]), "/")
		kinds[kind]++
		if f.Properties["accuracy_m"] != 5.0 || f.Properties["location_method"] != "osm" {
			t.Fatalf("%s does not say how surely it is known: %v", f.ID, f.Properties)
		}
	}
	t.Logf("cemeteries by kind of OSM object: %v", kinds)
	// 88 ways landuse=cemetery and 21 amenity=grave_yard, of which one is both; 5 nodes of
	// each. The extract's relations hold no burial ground.
	if kinds["way"] != 108 || kinds["node"] != 10 {
		t.Errorf("cemeteries by kind of OSM object: %v, want 108 ways and 10 nodes", kinds)
	}
	if n := featuresInTile(t, s, maptile.At(orb.Point{-75.5, 39.15}, 8), "cemeteries"); n == 0 {
		t.Error("no cemetery in the tile of Delaware")
	}
	again := mustRun(t, dir, "import", extract)
	if !strings.Contains(again.stdout, " 0 new") || !strings.Contains(again.stdout, " 0 updated") {
		t.Errorf("the same file again is not without effect:\n%s", again.stdout)
	}
}

func TestATableOfDocumentedSitesIsKeptWhole(t *testing.T) {
	table, err := filepath.Abs(documentedSites)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	r := burialmap(t, dir, "import", table, "--collection", "sites", "--report", "problems.csv")
	if r.code != exitDone {
		t.Fatalf("exit code %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	s := serve(t, dir)
	p := s.page(t, "/api/collections/sites/items?limit=100")
	located := 0
	for _, f := range p.Features {
		if f.Geometry != nil {
			located++
		}
	}
	if p.NumberMatched != 35 || located != 21 {
		t.Errorf("%d sites of which %d located, want 35 and 21", p.NumberMatched, located)
	}
	for _, f := range p.Features {
		if f.ID == "kharagun" {
			kept, _ := f.Properties["extra"].(map[string]any)
			if kept["burials"] != "500+ (515 Bn: 221)" || f.Properties["burials"] != nil {
				t.Errorf("words in a number column are not kept as words: %v", f.Properties)
			}
		}
	}
}

func TestGDALFetchesEveryFeatureOfALargeCollection(t *testing.T) {
	ogr2ogr := needTool(t, "ogr2ogr", "install gdal-bin")
	dir := t.TempDir()
	mustRun(t, dir, "sample", "--plots", "20000", "--cemeteries", "20", "-o", "plots.geojsonl")
	mustRun(t, dir, "import", "plots.geojsonl", "--collection", "plots")
	s := serve(t, dir)
	copied := filepath.Join(dir, "copy.geojsonl")
	out, err := exec.Command(ogr2ogr, "-f", "GeoJSONSeq", copied, "OAPIF:"+s.url+"/api", "plots").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), "\n"); n != 20000 {
		t.Errorf("ogr2ogr fetched %d of 20000 features", n)
	}
}

func TestAnImportWhileTheServerRunsShowsAtOnce(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir)
	before := s.page(t, "/api/collections/plots/items?limit=1").NumberMatched
	mustRun(t, dir, "sample", "--plots", "100", "--cemeteries", "1", "-o", "plots.geojsonl")
	mustRun(t, dir, "import", "plots.geojsonl", "--collection", "plots")
	if after := s.page(t, "/api/collections/plots/items?limit=1").NumberMatched; after != before+100 {
		t.Errorf("the running server has %d plots, want %d", after, before+100)
	}
}

func TestBadFilesLeaveTheDatabaseAsItWas(t *testing.T) {
	dir := t.TempDir()
	mustRun(t, dir, "sample", "--plots", "10", "--cemeteries", "1", "-o", "plots.geojsonl")
	mustRun(t, dir, "import", "plots.geojsonl", "--collection", "plots")
	whole, err := os.ReadFile(filepath.Join(dir, "plots.geojsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"empty.geojson":     "",
		"truncated.geojson": `{"type":"FeatureCollection","features":[` + strings.TrimSpace(strings.ReplaceAll(string(whole), "\n", ",\n"))[:2000],
		"letter.csv":        "Dear colleagues,\nplease find attached nothing.\n",
		"noise.osm.pbf":     "\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x7c rubbish",
		"picture.geojson":   "\x89PNG\r\n\x1a\n0000",
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			r := burialmap(t, dir, "import", name, "--collection", "plots")
			if r.code != exitFailed {
				t.Errorf("exit code %d, want %d\n%s%s", r.code, exitFailed, r.stdout, r.stderr)
			}
			if !strings.Contains(r.stderr, name) || strings.Contains(r.stderr, "goroutine") {
				t.Errorf("the message does not name the file or is no message:\n%s", r.stderr)
			}
		})
	}
	s := serve(t, dir)
	if n := s.page(t, "/api/collections/plots/items?limit=1").NumberMatched; n != 10 {
		t.Errorf("%d plots after the bad imports, want the 10 from before", n)
	}
	var history struct{ Changes []struct{ Author string } }
	if err := json.Unmarshal(s.get(t, "/api/changes", http.StatusOK), &history); err != nil {
		t.Fatal(err)
	}
	imports := 0
	for _, c := range history.Changes {
		if c.Author == "import" {
			imports++
		}
	}
	if imports != 1 {
		t.Errorf("%d imports in the history, want 1: %+v", imports, history)
	}
}

func TestWrongUsageSaysWhatToDo(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"", exitUsage, "expected one of"},
		{"fly", exitUsage, "fly"},
		{"export plots", exitFailed, "there is no database"},
		{"export graves", exitUsage, "restrictions, cemeteries, plots, overlaps, positions, observations, sites, sources"},
		{"export plots --format pdf", exitUsage, "geojson"},
		{"export plots --bbox 1,2,3", exitUsage, "four or six decimal numbers"},
		{"import", exitUsage, "<file>"},
		{"import nothing.csv --collection plots", exitFailed, "nothing.csv"},
		{"overlaps", exitFailed, "there is no database"},
		{"serve --listen nonsense", exitFailed, "nonsense"},
	} {
		r := burialmap(t, dir, strings.Fields(c.args)...)
		if r.code != c.code || !strings.Contains(r.stderr, c.want) {
			t.Errorf("burialmap %s: exit code %d, want %d with %q:\n%s", c.args, r.code, c.code, c.want, r.stderr)
		}
	}
}

// delaware is the path of a real OpenStreetMap extract that comes with a library we use.
func delaware(t *testing.T) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	dir, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/paulmach/osm").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(dir)), "testdata", "delaware-latest.osm.pbf")
}

func featuresInTile(t *testing.T, s *server, tile maptile.Tile, layer string) int {
	t.Helper()
	body := s.get(t, fmt.Sprintf("/tiles/%d/%d/%d.mvt", tile.Z, tile.X, tile.Y), http.StatusOK)
	layers, err := mvt.Unmarshal(body)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range layers {
		if l.Name == layer {
			return len(l.Features)
		}
	}
	return 0
}
