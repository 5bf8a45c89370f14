package fieldkit

import (
	"context"
	"iter"
	"slices"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// The layers of a plan, as collections of their own that no store has.
var (
	planStops = data.Collection{
		Name: "plan_stops", Title: "Stops of the plan", About: "The sites that are to be visited, in the order of the days.", Spatial: true,
		Fields: []data.Field{
			{Name: "label", Title: "Label", About: "Short name, as on GPS devices."},
			{Name: "of", Title: "Site", About: "The site as collection/id."},
			{Name: "name", Title: "Name", About: "Name of the site."},
			{Name: "day", Type: data.Integer, Title: "Day", About: "Day of the journey, from 1; absent if the stop is on none."},
			{Name: "date", Title: "Date", About: "Date."},
			{Name: "vehicle", Title: "Vehicle", About: "Id of the vehicle."},
			{Name: "number", Type: data.Integer, Title: "Number", About: "Order within the day, from 1."},
			{Name: "task", Title: "Task", About: "What is to be done."},
			{Name: "minutes", Type: data.Integer, Unit: "min", Title: "Minutes", About: "How long the work takes."},
			{Name: "must", Type: data.Boolean, Title: "Must", About: "Whether it comes before any that only may be visited."},
			{Name: "arrive", Title: "Arrive", About: "Local time."},
			{Name: "begin", Title: "Begin", About: "Local time."},
			{Name: "leave", Title: "Leave", About: "Local time."},
			{Name: "class", Title: "Overlap", About: "Class of the site's overlaps; absent if nothing was compared."},
			{Name: "probability", Type: data.Real, Title: "Probability", About: "That a prisoners' burial shares ground with a civilian one; absent if not assessed."},
			{Name: "conflicts", Title: "To be known", About: "What stands against the visit, or why it is on no day."},
			{Name: "note", Title: "Note", About: "What to look for."},
			{Name: "facts", Title: "In words", About: "All of this in words."},
		},
	}
	planRoutes = data.Collection{
		Name: "plan_routes", Title: "Routes of the plan", About: "A line for each day of each vehicle: straight from stop to stop, no road.", Spatial: true,
		Fields: []data.Field{
			{Name: "label", Title: "Label", About: "Short name."},
			{Name: "day", Type: data.Integer, Title: "Day", About: "Day of the journey, from 1."},
			{Name: "date", Title: "Date", About: "Date."},
			{Name: "vehicle", Title: "Vehicle", About: "Id of the vehicle."},
			{Name: "depart", Title: "Depart", About: "Local time."},
			{Name: "arrive", Title: "Arrive", About: "Local time."},
			{Name: "drive_minutes", Type: data.Real, Unit: "min", Title: "Minutes on the road", About: "By straight line times the detour factor, or by the travel matrix."},
			{Name: "drive_km", Type: data.Real, Unit: "km", Title: "Kilometres", About: "By straight line times the detour factor, or by the travel matrix."},
			{Name: "basis", Title: "How it was found", About: "What the times rest on."},
		},
	}
	planPlaces = data.Collection{
		Name: "plan_places", Title: "Base and nights", About: "Where days begin and end.", Spatial: true,
		Fields: []data.Field{
			{Name: "label", Title: "Label", About: "Short name, as on GPS devices."},
			{Name: "name", Title: "Name", About: "Name."},
			{Name: "kind", Title: "Kind", About: "base or night."},
		},
	}
	planAbout = data.Collection{
		Name: "field_plan", Title: "Plan", About: "Which plan and which data the file was made from. burialmap reads it when the file comes back.",
		Fields: []data.Field{
			{Name: "plan", Title: "Plan", About: "Id of the plan."},
			{Name: "title", Title: "Title", About: "Title of the plan."},
			{Name: "plan_revision", Type: data.Integer, Title: "Revision of the plan", About: "Revision of the plan."},
			{Name: "data_revision", Type: data.Integer, Title: "Revision of the data", About: "Revision of the data."},
			{Name: "made", Title: "Made", About: "Date on which the file was made."},
			{Name: "program", Title: "Program", About: "What made it."},
		},
	}
	// planTargets is what observations may be of, for the form.
	planTargets = data.Collection{
		Name: "field_targets", Title: "What can be observed", About: "The sites of the plan, then cemeteries and plots around them, for the form of observations.",
		Fields: []data.Field{
			{Name: "of", Title: "As collection/id", About: "What an observation names."},
			{Name: "label", Title: "Label", About: "What people choose from."},
		},
	}
)

// planFeatures are the features of one of the layers.
func (p *packing) planFeatures(ctx context.Context, c data.Collection) iter.Seq2[data.Feature, error] {
	switch c.Name {
	case planStops.Name:
		return each(p.calls, p.stopFeature)
	case planRoutes.Name:
		return each(p.trips, p.routeFeature)
	case planPlaces.Name:
		return each(p.places, p.placeFeature)
	case planAbout.Name:
		return each([]fieldplan.Plan{p.Plan}, p.aboutFeature)
	case planTargets.Name:
		return p.targets(ctx)
	}
	return p.ground.of(ctx, p.Store, c)
}

func each[T any](list []T, as func(T) data.Feature) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		for _, v := range list {
			if !yield(as(v), nil) {
				return
			}
		}
	}
}

