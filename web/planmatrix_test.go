package web_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"burialmap/data/fieldplan"
)

type travel struct {
	Matrix   []fieldplan.Leg
	Problems []struct{ Severity, Field, Rule, Place, Message, Advice string }
}

// said is a matrix in short: "a>b 7/3.5 c>d no way".
func (m travel) said() string {
	var all []string
	for _, leg := range m.Matrix {
		text := leg.From + ">" + leg.To + " no way"
		if leg.Minutes != nil {
			text = leg.From + ">" + leg.To + " " + formatted(*leg.Minutes)
		}
		if leg.KM != nil {
			text += "/" + formatted(*leg.KM)
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

func formatted(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func TestATravelMatrixIsReadInTheShapesThatPeopleHave(t *testing.T) {
	h := newHandler(t, newStore(t), nil)
	for text, want := range map[string]string{
		"from,to,minutes,km\nbase,a,35,20.5\na,base,40,\n":                          "base>a 35/20.5, a>base 40",
		"\ufeffFrom;From_name;To;To_name;Minutes;KM\r\nbase;Станция;a;;35,5;20\r\n": "base>a 35.5/20",
		"to\tfrom\tminutes\na\tbase\tno way\nbase\ta\tнет\n":                        "base>a no way, a>base no way",
		"from,to,minutes\nbase,a,\nbase,b,0\n":                                      "base>b 0",
		",base,a,b\nbase,0,35,no way\na,40,,12.5\nb,,13,0\n":                        "base>a 35, base>b no way, a>base 40, a>b 12.5, b>a 13",
		"from,to,minutes\n": "",
	} {
		m := answer[travel](t, send(h, http.MethodPost, "/api/plans/matrix", text, "Content-Type", "text/csv; charset=utf-8"))
		if m.said() != want || len(m.Problems) > 0 {
			t.Errorf("%q is %s %+v, want %s", text, m.said(), m.Problems, want)
		}
	}
}

func TestLinesOfATravelMatrixThatCannotBeUsedAreFindings(t *testing.T) {
	h := newHandler(t, newStore(t), nil)
	text := strings.Join([]string{"from,to,minutes,km", ",b,3,", "a,a,3,", "a,b,-3,", "a,b,NaN,", "a,b,0x10,", "a,b,,7", "a,b,7,far", "a,c,9,", "a,c,9.0,", `b,"c"x,1,`}, "\n")
	m := answer[travel](t, send(h, http.MethodPost, "/api/plans/matrix", text, "Content-Type", "text/csv"))
	if m.said() != "a>c 9" {
		t.Errorf("%s", m.said())
	}
	var rules []string
	for _, p := range m.Problems {
		rules = append(rules, p.Place+" "+p.Rule)
		if p.Severity != "refused" || p.Message == "" || p.Advice == "" {
			t.Errorf("%+v", p)
		}
	}
	want := "line 2 place, line 3 same_place, line 4 minutes, line 5 minutes, line 6 minutes, line 7 minutes, line 8 km, line 10 twice, line 11 row"
	if got := strings.Join(rules, ", "); got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
}

func TestWhatIsNoTravelMatrixIsRefused(t *testing.T) {
	h := newHandler(t, newStore(t), nil)
	for text, status := range map[string]int{"": 422, "\x00\x01\xff": 422, "colour\nred": 422, "minutes\n7": 422, strings.Repeat("a,b,7\n", 1<<18): 413} {
		if w := send(h, http.MethodPost, "/api/plans/matrix", text, "Content-Type", "text/csv"); w.Code != status {
			t.Errorf("%.20q: %d %.200s", text, w.Code, w.Body)
		}
	}
	if w := send(h, http.MethodPost, "/api/plans/matrix", "from,to,minutes\n", "Content-Type", "application/json"); w.Code != http.StatusUnsupportedMediaType {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestTheTableOfAMatrixCanBeFilledInAndSentBack(t *testing.T) {
	h := editing(t, newStore(t, ground()...), nil)
	address := storedPlan(t, h, strings.Replace(journey, `"stops"`, `"matrix":[{"from":"base","to":"lost","minutes":90,"km":44.5},{"from":"lost","to":"base","minutes":null}],"stops"`, 1))
	w := get(t, h, address+"/matrix.csv")
	want := "\ufefffrom,from_name,to,to_name,minutes,km\n" +
		"base,Station,camp 7/branch,Camp 7,,\nbase,Station,lost,<b>Lost & unmarked</b>,90,44.5\n" +
		"camp 7/branch,Camp 7,base,Station,,\ncamp 7/branch,Camp 7,lost,<b>Lost & unmarked</b>,,\n" +
		"lost,<b>Lost & unmarked</b>,base,Station,no way,\nlost,<b>Lost & unmarked</b>,camp 7/branch,Camp 7,,\n"
	if w.Code != http.StatusOK || w.Body.String() != want || !strings.Contains(w.Header().Get("Content-Disposition"), "matrix.csv") {
		t.Errorf("%d %v\n%s", w.Code, w.Header(), w.Body)
	}
	filled := strings.Replace(w.Body.String(), "camp 7/branch,Camp 7,base,Station,,", "camp 7/branch,Camp 7,base,Station,25,", 1)
	m := answer[travel](t, send(h, http.MethodPost, "/api/plans/matrix", filled, "Content-Type", "text/csv"))
	if m.said() != "base>lost 90/44.5, camp 7/branch>base 25, lost>base no way" || len(m.Problems) > 0 {
		t.Errorf("%s %+v", m.said(), m.Problems)
	}
	given := get(t, h, address+"/matrix.csv?pairs=given").Body.String()
	if strings.Count(given, "\n") != 3 {
		t.Error(given)
	}
}
