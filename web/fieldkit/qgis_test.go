package fieldkit_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// opened is what testdata/open_project.py says of a project.
type opened struct {
	Read       bool
	Title, CRS string
	Layers     map[string]struct {
		Valid    bool
		ReadOnly bool `json:"read_only"`
		Count    int
		CRS      string
		Geometry string
		Renderer string
		Title    string
	}
	Fields      map[string]struct{ Widget, Alias string }
	Pages       []string
	Choices     []map[string]string
	Relations   map[string]bool
	Plan        string
	Observation struct {
		Started, Added, Committed bool
		Errors                    []string
		Values                    map[string]any
	}
	Themes map[string]picture
	Site   picture
}

type picture struct {
	Drawn  int
	Errors []string
}

func openedByQGIS(t *testing.T, folder string) opened {
	t.Helper()
	pictures := t.TempDir()
	if kept := os.Getenv("BURIALMAP_PICTURES"); kept != "" {
		pictures = kept
	}
	cmd := exec.CommandContext(t.Context(), pythonOfQGIS(t), filepath.Join("testdata", "open_project.py"), folder, pictures, "132.2104", "55.0901")
	cmd.Env = append(os.Environ(), "QT_QPA_PLATFORM=offscreen", "HOME="+t.TempDir())
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var seen opened
	if err := json.Unmarshal(out, &seen); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	return seen
}

func TestQGISOpensTheProject(t *testing.T) {
	folder, _ := packed(t, kit(t))
	seen := openedByQGIS(t, folder) // takes seconds: once for both
	t.Run("with every layer", func(t *testing.T) { hasEveryLayer(t, seen) })
	t.Run("and an observation that is filled in says what it is of", func(t *testing.T) { saysWhatItIsOf(t, seen) })
}

func hasEveryLayer(t *testing.T, seen opened) {
	t.Helper()
	if !seen.Read || seen.Title != "Invented journey" || seen.CRS != "EPSG:3857" || seen.Plan != "demo-plan" || !seen.Relations["stop_observations"] {
		t.Errorf("%+v", seen)
	}
	for id, count := range map[string]int{
		"observations_point": 0, "plan_stops_point": 3, "plan_places_point": 2, "plan_routes_line": 2, "sites_point": 1, "sites_polygon": 1,
		"plots_point": 1, "plots_polygon": 2, "overlaps_polygon": 1, "cemeteries_polygon": 1, "field_targets_table": 7, "field_plan_table": 1, "sources_table": 1,
	} {
		l, ok := seen.Layers[id]
		if !ok || !l.Valid || l.Count != count || l.ReadOnly == (id == "observations_point") {
			t.Errorf("%s: %+v, %v", id, l, ok)
		}
	}
	for theme, p := range seen.Themes {
		if p.Drawn < 2000 || len(p.Errors) > 0 {
			t.Errorf("theme %s: %+v", theme, p)
		}
	}
	if len(seen.Themes) != 3 || seen.Site.Drawn < 20_000 {
		t.Errorf("themes %+v, the site %+v", seen.Themes, seen.Site)
	}
}

func TestTheFormAsksInTheLanguageOfTheTeam(t *testing.T) {
	k := kit(t)
	k.Languages = []string{"ja"}
	folder, _ := packed(t, k)
	seen := openedByQGIS(t, folder)
	for field, want := range map[string][2]string{
		"of": {"ValueRelation", "観察の対象"}, "photos": {"ExternalResource", "写真"}, "outcome": {"ValueMap", "結果"}, "graves": {"Range", "数えた墓の数"},
		"observed": {"DateTime", "日付"}, "takes_position": {"CheckBox", "観察者の位置ではなく、墓そのものの位置"}, "source_key": {"Hidden", "source key"},
	} {
		if got := seen.Fields[field]; got.Widget != want[0] || got.Alias != want[1] {
			t.Errorf("%s: %+v", field, got)
		}
	}
	if !slices.Equal(seen.Pages, []string{"見たもの", "位置", "数と計測", "いつ、誰が"}) || len(seen.Choices) != 3 || seen.Choices[0]["埋葬またはその跡が見られた"] != "seen" {
		t.Errorf("pages %v, choices %v", seen.Pages, seen.Choices)
	}
}

func saysWhatItIsOf(t *testing.T, seen opened) {
	t.Helper()
	o := seen.Observation
	if !o.Started || !o.Added || !o.Committed {
		t.Fatalf("%+v", o)
	}
	for field, want := range map[string]any{
		"of": "sites/s1", "plan": "demo-plan", "task": "survey", "takes_position": false, "location_method": "unknown", "fictional": true, "accuracy_m": nil, "outcome": nil,
	} {
		if o.Values[field] != want {
			t.Errorf("%s is %v, want %v", field, o.Values[field], want)
		}
	}
	if id, _ := o.Values["id"].(string); len(id) != 36 {
		t.Errorf("id %q", id)
	}
}

// pythonOfQGIS is the Python that knows QGIS: that of the system, if the first one on the
// path does not.
func pythonOfQGIS(t *testing.T) string {
	t.Helper()
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.CommandContext(t.Context(), python, "-c", "import qgis.core").Run() == nil {
			return python
		}
	}
	t.Skip("QGIS is not here (Debian: python3-qgis): whether it opens the project was NOT checked")
	return ""
}
