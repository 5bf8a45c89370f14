package gpkg_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// seenLayer is what testdata/draw_layers.py reports of a layer.
type seenLayer struct {
	Name     string
	Geometry string
	Count    int
	CRS      string
	Style    string
	FromFile bool
	Rules    int
	Labels   bool
	Problems []string
	Drawn    int
	Title    string
	Rights   []string
}

func TestQGISDrawsAnExportInItsOwnStyles(t *testing.T) {
	python := pythonOfQGIS(t)
	pictures := t.TempDir()
	if kept := os.Getenv("BURIALMAP_PICTURES"); kept != "" {
		pictures = kept
	}
	cmd := exec.Command(python, filepath.Join("testdata", "draw_layers.py"), exported(t), pictures)
	cmd.Env = append(os.Environ(), "QT_QPA_PLATFORM=offscreen", "HOME="+t.TempDir())
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var layers []seenLayer
	if err := json.Unmarshal(out, &layers); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	want := map[string]seenLayer{ // rules: one a value, what is invented, poor evidence; of each type of geometry
		"cemeteries Polygon": {Count: 4, Rules: 5, Title: "Cemeteries"},
		"plots Polygon":      {Count: 4, Rules: 15, Title: "Plots"},
		"plots LineString":   {Count: 1, Rules: 15, Title: "Plots"},
		"plots Point":        {Count: 1, Rules: 15, Title: "Plots"},
		"overlaps Polygon":   {Count: 5, Rules: 7, Title: "Overlaps"},
		"positions Point":    {Count: 2, Rules: 3, Title: "Positions"},
		"sites Point":        {Count: 10, Rules: 11, Title: "Burial sites"},
		"sources NoGeometry": {Count: 1, Title: "Sources"},

		"restrictions Polygon": {Count: 3, Rules: 8, Title: "Restrictions"},
		"restrictions Point":   {Count: 1, Rules: 8, Title: "Restrictions"},
		"observations Point":   {Count: 3, Rules: 5, Title: "Observations"},
	}
	for _, l := range layers {
		name := l.Name + " " + l.Geometry
		w, ok := want[name]
		delete(want, name)
		if !ok || l.Count != w.Count || l.Rules != w.Rules || l.Title != w.Title || len(l.Problems) > 0 {
			t.Errorf("%s: %+v", name, l)
		}
		if len(l.Rights) != 1 || !strings.Contains(l.Rights[0], "A plan that was invented for this test") {
			t.Errorf("%s: credits %q", name, l.Rights)
		}
		if spatial := w.Rules > 0; l.FromFile != spatial || l.Labels != spatial || spatial && (l.CRS != "EPSG:4326" || l.Drawn < 50) {
			t.Errorf("%s is not drawn as the file says: %+v", name, l)
		}
	}
	if len(want) > 0 {
		t.Errorf("QGIS does not offer %v", want)
	}
}

// pythonOfQGIS is the Python that knows QGIS: that of the system, if the first one on the
// path does not.
func pythonOfQGIS(t *testing.T) string {
	t.Helper()
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import qgis.core").Run() == nil {
			return python
		}
	}
	t.Skip("QGIS is not here (Debian: python3-qgis): whether it loads the styles of an export was NOT checked")
	return ""
}
