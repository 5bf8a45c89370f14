package fieldplan_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// legText is a way in one line.
func legText(l fieldplan.Leg) string {
	text := l.From + ">" + l.To
	for _, v := range []*float64{l.Minutes, l.KM} {
		if v == nil {
			text += " –"
		} else {
			text += fmt.Sprintf(" %g", *v)
		}
	}
	return text
}

func TestAMatrixIsReadHoweverItIsWritten(t *testing.T) {
	for _, c := range []struct{ what, text, want string }{
		{"with commas", "from,to,minutes,km\na,b,90,33.5\n", "a>b 90 33.5"},
		{"with semicolons and decimal commas, the columns in another order", "km;minutes;to;from\r\n33,5;90,5;b;a\r\n", "a>b 90.5 33.5"},
		{"with tabs, and a mark at the beginning", "\ufeffFrom\tTo\tMinutes\na\tb\t90\n", "a>b 90 –"},
		{"with columns of its own, and quotation marks", "from,name,to,minutes\na,\"x, y\",b,90\n", "a>b 90 –"},
		{"ways that there are not", "from,to,minutes\na,b,-\nb,c,no way\nc,d,Нет\n", "a>b – –, b>c – –, c>d – –"},
		{"lines that nobody has filled in", "from,to,minutes,km\na,b,,\n\nb,a,7,\n", "b>a 7 –"},
		{"short lines", "from,to,minutes,km\na,b,7\n", "a>b 7 –"},
	} {
		legs, problems := fieldplan.ReadMatrix(strings.NewReader(c.text))
		var got []string
		for _, l := range legs {
			got = append(got, legText(l))
		}
		if strings.Join(got, ", ") != c.want || len(problems) > 0 {
			t.Errorf("%s: %v %v, want %s", c.what, got, problems, c.want)
		}
	}
}

func TestWhatIsWrongWithAMatrixIsSaidByLine(t *testing.T) {
	for _, c := range []struct{ what, text, rule, place string }{
		{"nothing", "", "empty", "line 1"},
		{"no minutes", "from,to\na,b\n", "header", "line 1"},
		{"a column twice", "from,to,minutes,to\na,b,1,c\n", "header", "line 1"},
		{"no number", "from,to,minutes\na,b,1\na,c,soon\n", "number", "line 3"},
		{"less than nothing", "from,to,minutes\na,b,-7\n", "number", "line 2"},
		{"a number that is none", "from,to,minutes\na,b,NaN\n", "number", "line 2"},
		{"hexadecimal", "from,to,minutes\na,b,0x10\n", "number", "line 2"},
		{"minutes beyond reason", "from,to,minutes\na,b,99999\n", "number", "line 2"},
		{"kilometres only", "from,to,minutes,km\na,b,,12\n", "number", "line 2"},
		{"no km", "from,to,minutes,km\na,b,1,far\n", "number", "line 2"},
		{"no place", "from,to,minutes\n,b,1\n", "required", "line 2"},
		{"a way twice", "from,to,minutes\na,b,1\na,b,2\n", "unique", "line 3"},
	} {
		_, problems := fieldplan.ReadMatrix(strings.NewReader(c.text))
		if len(problems) != 1 || problems[0].Rule != c.rule || problems[0].Place != c.place || problems[0].Severity != data.Refused || problems[0].Advice == "" {
			t.Errorf("%s: %+v, want %s at %s", c.what, problems, c.rule, c.place)
		}
	}
}

func TestAMatrixWithoutEndIsNotReadToIt(t *testing.T) {
	line := strings.Repeat("x", 1<<20)
	many := make([]byte, 0, 34<<20)
	for range 34 {
		many = append(many, line...)
	}
	if legs, problems := fieldplan.ReadMatrix(bytes.NewReader(many)); len(legs) > 0 || len(problems) != 1 || problems[0].Rule != "too_large" {
		t.Errorf("%d %v", len(legs), problems)
	}
}

func TestTheMatrixAsUsedComesBackAsWhatWasMeasured(t *testing.T) {
	p := planOf(t, "a", "b")
	minutes, km := 90.5, 12.25
	p.Vehicles = []fieldplan.Vehicle{{ID: "a", SpeedKMH: 30}}
	p.Matrix = []fieldplan.Leg{{From: "a", To: "b", Minutes: &minutes, KM: &km}, {From: "base", To: "a"}}
	w := loaded(t, &features{all: []data.Feature{site("a", 10), site("b", 10)}}, p)
	var out bytes.Buffer
	if err := w.WriteMatrix(&out, p); err != nil {
		t.Fatal(err)
	}
	legs, problems := fieldplan.ReadMatrix(&out)
	var got []string
	for _, l := range legs {
		got = append(got, legText(l))
	}
	if len(problems) > 0 || strings.Join(got, ", ") != "a>b 90.5 12.25, a>base – –, b>a 90.5 12.25, base>a – –" {
		t.Errorf("%v %v", got, problems)
	}
}

func FuzzReadMatrix(f *testing.F) {
	for _, text := range []string{"from,to,minutes,km\na,b,90,33.5\nb,c,-,\n", "km;minutes;to;from\r\n33,5;90,5;b;a\r\n", "from\tto\tminutes\n\"a\tb\n\"\t7\n"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		legs, _ := fieldplan.ReadMatrix(bytes.NewReader(text))
		p := parsed(t, draft)
		p.Matrix = legs
		for _, problem := range p.Check() {
			t.Errorf("a matrix that was read makes no plan: %+v", problem)
		}
	})
}
