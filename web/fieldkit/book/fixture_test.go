package book

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/geo"
)

// The fixture is an invented journey of two vehicles to five invented sites in forest that
// nobody lives in: one surveyed, with graves that share ground; one known to a few
// kilometres; one whose accuracy nobody stated, placed by two sources; one that is not
// located; one with a hostile name.

var (
	fixtureCenter = orb.Point{132.2143, 55.0871}
	fixtureDay    = time.Date(2027, 5, 20, 0, 0, 0, 0, time.UTC)
)

func at(east, north float64) orb.Point {
	return geo.NewPlane(fixtureCenter).Unproject(orb.Point{east, north})
}

// block is a rectangle in metres from the middle of the fixture.
func block(west, south, east, north float64) orb.Polygon {
	return orb.Polygon{{at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)}}
}

func located(method, source string, accuracy float64) data.Location {
	return data.Location{Accuracy: geo.Accuracy(accuracy), Method: method, Source: source, Fictional: true}
}

func siteFeature(id string, geometry orb.Geometry, l data.Location, en, ru, ja string) data.Feature {
	return data.Feature{ID: id, Collection: "sites", Geometry: geometry, Location: l, Properties: map[string]any{
		"name": ru, "name_en": en, "name_ru": ru, "name_ja": ja, "region": "Invented Krai", "status": "partly_recovered",
		"burials": int64(48), "recovered": int64(21), "period": "1945/1948", "camp": "Camp 0, branch 2 (invented)",
		"setting":       "Birch forest on a low terrace; a village burial ground on its eastern side (invented).",
		"overlap_class": "probable", "overlap_probability": 0.78, "overlap_pairs": int64(3),
	}}
}

func plotFeature(id, occupancy string, geometry orb.Geometry, accuracy float64) data.Feature {
	f := data.Feature{ID: id, Collection: "plots", Geometry: geometry, Location: located("plan", "plan", accuracy),
		Properties: map[string]any{"name": id, "kind": "grave", "occupancy": occupancy, "burials": int64(1)}}
	if occupancy == "pow" {
		f.Properties["site"] = "alpha"
	}
	return f
}

func overlapFeature(id, pow, civilian, class string, p float64, geometry orb.Geometry, reasons ...map[string]any) data.Feature {
	text, err := json.Marshal(reasons)
	if err != nil {
		panic(err)
	}
	f := data.Feature{ID: id, Collection: "overlaps", Geometry: geometry, Properties: map[string]any{
		"pow": "plots/" + pow, "civilian": "plots/" + civilian, "site": "alpha", "class": class, "reasons": json.RawMessage(text)}}
	if class != data.ClassNotAssessed {
		f.Properties["probability"], f.Properties["expected_area_m2"] = p, p*1.2
	}
	return f
}

