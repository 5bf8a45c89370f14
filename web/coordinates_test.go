package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

type coordinates struct {
	Notations []struct {
		Notation, Text, CRS, Operation string
		StepM                          float64 `json:"step_m"`
		OperationAccuracyM             float64 `json:"operation_accuracy_m"`
		Refusal                        *struct{ Rule, Message, Advice string }
	}
	Readings []struct {
		Lon, Lat              float64
		Notation, Order, Text string
		InRegion              bool `json:"in_region"`
		Reasons               []struct{ Code, Text string }
	}
	Refusal *struct{ Rule, Message, Advice string }
}

func TestAPositionIsWrittenInEveryNotation(t *testing.T) {
	h := newHandler(t, newStore(t), nil)
	doc := answer[coordinates](t, get(t, h, "/api/coordinates?lon=135.0717&lat=48.4825&accuracy_m=10"))
	var got []string
	for _, n := range doc.Notations {
		got = append(got, n.Notation+" "+n.Text+" "+n.CRS+" "+n.Operation)
		if n.StepM <= 0 || (n.OperationAccuracyM > 0) != strings.HasPrefix(n.Notation, "sk") {
			t.Errorf("%+v", n)
		}
	}
	want := []string{
		"decimal 48.48250, 135.07170 EPSG:4326 ", "dm 48°28.950′N 135°04.302′E EPSG:4326 ", "dms 48°28′57.0″N 135°04′18.1″E EPSG:4326 ",
		"utm 53U 505298 5369933 EPSG:32653 ", "mgrs 53U NP 05298 69932 EPSG:32653 ",
		"sk42 X 5372132  Y 23505207 EPSG:28423 EPSG:5044", "sk95 X 5372145  Y 23505223 EPSG:20023 EPSG:5043",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	one := answer[coordinates](t, get(t, h, "/api/coordinates?lon=135.0717&lat=48.4825&accuracy_m=10&notation=mgrs"))
	if len(one.Notations) != 1 || one.Notations[0].Text != doc.Notations[4].Text {
		t.Errorf("one notation alone: %+v", one)
	}
}

func TestANotationThatEndsBeforeThePlaceSaysSo(t *testing.T) {
	doc := answer[coordinates](t, get(t, newHandler(t, newStore(t), nil), "/api/coordinates?lon=139.7&lat=35.7"))
	for _, n := range doc.Notations {
		if soviet := strings.HasPrefix(n.Notation, "sk"); soviet != (n.Refusal != nil) || soviet != (n.Text == "") {
			t.Errorf("%+v", n)
		}
	}
}

func TestAPastedTextIsReadAsPositions(t *testing.T) {
	h := newHandler(t, newStore(t), nil)
	read := func(text string) coordinates {
		return answer[coordinates](t, get(t, h, "/api/coordinates?q="+url.QueryEscape(text)))
	}
	for text, want := range map[string]string{
		"48,7 135,1": "48.7, 135.1 lat_lon decimal", "北緯48度42分 東経135度6分": "48.700, 135.100 lat_lon dm",
		"135°06′ в.д. 48°42′ с.ш.": "48.700, 135.100 lon_lat dm", "SK-42 5372132 23505207": "48.482503, 135.071700 north_east sk42",
	} {
		doc := read(text)
		if len(doc.Readings) != 1 || doc.Refusal != nil {
			t.Errorf("%q: %+v", text, doc)
			continue
		}
		r := doc.Readings[0]
		if got := r.Text + " " + r.Order + " " + r.Notation; got != want || !r.InRegion || len(r.Reasons) == 0 || r.Reasons[0].Text == "" {
			t.Errorf("%q: %q, want %q; %+v", text, got, want, r)
		}
	}
	if doc := read("59.5, 30.25"); len(doc.Readings) != 2 || doc.Readings[0].Order == doc.Readings[1].Order {
		t.Errorf("either order is possible: %+v", doc)
	}
	if doc := read("48°61′N 135°E"); doc.Readings == nil || len(doc.Readings) != 0 || doc.Refusal == nil || doc.Refusal.Rule != "minutes_range" || doc.Refusal.Advice == "" {
		t.Errorf("what is impossible is refused: %+v", doc)
	}
	if w := get(t, h, "/api/coordinates?q="+strings.Repeat("4", 1001)); w.Code != http.StatusBadRequest {
		t.Errorf("a long text: status %d", w.Code)
	}
}
