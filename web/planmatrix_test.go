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

// said is a matrix in short: "a>b 7/3.5, c>d no way".
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

func TestATravelMatrixIsReadAsSpreadsheetsWriteIt(t *testing.T) {
	h := newHandler(t, newStore(t), nil)
	for text, want := range map[string]string{
		"from,to,minutes,km\nbase,a,35,20.5\na,base,40,\n":            "base>a 35/20.5, a>base 40",
		"\ufeffFrom;Name;To;Minutes;KM\r\nbase;Станция;a;35,5;20\r\n": "base>a 35.5/20",
		"to\tfrom\tminutes\na\tbase\tno way\nbase\ta\t\xed\xe5\xf2\n": "base>a no way, a>base no way", // нет, in Windows-1251
		"from,to,minutes,km\nbase,a,,\nbase,b,0,\n":                   "base>b 0",
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
	text := "from,to,minutes,km\n,b,3,\na,b,-3,\na,b,NaN,\na,c,9,\n"
	m := answer[travel](t, send(h, http.MethodPost, "/api/plans/matrix", text, "Content-Type", "text/csv"))
	if m.said() != "a>c 9" || len(m.Problems) != 3 {
		t.Errorf("%s %+v", m.said(), m.Problems)
	}
	for i, p := range m.Problems {
		if p.Severity != "refused" || p.Place != "line "+strconv.Itoa(i+2) || p.Message == "" || p.Advice == "" {
			t.Errorf("%+v", p)
		}
	}
	for _, text := range []string{"", "\x00\x01\xff", "colour\nred"} {
		w := send(h, http.MethodPost, "/api/plans/matrix", text, "Content-Type", "text/csv")
		if w.Code != http.StatusUnprocessableEntity && len(answer[travel](t, w).Problems) == 0 {
			t.Errorf("%q: %s", text, w.Body)
		}
	}
}

func TestATableThatIsTooLargeOrOfAnotherKindIsRefused(t *testing.T) {
	h := newHandler(t, newStore(t), nil)
	for text, status := range map[string]int{strings.Repeat("a,b,7\n", 1<<18): http.StatusRequestEntityTooLarge} {
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
	address := storedPlan(t, h, strings.Replace(journey, `"stops"`, `"matrix":[{"from":"base","to":"camp 7/branch","minutes":90,"km":44.5},{"from":"camp 7/branch","to":"base","minutes":null}],"stops"`, 1))
	w := get(t, h, address+"/matrix.csv")
	if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Content-Disposition"), "matrix.csv") {
		t.Fatalf("%d %v\n%s", w.Code, w.Header(), w.Body)
	}
	m := answer[travel](t, send(h, http.MethodPost, "/api/plans/matrix", w.Body.String(), "Content-Type", "text/csv"))
	if m.said() != "camp 7/branch>base no way, base>camp 7/branch 90/44.5" || len(m.Problems) > 0 {
		t.Errorf("%s %+v of\n%s", m.said(), m.Problems, w.Body)
	}
}
