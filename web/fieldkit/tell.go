package fieldkit

import (
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data/fieldplan"
	"burialmap/data/format"
	"burialmap/geo"
)

// fact is a line of what is told of a stop.
type fact struct{ name, value string }

// facts are what is told of a stop wherever it is shown.
func (p *packing) facts(c *call) []fact {
	d := p.say
	var list []fact
	add := func(name, value string) {
		if value != "" {
			list = append(list, fact{d.word(name), value})
		}
	}
	add("task", d.word("task."+c.Task)+", "+d.put("minutes", c.Minutes))
	if c.day > 0 {
		add("day", strconv.Itoa(c.day)+", "+c.date)
		add("vehicle", c.vehicle.Name)
		add("arrive", c.arrival.Arrive)
		if c.arrival.Begin != c.arrival.Arrive {
			add("begin", c.arrival.Begin)
		}
		add("leave", c.arrival.Leave)
	} else {
		add("left_out", reasonsOf(c.reasons))
	}
	add("overlap", d.chance(c.site, "overlap_class", "overlap_probability"))
	add("accuracy", d.accuracy(c.site))
	add("conflicts", reasonsOf(c.arrival.Conflicts))
	if c.Must {
		add("note", d.word("must"))
	}
	add("note", c.Note)
	return list
}

// reasonsOf are conflicts in a line.
func reasonsOf(list []fieldplan.Conflict) string {
	var parts []string
	for _, c := range list {
		parts = append(parts, c.Message)
	}
	return strings.Join(parts, "; ")
}

// telling are the facts of a stop as lines of text; that it is invented comes first.
func (p *packing) telling(c *call) string {
	var lines []string
	if p.invented(c) {
		lines = append(lines, p.say.word("invented"))
	}
	lines = append(lines, c.name(p.say))
	for _, f := range p.facts(c) {
		lines = append(lines, f.name+": "+f.value)
	}
	return strings.Join(lines, "\n")
}

// lines says how ways are drawn and timed.
func (p *packing) lines() string {
	return p.say.put(basisWords[p.Timetable.TravelBasis], decimals(p.Timetable.DetourFactor))
}

var basisWords = map[string]string{"": "straight", "straight_line": "straight", "matrix": "matrix", "both": "both"}

// decimals is a number with at most two decimals.
func decimals(v float64) string {
	text := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// dayColours tell the days apart on a map, by their number; labels name them, too.
var dayColours = []format.Colour{0x1f6fb2, 0xb3093f, 0x2e7d32, 0x7a3b8f, 0x8f4400, 0x00707a, 0x4d525b, 0xa0208f, 0x6d6a00, 0x123c69}

const (
	leftOutColour format.Colour = 0x6a6f78
	placeColour   format.Colour = 0x1f2430
)

func dayColour(day int) format.Colour {
	if day < 1 {
		return leftOutColour
	}
	return dayColours[(day-1)%len(dayColours)]
}

// track is the line of a trip: where it begins, its stops that are located, its end.
func (t trip) track() []waypoint {
	list := []waypoint{{t.from.Position, t.from.label}}
	for _, c := range t.calls {
		if c.located {
			list = append(list, waypoint{c.at, c.label})
		}
	}
	return append(list, waypoint{t.to.Position, t.to.label})
}

// line is the track as a geometry, cut at ±180°.
func (t trip) line() orb.Geometry {
	var line orb.LineString
	for _, at := range t.track() {
		line = append(line, at.at)
	}
	return geo.SplitAtAntimeridian(line)
}

// waypoint is a position on a route, with the label of what lies there.
type waypoint struct {
	at    [2]float64
	label string
}
