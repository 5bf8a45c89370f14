package crs

import (
	"os"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func lookup(t testing.TB, text string) CRS {
	t.Helper()
	c, err := Lookup(text)
	if err != nil {
		t.Fatalf("%s: %v", shortened(text), err)
	}
	return c
}

func TestASystemIsFoundByEverySpellingOfItsCode(t *testing.T) {
	for text, want := range map[string]string{
		"EPSG:28425":                                             "EPSG:28425",
		"epsg:28425":                                             "EPSG:28425",
		" 28425 \n":                                              "EPSG:28425",
		"urn:ogc:def:crs:EPSG::28425":                            "EPSG:28425",
		"urn:ogc:def:crs:EPSG:10.076:28425":                      "EPSG:28425",
		"urn:x-ogc:def:crs:EPSG::28425":                          "EPSG:28425",
		"http://www.opengis.net/def/crs/EPSG/0/28425":            "EPSG:28425",
		"https://www.opengis.net/def/crs/EPSG/0/28425":           "EPSG:28425",
		"http://www.opengis.net/gml/srs/epsg.xml#28425":          "EPSG:28425",
		"+init=epsg:28425 +no_defs":                              "EPSG:28425",
		"OGC:CRS84":                                              "OGC:CRS84",
		"CRS84":                                                  "OGC:CRS84",
		"CRS:84":                                                 "OGC:CRS84",
		"urn:ogc:def:crs:OGC:1.3:CRS84":                          "OGC:CRS84",
		"urn:ogc:def:crs:OGC::CRS84":                             "OGC:CRS84",
		"http://www.opengis.net/def/crs/OGC/1.3/CRS84":           "OGC:CRS84",
		"EPSG:900913":                                            "EPSG:3857",
		"ESRI:102100":                                            "EPSG:3857",
		"\ufeff+proj=longlat +datum=WGS84 +no_defs":              "", // a definition has no code
		"+proj=merc +a=6378137 +b=6378137 +nadgrids=@null":       "EPSG:3857",
		"+proj=utm +zone=54 +datum=WGS84 +units=m +no_defs":      "EPSG:32654",
		"+proj=utm +zone=54 +ellps=bessel +towgs84=-148,507,685": "EPSG:3095",
	} {
		if got := lookup(t, text).Code; got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestWhatIsNotUnderstoodIsRefusedByName(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "no coordinate reference system",
		"Pulkovo":                  `"Pulkovo" names no`,
		"EPSG:2056":                "EPSG:2056 is not among",
		"EPSG:2577":                "use EPSG:3389",
		"urn:ogc:def:crs:OGC::AU":  "names no",
		"EPSG:0x6F09":              "names no",
		strings.Repeat("x", 1<<17): "longer than",

		"+proj=lcc +lat_1=50":                "+proj=lcc is not read",
		"+lat_0=3":                           "no +proj",
		"+proj=tmerc +lon_0=135 +x_0=500000": "names no ellipsoid",
		"+proj=tmerc +lon_0=135 +ellps=krass +gamma=4 +approx": "+approx, +gamma",
		"+proj=tmerc +lon_0=135 +ellps=krass +lon_0=141":       "+lon_0 twice",
		"+proj=tmerc +lon_0=0x87 +ellps=krass":                 "+lon_0=0x87 is not a number",
		"+proj=tmerc +lon_0=inf +ellps=krass":                  "+lon_0=inf is not a number",
		"+proj=tmerc +lon_0=135 +k=0 +ellps=krass":             "scale factor of 0",
		"+proj=tmerc +lon_0=135 +ellps=krass +units=us-ft":     "+units=us-ft",
		"+proj=longlat +ellps=krass +pm=ferro":                 "+pm=ferro",
		"+proj=longlat +ellps=krass +axis=neu":                 "+axis=neu",
		"+proj=longlat +ellps=clrk66":                          "+ellps=clrk66",
		"+proj=longlat +datum=potsdam":                         "+datum=potsdam",
		"+proj=longlat +datum=WGS84 +ellps=krass":              "contradicted",
		"+proj=longlat +ellps=krass +towgs84=1,2":              "has 2 numbers",
		"+proj=longlat +ellps=krass +towgs84=1,2,x":            `"x" is not a shift`,
		"+proj=longlat +ellps=krass +nadgrids=sakhalin.gsb":    "+nadgrids",
		"+proj=longlat +a=1737400 +b=1737400":                  "not an ellipsoid of the earth",
		"+proj=utm +zone=61 +datum=WGS84":                      "+zone from 1 to 60",
		"+proj=utm +zone=54 +south +datum=WGS84":               "+south",
		"+proj=merc +ellps=krass":                              "only as Web Mercator",
		"+init=epsg:2056":                                      "EPSG:2056 is not among",
		"+init=nad27:1":                                        "names no EPSG code",
	} {
		_, err := Lookup(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want a refusal with %q", shortened(text), err, want)
		}
	}
}

// testdata/definitions.tsv is what PROJ writes for 22 systems in every flavour.
func TestADefinitionMeansTheSystemWhoseItIs(t *testing.T) {
	file, err := os.ReadFile("testdata/definitions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(file)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		want, got := lookup(t, "EPSG:"+fields[0]), lookup(t, fields[2])
		if got.Kind != want.Kind || got.Zone != want.Zone || got.Ellipsoid != want.Ellipsoid || !got.Projection.like(want.Projection) {
			t.Errorf("%s as %s: %+v, want %+v", fields[0], fields[1], got, want)
		}
		switch {
		case fields[1] != "PROJ":
		case got.Operation.Known(): // which may be another than the default here
			want = want.Using(got.Operation)
		default: // most PROJ strings name no datum
			got = got.Using(want.Operation)
		}
		at := orb.Point{142.5, 50.25}
		a, err := want.FromWGS84(at)
		if want.Kind == TransverseMercator {
			a, err = want.Projection.forward(want.Ellipsoid, orb.Point{want.Projection.CentralMeridian + 1.5, 50}), nil
		}
		if err != nil {
			t.Fatal(err)
		}
		p, err1 := want.ToWGS84(a)
		q, err2 := got.ToWGS84(a)
		if err1 != nil || err2 != nil || metresApart(p, q) > 1e-4 {
			t.Errorf("%s as %s: %v is at %v, want %v (%v, %v)", fields[0], fields[1], a, q, p, err1, err2)
		}
		if strings.HasPrefix(fields[1], "WKT2") && got.NorthFirst != want.NorthFirst {
			t.Errorf("%s as %s: north first is %v", fields[0], fields[1], got.NorthFirst)
		}
	}
}

func TestTowgs84IsAnOperationOfItsOwn(t *testing.T) {
	const zone = "+proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=23500000 +y_0=0 +ellps=krass +units=m +no_defs"
	published := lookup(t, zone+" +towgs84=23.57,-140.95,-79.8,0,0.35,0.79,-0.22")
	if published.Operation.Code != "EPSG:5044" || published.Code != "EPSG:28423" {
		t.Errorf("the numbers of EPSG:5044 are %q in %q", published.Operation.Code, published.Code)
	}
	for numbers, code := range map[string]string{ // as older lists of definitions have them
		"23.92,-141.27,-80.9,-0,0.35,0.82,-0.12": "EPSG:1267",
		"25,-141,-78.5,-0,0.35,0.736,0":          "EPSG:15865",
		"24.82,-131.21,-82.66,-0,-0,0.16,-0.12":  "EPSG:1281",
		"24.47,-130.89,-81.56,0,0,0.13,-0.22":    "EPSG:5043",
		"28,-130,-95,0,0,0,0":                    "EPSG:1254",
	} {
		if op := lookup(t, zone+" +towgs84="+numbers).Operation; op.Code != code {
			t.Errorf("%s is %q, want %s", numbers, op.Code, code)
		}
	}
	own := lookup(t, zone+" +towgs84=25,-141,-78.5,0,0.35,0.736,1")
	accuracy, findings := own.Operation.AccuracyAt(orb.Point{135, 50})
	if accuracy.Known() || len(findings) != 1 || findings[0].Rule != RuleAccuracyUnknown {
		t.Errorf("numbers that nobody has published are said to be right to %v m (%v)", accuracy, findings)
	}
	p, err := own.ToWGS84(orb.Point{23517000, 5541000})
	q, _ := published.ToWGS84(orb.Point{23517000, 5541000})
	if d := metresApart(p, q); err != nil || d < 0.5 || d > 15 {
		t.Errorf("they lie %v m apart (%v)", d, err)
	}
	if _, err := lookup(t, zone).ToWGS84(orb.Point{23517000, 5541000}); err == nil || !strings.Contains(err.Error(), "name the datum") {
		t.Errorf("an ellipsoid alone names no datum: %v", err)
	}
}