func surveyedGround() Ground {
	g := Ground{
		Site: siteFeature("alpha", at(0, 0), located("gps", "survey", 12), "Birch Terrace (invented)", "Берёзовая терраса (вымышлено)", "白樺の段丘（架空）"),
		Cemeteries: []data.Feature{{ID: "village", Collection: "cemeteries", Geometry: block(-2, -28, 44, 30), Location: located("osm", "osm", 8),
			Properties: map[string]any{"name_en": "Village burial ground (invented)", "name_ru": "Сельское кладбище (вымышлено)", "name_ja": "村の墓地（架空）", "use": "civilian"}}},
		Sources: fixtureSources(), Named: map[string]data.Feature{},
		Ranked: &fieldplan.Ranked{Site: "alpha", Located: true, Score: 0.64, Parts: []fieldplan.Part{
			{Name: "overlap", Value: 0.72, Weight: 3, Points: 0.27, Known: true, Facts: []fieldplan.Fact{{Name: "overlap_class", Value: "probable", Ref: "sites/alpha"}, {Name: "overlap_probability", Value: 0.78, Ref: "sites/alpha"}}},
			{Name: "ground", Value: 0.31, Weight: 1, Points: 0.04, Known: true, Facts: []fieldplan.Fact{{Name: "shared_area_expected_m2", Value: 3.1, Ref: "sites/alpha"}}},
			{Name: "unrecovered", Value: 0.56, Weight: 2, Points: 0.14, Known: true, Facts: []fieldplan.Fact{{Name: "burials", Value: 48.0}, {Name: "recovered", Value: 21.0}}},
			{Name: "accuracy", Value: 0.48, Weight: 1, Points: 0.06, Known: true, Facts: []fieldplan.Fact{{Name: "accuracy_m", Value: 12.0}}},
			{Name: "age", Value: 0.5, Weight: 1, Points: 0.13, Facts: []fieldplan.Fact{{Name: "observed", Value: nil}}},
		}},
		History: []data.Version{
			{Revision: 7, Time: fixtureDay.AddDate(0, -2, 0), Author: "import", Kind: data.VersionUpdated, Source: "survey", Moved: 34.2,
				Fields: []data.FieldChange{{Field: "accuracy_m", Old: 150.0, New: 12.0}, {Field: "location_method", Old: "map", New: "gps"}}},
			{Revision: 2, Time: fixtureDay.AddDate(-1, 0, 0), Author: "import", Kind: data.VersionNew, Source: "plan"},
		},
		Observations: []data.Feature{{ID: "o1", Collection: "observations", Geometry: at(6, -8), Location: located("gps", "survey", 4),
			Properties: map[string]any{"of": "sites/alpha", "observed": "2026-08-14", "observer": "A. Sato", "outcome": "seen", "marker": "wooden", "graves": int64(14), "remarks": "Sunken rows under young birch (invented)."}}},
		Restrictions: []Restriction{
			{Feature: restrictionFeature("permit", "permit", data.EffectPaper, "Excavation permit (invented)", "Открытый лист (вымышлено)", "発掘許可（架空）", 45), Paper: &fieldplan.Paper{Restriction: "permit", State: "asked", Asked: "2027-05-02", Reference: "17/27"}},
			{Feature: restrictionFeature("zone", "border_zone", data.EffectPaper, "Border zone (invented)", "Пограничная зона (вымышлено)", "国境地帯（架空）", 0), May: true},
			{Feature: restrictionFeature("bears", "hazard", data.EffectWarns, "Bears (invented)", "Медведи (вымышлено)", "ヒグマ（架空）", 0)},
		},
	}
	for row := range 3 {
		for i := range 8 {
			x, y := -20+float64(i)*3.2, -9+float64(row)*7
			g.Plots = append(g.Plots, plotFeature(fmt.Sprintf("A-%d-%d", row+1, i+1), "pow", block(x, y, x+1.1, y+2.2), 3))
		}
	}
	for i := range 12 {
		x, y := 1+float64(i%4)*9, -22+float64(i/4)*15
		g.Plots = append(g.Plots, plotFeature(fmt.Sprintf("K-%d", i+1), "civilian", block(x, y, x+2.2, y+3.4), 1.5))
	}
	g.Plots = append(g.Plots, plotFeature("M-1", "mixed", block(-26, 16, -18, 22), 5), plotFeature("U-1", "unknown", block(-36, -4, -29, 3), 15))
	g.Overlaps = []data.Feature{
		overlapFeature("o-1", "A-2-7", "K-5", "certain", 0.962, block(1, -2, 1.3, 0.2), map[string]any{"code": "outlines_share_ground", "area_m2": 0.66, "pow_fraction": 0.27, "civilian_fraction": 0.09}, map[string]any{"code": "accuracy_stated", "side": "pow", "ref": "plots/A-2-7", "accuracy_m": 3, "method": "plan"}, map[string]any{"code": "relative_accuracy", "accuracy_m": 3.4}, map[string]any{"code": "civilian_later", "pow_period": "1945/1948", "civilian_period": "1952/"}),
		overlapFeature("o-2", "A-2-8", "K-5", "probable", 0.71, block(2.4, -2, 3.2, 0.2), map[string]any{"code": "outlines_share_ground", "area_m2": 1.2, "pow_fraction": 0.4, "civilian_fraction": 0.15}),
		overlapFeature("o-3", "A-3-8", "K-9", "possible", 0.22, orb.LineString{at(2.4, 7.2), at(2, 8)}, map[string]any{"code": "outlines_apart", "distance_m": 0.9}),
		overlapFeature("o-4", "A-1-7", "K-1", "unlikely", 0.031, orb.LineString{at(0, -9), at(1, -18.6)}, map[string]any{"code": "outlines_apart", "distance_m": 9.2}),
		overlapFeature("o-5", "U-1", "K-1", data.ClassNotAssessed, 0, block(-31, -2, -29, 3), map[string]any{"code": "accuracy_unknown", "side": "pow", "ref": "plots/U-1", "method": "plan"}),
	}
	return g
}

