package fieldplan

import (
	"testing"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

var june1 = time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC)

// forest is a plan of five days with one vehicle and sites along a road to the east.
func forest(sites ...*Site) (*World, Plan) {
	w := &World{DataRevision: 7, Sites: map[string]*Site{}, Restrictions: map[string]data.Feature{}}
	p := Plan{
		ID: "p", Title: "Forest", Languages: []string{"en"}, From: "2027-07-05", To: "2027-07-09", Zone: "Asia/Vladivostok", Start: "08:00", End: "18:00",
		Vehicles: []Vehicle{{ID: "a", Name: "Car", SpeedKMH: 40}}, Base: Place{ID: "base", Name: "Base", Position: orb.Point{132.2, 55.1}},
	}
	for _, s := range sites {
		w.Sites[s.Feature.ID] = s
		p.Stops = append(p.Stops, Stop{Site: s.Feature.ID, Task: "visit", Minutes: 60, Priority: 5})
	}
	return w, p.complete()
}

// siteAt is one so many km east of the base.
func siteAt(id string, km float64) *Site {
	at := orb.Point{132.2 + km/63.9, 55.1}
	return newSite(data.Feature{ID: id, Collection: "sites", Geometry: at, Location: data.Location{Accuracy: geo.Accuracy(10)}})
}

func TestAnArrangedPlanVisitsWhatIsNearWithoutConflicts(t *testing.T) {
	w, p := forest(siteAt("near", 10), siteAt("far", 30), siteAt("beyond", 500))
	p, table := w.Arrange(p, june1)
	if problems := p.Check(); len(problems) > 0 {
		t.Fatal(problems)
	}
	if table.Totals.Visited != 2 || len(table.LeftOut) != 1 || table.LeftOut[0].Reasons[0].Rule != RuleOutOfReach {
		t.Errorf("%+v", table)
	}
	for _, d := range table.Days {
		for _, a := range d.Stops {
			if len(a.Conflicts)+len(d.Conflicts) > 0 {
				t.Errorf("%+v", d)
			}
		}
	}
}
