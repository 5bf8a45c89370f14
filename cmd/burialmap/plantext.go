package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"burialmap/data/fieldplan"
)

// planText is a plan for people: its head, a table for each day of each vehicle, what is
// left out and why.
func planText(w *fieldplan.World, p fieldplan.Plan, t fieldplan.Timetable, lang string) string {
	v := planView{w, p, t, planWords[lang], lang, map[string]fieldplan.Stop{}}
	for _, s := range p.Stops {
		v.stops[s.Site] = s
	}
	var b strings.Builder
	b.WriteString(v.head())
	idle := []string{}
	for _, d := range t.Days {
		if len(d.Stops) == 0 && len(d.Conflicts) == 0 && d.Start == d.End {
			idle = append(idle, fmt.Sprintf("%s %s", v.date(d.Date), v.vehicle(d.Vehicle)))
			continue
		}
		b.WriteString("\n" + v.day(d))
	}
	if len(idle) > 0 && len(idle) < len(t.Days) {
		fmt.Fprintf(&b, "\n%s: %s\n", v.words.idle, strings.Join(idle, "; "))
	}
	if len(t.LeftOut) > 0 {
		b.WriteString("\n" + v.leftOut())
	}
	return b.String()
}

type planView struct {
	world *fieldplan.World
	plan  fieldplan.Plan
	table fieldplan.Timetable
	words planLanguage
	lang  string
	stops map[string]fieldplan.Stop
}

func (v planView) head() string {
	p, t := v.plan, v.table
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", p.Title)
	fmt.Fprintf(&b, "  "+v.words.revisions+"\n", p.ID, p.Revision, t.DataRevision)
	fmt.Fprintf(&b, "  %s – %s · %s · %s–%s\n", v.date(p.From), v.date(p.To), p.Zone, p.Start, p.End)
	fmt.Fprintf(&b, "  "+v.words.totals+"\n", t.Totals.Visited, t.Totals.Stops, t.Totals.Musts-t.Totals.MustsOut, t.Totals.Musts,
		t.Totals.DriveKM, hours(t.Totals.DriveMin), hours(t.Totals.WorkMin))
	fmt.Fprintf(&b, "  %s\n", v.travel())
	for _, c := range t.Conflicts {
		fmt.Fprintf(&b, "  %s\n", strings.ReplaceAll(wrapped(v.conflict(c), 100), "\n", "\n  "))
	}
	return b.String()
}

// travel says what the travel times rest on.
func (v planView) travel() string {
	straight := fmt.Sprintf(v.words.straight, v.table.DetourFactor)
	switch v.table.TravelBasis {
	case fieldplan.TravelMatrix:
		return v.words.travel + ": " + v.words.matrix
	case fieldplan.TravelBoth:
		return v.words.travel + ": " + v.words.matrix + "; " + straight
	}
	return v.words.travel + ": " + straight
}

// day is one table.
func (v planView) day(d fieldplan.Schedule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s · %s · %s\n", v.date(d.Date), v.vehicle(d.Vehicle), v.sun(d))
	t := newTable(v.words.arrive, v.words.begin, v.words.leave, v.words.place, v.words.task, v.words.way)
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 6, Align: text.AlignRight},
	})
	t.AppendRow(table.Row{"", "", d.Depart, v.place(d.Start), "", ""})
	for _, a := range d.Stops {
		t.AppendRow(v.arrival(a))
	}
	t.AppendRow(table.Row{d.Arrive, "", "", v.place(d.End), "", v.way(d.HomeKM, d.HomeMin, "")})
	b.WriteString(t.Render() + "\n")
	for _, c := range d.Conflicts {
		fmt.Fprintf(&b, "  %s\n", v.conflict(c))
	}
	return b.String()
}

func (v planView) arrival(a fieldplan.Arrival) table.Row {
	lines := []string{v.site(a.Site)}
	if a.Locked {
		lines[0] += " [" + v.words.locked + "]"
	}
	for _, c := range a.Conflicts {
		lines = append(lines, wrapped(v.conflict(c), 72))
	}
	s := v.stops[a.Site]
	by := ""
	if a.TravelBy == fieldplan.TravelMatrix {
		by = " *"
	}
	return table.Row{a.Arrive, a.Begin, a.Leave, strings.Join(lines, "\n"), v.words.tasks[s.Task] + "\n" + hours(float64(s.Minutes)), v.way(a.TravelKM, a.TravelMin, by)}
}

func (v planView) way(km, minutes float64, by string) string {
	if minutes == 0 && km == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f km%s\n%s", km, by, hours(minutes))
}

// leftOut lists the sites on no day.
func (v planView) leftOut() string {
	t := newTable(v.words.left, v.words.why)
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 1, WidthMax: 36, WidthMaxEnforcer: text.WrapSoft}})
	t.Style().Options.SeparateRows = true
	for _, l := range v.table.LeftOut {
		var why []string
		for _, c := range l.Reasons {
			why = append(why, wrapped(v.conflict(c), 84))
		}
		name := v.site(l.Site)
		if l.Must {
			name += " [" + v.words.must + "]"
		}
		t.AppendRow(table.Row{name, strings.Join(why, "\n")})
	}
	return t.Render() + "\n"
}

// conflict is one in words: whether it forbids, the rule, and in English the whole message.
func (v planView) conflict(c fieldplan.Conflict) string {
	mark := v.words.note
	if c.Grave {
		mark = v.words.grave
	}
	if v.lang == "en" {
		return strings.TrimSpace(fmt.Sprintf("%s: %s %s", mark, c.Message, c.Advice))
	}
	text := fmt.Sprintf("%s: %s", mark, ruleWord(v.lang, c.Rule))
	if c.Restriction != "" {
		text += " – " + v.restriction(c.Restriction)
	}
	return text
}

func (v planView) restriction(id string) string {
	f := v.world.Restrictions[id]
	return cmp.Or(f.Text("name_"+v.lang), f.Text("name"), id)
}

func (v planView) site(id string) string {
	s := v.world.Sites[id]
	if s == nil {
		return id
	}
	return cmp.Or(s.Feature.Text("name_"+v.lang), s.Feature.Text("name"), id)
}

func (v planView) place(id string) string {
	for _, p := range append([]fieldplan.Place{v.plan.Base}, v.plan.Nights...) {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}

func (v planView) vehicle(id string) string {
	for _, x := range v.plan.Vehicles {
		if x.ID == id && x.Name != "" {
			return id + " " + x.Name
		}
	}
	return id
}

func (v planView) date(text string) string {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text
	}
	return fmt.Sprintf("%s %s", v.words.weekdays[d.Weekday()], text)
}

func (v planView) sun(d fieldplan.Schedule) string {
	switch d.Sun {
	case fieldplan.SunNeverRises:
		return v.words.noSunrise
	case fieldplan.SunNeverSets:
		return v.words.noSunset
	}
	return fmt.Sprintf("%s %s–%s", v.words.sun, d.Sunrise, d.Sunset)
}

// wrapped is text in lines of so many characters, all but the first indented.
func wrapped(line string, width int) string {
	lines := strings.Split(text.WrapSoft(line, width), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n  ")
}

// hours are minutes as h:mm.
func hours(minutes float64) string {
	m := int(minutes + 0.5)
	return fmt.Sprintf("%d:%02d h", m/60, m%60)
}
