package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/data/geopackage"
)

type planNewCommand struct {
	database
	todays
	inLanguage
	weighing
	Title    string   `help:"What the plan is called." required:""`
	Base     string   `placeholder:"LON,LAT" help:"Where the journey begins and ends, longitude first: 132.21,55.09." required:""`
	BaseName string   `default:"Base" help:"What that place is called."`
	From     string   `placeholder:"DATE" help:"First day, YYYY-MM-DD." required:""`
	To       string   `placeholder:"DATE" help:"Last day." required:""`
	Zone     string   `default:"Asia/Vladivostok" help:"Time zone of the days, an IANA name (default: ${default})."`
	Start    string   `default:"08:00" help:"When a day may begin."`
	End      string   `default:"18:00" help:"When it has to end."`
	Sites    []string `placeholder:"ID" help:"Which sites, by their ids, separated by commas." required:"" xor:"which"`
	Top      int      `placeholder:"N" help:"The N sites that are located and of which a visit would tell most." required:"" xor:"which"`
	Night    []string `placeholder:"NAME=LON,LAT" help:"Another place where a night may be spent; may be given several times." sep:"none"`
	Vehicles int      `default:"1" help:"How many vehicles, each with a crew of its own (default: ${default})."`
	Speed    float64  `default:"30" help:"Their speed along the way in km/h, with everything that holds them up (default: ${default})."`
	Task     string   `default:"visit" help:"What to do at each site: visit, survey, trial_dig or exhumation." enum:"visit,survey,trial_dig,exhumation"`
	Minutes  int      `default:"120" help:"How many minutes it takes at each (default: ${default})."`
	ID       string   `name:"id" help:"Id of the plan (default: a random one)."`
	JSON     bool     `name:"json" help:"Print plan and timetable as JSON."`
}

// Run makes a plan, arranges it and stores it.
func (c planNewCommand) Run(ctx context.Context) error {
	p, err := c.plan()
	if err != nil {
		return usageError{err}
	}
	return c.with(func(store *geopackage.Store) error {
		today, err := c.day(p)
		if err != nil {
			return err
		}
		if err := c.choose(ctx, store, &p, today); err != nil {
			return err
		}
		w, err := fieldplan.Load(ctx, store, p)
		if err != nil {
			return err
		}
		if id, missing := unknownSite(w, p); missing {
			return fmt.Errorf("there is no site %q; 'burialmap export sites --format csv' lists them", id)
		}
		p, t := w.Arrange(p, today)
		p.Before = w.Snapshot(p)
		if p, err = savePlan(ctx, store, p); err != nil {
			return err
		}
		t.Plan, t.Revision = p.ID, p.Revision
		return printPlan(w, p, t, c.Lang, c.JSON)
	})
}

// plan is what the flags say, without sites.
func (c planNewCommand) plan() (fieldplan.Plan, error) {
	p := fieldplan.Plan{
		ID: c.ID, Title: c.Title, Languages: []string{c.Lang}, From: c.From, To: c.To, Zone: c.Zone, Start: c.Start, End: c.End, Weights: c.weights(),
		Team: []fieldplan.Person{}, Stops: []fieldplan.Stop{}, Days: []fieldplan.Day{},
	}
	base, err := lonLat(c.Base)
	if err != nil {
		return p, fmt.Errorf("--base: %w", err)
	}
	p.Base = fieldplan.Place{ID: "base", Name: c.BaseName, Position: base}
	for i, text := range c.Night {
		name, at, _ := strings.Cut(text, "=")
		position, err := lonLat(at)
		if err != nil {
			return p, fmt.Errorf("--night: %w", err)
		}
		p.Nights = append(p.Nights, fieldplan.Place{ID: fmt.Sprintf("night-%d", i+1), Name: name, Position: position})
	}
	for i := range c.Vehicles {
		id := fmt.Sprint(i + 1)
		if i < 26 {
			id = string(rune('a' + i))
		}
		p.Vehicles = append(p.Vehicles, fieldplan.Vehicle{ID: id, Name: "Vehicle " + id, SpeedKMH: c.Speed})
	}
	if problems := p.Check(); len(problems) > 0 {
		return p, errors.New("this makes no plan\n" + problemsText(problems))
	}
	return p, nil
}

func lonLat(text string) (orb.Point, error) {
	lon, lat, ok := strings.Cut(text, ",")
	x, errX := data.ParseDecimal(strings.TrimSpace(lon))
	y, errY := data.ParseDecimal(strings.TrimSpace(lat))
	if !ok || errX != nil || errY != nil {
		return orb.Point{}, fmt.Errorf("%q is no position; give longitude and latitude in degrees: 132.21,55.09", text)
	}
	return orb.Point{x, y}, nil
}

// choose fills in the stops: the sites that are named, or the first of the ranking.
func (c planNewCommand) choose(ctx context.Context, store data.Reads, p *fieldplan.Plan, today time.Time) error {
	ids := c.Sites
	if c.Top > 0 {
		q := data.Query{Filter: data.Not{Filter: data.IsNull{Of: data.Property("geometry")}}}
		r, err := fieldplan.Rank(ctx, store, q, p.Weights, today)
		if err != nil {
			return err
		}
		for _, s := range r.Sites[:min(c.Top, len(r.Sites))] {
			ids = append(ids, s.Site)
		}
	}
	for _, id := range ids {
		p.Stops = append(p.Stops, fieldplan.Stop{Site: strings.TrimPrefix(id, "sites/"), Task: c.Task, Minutes: c.Minutes, Priority: fieldplan.DefaultPriority})
	}
	return nil
}

func unknownSite(w *fieldplan.World, p fieldplan.Plan) (string, bool) {
	for _, s := range p.Stops {
		if w.Sites[s.Site] == nil {
			return s.Site, true
		}
	}
	return "", false
}
