package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// graves are two invented plots that filters tell apart, and one that is not located.
const graves = `{"type":"FeatureCollection","features":[
{"type":"Feature","id":"north","properties":{"name":"Ряд 1","kind":"row","occupancy":"pow","burials":12,"period":"1945/1947","fictional":true},
 "geometry":{"type":"Polygon","coordinates":[[[135,48.01],[135.001,48.01],[135.001,48.011],[135,48.011],[135,48.01]]]}},
{"type":"Feature","id":"south","properties":{"name":"Могила 2","kind":"grave","occupancy":"civilian","burials":1,"period":"1961","fictional":true},
 "geometry":{"type":"Polygon","coordinates":[[[135,48],[135.001,48],[135.001,48.001],[135,48.001],[135,48]]]}},
{"type":"Feature","id":"somewhere","properties":{"name":"Участок","occupancy":"pow","fictional":true},"geometry":null}]}`

func TestAnExportHoldsWhatTheFilterIsTrueOf(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "graves.geojson", graves)
	mustRun(t, dir, "import", "graves.geojson", "-c", "plots", "--format", "geojson")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--filter", "occupancy = 'pow'"}, "north somewhere"},
		{[]string{"--filter", `{"op":">","args":[{"property":"burials"},5]}`}, "north"},
		{[]string{"--filter", "NOT (burials > 5)"}, "south"},
		{[]string{"--filter", "CASEI(name) LIKE CASEI('МОГИЛА%')"}, "south"},
		{[]string{"--filter", "geometry IS NULL"}, "somewhere"},
		{[]string{"--filter", "T_INTERSECTS(period, INTERVAL('1946-01-01', '1950-12-31'))"}, "north"},
		{[]string{"--filter", "S_INTERSECTS(geometry, BBOX(-180, -90, 180, 90))"}, "north south"},
		{[]string{"--filter", "distance(geometry, POINT(135.0005 48.0005)) < 100"}, "south"},
		{[]string{"--filter", "burials > 0", "--where", "kind=row"}, "north"},
		{[]string{"--filter", "burials > 0", "--bbox", "134,47,136,48.005"}, "south"},
		{[]string{"--filter", "occupancy = 'pow'", "--words", "somewhere"}, "somewhere"},
		{[]string{"--filter", "FALSE"}, ""},
	} {
		rows := strings.Split(strings.TrimSpace(mustRun(t, dir, append([]string{"export", "plots", "--format", "csv"}, c.args...)...).stdout), "\n")
		var ids []string
		for _, row := range rows[1:] {
			id, _, _ := strings.Cut(row, ",")
			ids = append(ids, id)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%v holds %q, want %q", c.args, got, c.want)
		}
	}
	mustRun(t, dir, "export", "plots", "--format", "csv", "-o", "pow.csv", "--filter", "occupancy = 'pow'")
	readme, err := os.ReadFile(filepath.Join(dir, "pow.csv.README.txt"))
	if err != nil || !strings.Contains(string(readme), "filter=occupancy = 'pow'") {
		t.Errorf("the file beside the export does not say the filter:\n%s", readme)
	}
}

func TestAFilterThatCannotBeAskedIsAMistakeInTheArguments(t *testing.T) {
	dir := newcomer(t)
	before := listing(t, dir)
	for _, c := range []struct{ collection, filter, want string }{
		{"plots", "burials >", "--filter: at character 10: expected a property or a value"},
		{"plots", "graves > 1", "plots have no property \"graves\""},
		{"plots", "burials = 'many'", "write numbers without quotes"},
		{"all", "burials > 1", "restrictions have no property"},
		{"plots", `{"op":">"}`, "--filter: the filter: expected"},
	} {
		r := burialmap(t, dir, "export", c.collection, "--format", "gpkg", "--filter", c.filter, "-o", "out")
		if r.code != exitUsage || !strings.Contains(r.stderr, c.want) || r.stdout != "" {
			t.Errorf("%s: exit code %d, want %d with %q on standard error alone:\n%s", c.filter, r.code, exitUsage, c.want, r.stderr)
		}
	}
	if after := listing(t, dir); after != before {
		t.Errorf("left behind:\n%s\nbefore:\n%s", after, before)
	}
}
