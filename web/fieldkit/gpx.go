package fieldkit

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"burialmap/data"
)

// gpxNamespace is that of what burialmap writes into GPX itself (data/format/gpx).
const gpxNamespace = "urn:burialmap:gpx:1"

// gpx writes GPX 1.1 (http://www.topografix.com/GPX/1/1/gpx.xsd, whose elements have a fixed
// order): waypoints for stops, base and nights, and a route for each day of each vehicle.
// Names are plain ASCII of at most 30 characters. Which site a waypoint is of stands among
// its extensions.
func (p *packing) gpx(ctx context.Context, w io.Writer) error {
	o := newXML(w, xml.Header)
	o.open("gpx", attr{"version", "1.1"}, attr{"creator", p.Program}, attr{"xmlns", "http://www.topografix.com/GPX/1/1"},
		attr{"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
		attr{"xsi:schemaLocation", "http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd"},
		attr{"xmlns:osmand", "https://osmand.net"}, attr{"xmlns:burialmap", gpxNamespace})
	o.node(el("metadata", textEl("name", p.title()), textEl("desc", p.summary()), el("time", p.Today.UTC().Format("2006-01-02T15:04:05Z"))))
	for _, place := range p.places {
		o.node(p.gpxPlace(place))
	}
	for _, c := range p.calls {
		if c.located {
			o.node(p.gpxStop(c))
		}
	}
	for i, t := range p.trips {
		o.node(p.gpxRoute(i, t))
	}
	o.shut("gpx")
	if err := ctx.Err(); err != nil {
		return err
	}
	return o.finish()
}

// title is that of the plan, or its id.
func (p *packing) title() string {
	if p.Plan.Title == "" {
		return p.Plan.ID
	}
	return p.Plan.Title
}

// summary says what a file is of.
func (p *packing) summary() string {
	text := fmt.Sprintf("%s %d · %s %d · %s %s · %s\n%s", p.say.word("plan_revision"), p.Plan.Revision, p.say.word("data_revision"), p.Timetable.DataRevision,
		p.say.word("made"), p.day(), p.Program, p.lines())
	if p.Plan.Fictional {
		text = p.say.word("invented") + "\n" + text
	}
	return text
}

func (p *packing) gpxPlace(place place) node {
	icon, symbol, kind := "special_house", "Residence", "base"
	if place.night {
		icon, symbol, kind = "tourism_hotel", "Lodging", "night"
	}
	return el("wpt", position(place.Position), textEl("name", place.label), textEl("desc", p.say.word(kind)+": "+place.Name), el("sym", symbol), el("type", kind),
		el("extensions", el("osmand:color", placeColour.String()), el("osmand:icon", icon), el("osmand:background", "square"),
			el("burialmap:place", attr{"plan", p.Plan.ID}, attr{"id", place.ID})))
}

func (p *packing) gpxStop(c *call) node {
	background := "circle"
	if c.day == 0 {
		background = "octagon"
	}
	return el("wpt", position(c.at), textEl("name", c.label), textEl("cmt", p.brief(c)), textEl("desc", p.telling(c)), el("sym", "Flag, Blue"), el("type", "stop"),
		el("extensions", el("osmand:color", dayColour(c.day).String()), el("osmand:icon", "special_marker"), el("osmand:background", background),
			el("burialmap:stop", attr{"plan", p.Plan.ID}, attr{"revision", fmt.Sprint(p.Plan.Revision)}, attr{"of", c.ref()}, attr{"task", c.Task},
				attr{"date", c.date}, attr{"vehicle", c.vehicle.ID})))
}

// brief is what a device shows as the comment of a waypoint: one line.
func (p *packing) brief(c *call) string {
	parts := []string{p.say.word("task."+c.Task) + " " + p.say.put("minutes", c.Minutes)}
	if c.day > 0 {
		parts = append(parts, c.date+" "+c.arrival.Arrive+"-"+c.arrival.Leave)
	}
	parts = append(parts, p.say.chance(c.site, "overlap_class", "overlap_probability"), p.say.accuracy(c.site))
	if p.invented(c) {
		parts = append(parts, p.say.word("invented"))
	}
	return strings.Join(parts, "; ")
}

func (p *packing) gpxRoute(i int, t trip) node {
	name := short(t.label + " " + t.Date)
	words := fmt.Sprintf("%s · %s · %s–%s · %s km\n%s", p.title(), t.vehicle.Name, t.Depart, t.Arrive, decimals(t.DriveKM), p.lines())
	n := el("rte", textEl("name", name), textEl("desc", words), el("number", fmt.Sprint(i+1)), el("type", "day"),
		el("extensions", el("osmand:color", dayColour(t.day).String()),
			el("burialmap:day", attr{"plan", p.Plan.ID}, attr{"date", t.Date}, attr{"vehicle", t.Vehicle})))
	for _, at := range t.track() {
		n.add(el("rtept", position(at.at), textEl("name", at.label)))
	}
	return n
}

// position are the attributes of a point, to a centimetre.
func position(p [2]float64) []attr { return []attr{{"lat", degrees(p[1])}, {"lon", degrees(p[0])}} }

func degrees(v float64) string { return string(data.AppendDegrees(nil, v)) }
