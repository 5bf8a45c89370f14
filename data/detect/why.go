package detect

import (
	"burialmap/data"
	"burialmap/geo/overlap"
)

// reasons lists what drove the finding, in the order of Codes.
func (f finding) reasons(drawn bool, time []Reason) []Reason {
	const usual = 16
	list := append(make([]Reason, 0, usual), f.howTheyLie())
	list = append(list, f.belonging()...)
	for _, p := range f.sides() {
		list = append(list, p.record()...)
	}
	if f.SimplifiedM > 0 {
		list = append(list, Reason{Code: CodeSimplified, ToleranceM: number(f.SimplifiedM)})
	}
	if !drawn {
		list = append(list, Reason{Code: CodeNotDrawn})
	}
	list = append(list, f.howWellKnown()...)
	list = append(list, f.compared())
	if f.LeftOut > 0 {
		list = append(list, Reason{Code: CodeLeftOut, Count: int64(f.LeftOut)})
	}
	list = append(list, time...)
	for _, p := range f.sides() {
		if p.location.Fictional {
			list = append(list, Reason{Code: CodeFictional, Side: p.as, Ref: p.ref()})
		}
	}
	return list
}

// role is a party together with the side that it stands for in this pair.
type role struct {
	*party
	as string
}

func (f finding) sides() [2]role {
	return [2]role{{f.pow, "pow"}, {f.civilian, "civilian"}}
}

func number(v float64) *float64 {
	v = rounded(v)
	return &v
}

func (f finding) howTheyLie() Reason {
	m := f.Measured
	r := Reason{}
	switch m.Relation {
	case overlap.Disjoint:
		return Reason{Code: CodeApart, DistanceM: number(m.DistanceM)}
	case overlap.Touches:
		return Reason{Code: CodeTouch}
	case overlap.Within:
		r.Code = CodePowWithin
	case overlap.Contains:
		r.Code = CodeCivilWithin
	case overlap.Equals:
		r.Code = CodeSameOutline
	default:
		if m.SharedM2 == 0 {
			return Reason{Code: CodeCrosses}
		}
		r.Code = CodeSharesGround
	}
	if m.SharedM2 > 0 {
		r.AreaM2 = number(m.SharedM2)
		r.PowFraction = number(m.SharedM2 / m.AreaAM2)
		r.CivilianFraction = number(m.SharedM2 / m.AreaBM2)
	}
	return r
}

// belonging is what plots say they are part of, where it bears on this pair.
func (f finding) belonging() []Reason {
	var list []Reason
	both := f.sides()
	for i, p := range both {
		other := both[1-i]
		switch {
		case p.cemetery != "" && other.collection == data.Cemeteries.Name && other.id == p.cemetery:
			list = append(list, Reason{Code: CodeOwnCemetery, Side: p.as, Ref: other.ref()})
		case p.site != "" && other.collection == data.Sites.Name && other.id == p.site:
			list = append(list, Reason{Code: CodeOwnSite, Side: p.as, Ref: other.ref()})
		}
	}
	if c := f.pow.cemetery; c != "" && c == f.civilian.cemetery {
		list = append(list, Reason{Code: CodeSamePlace, Ref: data.Cemeteries.Name + "/" + c})
	}
	return list
}

// record is what the record of one party says that bears on its measures.
func (p role) record() []Reason {
	var list []Reason
	if p.mixed {
		list = append(list, Reason{Code: CodeMixed, Side: p.as, Ref: p.ref()})
	}
	switch g := p.ground; {
	case g == nil:
	case g.width > 0:
		list = append(list, Reason{Code: CodeStrip, Side: p.as, Ref: p.ref(), AreaM2: number(g.area), WidthM: number(g.width)})
	default:
		list = append(list, Reason{Code: CodeDisc, Side: p.as, Ref: p.ref(), AreaM2: number(g.area), Burials: g.burials})
	}
	if rule := p.outlineFault(); rule != "" {
		list = append(list, Reason{Code: CodeFaulty, Side: p.as, Ref: p.ref(), Rule: rule})
	}
	return list
}

func (f finding) compared() Reason {
	if f.wanted > f.reach {
		return Reason{Code: CodeReachCapped, ReachM: number(f.reach), WantedM: number(f.wanted)}
	}
	return Reason{Code: CodeReach, ReachM: number(f.reach)}
}
