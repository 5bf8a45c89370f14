package main

import (
	"strings"
	"testing"
)

// twoAccounts is a folder with an invented site and cemetery, 1.1 km apart, and a position
// by which the site lies within the cemetery.
func twoAccounts(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "sites.csv", "id,name,burials,lat,lon,accuracy_m\n1,Выдумка,20,48.11,135.1,5\n")
	write(t, dir, "ground.csv", "id,name,use,geometry\n7,Небывалое,civilian,\"POLYGON((135.099 48.099,135.101 48.099,135.101 48.101,135.099 48.101,135.099 48.099))\"\n")
	write(t, dir, "positions.csv", "id,of,lat,lon,accuracy_m,location_method\nby-gps,sites/1,48.1,135.1,5,gps\nlost,sites/9,48.1,135.1,5,gps\n")
	for _, args := range []string{"sites.csv -c sites", "ground.csv -c cemeteries --accuracy 5", "positions.csv -c positions --source survey"} {
		mustRun(t, dir, append([]string{"import"}, strings.Fields(args)...)...)
	}
	return dir
}

func TestAPreferredPositionMovesItsFeatureAndItsOverlaps(t *testing.T) {
	dir := twoAccounts(t)
	text := mustRun(t, dir, "prefer", "positions/by-gps").stdout
	for _, want := range []string{"sites/1 moved by 1112 m to position by-gps\n", "location_method: unknown → gps\n", "geometry: another Point\n", "overlaps: "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	if site := mustRun(t, dir, "export", "sites", "--format", "csv").stdout; !strings.Contains(site, ",135.1,48.1,") {
		t.Errorf("the site is not there:\n%s", site)
	}
	if again := mustRun(t, dir, "prefer", "by-gps").stdout; again != "sites/1 stands at by-gps already; nothing has changed\n" {
		t.Errorf("%q", again)
	}
	if found := mustRun(t, dir, "overlaps").stdout; !strings.Contains(found, " 0 new, 0 updated, ") || !strings.Contains(found, " 0 deleted") {
		t.Errorf("the overlaps were not those of where the site stands:\n%s", found)
	}
}

func TestWhatCameOfAChoiceIsJSONToo(t *testing.T) {
	dir := twoAccounts(t)
	p := decoded[preferred](t, dir, "prefer", "by-gps", "--json")
	if p.Feature != "sites/1" || p.Position != "by-gps" || p.Moved < 1111 || p.Moved > 1113 || p.Revision == 0 || len(p.Version.Fields) == 0 {
		t.Errorf("%+v", p)
	}
	if again := decoded[preferred](t, dir, "prefer", "by-gps", "--json"); again.Revision != 0 || again.Moved != 0 {
		t.Errorf("%+v", again)
	}
}

func TestPositionsThatCannotBeChosenAreSaid(t *testing.T) {
	dir := twoAccounts(t)
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"prefer by-gsp", exitFailed, "near it are by-gps"},
		{"prefer positions/lost", exitFailed, "sites/9, of which this is a position, is not in the database"},
		{"prefer sites/1", exitUsage, "by-gps: ± 5 m, by gps, source survey"},
		{"prefer sites/2", exitUsage, "no positions to choose from"},
		{"history sites/2", exitFailed, "there is no sites/2 in the database, and never was"},
		{"history 1", exitFailed, "there is no plots/1"},
	} {
		r := burialmap(t, dir, strings.Fields(c.args)...)
		if r.code != c.code || !strings.Contains(r.stderr, c.want) || r.stdout != "" {
			t.Errorf("burialmap %s: exit code %d, want %d with %q:\n%s\n%s", c.args, r.code, c.code, c.want, r.stderr, r.stdout)
		}
	}
}

func TestTheHistoryOfAFeatureIsShown(t *testing.T) {
	dir := twoAccounts(t)
	mustRun(t, dir, "prefer", "by-gps")
	write(t, dir, "sites.csv", "id,name,burials,lat,lon,accuracy_m\n1,Выдумка,25,48.11,135.1,5\n")
	mustRun(t, dir, "import", "sites.csv", "-c", "sites")
	text := mustRun(t, dir, "history", "sites/1").stdout
	at := -1
	for _, want := range []string{"burials: 20 → 25", "preferred position", "moved by 1112 m", "import of sites.csv", "recorded for the first time"} {
		next := strings.LastIndex(text, want)
		if next <= at {
			t.Fatalf("%q is missing or out of order:\n%s", want, text)
		}
		at = next
	}
	h := decoded[featureHistory](t, dir, "history", "sites/1", "--json")
	if h.Feature != "sites/1" || len(h.Versions) != 3 || h.Versions[0].Revision < h.Versions[2].Revision {
		t.Errorf("%+v", h)
	}
}

func TestWhatAChoiceWouldComeToIsSaidAndNothingChanges(t *testing.T) {
	dir := twoAccounts(t)
	before := mustRun(t, dir, "export", "sites", "--format", "csv").stdout
	text := mustRun(t, dir, "prefer", "positions/by-gps", "--what-if").stdout
	for _, want := range []string{"sites/1 would move by 1112 m to position by-gps; nothing has been changed\n", "sites/1 and cemeteries/7: probability – → > 99.9 % (no overlap → certain)\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	if after := mustRun(t, dir, "export", "sites", "--format", "csv").stdout; after != before {
		t.Errorf("the sites were\n%sand are\n%s", before, after)
	}
	o := decoded[outlook](t, dir, "prefer", "by-gps", "--what-if", "--json")
	if len(o.Overlaps) != 1 || o.Overlaps[0].Before != nil || *o.Overlaps[0].After.Probability < 0.9 || o.Overlaps[0].Ref == "" {
		t.Errorf("%+v", o)
	}
}
