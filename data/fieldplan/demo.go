package fieldplan

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// DemoID is the id of the demonstration plan.
const DemoID = "demo-plan"

// demoRegion is the region of the demonstration sites, which is invented like all of them.
const demoRegion = "Demonstration plan (invented)"

// demoBase is where the demonstration begins: beside the demonstration cemetery, in forest
// where nobody lives.
var demoBase = orb.Point{132.21, 55.09}

// Demo is the demonstration: sites, graves, cemeteries, restrictions, observations and
// sources in the order in which to store them, and the plan of ten days among them, which is
// not arranged yet. All of it is invented and says so.
func Demo() ([]data.Feature, Plan) {
	var all []data.Feature
	all = append(all, demoSources()...)
	for _, s := range demoSites {
		all = append(all, s.features()...)
	}
	all = append(all, demoRestrictions()...)
	all = append(all, demoObservations()...)
	return all, demoPlan()
}

// demoFeature is an invented feature; pairs are fields and their values.
func demoFeature(collection, id string, g orb.Geometry, location data.Location, pairs ...any) data.Feature {
	location.Fictional = true
	if location.Method == "" {
		location.Method = data.MethodUnknown
	}
	f := data.Feature{ID: id, Collection: collection, Geometry: g, Location: location, Properties: map[string]any{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Properties[pairs[i].(string)] = pairs[i+1]
	}
	return f
}

// demoAt is a place so many km east and north of the base.
func demoAt(east, north float64) orb.Point {
	return round(geo.NewPlane(demoBase).Unproject(orb.Point{east * 1000, north * 1000}))
}

// round keeps seven decimals, about a centimetre.
func round(p orb.Point) orb.Point {
	const digits = 1e7
	return orb.Point{float64(int64(p[0]*digits+0.5)) / digits, float64(int64(p[1]*digits+0.5)) / digits}
}

func demoSources() []data.Feature {
	source := func(id, title string, pairs ...any) data.Feature {
		all := append([]any{"title", title, "kind", "demonstration", "citation", "Invented for demonstration; no such place exists.", "licence", "Apache-2.0"}, pairs...)
		return demoFeature(data.Sources.Name, id, nil, data.Location{}, all...)
	}
	return []data.Feature{
		source("demo-plan-survey", "Demonstration plan (invented): measured on the ground"),
		source("demo-plan-sketch", "Demonstration plan (invented): sketches by hand", "shift_accuracy_m", 8.0),
		source("demo-plan-rules", "Demonstration plan (invented): rules of the district"),
	}
}

// demoSite is a site with a row of prisoners' graves and one of civilian graves.
type demoSite struct {
	id          string
	en, ru, ja  string
	east, north float64 // km from the base
	unlocated   bool
	accuracy    float64 // metres; 0 is unknown
	method      string
	status      string
	burials     int64
	recovered   int64 // -1 is not recorded
	setting     string
	words       string  // location_text
	pow, civil  int     // graves
	apart       float64 // metres from the one row to the other
	village     bool    // civilians lie in one section, of 24 by 14 m
	civilPeriod string
	graveError  float64 // accuracy of the graves in metres; 0 is unknown
	task        string
	minutes     int
	priority    int
	must        bool
	note        string
}

func (s demoSite) siteID() string { return "demo-" + s.id }

func (s demoSite) features() []data.Feature {
	source := "demo-plan-survey"
	if s.method == "plan" || s.method == "text" {
		source = "demo-plan-sketch"
	}
	location := data.Location{Accuracy: geo.Accuracy(s.accuracy), Method: s.method, Text: s.words, Source: source, SourceKey: s.id}
	var at orb.Geometry
	if !s.unlocated {
		at = demoAt(s.east, s.north)
	}
	site := demoFeature(data.Sites.Name, s.siteID(), at, location,
		"name", s.en+" (invented)", "name_en", s.en+" (invented)", "name_ru", s.ru+" (вымышлено)", "name_ja", s.ja+"（架空）",
		"region", demoRegion, "status", s.status, "burials", s.burials, "period", "1945/1949", "setting", s.setting)
	if s.recovered >= 0 {
		site.Properties["recovered"] = s.recovered
	}
	all := []data.Feature{site}
	for i := range s.pow {
		all = append(all, s.grave("p", i, float64(i)*2.4, 0, source, "pow", "1945/1949"))
	}
	for i := range s.civil {
		all = append(all, s.grave("c", i, float64(i)*2.9+0.8, s.apart, source, "civilian", s.civilPeriod))
	}
	if s.village {
		all = append(all, s.section(source))
	}
	return all
}

// grave is one of a row, 1.2 m wide and 2.2 m long.
func (s demoSite) grave(row string, i int, x, y float64, source, who, period string) data.Feature {
	f := s.plot(fmt.Sprintf("%s%d", row, i+1), "grave", orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + 1.2, y + 2.2}}, source)
	f.Properties["name"] = fmt.Sprintf("%s-%d (invented)", strings.ToUpper(row), i+1)
	f.Properties["occupancy"], f.Properties["burials"], f.Properties["period"] = who, int64(1), period
	if who == "pow" {
		f.Properties["site"] = s.siteID()
	}
	return f
}

// section is the ground of a village, north of the site.
func (s demoSite) section(source string) data.Feature {
	f := s.plot("section", "section", orb.Bound{Min: orb.Point{-12, s.apart}, Max: orb.Point{12, s.apart + 14}}, source)
	f.Properties["name"], f.Properties["occupancy"], f.Properties["period"] = "Village section (invented)", "civilian", s.civilPeriod
	return f
}

// plot is a rectangle in metres from the site.
func (s demoSite) plot(suffix, kind string, b orb.Bound, source string) data.Feature {
	plane := geo.NewPlane(demoAt(s.east, s.north))
	ring := b.ToRing()
	for i := range ring {
		ring[i] = round(plane.Unproject(ring[i]))
	}
	id, method := s.siteID()+"-"+suffix, s.method
	if s.graveError == 0 {
		method = data.MethodUnknown
	}
	location := data.Location{Accuracy: geo.Accuracy(s.graveError), Method: method, Source: source, SourceKey: id}
	return demoFeature(data.Plots.Name, id, orb.Polygon{ring}, location, "kind", kind)
}
