package route

import (
	"math"
	"slices"
)

// tour is a slot being filled. Along it stand the start, the sites, and the end.
type tour struct {
	at    []int32   // places
	leave []float64 // when each is left at the earliest; the end: reached
	late  []float64 // the latest arrival at each from which the rest of the tour still works
	way   []float64 // minutes on the road to each
	drive float64
	prize float64
	count [tiers]int // of sites
	idle  bool       // no end can be reached: the crew stays
	stamp uint64     // changes with every change
}

// The latest arrivals are what Savelsbergh (The vehicle routing problem with time windows:
// minimizing route duration, 1992) calls forward time slack. With several windows it holds
// all the same: who arrives earlier never begins later, so every arrival up to the latest
// one works, and one comparison says whether a site can be put in.

func (t *tour) len() int { return len(t.at) - 2 }

// begin is the earliest time in the windows from the arrival on, or +Inf.
func begin(windows []Window, arrive float64) float64 {
	for _, w := range windows {
		if arrive <= w.To+slack {
			return max(arrive, w.From)
		}
	}
	return math.Inf(1)
}

// latest is the latest time in the windows up to the given one, or -Inf.
func latest(windows []Window, until float64) float64 {
	for _, w := range slices.Backward(windows) {
		if w.From <= until+slack {
			return min(until, w.To)
		}
	}
	return math.Inf(-1)
}

// time works out the tour and says whether it can be done.
func (f *facts) time(s int, t *tour) bool {
	slot, places, last := &f.slots[s], f.Places, len(t.at)-1
	t.leave = grow(t.leave, last+1)
	t.late = grow(t.late, last+1)
	t.way = grow(t.way, last+1)
	t.drive, t.prize, t.count = 0, 0, [tiers]int{}
	now := slot.hours.From
	t.leave[0] = now
	for i := 1; i <= last; i++ {
		drive := slot.there[int(t.at[i-1])*places+int(t.at[i])]
		t.way[i] = drive
		t.drive += drive
		now += drive
		if i < last {
			site := t.at[i]
			now = begin(slot.begin[site], now) + f.Sites[site].Minutes
			t.prize += f.Sites[site].Prize
			t.count[f.tier[site]]++
		}
		t.leave[i] = now
	}
	until := slot.hours.To
	t.late[last] = until
	for i := last - 1; i > 0; i-- {
		site := t.at[i]
		until -= t.way[i+1] + f.Sites[site].Minutes
		until = latest(slot.begin[site], until)
		t.late[i] = until
	}
	t.late[0] = until - t.way[1]
	return now <= slot.hours.To+slack
}

func grow(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n, 2*n)
	}
	return s[:n]
}

// fit is the cheapest position for a site in a tour.
type fit struct {
	stamp uint64  // of the tour
	at    int     // before which stop; 0 if there is no position
	wait  float64 // as it was asked for
	cost  float64 // minutes, weighed
}

// find looks for the cheapest position. Cost is the drive and work that it adds, and wait
// times the minutes by which it delays what comes after.
func (f *facts) find(s int, t *tour, site int32, wait float64) fit {
	best := fit{stamp: t.stamp, wait: wait, cost: math.Inf(1)}
	slot, places := &f.slots[s], f.Places
	windows := slot.begin[site]
	if t.idle || len(windows) == 0 {
		return best
	}
	minutes, latestBegin := f.Sites[site].Minutes, windows[len(windows)-1].To+slack
	earliest, takes := windows[0].From+minutes-slack, minutes+slot.least[site]-slack
	from := slot.there[int(site)*places : (int(site)+1)*places]
	to := slot.back[int(site)*places : (int(site)+1)*places]
	low, high := f.span(t, site)
	for i := low; i <= high; i++ {
		now, late := t.leave[i-1], t.late[i]
		if now > latestBegin {
			break
		}
		if late < earliest || late < now+takes {
			continue
		}
		before, after := t.at[i-1], t.at[i]
		leave := begin(windows, now+to[before]) + minutes
		if !(leave+from[after] <= late+slack) {
			continue
		}
		way := t.way[i]
		cost := to[before] + from[after] - way + minutes
		cost += float64(wait * (leave + from[after] - now - way - cost))
		if cost < best.cost {
			best.at, best.cost = i, cost
		}
	}
	return best
}

// span is the first and last position that the order of locks leaves to a site.
func (f *facts) span(t *tour, site int32) (low, high int) {
	low, high = 1, len(t.at)-1
	lock := f.Sites[site].Lock
	if lock == nil {
		return low, high
	}
	for i := 1; i < len(t.at)-1; i++ {
		other := f.Sites[t.at[i]].Lock
		switch {
		case other == nil:
		case other.Order < lock.Order:
			low = i + 1
		case other.Order > lock.Order:
			return low, min(high, i)
		}
	}
	return low, high
}