func restrictionFeature(id, kind, effect, en, ru, ja string, lead int64) data.Feature {
	f := data.Feature{ID: id, Collection: "restrictions", Location: located("unknown", "rules", 0), Properties: map[string]any{
		"name": ru, "name_en": en, "name_ru": ru, "name_ja": ja, "kind": kind, "effect": effect, "concerns": "digging",
		"issuer": "Ministry of Invented Affairs", "stated": "2026-11", "note": "What else applies is not known."}}
	if lead > 0 {
		f.Properties["lead_days"] = lead
	}
	return f
}

func fixtureSources() map[string]data.Feature {
	all := map[string]data.Feature{}
	for id, title := range map[string]string{
		"survey": "Field survey of Birch Terrace (invented)", "plan": "Plan of the burial ground, 1949 (invented)",
		"osm": "OpenStreetMap (invented extract)", "rules": "Rules of work in Invented Krai (invented)",
	} {
		all[id] = data.Feature{ID: id, Collection: "sources", Properties: map[string]any{
			"title": title, "kind": "demonstration", "date": "2026-09", "licence": "CC0", "citation": "Invented for tests."}}
	}
	return all
}

func fixtureGround() map[string]Ground {
	delta := Ground{Site: siteFeature("delta", at(9200, 6100), located("unknown", "plan", 0), "Old Sawmill (invented)", "Старая лесопилка (вымышлено)", "旧製材所（架空）"), Sources: fixtureSources()}
	delta.Site.Properties["overlap_class"] = data.ClassNotAssessed
	delete(delta.Site.Properties, "overlap_probability")
	delta.Positions = []data.Feature{
		{ID: "p1", Collection: "positions", Geometry: at(9200, 6100), Location: located("map", "plan", 0), Properties: map[string]any{"of": "sites/delta", "preferred": true}},
		{ID: "p2", Collection: "positions", Geometry: at(9320, 6040), Location: located("text", "rules", 90), Properties: map[string]any{"of": "sites/delta", "note": "“behind the sawmill” (invented)"}},
	}
	beta := Ground{Site: siteFeature("beta", at(-5200, 8300), located("settlement", "plan", 2500), "Upper Ford (invented)", "Верхний брод (вымышлено)", "上の渡し（架空）"), Sources: fixtureSources()}
	beta.Site.Location.Text = "2 km up the river from the ford"
	gamma := Ground{Site: siteFeature("gamma", nil, located("text", "plan", 0), "Far Camp (invented)", "Дальний лагерь (вымышлено)", "遠い収容所（架空）"), Sources: fixtureSources()}
	gamma.Site.Location.Text = "in the upper valley"
	hostile := `<script>alert("1")</script> & "quoted" </style>`
	evil := Ground{Site: siteFeature("evil", at(3000, -4200), located("gps", "survey", 5), hostile, hostile, hostile), Sources: fixtureSources()}
	return map[string]Ground{"alpha": surveyedGround(), "beta": beta, "gamma": gamma, "delta": delta, "evil": evil}
}

func conflictOf(rule string, grave bool, restriction string, facts ...string) fieldplan.Conflict {
	c := fieldplan.Conflict{Rule: rule, Grave: grave, Restriction: restriction, Facts: map[string]string{}, Message: "English: " + rule}
	for i := 0; i+1 < len(facts); i += 2 {
		c.Facts[facts[i]] = facts[i+1]
	}
	return c
}

func fixturePlan() fieldplan.Plan {
	return fieldplan.Plan{
		ID: "fixture", Revision: 4, Title: "Summer journey 2027 (invented)", Fictional: true, Languages: Languages,
		Note:      "Two vehicles, four days; permits by post.",
		Team:      []fieldplan.Person{{Name: "Sato Akira (invented)", Role: "leader", Phone: "+81 00 0000 0001", Vehicle: "a"}, {Name: "Иванова Н. (вымышлено)", Role: "archaeologist", Phone: "+7 000 000-00-02", Vehicle: "b"}, {Name: "Driver", Vehicle: "a"}},
		Emergency: []fieldplan.Contact{{Name: "Coordinator (invented)", Phone: "+7 000 000-00-03", Note: "daily at 20:00"}},
		Vehicles:  []fieldplan.Vehicle{{ID: "a", Name: "Bukhanka", SpeedKMH: 35}, {ID: "b", Name: "Boat", SpeedKMH: 18}},
		Base:      fieldplan.Place{ID: "base", Name: "Forest house (invented)", Position: at(-1500, -2200)},
		Nights:    []fieldplan.Place{{ID: "hut", Name: "Hut by the river (invented)", Position: at(5200, 7900)}},
		From:      "2027-07-07", To: "2027-07-10", Zone: "Asia/Khandyga", Start: "08:00", End: "19:00", Rest: []string{"2027-07-09"},
		Stops: []fieldplan.Stop{
			{Site: "alpha", Task: "trial_dig", Minutes: 240, Priority: 9, Must: true, Note: "Eastern ends of rows 2 and 3, where the village ground begins."},
			{Site: "beta", Task: "survey", Minutes: 120, Priority: 5}, {Site: "gamma", Task: "visit", Minutes: 60, Priority: 3},
			{Site: "delta", Task: "visit", Minutes: 75, Priority: 6}, {Site: "evil", Task: "exhumation", Minutes: 90, Priority: 4, Note: `<b onmouseover="x()">`},
		},
	}
}

