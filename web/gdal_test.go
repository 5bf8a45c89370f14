package web_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"burialmap/web"
)

// gdal finds a program of GDAL. Without it the test is skipped, but on CI it fails.
func gdal(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err == nil {
		return path
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing; install gdal-bin", program)
	}
	t.Skipf("SKIPPED: %s is missing, so nothing is known about GDAL as a client; install gdal-bin", program)
	return ""
}

func run(t *testing.T, program string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, errs.String())
	}
	if errs.Len() > 0 {
		t.Errorf("%s %s complains: %s", program, strings.Join(args, " "), errs.String())
	}
	return out.String()
}

var featureCount = regexp.MustCompile(`Feature Count: (\d+)`)

func countIn(t *testing.T, info string) int {
	t.Helper()
	m := featureCount.FindStringSubmatch(info)
	if m == nil {
		t.Fatalf("no count in %s", info)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestGDALFetchesEveryFeature(t *testing.T) {
	ogr2ogr, ogrinfo := gdal(t, "ogr2ogr"), gdal(t, "ogrinfo")
	const n = 20_000
	server := serve(t, newHandler(t, newStore(t, append(plots(n), ground()[0])...), func(c *web.Config) { c.BaseURL = "" }))

	list := run(t, ogrinfo, "-ro", "-so", "OAPIF:"+server+"/api")
	for _, name := range []string{"cemeteries", "plots", "overlaps", "sites", "sources"} {
		if !strings.Contains(list, name) {
			t.Errorf("GDAL does not see %s in:\n%s", name, list)
		}
	}
	if got := countIn(t, run(t, ogrinfo, "-ro", "-so", "OAPIF:"+server+"/api", "plots")); got != n {
		t.Errorf("GDAL counts %d plots, want %d", got, n)
	}
	copied := filepath.Join(t.TempDir(), "plots.gpkg")
	run(t, ogr2ogr, "-f", "GPKG", copied, "OAPIF:"+server+"/api", "plots")
	if got := countIn(t, run(t, ogrinfo, "-ro", "-so", copied, "plots")); got != n {
		t.Errorf("GDAL fetched %d plots, want %d", got, n)
	}
	ids := run(t, ogrinfo, "-ro", "-q", copied, "-sql", "SELECT COUNT(DISTINCT id) AS ids FROM plots")
	if !strings.Contains(ids, "= "+strconv.Itoa(n)) {
		t.Errorf("the ids are not distinct: %s", ids)
	}
}

func TestGDALFindsPlotsByPlace(t *testing.T) {
	ogrinfo := gdal(t, "ogrinfo")
	server := serve(t, newHandler(t, newStore(t, ground()...), func(c *web.Config) { c.BaseURL = "" }))
	info := run(t, ogrinfo, "-ro", "-so", "OAPIF:"+server+"/api", "plots", "-spat", "130", "47", "132", "49")
	if got := countIn(t, info); got != 2 {
		t.Errorf("GDAL finds %d plots, want 2:\n%s", got, info)
	}
	if !strings.Contains(info, "occupancy: String") || !strings.Contains(info, "WGS 84") {
		t.Errorf("fields or reference system are missing:\n%s", info)
	}
}
