package data

import (
	"math"
	"sync/atomic"
	"time"
)

// edge is the beginning or the end of a stretch of time: it is not before lo and not after
// hi. They are the same unless it is not known.
type edge struct{ lo, hi int64 }

// stretch is a time in days or microseconds.
type stretch struct{ start, end edge }

const (
	forever = math.MaxInt64
	ever    = math.MinInt64
)

func at(t int64) edge { return edge{t, t} }

func (a edge) before(b edge) truth {
	switch {
	case a.hi < b.lo:
		return holds
	case a.lo >= b.hi:
		return untrue
	}
	return unknown
}

func (a edge) same(b edge) truth {
	switch {
	case a.hi < b.lo || b.hi < a.lo:
		return untrue
	case a.lo == a.hi && b.lo == b.hi:
		return holds
	}
	return unknown
}

// timeRelations are those of CQL2, OGC 21-065r2, by the ends of both.
var timeRelations = map[string]func(a, b stretch) truth{
	"T_AFTER":      func(a, b stretch) truth { return b.end.before(a.start) },
	"T_BEFORE":     func(a, b stretch) truth { return a.end.before(b.start) },
	"T_CONTAINS":   func(a, b stretch) truth { return min(a.start.before(b.start), b.end.before(a.end)) },
	"T_DISJOINT":   func(a, b stretch) truth { return max(a.end.before(b.start), b.end.before(a.start)) },
	"T_DURING":     func(a, b stretch) truth { return min(b.start.before(a.start), a.end.before(b.end)) },
	"T_EQUALS":     func(a, b stretch) truth { return min(a.start.same(b.start), a.end.same(b.end)) },
	"T_FINISHEDBY": func(a, b stretch) truth { return min(a.start.before(b.start), a.end.same(b.end)) },
	"T_FINISHES":   func(a, b stretch) truth { return min(b.start.before(a.start), a.end.same(b.end)) },
	"T_INTERSECTS": func(a, b stretch) truth { return -max(a.end.before(b.start), b.end.before(a.start)) },
	"T_MEETS":      func(a, b stretch) truth { return a.end.same(b.start) },
	"T_METBY":      func(a, b stretch) truth { return a.start.same(b.end) },
	"T_OVERLAPPEDBY": func(a, b stretch) truth {
		return min(b.start.before(a.start), a.start.before(b.end), b.end.before(a.end))
	},
	"T_OVERLAPS": func(a, b stretch) truth {
		return min(a.start.before(b.start), b.start.before(a.end), a.end.before(b.end))
	},
	"T_STARTEDBY": func(a, b stretch) truth { return min(a.start.same(b.start), b.end.before(a.end)) },
	"T_STARTS":    func(a, b stretch) truth { return min(a.start.same(b.start), a.end.before(b.end)) },
}

func (c compiler) temporal(f Temporal) condition {
	count := dayOf
	if c.momentsOnly(f.Left) && c.momentsOnly(f.Right) {
		count = time.Time.UnixMicro
	}
	left, right := c.stretch(f.Left, count), c.stretch(f.Right, count)
	related := timeRelations[f.Op]
	return func(f *Feature) truth {
		a, ok := left(f)
		if !ok {
			return unknown
		}
		b, ok := right(f)
		if !ok {
			return unknown
		}
		return related(a, b)
	}
}

// momentsOnly reports whether a time says nothing of whole days.
func (c compiler) momentsOnly(o Operand) bool {
	switch o := o.(type) {
	case Property:
		q, _ := c.collection.Queryable(string(o))
		return q.Type == TimeType
	case InstantValue:
		return !o.Day
	case IntervalValue:
		return (o.Start == nil || c.momentsOnly(o.Start)) && (o.End == nil || c.momentsOnly(o.End))
	}
	return false
}

func (c compiler) stretch(o Operand, count func(time.Time) int64) getter[stretch] {
	if v, ok := o.(IntervalValue); ok {
		return c.interval(v, count)
	}
	if name, ok := o.(Property); ok {
		if q, _ := c.collection.Queryable(string(name)); q.Type == PeriodType {
			return c.period(string(name))
		}
	}
	instant := c.instant(o)
	return func(f *Feature) (stretch, bool) {
		v, ok := instant(f)
		t := at(count(v.Time))
		return stretch{t, t}, ok
	}
}

func (c compiler) interval(v IntervalValue, count func(time.Time) int64) getter[stretch] {
	end := func(o Operand, open int64) getter[int64] {
		if o == nil {
			return always(open)
		}
		instant := c.instant(o)
		return func(f *Feature) (int64, bool) {
			v, ok := instant(f)
			return count(v.Time), ok
		}
	}
	from, to := end(v.Start, ever), end(v.End, forever)
	return func(f *Feature) (stretch, bool) {
		a, ok1 := from(f)
		b, ok2 := to(f)
		return stretch{at(a), at(b)}, ok1 && ok2
	}
}

// period is a recorded period in days. Many features share one: the last that was read is
// kept.
func (c compiler) period(name string) getter[stretch] {
	type read struct {
		text  string
		value stretch
		ok    bool
	}
	var last atomic.Pointer[read]
	text := c.text(Property(name))
	return func(f *Feature) (stretch, bool) {
		s, ok := text(f)
		if !ok {
			return stretch{}, false
		}
		if l := last.Load(); l != nil && l.text == s {
			return l.value, l.ok
		}
		p, err := ParsePeriod(s)
		value := p.stretch()
		last.Store(&read{s, value, err == nil})
		return value, err == nil
	}
}

// stretch is the days of a period. An end that is not known lies anywhere from the other
// one on.
func (p Period) stretch() stretch {
	s := stretch{at(ever), at(forever)}
	if first, ok := p.Earliest(); ok {
		s.start = at(dayOf(first))
	}
	if last, ok := p.Latest(); ok {
		s.end = at(dayOf(last))
	}
	if p.From.Unknown {
		s.start = edge{ever + 1, s.end.lo}
	}
	if p.To.Unknown {
		s.end = edge{s.start.hi, forever - 1}
	}
	return s
}
