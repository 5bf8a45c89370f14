package crs

import (
	"strings"
	"testing"
)

// zone23 is what a .prj file of Esri holds, without any code.
const zone23 = `PROJCS["Pulkovo_1942_GK_Zone_23",GEOGCS["GCS_Pulkovo_1942",DATUM["D_Pulkovo_1942",` +
	`SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],` +
	`PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",23500000.0],PARAMETER["False_Northing",0.0],` +
	`PARAMETER["Central_Meridian",135.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`

func TestAPrjFileWithoutCodeIsKnownByItsParameters(t *testing.T) {
	c := lookup(t, zone23)
	if c.Code != "EPSG:28423" || c.Zone != 23 || c.Operation.Code != "EPSG:5044" || c.NorthFirst {
		t.Errorf("%+v", c)
	}
}

func TestACodeIsHeldAgainstTheParametersBesideIt(t *testing.T) {
	withCode := func(code string) string {
		return strings.TrimSuffix(zone23, "]") + `,AUTHORITY["EPSG","` + code + `"]]`
	}
	if c := lookup(t, withCode("28423")); c.Code != "EPSG:28423" {
		t.Errorf("%+v", c)
	}
	for code, want := range map[string]string{
		"28425": "its central meridian is 135, not 147",
		"28483": "its scale, origin or false easting",
		"20023": "its datum is that of EPSG:4284, not of EPSG:4200",
		"32653": "its ellipsoid is Krassowsky 1940, not WGS 84",
		"4284":  "its projection is another",
	} {
		if _, err := Lookup(withCode(code)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", code, err, want)
		}
	}
	if c := lookup(t, withCode("99999")); c.Code != "EPSG:28423" {
		t.Errorf("a code that nobody knows was believed: %+v", c)
	}
}

func TestATransformationWithinTheDatumIsTaken(t *testing.T) {
	with := func(numbers string) string {
		return strings.Replace(zone23, "298.3]]", "298.3],TOWGS84["+numbers+"]]", 1)
	}
	if c := lookup(t, with("25,-141,-78.5,0,0.35,0.736,0")); c.Operation.Code != "EPSG:15865" {
		t.Errorf("the numbers of EPSG:15865 are %+v", c.Operation)
	}
	if c := lookup(t, with("24.47,-130.89,-81.56,0,0,0.13,-0.22")); c.Datum != "EPSG:4284" || c.Operation.Code != "" {
		t.Errorf("numbers for another datum changed the datum: %+v", c)
	}
}

func TestWKTThatIsNotUnderstoodIsRefusedByName(t *testing.T) {
	swap := func(old, by string) string { return strings.Replace(zone23, old, by, 1) }
	for text, want := range map[string]string{
		zone23[:len(zone23)-1]:                                                       "ends within PROJCS",
		zone23 + `,VERTCS["x"]`:                                                      "text after the end",
		swap("Gauss_Kruger", "Cassini"):                                              `projection "Cassini" is not read`,
		swap("Scale_Factor", "Azimuth"):                                              `parameter "Azimuth" is not read`,
		swap("Scale_Factor", "False_Easting"):                                        "stands twice",
		swap(`UNIT["Meter",1.0]`, `UNIT["Foot_US",0.3048]`):                          `unit "Foot_US"`,
		swap(`UNIT["Degree",0.0174532925199433]`, `UNIT["Grad",0.0157]`):             `unit "Grad"`,
		swap(`"Greenwich",0.0`, `"Ferro",-17.67`):                                    `prime meridian "Ferro"`,
		swap("6378245.0", "6378137.0"):                                               `datum "D_Pulkovo_1942" stands on ellipsoid Krassowsky 1940`,
		swap("6378245.0", "0x614D65"):                                                `"0x614D65" is not a number`,
		swap("135.0", "1e999"):                                                       "is not a number",
		swap("UNIT[\"Meter\"", `AXIS["X",SOUTH],AXIS["Y",WEST],UNIT["Meter"`):        "axes to the south west",
		swap("UNIT[\"Meter\"", `GRIDSHIFT["x"],UNIT["Meter"`):                        "GRIDSHIFT is not read",
		`LOCAL_CS["plan",UNIT["metre",1]]`:                                           "LOCAL_CS is not read",
		`GEOCCS["x",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]]]`: "GEOCCS is not read",
		`GEOGCS["x"]`:             "no datum",
		`PROJCS["x"]`:             "no geographic system",
		`PROJCS["x`:               "quote is not closed",
		`[`:                       "keyword is missing",
		strings.Repeat("A[", 100): "nested more than 16 deep",
		"A[" + strings.Repeat("B[1],", 5000) + "C[1]]": "more than 4096 elements",
	} {
		if _, err := Lookup(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", shortened(text), err, want)
		}
	}
}

func TestADatumWithoutAKnownNameNeedsAnOperation(t *testing.T) {
	c := lookup(t, strings.Replace(zone23, "D_Pulkovo_1942", "D_Unknown", 1))
	if _, err := c.ToWGS84([2]float64{23517000, 5541000}); err == nil || !strings.Contains(err.Error(), "name the datum") {
		t.Errorf("an unknown datum converted: %v", err)
	}
	if c.Datum != "" || c.Code != "" || len(c.Operations()) != 6 {
		t.Errorf("%+v", c)
	}
	tokyo, _ := OperationNamed("EPSG:15484")
	if _, err := c.Using(tokyo).ToWGS84([2]float64{23517000, 5541000}); err == nil {
		t.Error("an operation for another ellipsoid converted")
	}
	want, _ := lookup(t, "EPSG:20023").ToWGS84([2]float64{23517000, 5541000})
	sk95, _ := OperationNamed("EPSG:5043")
	if p, err := c.Using(sk95).ToWGS84([2]float64{23517000, 5541000}); err != nil || p != want {
		t.Errorf("%v (%v), want %v", p, err, want)
	}
}

func TestTheHorizontalPartOfACompoundSystemIsTaken(t *testing.T) {
	if c := lookup(t, `COMPD_CS["with heights",`+zone23+`,VERT_CS["Baltic"]]`); c.Code != "EPSG:28423" {
		t.Errorf("%+v", c)
	}
}