func fixtureTimetable() fieldplan.Timetable {
	arrival := func(site, arrive, begin, leave string, conflicts ...fieldplan.Conflict) fieldplan.Arrival {
		return fieldplan.Arrival{Site: site, TravelMin: 43, TravelKM: 18.4, TravelBy: "straight_line", Arrive: arrive, Begin: begin, Leave: leave, Conflicts: conflicts}
	}
	day := func(date, vehicle, start, end string, stops ...fieldplan.Arrival) fieldplan.Schedule {
		return fieldplan.Schedule{Date: date, Vehicle: vehicle, Start: start, End: end, Depart: "08:00", Arrive: "17:25", Sunrise: "04:12", Sunset: "22:31",
			Stops: stops, HomeMin: 38, HomeKM: 14.9, DriveMin: 124, DriveKM: 51.7, WorkMin: 240}
	}
	return fieldplan.Timetable{
		Plan: "fixture", Revision: 4, DataRevision: 12, TravelBasis: "straight_line", DetourFactor: 1.4,
		Days: []fieldplan.Schedule{
			day("2027-07-07", "a", "base", "base", arrival("alpha", "08:43", "08:43", "12:43",
				conflictOf(fieldplan.RulePaperPending, false, "permit", "lead_days", "45", "ready", "2027-06-16", "date", "2027-07-07", "name", "Excavation permit (invented)"),
				conflictOf(fieldplan.RuleWarning, false, "bears", "name", "Bears", "kind", "hazard", "note", "What else applies is not known."))),
			day("2027-07-07", "b", "base", "hut", arrival("evil", "10:10", "11:00", "12:30")),
			day("2027-07-08", "a", "base", "base", arrival("beta", "09:02", "09:02", "11:02", conflictOf(fieldplan.RulePoorlyLocated, false, "", "accuracy_m", "2500"))),
			day("2027-07-08", "b", "hut", "hut", arrival("delta", "09:30", "09:30", "10:45", conflictOf(fieldplan.RulePaperMissing, true, "zone", "lead_days", "60", "days_left", "49", "ask_by", "2027-05-09", "date", "2027-07-08", "name", "Border zone (invented)", "issuer", "Border service (invented)"))),
			{Date: "2027-07-10", Vehicle: "a", Start: "base", End: "base"},
			{Date: "2027-07-10", Vehicle: "b", Start: "hut", End: "base", Depart: "08:00", Arrive: "10:40", Sunrise: "04:16", Sunset: "22:28", HomeMin: 160, HomeKM: 31, DriveMin: 160, DriveKM: 31,
				Conflicts: []fieldplan.Conflict{conflictOf(fieldplan.RuleNightNotReached, true, "", "end", "hut", "base", "base")}},
		},
		LeftOut:   []fieldplan.LeftOut{{Site: "gamma", Must: true, Reasons: []fieldplan.Conflict{conflictOf(fieldplan.RuleUnlocated, true, "", "place", "in the upper valley")}}},
		Conflicts: nil,
		Totals:    fieldplan.Totals{Stops: 5, Visited: 4, Musts: 2, MustsOut: 1, DriveMin: 532, DriveKM: 186.4, WorkMin: 525},
	}
}

func fixtureBook(language string) Book {
	before, after := 0.46, 0.081
	changes := []fieldplan.Changed{{Site: "alpha", Kind: "changed", Before: &before, After: &after}, {Site: "alpha", Overlap: "o-1", Kind: "new", After: &after}, {Site: "delta", Kind: "changed", After: nil, Before: &after}}
	return Book{Plan: fixturePlan(), Changes: changes, Timetable: fixtureTimetable(), Ground: fixtureGround(), Language: language,
		Today: fixtureDay, Address: "http://localhost:8080/#map=16/55.0871/132.2143"}
}
