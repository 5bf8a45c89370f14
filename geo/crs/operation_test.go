package crs

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestAnOperationIsFoundByCodeNumberURNAndName(t *testing.T) {
	for _, text := range []string{
		"EPSG:5044", "epsg:5044", " 5044 ", "urn:ogc:def:coordinateOperation:EPSG::5044", "Pulkovo 1942 to WGS 84 (20)",
	} {
		if op, ok := OperationNamed(text); !ok || op.Code != "EPSG:5044" || op.Accuracy != 3 || op.From != "EPSG:4284" {
			t.Errorf("%q: %+v", text, op)
		}
	}
	for _, text := range []string{"", "EPSG:1", "by hand", "EPSG:4284"} {
		if op, ok := OperationNamed(text); ok || op.Known() {
			t.Errorf("%q: %+v", text, op)
		}
	}
	if op, ok := OperationNamed("none"); !ok || !op.Identity() {
		t.Errorf("none: %+v", op)
	}
}

func TestTheChoiceOfOperationMovesAPointByMetres(t *testing.T) {
	c := lookup(t, "EPSG:28423")
	at := orb.Point{23517000, 5541000}
	p, _ := c.ToWGS84(at)
	for _, op := range c.Operations()[1:] {
		q, err := c.Using(op).ToWGS84(at)
		if d := metresApart(p, q); err != nil || d < 0.3 || d > 5 && op.Accuracy.Known() || d > 30 {
			t.Errorf("%s: %v m from the default (%v)", op.Code, d, err)
		}
	}
	if q, _ := c.Using(c.Operations()[2]).ToWGS84(at); metresApart(p, q) < 1 || metresApart(p, q) > 4.5 {
		t.Errorf("EPSG:15865 lies %v m from EPSG:5044", metresApart(p, q))
	}
}

func TestAnOperationForAnotherDatumConvertsNothing(t *testing.T) {
	op, _ := OperationNamed("EPSG:5043")
	if _, err := lookup(t, "EPSG:28423").Using(op).ToWGS84(orb.Point{23517000, 5541000}); err == nil ||
		!strings.Contains(err.Error(), "starts from EPSG:4200") {
		t.Errorf("%v", err)
	}
}

func TestAccuracyIsThatOfThePlace(t *testing.T) {
	for _, c := range []struct {
		what, op string
		at       orb.Point
		want     float64 // metres, 0 for unknown
		says     string
	}{
		{"Khabarovsk", "EPSG:5044", orb.Point{135, 48.5}, 3, ""},
		{"Chukotka beyond 180°", "EPSG:5044", orb.Point{-172, 66}, 3, ""},
		{"SK-95", "EPSG:5043", orb.Point{135, 48.5}, 1, ""},
		{"PZ-90", "EPSG:1244", orb.Point{135, 48.5}, 0.5, ""},
		{"Samarkand", "EPSG:5044", orb.Point{66.9, 39.65}, 0, "take EPSG:15865"},
		{"an accuracy that was never stated", "EPSG:1254", orb.Point{135, 48.5}, 0, "nobody has stated"},
		{"Wakkanai", "EPSG:15484", orb.Point{141.67, 45.41}, 9, ""},
		{"Toyohara on Karafuto", "EPSG:15484", orb.Point{142.74, 46.96}, 50, "Karafuto lies as far away"},
		{"Vladivostok", "EPSG:15484", orb.Point{131.9, 43.1}, 0, "accuracy here is unknown"},
		{"Niigata", "EPSG:15484", orb.Point{139.0, 37.9}, 9, ""},
		{"Shumshu", "EPSG:15484", orb.Point{156.3, 50.7}, 0, "accuracy here is unknown"},
		{"WGS 84", "none", orb.Point{135, 48.5}, 0, ""},
	} {
		op, _ := OperationNamed(c.op)
		accuracy, findings := op.AccuracyAt(c.at)
		said := ""
		for _, f := range findings {
			said += f.Rule + ": " + f.Message + "; " + f.Advice
		}
		if float64(accuracy) != c.want || !strings.Contains(said, c.says) || (c.says == "") != (said == "") {
			t.Errorf("%s: %v m, %q", c.what, accuracy, said)
		}
	}
	if accuracy, findings := (Operation{}).AccuracyAt(orb.Point{135, 48}); accuracy.Known() || len(findings) != 1 {
		t.Errorf("the zero value is right to %v m: %v", accuracy, findings)
	}
}
