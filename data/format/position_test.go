package format_test

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// placed is the record of a table of one row, its cells parted by |.
func placed(t *testing.T, header, row, crs string) data.Record {
	t.Helper()
	table, err := format.NewTable(strings.Split(header, "|"), format.Options{Collection: data.Sites, CRS: crs})
	if err != nil {
		t.Fatalf("%s: %v", header, err)
	}
	return table.Record(strings.Split(row, "|"))
}

func TestPositionsOfOneCell(t *testing.T) {
	khabarovsk := orb.Point{135.0719444, 48.4825}
	for _, c := range []struct {
		header, text string
		want         orb.Geometry
		rule         string
	}{
		{"coordinates", "48.4825, 135.0719444", khabarovsk, ""},
		{"координаты", "48,4825; 135,0719444", khabarovsk, ""},
		{"Координаты", "48,4825, 135,0719444", khabarovsk, ""},
		{"координаты", "48,4825 135,0719444", khabarovsk, ""},
		{"coordinates", "135.0719444,48.4825", khabarovsk, ""},
		{"coordinates", "48°28′57″N 135°04′19″E", khabarovsk, ""},
		{"coordinates", "135°04′19″E 48°28′57″N", khabarovsk, ""},
		{"coordinates", "N48 28 57 E135 04 19", khabarovsk, ""},
		{"coordinates", "48 28 57 135 04 19", khabarovsk, ""},
		{"координаты", "48°28'57\" с.ш., 135°04'19\" в.д.", khabarovsk, ""},
		{"座標", "北緯48度28分57秒東経135度4分19秒", khabarovsk, ""},
		{"座標", "48度28分57秒、135度4分19秒", khabarovsk, ""},
		{"coordinates", "POINT (135.0719444 48.4825)", khabarovsk, ""},
		{"lat/lon", "50.123, 30.456", orb.Point{30.456, 50.123}, ""},
		{"долгота, широта", "50.123; 30.456", orb.Point{50.123, 30.456}, ""},
		{"経度・緯度", "50.123 30.456", orb.Point{50.123, 30.456}, ""},
		{"coordinates", "50.123, 30.456", nil, "axes_ambiguous"},
		{"lat/lon", "135.0719, 48.4825", nil, "axes_swapped"},
		{"coordinates", "48°N 49°N", nil, "position_words"},
		{"coordinates", "48,135", nil, "position_words"},
		{"coordinates", "near the station", nil, "position_words"},
		{"coordinates", "48.1 135.2 17", nil, "position_words"},
		{"coordinates", "NaN, NaN", nil, "position_words"},
	} {
		r := placed(t, "name|"+c.header, "a|"+c.text, "")
		if !near(r.Geometry, c.want, 1e-6) {
			t.Errorf("%s %q is at %v, want %v", c.header, c.text, r.Geometry, c.want)
		}
		checkRule(t, c.text, r, c.rule)
		if kept := len(r.Values) == 2; kept != (c.want == nil) {
			t.Errorf("%q: values %v", c.text, r.Values)
		}
	}
}

func checkRule(t *testing.T, what string, r data.Record, rule string) {
	t.Helper()
	switch {
	case rule == "" && len(r.Problems) > 0:
		t.Errorf("%s: %v, want nothing said", what, r.Problems)
	case rule != "" && (len(r.Problems) != 1 || r.Problems[0].Rule != rule):
		t.Errorf("%s: %v, want %s", what, r.Problems, rule)
	}
}

func near(got, want orb.Geometry, most float64) bool {
	p, okP := got.(orb.Point)
	q, okQ := want.(orb.Point)
	return okP == okQ && math.Abs(p[0]-q[0]) <= most && math.Abs(p[1]-q[1]) <= most
}

func TestMetresOfAProjectedSystem(t *testing.T) {
	at := orb.Point{25458123.5, 5374321}
	for _, c := range []struct{ header, row, rule string }{
		{"easting|northing", "25458123.5|5374321", ""},
		{"восток|север", "25 458 123,5|5 374 321", ""},
		{"X (север)|Y (восток)", "5374321|25458123,5", ""},
		{"東距|北距", "２５４５８１２３．５|５３７４３２１", ""},
		{"x|y", "25458123.5|5374321.0", ""},
		{"lon|lat", "25,458,123.5|5,374,321", ""},
		{"easting|northing", "25'458'123.5|5’374’321", ""},
		{"easting|northing", "25\u202f458\u202f123,5 м|5\u00a0374\u2009321 m", ""},
		{"easting|northing", "25458123.5|", "position_incomplete"},
		{"easting|northing", "25458123.5|48°28′", "position_words"},
		{"easting|northing", "25458123.5|1e400", "finite"},
		{"easting|northing", "NaN|5374321", "finite"},
	} {
		r := placed(t, "name|"+c.header, "a|"+c.row, "EPSG:28425")
		want := orb.Geometry(at)
		if c.rule != "" {
			want = nil
		}
		if !near(r.Geometry, want, 0) {
			t.Errorf("%s %q is at %v, want %v", c.header, c.row, r.Geometry, want)
		}
		checkRule(t, c.row, r, c.rule)
	}
}

func TestMetresOfNoNamedSystemAreKeptAsWords(t *testing.T) {
	r := placed(t, "name|easting|northing", "a|25458123.5|5374321", "")
	if r.Geometry != nil || len(r.Values) != 3 {
		t.Errorf("got %+v", r)
	}
	checkRule(t, "no system", r, "crs_missing")
	r = placed(t, "name|easting|northing|lon|lat", "a|25458123.5|5374321|135.123|48.234", "")
	if !near(r.Geometry, orb.Point{135.123, 48.234}, 0) || len(r.Problems) > 0 {
		t.Errorf("with degrees beside them: %+v", r)
	}
	if _, err := format.NewTable([]string{"name"}, format.Options{Collection: data.Sites, CRS: "EPSG:1"}); err == nil {
		t.Error("a system that nobody knows was taken")
	}
}

func TestDegreesMinutesAndSecondsInColumns(t *testing.T) {
	for _, c := range []struct{ header, row string }{
		{"lat_deg|lat_min|lat_sec|lon_deg|lon_min|lon_sec", "48|28|57|135|4|19"},
		{"широта, град|широта, мин|широта, сек|долгота, град|долгота, мин|долгота, сек", "48|28|57,0|135|04|19"},
		{"緯度（度）|緯度（分）|緯度（秒）|経度（度）|経度（分）|経度（秒）", "４８|２８|５７|１３５|４|１９"},
		{"lat|lat_min|lon|lon_min", "48|28.95|135|4.3166667"},
		{"lat_deg|lat_min|lat_sec|lon_deg|lon_min|lon_sec", "48.4825|||135.0719444||"},
	} {
		if r := placed(t, "name|"+c.header, "a|"+c.row, ""); !near(r.Geometry, orb.Point{135.0719444, 48.4825}, 1e-6) || len(r.Problems) > 0 || len(r.Values) != 1 {
			t.Errorf("%s %q: %+v", c.header, c.row, r)
		}
	}
	if r := placed(t, "name|lat_deg|lat_min|lon_deg|lon_min", "a|48|75|135|4", ""); r.Geometry != nil || len(r.Values) != 5 {
		t.Errorf("75 minutes: %+v", r)
	}
}

func TestWKTMayNameItsSystem(t *testing.T) {
	if r := placed(t, "name|wkt", "a|SRID=28425;POINT (25458123.5 5374321)", ""); r.CRS != "EPSG:28425" || !near(r.Geometry, orb.Point{25458123.5, 5374321}, 0) {
		t.Errorf("got %+v", r)
	}
}
