package fieldkit

import (
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"burialmap/data/fieldplan"
	"burialmap/data/format"
)

// byteOrderMark lets Excel see that a table is UTF-8.
const byteOrderMark = "\ufeff"

// table writes rows as CSV. Cells that a spreadsheet would run as a formula become text.
func table(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	for _, row := range rows {
		for i := range row {
			row[i] = format.EscapeFormula(strings.ToValidUTF8(row[i], "\ufffd"))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// timetable writes the days as a table: a row for each stop, and one for the end of each day.
func (p *packing) timetable(_ context.Context, w io.Writer) error {
	rows := [][]string{{"date", "day", "vehicle", "order", "label", "place", "name", "longitude", "latitude", "task", "minutes", "must", "travel_minutes", "travel_km", "travel_by",
		"arrive", "begin", "leave", "overlap_class", "overlap_probability", "accuracy_m", "conflicts", "note"}}
	for _, t := range p.trips {
		rows = append(rows, []string{t.Date, strconv.Itoa(t.day), t.Vehicle, "0", t.from.label, t.from.ID, t.from.Name, degrees(t.from.Position[0]), degrees(t.from.Position[1]),
			"", "", "", "", "", "", "", "", t.Depart, "", "", "", reasonsOf(t.Conflicts), ""})
		for _, c := range t.calls {
			rows = append(rows, p.callRow(c))
		}
		rows = append(rows, []string{t.Date, strconv.Itoa(t.day), t.Vehicle, strconv.Itoa(len(t.calls) + 1), t.to.label, t.to.ID, t.to.Name, degrees(t.to.Position[0]), degrees(t.to.Position[1]),
			"", "", "", decimals(t.HomeMin), decimals(t.HomeKM), "", t.Arrive, "", "", "", "", "", "", ""})
	}
	for _, c := range p.calls {
		if c.day == 0 {
			rows = append(rows, p.callRow(c))
		}
	}
	return table(w, rows)
}

func (p *packing) callRow(c *call) []string {
	day, order, longitude, latitude, probability, accuracy := "", "", "", "", "", ""
	travelMinutes, travelKM := "", ""
	if c.day > 0 {
		day, order = strconv.Itoa(c.day), strconv.Itoa(c.order)
		travelMinutes, travelKM = decimals(c.arrival.TravelMin), decimals(c.arrival.TravelKM)
	}
	if c.located {
		longitude, latitude = degrees(c.at[0]), degrees(c.at[1])
	}
	if v, ok := c.site.Properties["overlap_probability"].(float64); ok {
		probability = percent(v)
	}
	if c.site.Location.Accuracy.Known() {
		accuracy = strconv.FormatFloat(float64(c.site.Location.Accuracy), 'g', -1, 64)
	}
	conflicts := reasonsOf(c.arrival.Conflicts)
	if c.day == 0 {
		conflicts = reasonsOf(c.reasons)
	}
	return []string{c.date, day, c.vehicle.ID, order, c.label, c.Site, c.name(p.say), longitude, latitude, c.Task, strconv.Itoa(c.Minutes), strconv.FormatBool(c.Must),
		travelMinutes, travelKM, c.arrival.TravelBy, c.arrival.Arrive, c.arrival.Begin, c.arrival.Leave, c.site.Text("overlap_class"), probability, accuracy, conflicts, c.Note}
}

// mostPlaces is how many places a whole travel matrix is written for: of more, nobody fills
// it in.
const mostPlaces = 150

// matrix writes the ways between all places, or of many places those that the plan states
// or the days take.
func (p *packing) matrix(_ context.Context, w io.Writer) error {
	if len(p.calls)+len(p.places) <= mostPlaces {
		return p.World.WriteMatrix(w, p.Plan)
	}
	rows := [][]string{{"from", "to", "minutes", "km", "by"}}
	seen := map[[2]string]bool{}
	add := func(l fieldplan.Leg, by string) {
		minutes := "-" // there is no way
		if l.Minutes != nil {
			minutes = decimals(*l.Minutes)
		}
		if way := [2]string{l.From, l.To}; !seen[way] {
			seen[way] = true
			rows = append(rows, []string{l.From, l.To, minutes, optional(l.KM), by})
		}
	}
	for _, l := range p.Plan.Matrix {
		add(l, fieldplan.TravelMatrix)
	}
	for _, l := range p.legs() {
		add(l, fieldplan.TravelStraight)
	}
	return table(w, rows)
}

// legs are the ways that the days take.
func (p *packing) legs() []fieldplan.Leg {
	var list []fieldplan.Leg
	for _, t := range p.trips {
		before := t.from.ID
		for _, c := range t.calls {
			list = append(list, fieldplan.Leg{From: before, To: c.Site, Minutes: &c.arrival.TravelMin, KM: &c.arrival.TravelKM})
			before = c.Site
		}
		list = append(list, fieldplan.Leg{From: before, To: t.to.ID, Minutes: &t.HomeMin, KM: &t.HomeKM})
	}
	return list
}

func optional(v *float64) string {
	if v == nil {
		return ""
	}
	return decimals(*v)
}
