package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// device is what a GPS device hands back: the plan as it got it, without what it does not
// know, two waypoints that the team took, and where they walked.
func device(t *testing.T, pack string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(filepath.Dir(pack), "plan.gpx"))
	if err != nil {
		t.Fatal(err)
	}
	const taken = `<wpt lat="55.1170" lon="132.2729"><ele>210.4</ele><time>2027-07-05T02:10:00Z</time><name>demo-larch-p2</name><desc>wooden post</desc><sym>Flag, Blue</sym><hdop>1.2</hdop></wpt>
<wpt lat="55.1172" lon="132.2731"><time>2027-07-05T02:20:00Z</time><name>WPT 004</name></wpt>
<trk><name>5 July</name><trkseg><trkpt lat="55.1170" lon="132.2729"><time>2027-07-05T02:00:00Z</time></trkpt><trkpt lat="55.1180" lon="132.2740"><time>2027-07-05T03:00:00Z</time></trkpt></trkseg></trk>
</gpx>`
	text := string(b)
	for {
		from := strings.Index(text, "<extensions>")
		if from < 0 {
			break
		}
		text = text[:from] + text[from+strings.Index(text[from:], "</extensions>")+len("</extensions>"):]
	}
	return strings.Replace(text, "</gpx>", taken, 1)
}

func TestWhatADeviceHandsBackIsObservedAndThePlanIsNot(t *testing.T) {
	dir, pack := carried(t)
	write(t, dir, "device.gpx", device(t, pack))
	r := burialmap(t, dir, "import", "device.gpx", "-c", "observations", "--report", "report.csv")
	report, err := os.ReadFile(filepath.Join(dir, "report.csv"))
	if err != nil || r.code != exitPartial {
		t.Fatalf("exit code %d, %v: %s%s", r.code, err, r.stdout, r.stderr)
	}
	if !strings.Contains(r.stdout, "--set takes_position=true") || strings.Count(string(report), "waypoint_of_plan") == 0 {
		t.Errorf("%s\n%s", r.stdout, report)
	}
	all := mustRun(t, dir, "export", "observations", "--format", "csv", "--filter", "source = 'device'").stdout
	for _, want := range []string{"plots/demo-larch-p2", "wooden post", "2027-07-05T02:10:00Z", "WPT 004", "2027-07-05T02:00:00Z/2027-07-05T03:00:00Z", "LINESTRING"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is missing:\n%s", want, all)
		}
	}
	if n := lines(mustRun(t, dir, "export", "positions", "--format", "csv").stdout); n != 1 {
		t.Errorf("%d lines of positions, though nobody said that these are any", n)
	}
	mustRun(t, dir, "export", "observations", "--format", "csv") // and they can be read
	r = burialmap(t, dir, "import", "device.gpx", "-c", "observations", "--set", "takes_position=true", "--accuracy", "5")
	positions := mustRun(t, dir, "export", "positions", "--format", "csv").stdout
	if lines(positions) != 2 || !strings.Contains(positions, "plots/demo-larch-p2") || !strings.Contains(positions, ",5,gps,") {
		t.Errorf("%s\n%s%s", positions, r.stdout, r.stderr)
	}
}

func TestTablesInThreeLanguagesAreObservations(t *testing.T) {
	dir := t.TempDir()
	mustRun(t, dir, "plan", "demo")
	for name, table := range map[string]string{
		"en": "id,of,position of the feature,observed on,graves counted,lon,lat,accuracy\n1,sites/demo-chapel,yes,2027-07-05,4,132.1234567,55.1234567,3\n",
		"ru": "ид,объект,положение объекта,дата осмотра,число могил,долгота,широта,точность\n1,sites/demo-chapel,да,05.07.2027,4,132.1234567,55.1234567,\"3,0\"\n",
		"ja": "識別子,対象,対象の位置,観察日,墓数,経度,緯度,精度\n1,sites/demo-chapel,はい,2027年7月5日,4,132.1234567,55.1234567,3\n",
	} {
		write(t, dir, name+".csv", table)
		r := mustRun(t, dir, "import", name+".csv", "-c", "observations")
		if !strings.Contains(r.stdout, "1 read, 1 new, 0 updated, 0 unchanged, 0 refused, 0 warnings") || !strings.Contains(r.stdout, "of sites/demo-chapel") {
			t.Errorf("%s: %s%s", name, r.stdout, r.stderr)
		}
	}
	positions := mustRun(t, dir, "export", "positions", "--format", "csv", "--filter", "of = 'sites/demo-chapel'").stdout
	if strings.Count(positions, ",2027-07-05,") != 3 {
		t.Errorf("%s", positions)
	}
	if s := recordOf(t, dir, "sites", "demo-chapel"); orb.Equal(s.Geometry, orb.Point{132.1234567, 55.1234567}) {
		t.Error("the site has moved")
	}
}
