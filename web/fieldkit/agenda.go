package fieldkit

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/fieldplan"
)

// agenda is plan, timetable and sites brought together: what every file tells in its own way.
type agenda struct {
	calls  []*call // those of the trips in their order, then those that are left out
	trips  []trip  // by date, then vehicle
	places []place // the base, then the nights
	crews  int     // vehicles
}

// call is a stop of the plan, with its site.
type call struct {
	fieldplan.Stop
	site    data.Feature // the zero Feature if the data have no such site
	at      orb.Point
	located bool
	label   string // "D1-2 KHURMULI": plain ASCII, unique in the package
	day     int    // of the journey, from 1; 0 if it is left out
	order   int    // within its day, from 1
	date    string
	vehicle fieldplan.Vehicle
	arrival fieldplan.Arrival
	reasons []fieldplan.Conflict // why it is left out
}

// trip is a day of a vehicle with stops, or one that moves it.
type trip struct {
	fieldplan.Schedule
	day      int
	vehicle  fieldplan.Vehicle
	from, to place
	calls    []*call
	label    string // "D1", or "D1A" where there are several vehicles
}

// place is where a day begins or ends.
type place struct {
	fieldplan.Place
	label string // "BASE KOMSOMOLSK"
	night bool
}

func newAgenda(k Kit) *agenda {
	a := &agenda{crews: len(k.Plan.Vehicles)}
	a.addPlaces(k.Plan)
	calls := map[string]*call{}
	for _, s := range k.Plan.Stops {
		c := &call{Stop: s}
		if site := k.World.Sites[s.Site]; site != nil {
			c.site, c.at, c.located = site.Feature, site.Position, site.Located
		}
		calls[s.Site] = c
	}
	for _, s := range k.Timetable.Days {
		a.addTrip(k.Plan, s, calls)
	}
	a.addLeftOut(k, calls)
	return a
}

func (a *agenda) addPlaces(p fieldplan.Plan) {
	a.places = append(a.places, place{p.Base, short("BASE " + strings.TrimSpace(strings.TrimPrefix(ascii(p.Base.Name), "BASE"))), false})
	for i, n := range p.Nights {
		a.places = append(a.places, place{n, short(fmt.Sprintf("N%d %s", i+1, ascii(n.Name))), true})
	}
}

// placeOf is the place of an id; an unknown one is the base.
func (a *agenda) placeOf(id string) place {
	for _, p := range a.places {
		if p.ID == id {
			return p
		}
	}
	return a.places[0]
}

func (a *agenda) addTrip(p fieldplan.Plan, s fieldplan.Schedule, calls map[string]*call) {
	t := trip{Schedule: s, day: dayNumber(p.From, s.Date), from: a.placeOf(s.Start), to: a.placeOf(s.End)}
	t.label = fmt.Sprintf("D%d", t.day)
	for i, v := range p.Vehicles {
		if v.ID == s.Vehicle {
			t.vehicle = v
			t.label += a.crewMark(i)
		}
	}
	for i, arrival := range s.Stops {
		c := calls[arrival.Site]
		if c == nil || c.day > 0 {
			continue // no stop of the plan, or one that came before
		}
		c.day, c.order, c.date, c.vehicle, c.arrival = t.day, i+1, s.Date, t.vehicle, arrival
		c.label = short(fmt.Sprintf("%s-%d %s", t.label, c.order, nameASCII(c.site, c.Site)))
		t.calls, a.calls = append(t.calls, c), append(a.calls, c)
	}
	if len(t.calls) > 0 || s.Start != s.End {
		a.trips = append(a.trips, t)
	}
}

// crewMark is a letter for each of several vehicles, a number from the 27th on.
func (a *agenda) crewMark(i int) string {
	switch {
	case a.crews < 2:
		return ""
	case i < 26:
		return string(rune('A' + i))
	}
	return fmt.Sprintf(".%d", i+1)
}

func (a *agenda) addLeftOut(k Kit, calls map[string]*call) {
	reasons := map[string][]fieldplan.Conflict{}
	for _, l := range k.Timetable.LeftOut {
		reasons[l.Site] = l.Reasons
	}
	n := 0
	for _, s := range k.Plan.Stops {
		c := calls[s.Site]
		if c.day > 0 || c.label != "" {
			continue
		}
		n++
		c.reasons = reasons[s.Site]
		c.label = short(fmt.Sprintf("X%d %s", n, nameASCII(c.site, c.Site)))
		a.calls = append(a.calls, c)
	}
}

// dayNumber counts the days of the journey from 1.
func dayNumber(from, date string) int {
	first, err1 := time.Parse(time.DateOnly, from)
	day, err2 := time.Parse(time.DateOnly, date)
	if err1 != nil || err2 != nil {
		return 1
	}
	return int(math.Round(day.Sub(first).Hours()/24)) + 1
}

// name is what the site is called in a language, as far as the data say so.
func (c *call) name(d dictionary) string {
	for _, field := range []string{"name_" + d.language, "name_en", "name"} {
		if name := c.site.Text(field); name != "" {
			return d.marked(name, c.site.Location.Fictional)
		}
	}
	return d.marked(c.Site, c.site.Location.Fictional)
}

// ref is the site as observations name it.
func (c *call) ref() string { return data.Sites.Name + "/" + c.Site }

// invented reports whether the site or the whole plan is.
func (p *packing) invented(c *call) bool { return p.Plan.Fictional || c.site.Location.Fictional }

// nameASCII is a site's name in Latin capitals, or its id.
func nameASCII(site data.Feature, id string) string {
	for _, field := range []string{"name_en", "name", "name_ru"} {
		if name := ascii(site.Text(field)); name != "" {
			return name
		}
	}
	if name := ascii(id); name != "" {
		return name
	}
	return "SITE"
}

// longestLabel is how much of a name small GPS devices show.
const longestLabel = 30

func short(label string) string {
	label = strings.TrimSpace(label)
	if len(label) > longestLabel {
		label = strings.TrimSpace(label[:longestLabel])
	}
	return label
}

// latin are Russian letters as the usual romanisation for maps (BGN/PCGN) writes them.
var latin = map[rune]string{
	'А': "A", 'Б': "B", 'В': "V", 'Г': "G", 'Д': "D", 'Е': "E", 'Ё': "E", 'Ж': "ZH", 'З': "Z", 'И': "I", 'Й': "Y", 'К': "K",
	'Л': "L", 'М': "M", 'Н': "N", 'О': "O", 'П': "P", 'Р': "R", 'С': "S", 'Т': "T", 'У': "U", 'Ф': "F", 'Х': "KH", 'Ц': "TS",
	'Ч': "CH", 'Ш': "SH", 'Щ': "SHCH", 'Ъ': "", 'Ы': "Y", 'Ь': "", 'Э': "E", 'Ю': "YU", 'Я': "YA",
}

// ascii is a name in capitals that every device can show, "" if it has hardly a letter that
// can be written so.
func ascii(name string) string {
	var b strings.Builder
	lost, kept := 0, 0
	for _, r := range strings.ToUpper(name) {
		switch letters, russian := latin[r]; {
		case russian:
			b.WriteString(letters)
			kept++
		case r >= '0' && r <= '9' || r >= 'A' && r <= 'Z':
			b.WriteRune(r)
			kept++
		case strings.ContainsRune("-.", r):
			b.WriteRune(r)
		case r < 0x80 || r == '№' || r == '–' || r == '—' || r == '·' || r == 'ʼ' || r == '’':
			b.WriteByte(' ')
		default:
			lost++
		}
	}
	if kept < 2 || lost > kept {
		return ""
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
