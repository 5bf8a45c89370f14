package tiles

import (
	"math"
	"slices"
)

// A corner is drawn at a zoom if leaving it out would move the outline by more than a
// quarter of a pixel there, by Douglas and Peucker's measure.
const quarterPixel = pixel / 4

// levelOf is the lowest zoom at which a distance, squared and in units of the fine grid,
// is more than a quarter of a pixel.
func levelOf(distance2 float64) uint8 {
	for z := range uint8(fineZoom) {
		if t := float64(int64(quarterPixel) << (fineZoom - z)); distance2 > t*t {
			return z
		}
	}
	return fineZoom
}

// levelled gives the corners of the outlines their levels. Those of the context are not
// needed, but they say where neighbours part and which corners a ring cannot do without.
func levelled(o, context *outlines) {
	found := junctionsOf(o, context)
	if found == nil {
		return
	}
	var l leveller
	needed := map[corner]bool{}
	for _, all := range []*outlines{o, context} {
		for i, p := range all.paths {
			from, to := all.run(i)
			if to-from <= fewCorners || p.role == dots {
				continue
			}
			run, levels := all.corners[from:to], all.levels[from:to]
			l.path(found, p, run, levels)
			l.need(found, p, run, levels, needed)
		}
	}
	if len(needed) == 0 {
		return
	}
	for i, c := range o.corners {
		if o.levels[i] > 0 && needed[elsewhere(c)] {
			o.levels[i] = 0
		}
	}
}

// leveller measures arcs.
type leveller struct {
	arc    []corner // canonical: the same whichever outline it was taken from
	levels []uint8
	stack  []stretch
	order  []int
}

func (l *leveller) path(found junctions, p path, run []corner, levels []uint8) {
	found.arcs(p, run, func(first, last int) {
		n := last - first + 1
		l.arc = l.arc[:0]
		for i := first; i <= last; i++ {
			l.arc = append(l.arc, run[i%len(run)])
		}
		turned := backward(l.arc)
		if turned {
			slices.Reverse(l.arc)
		}
		l.measure()
		for i := range n {
			at := first + i
			if turned {
				at = last - i
			}
			levels[at%len(run)] = l.levels[i]
		}
	})
}

// backward reports whether an arc reads lower from its end than from its beginning.
func backward(arc []corner) bool {
	for i, j := 0, len(arc)-1; i < j; i, j = i+1, j-1 {
		if arc[i] != arc[j] {
			return arc[j].before(arc[i])
		}
	}
	return false
}

// stretch is a part of an arc whose ends have their levels, the higher of which is given.
type stretch struct {
	first, last int
	level       uint8
}

// patience is how many corners are looked at for each corner of an arc: more than enough
// for any outline that was surveyed or drawn. What is left of one that was made to be slow
// is kept as it is.
const patience = 200

func (l *leveller) measure() {
	n := len(l.arc)
	l.levels = append(l.levels[:0], make([]uint8, n)...)
	left := patience * n
	l.stack = append(l.stack[:0], stretch{0, n - 1, 0})
	for len(l.stack) > 0 {
		s := l.stack[len(l.stack)-1]
		l.stack = l.stack[:len(l.stack)-1]
		if s.last-s.first < 2 {
			continue
		}
		if left -= s.last - s.first; left < 0 {
			for i := s.first + 1; i < s.last; i++ {
				l.levels[i] = s.level
			}
			continue
		}
		at, distance2 := l.farthest(s.first, s.last)
		level := max(s.level, levelOf(distance2))
		if level == fineZoom {
			for i := s.first + 1; i < s.last; i++ {
				l.levels[i] = fineZoom
			}
			continue
		}
		l.levels[at] = level
		l.stack = append(l.stack, stretch{s.first, at, level}, stretch{at, s.last, level})
	}
}

// farthest is the corner of a stretch that lies farthest from the line between its ends.
func (l *leveller) farthest(first, last int) (at int, distance2 float64) {
	a, b := l.arc[first], l.arc[last]
	dx, dy := float64(b.x-a.x), float64(b.y-a.y)
	length2 := dx*dx + dy*dy
	at, distance2 = first+1, -1
	for i := first + 1; i < last; i++ {
		px, py := float64(l.arc[i].x-a.x), float64(l.arc[i].y-a.y)
		if length2 > 0 {
			t := min(max((px*dx+py*dy)/length2, 0), 1)
			px, py = px-t*dx, py-t*dy
		}
		if d := px*px + py*py; d > distance2 {
			at, distance2 = i, d
		}
	}
	return at, distance2
}

// need finds which corners a ring must keep at every zoom to remain one: the four that
// matter most. It notes those that other paths must keep then, too.
func (l *leveller) need(found junctions, p path, run []corner, levels []uint8, needed map[corner]bool) {
	if p.role == line {
		return
	}
	kept := 0
	for _, level := range levels {
		if level == 0 {
			kept++
		}
	}
	if kept >= fewCorners {
		return
	}
	l.order = l.order[:0]
	for i := range run {
		l.order = append(l.order, i)
	}
	slices.SortFunc(l.order, func(i, j int) int {
		if levels[i] != levels[j] {
			return int(levels[i]) - int(levels[j])
		}
		return compareNeed(run, i, j)
	})
	for _, i := range l.order[:fewCorners] {
		if levels[i] > 0 && found[elsewhere(run[i])].many {
			needed[elsewhere(run[i])] = true
		}
		levels[i] = 0
	}
}

// compareNeed puts first the corner that cuts off the larger triangle, then the lower one.
func compareNeed(run []corner, i, j int) int {
	a, b := cutOff(run, i), cutOff(run, j)
	switch {
	case a > b, a == b && run[i].before(run[j]):
		return -1
	case a < b, run[j].before(run[i]):
		return 1
	}
	return 0
}

// cutOff is twice the area of the triangle that a ring loses with a corner.
func cutOff(run []corner, i int) float64 {
	n := len(run)
	a, b, c := run[(i+n-1)%n], run[i], run[(i+1)%n]
	return math.Abs(float64(b.x-a.x)*float64(c.y-a.y) - float64(b.y-a.y)*float64(c.x-a.x))
}
