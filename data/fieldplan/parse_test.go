package fieldplan_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// draft is the least that a plan needs.
const draft = `{"title":"Draft","base":{"name":"Base","position":[132.2,55.1]},"from":"2027-07-05","to":"2027-07-09","zone":"Asia/Vladivostok","start":"08:00","end":"18:00"}`

func parsed(t *testing.T, text string) fieldplan.Plan {
	t.Helper()
	p, problems := fieldplan.Parse([]byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return p
}

func TestADraftWithoutDaysVehiclesOrStopsIsAPlan(t *testing.T) {
	p := parsed(t, draft)
	if p.Weights != fieldplan.DefaultWeights || p.Base.ID != "base" || !slices.Equal(p.Languages, []string{"en"}) {
		t.Errorf("what was left out got no default: %+v", p)
	}
	if p.Team == nil || p.Vehicles == nil || p.Stops == nil || p.Days == nil {
		t.Error("an empty list is null in JSON")
	}
	p.Rest = []string{"2027-07-05", "2027-07-06", "2027-07-07", "2027-07-08", "2027-07-09"}
	if problems := p.Check(); len(problems) > 0 {
		t.Errorf("a plan of which every day is of rest is refused: %v", problems)
	}
}

func TestAPlanThatIsWrittenAndReadIsTheSame(t *testing.T) {
	_, demo := fieldplan.Demo()
	text, err := json.Marshal(demo)
	if err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(parsed(t, string(text)))
	if err != nil || string(again) != string(text) {
		t.Errorf("%v\n%s\n%s", err, text, again)
	}
}

func TestWhatIsNoPlanIsRefusedWithWhereAndWhy(t *testing.T) {
	with := func(member string) string { return strings.TrimSuffix(draft, "}") + "," + member + "}" }
	many := func(n int, item func(i int) string) string {
		items := make([]string, n)
		for i := range items {
			items[i] = item(i)
		}
		return "[" + strings.Join(items, ",") + "]"
	}
	stop := func(i int) string {
		return fmt.Sprintf(`{"site":"s%d","task":"visit","minutes":60,"priority":5}`, i)
	}
	for _, c := range []struct{ text, field, rule string }{
		{``, "", "json"},
		{`[]`, "", "type"},
		{draft + "{}", "", "json"},
		{draft[:40], "", "json"},
		{with(`"colour":"red"`), "colour", "unknown_member"},
		{with(`"team":[{"name":"A","age":7}]`), "age", "unknown_member"},
		{with(`"detour_factor":"far"`), "detour_factor", "type"},
		{with(`"detour_factor":0.5`), "detour_factor", "range"},
		{strings.Replace(draft, "Draft", " ", 1), "title", "required"},
		{strings.Replace(draft, "Draft", strings.Repeat("x", 300), 1), "title", "length"},
		{with(`"id":"../x"`), "id", "id"},
		{with(`"revision":-1`), "revision", "range"},
		{with(`"languages":["de"]`), "languages[0]", "value"},
		{strings.Replace(draft, "132.2", "232.2", 1), "base.position", "position"},
		{strings.Replace(draft, "2027-07-05", "2027-02-30", 1), "from", "date"},
		{strings.Replace(draft, "2027-07-09", "2027-07-04", 1), "to", "order"},
		{strings.Replace(draft, "2027-07-09", "2027-09-30", 1), "to", "range"},
		{strings.Replace(draft, "Asia/Vladivostok", "Asia/Atlantis", 1), "zone", "zone"},
		{strings.Replace(draft, "Asia/Vladivostok", "Local", 1), "zone", "zone"},
		{strings.Replace(draft, "08:00", "8:00", 1), "start", "time"},
		{strings.Replace(draft, "18:00", "24:01", 1), "end", "time"},
		{strings.Replace(draft, "18:00", "07:00", 1), "end", "order"},
		{with(`"rest":["soon"]`), "rest[0]", "date"},
		{with(`"vehicles":[{"id":"a","speed_kmh":0}]`), "vehicles[0].speed_kmh", "range"},
		{with(`"vehicles":[{"id":"a","speed_kmh":9},{"id":"a","speed_kmh":9}]`), "vehicles[1].id", "unique"},
		{with(`"vehicles":` + many(21, func(i int) string { return fmt.Sprintf(`{"id":"v%d","speed_kmh":9}`, i) })), "vehicles", "count"},
		{with(`"nights":[{"id":"base","name":"N","position":[1,1]}]`), "nights[0].id", "unique"},
		{with(`"stops":` + many(2001, stop)), "stops", "count"},
		{with(`"stops":[{"site":"base","task":"visit","minutes":1}]`), "stops[0].site", "unique"},
		{with(`"stops":[{"site":"s","task":"dig","minutes":1}]`), "stops[0].task", "value"},
		{with(`"stops":[{"site":"s","task":"visit","minutes":-1}]`), "stops[0].minutes", "range"},
		{with(`"stops":[{"site":"s","task":"visit","minutes":1.5}]`), "stops.minutes", "type"},
		{with(`"stops":[{"site":"s","task":"visit","minutes":1,"priority":10}]`), "stops[0].priority", "range"},
		{with(`"stops":[{"site":"s\u0000","task":"visit","minutes":1}]`), "stops[0].site", "text"},
		{with(`"papers":[{"restriction":"r","state":"lost"}]`), "papers[0].state", "value"},
		{with(`"papers":[{"restriction":"r","state":"granted","from":"2027-02-01","to":"2027-01-01"}]`), "papers[0].to", "order"},
		{with(`"matrix":[{"from":"a","to":"b","minutes":-3}]`), "matrix[0].minutes", "range"},
		{with(`"matrix":[{"from":"a","to":"b","minutes":3},{"from":"a","to":"b","minutes":4}]`), "matrix[1]", "unique"},
		{with(`"weights":{"overlap":-1,"ground":0,"unrecovered":0,"accuracy":0,"age":0}`), "weights.overlap", "range"},
		{with(`"days":[{"date":"x","vehicle":"a","stops":[]}]`), "days[0].date", "date"},
		{with(`"days":[{"date":"2027-07-05","vehicle":"a","stops":[{"site":"s"}]},{"date":"2027-07-06","vehicle":"a","stops":[{"site":"s"}]}]`), "days[1].stops[0].site", "unique"},
		{with(`"days":[{"date":"2027-07-05","vehicle":"a","stops":[]},{"date":"2027-07-05","vehicle":"a","stops":[]}]`), "days[1]", "unique"},
		{strings.Repeat(" ", fieldplan.MaxBody+1), "", "too_large"},
	} {
		_, problems := fieldplan.Parse([]byte(c.text))
		found := slices.ContainsFunc(problems, func(p data.Problem) bool { return p.Field == c.field && p.Rule == c.rule })
		if !found {
			t.Errorf("%.160s\nwant %s at %q, got %v", c.text, c.rule, c.field, problems)
		}
		for _, p := range problems {
			if p.Message == "" || p.Advice == "" || p.Severity != data.Refused {
				t.Errorf("%.160s\na finding without words: %+v", c.text, p)
			}
		}
	}
}

func TestNumbersThatAreNoneAreRefusedInGoToo(t *testing.T) {
	p := parsed(t, draft)
	p.Base.Position = orb.Point{math.NaN(), 55}
	p.DetourFactor = math.Inf(1)
	p.Weights.Age = math.NaN()
	p.Vehicles = []fieldplan.Vehicle{{ID: "a", SpeedKMH: math.NaN()}}
	if problems := p.Check(); len(problems) != 4 {
		t.Errorf("%v", problems)
	}
}

func TestWhatTheArrangementNamesBeyondThePlanIsNotArranged(t *testing.T) {
	p := parsed(t, strings.TrimSuffix(draft, "}")+`,"vehicles":[{"id":"a","speed_kmh":30}],
		"stops":[{"site":"s","task":"visit","minutes":60},{"site":"u","task":"visit","minutes":60}],
		"days":[{"date":"2026-01-01","vehicle":"a","stops":[{"site":"s"}]},{"date":"2027-07-06","vehicle":"gone","stops":[{"site":"u"}]},{"date":"2027-07-07","vehicle":"a","stops":[{"site":"removed"}]}]}`)
	w := &fieldplan.World{Sites: map[string]*fieldplan.Site{}}
	table := w.Timetable(p, p.Today(summer))
	if table.Totals.Visited != 0 || len(table.LeftOut) != 2 {
		t.Errorf("%+v", table)
	}
}

func FuzzParse(f *testing.F) {
	_, demo := fieldplan.Demo()
	text, err := json.Marshal(demo)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(draft))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, problems := fieldplan.Parse(text)
		if len(problems) > 0 {
			return
		}
		w := &fieldplan.World{Sites: map[string]*fieldplan.Site{}}
		table := w.Timetable(p, summer)
		if table.Totals.Visited+len(table.LeftOut) != len(p.Stops) {
			t.Errorf("%d stops, %d visited, %d left out", len(p.Stops), table.Totals.Visited, len(table.LeftOut))
		}
		again, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		if _, problems := fieldplan.Parse(again); len(problems) > 0 {
			t.Errorf("a plan that was read cannot be read again: %v", problems)
		}
	})
}