// properties keeps the values that there are.
type properties map[string]any

func (p properties) text(name, value string) properties {
	if value != "" {
		p[name] = value
	}
	return p
}

func (p properties) number(name string, value int) properties {
	if value > 0 {
		p[name] = int64(value)
	}
	return p
}

func (p *packing) stopFeature(c *call) data.Feature {
	v := properties{"must": c.Must}
	v.text("label", c.label).text("of", c.ref()).text("name", c.name(p.say)).text("date", c.date).text("vehicle", c.vehicle.ID).text("task", c.Task)
	v.text("arrive", c.arrival.Arrive).text("begin", c.arrival.Begin).text("leave", c.arrival.Leave).text("class", c.site.Text("overlap_class"))
	v.text("note", c.Note).text("conflicts", reasonsOf(slices.Concat(c.reasons, c.arrival.Conflicts))).text("facts", p.telling(c))
	v.number("day", c.day).number("number", c.order).number("minutes", c.Minutes)
	if known, ok := c.site.Properties["overlap_probability"].(float64); ok {
		v["probability"] = known
	}
	f := data.Feature{ID: c.Site, Collection: planStops.Name, Properties: v, Location: c.site.Location}
	f.Location.Fictional = p.invented(c)
	f.Location.Parse = nil
	if c.located {
		f.Geometry = c.at
	}
	return f
}

func (p *packing) routeFeature(t trip) data.Feature {
	v := properties{"drive_minutes": t.DriveMin, "drive_km": t.DriveKM}
	v.text("label", t.label).text("date", t.Date).text("vehicle", t.Vehicle).text("depart", t.Depart).text("arrive", t.Arrive).text("basis", p.lines()).number("day", t.day)
	return data.Feature{ID: t.Date + "-" + t.Vehicle, Collection: planRoutes.Name, Properties: v, Geometry: t.line(), Location: data.Location{Fictional: p.Plan.Fictional}}
}

func (p *packing) placeFeature(at place) data.Feature {
	kind := "base"
	if at.night {
		kind = "night"
	}
	v := properties{}.text("label", at.label).text("name", at.Name).text("kind", kind)
	return data.Feature{ID: at.ID, Collection: planPlaces.Name, Properties: v, Geometry: at.Position, Location: data.Location{Fictional: p.Plan.Fictional}}
}

func (p *packing) aboutFeature(plan fieldplan.Plan) data.Feature {
	v := properties{"plan_revision": plan.Revision, "data_revision": p.Timetable.DataRevision}
	v.text("plan", plan.ID).text("title", plan.Title).text("made", p.day()).text("program", p.Program)
	return data.Feature{ID: plan.ID, Collection: planAbout.Name, Properties: v, Location: data.Location{Fictional: plan.Fictional}}
}

// mostTargets is how many things a form lets people choose from.
const mostTargets = 20_000

// targets are what can be observed.
func (p *packing) targets(ctx context.Context) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		n := 0
		put := func(ref, label string) bool {
			n++
			v := properties{}.text("of", ref).text("label", label)
			return n <= mostTargets && yield(data.Feature{ID: ref, Collection: planTargets.Name, Properties: v}, nil)
		}
		for _, c := range p.calls {
			if !put(c.ref(), c.label+" · "+c.name(p.say)) {
				return
			}
		}
		for _, c := range []data.Collection{data.Cemeteries, data.Plots} {
			for f, err := range p.ground.of(ctx, p.Store, c) {
				if err != nil {
					yield(f, err)
					return
				}
				if !put(f.Ref(), p.say.word(c.Name)+" · "+groundName(f, p.say.language)) {
					return
				}
			}
		}
	}
}

// groundName is what a feature of the ground is called.
func groundName(f data.Feature, language string) string {
	for _, field := range []string{"name_" + language, "name", "name_en"} {
		if name := f.Text(field); name != "" {
			return name
		}
	}
	return f.ID
}
