package route

import "math"

// Walk works out a day as it stands: the given sites in the given order, from start to end,
// each begun as early as it can be. Nothing is searched and nothing is refused; what cannot
// be is marked by its Fault, and the times go on as if it could: the work begins on arrival,
// and a way that does not exist takes no time. The order of locks is not looked at.
func (p Problem) Walk(crew, day, start, end int, sites []int) Tour {
	return p.walk(crew, day, start, end, sites, func(from, to int) float64 {
		return p.drive(crew, from, to)
	})
}

func (p Problem) walk(crew, day, start, end int, sites []int, way func(from, to int) float64) Tour {
	hours := p.Crews[crew].Days[day]
	t := Tour{Crew: crew, Day: day, Start: start, End: end, Depart: hours.From}
	t.Visits = make([]Visit, 0, len(sites))
	now, place := hours.From, start
	for _, site := range sites {
		drive := way(place, site)
		v := p.visit(site, hours, now+finite(drive))
		if math.IsInf(drive, 1) {
			v.Fault = NoWay
		}
		t.Visits = append(t.Visits, v)
		t.Drive += finite(drive)
		now, place = v.Leave, site
	}
	drive := way(place, end)
	t.Drive += finite(drive)
	t.Home = now + finite(drive)
	switch {
	case math.IsInf(drive, 1):
		t.Fault = NoWay
	case t.Home > hours.To+slack:
		t.Fault = TooLate
	}
	t.leaveLate()
	return t
}

// slack absorbs the rounding of sums taken in another order: a millionth of a minute.
const slack = 1e-6

// drive is the minutes between two places, 0 from a place to itself.
func (p Problem) drive(crew, from, to int) float64 {
	if from == to {
		return 0
	}
	return p.Travel(crew, from, to)
}

func finite(minutes float64) float64 {
	if math.IsInf(minutes, 1) {
		return 0
	}
	return minutes
}

// visit is the earliest stay at the site for who arrives at the given time.
func (p Problem) visit(site int, hours Day, arrive float64) Visit {
	s := p.Sites[site]
	v := Visit{Site: site, Arrive: arrive, Begin: arrive, Fault: Closed}
	for _, w := range s.windows(hours) {
		v.Fault = TooLate
		if arrive <= w.To+slack {
			v.Begin, v.Fault = max(arrive, w.From), 0
			break
		}
	}
	v.Leave = v.Begin + s.Minutes
	return v
}

// windows are the times of the day at which work at the site may begin.
func (s Site) windows(hours Day) []Window {
	if hours.Number < 0 || hours.Number >= len(s.Open) {
		return nil
	}
	var begin []Window
	for _, w := range s.Open[hours.Number] {
		from, to := max(w.From, hours.From), min(w.To, hours.To)-s.Minutes
		if from <= to+slack {
			begin = append(begin, Window{from, max(from, to)})
		}
	}
	return begin
}

// leaveLate moves the departure to when the first site need be reached, so that nobody
// waits there for what could be slept.
func (t *Tour) leaveLate() {
	if len(t.Visits) == 0 || t.Visits[0].Fault != 0 {
		return
	}
	first := &t.Visits[0]
	t.Depart += first.Begin - first.Arrive
	first.Arrive = first.Begin
}
