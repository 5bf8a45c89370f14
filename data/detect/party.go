package detect

import (
	"sync"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// side is who lies somewhere: prisoners, civilians or both.
type side uint8

const (
	pow      side = 1
	civilian side = 2
)

// party is one side of a pair: what detection needs of a feature, and no more, so that a
// million of them fit into memory.
type party struct {
	collection, id string
	geometry       orb.Geometry
	location       data.Location
	known          knownBy           // how well it is located, and who says so
	error          geo.PositionError // the same as a model
	ground         *footprint        // taken where no outline is recorded; nil where one is
	size           size
	side           side
	mixed          bool
	period         string
	when           span   // what period says
	site, cemetery string // of a plot, what it says it is part of

	checked sync.Once
	fault   string // the first rule its outline breaks that bears on its area
}

func (p *party) ref() string { return p.collection + "/" + p.id }

// leftOut says why a feature takes no part.
type leftOut string

const (
	takesPart   leftOut = ""
	notLocated  leftOut = "not_located"       // it has no geometry
	noOutline   leftOut = "no_outline"        // nothing says how much ground it takes up
	whoUnknown  leftOut = "occupancy_unknown" // nobody has said who lies there
	notCompared leftOut = "not_compared"      // it belongs to another collection
)

// compared are the collections whose features may be parties.
var compared = []string{data.Sites.Name, data.Cemeteries.Name, data.Plots.Name}

// partyOf makes a feature a party, or says why it is none.
func partyOf(f data.Feature, book sourceBook) (*party, leftOut) {
	p := &party{
		collection: f.Collection, id: f.ID, geometry: f.Geometry, location: f.Location,
		period: f.Text("period"), site: f.Text("site"), cemetery: f.Text("cemetery"),
	}
	switch f.Collection {
	case data.Sites.Name:
		p.side = pow
	case data.Cemeteries.Name:
		p.side, p.mixed = sideOfCemetery(f.Text("use"))
	case data.Plots.Name:
		p.side, p.mixed = sideOfPlot(f.Text("occupancy"))
	default:
		return nil, notCompared
	}
	switch {
	case f.Geometry == nil:
		return nil, notLocated
	case p.side == 0:
		return nil, whoUnknown
	}
	if !hasOutline(f.Geometry) {
		ground, ok := footprintOf(f)
		if !ok {
			return nil, noOutline
		}
		p.ground = ground
	}
	p.size, p.when = sizeOf(p), spanOf(p.period)
	p.locate(book)
	return p, takesPart
}

// ownGround is the ground that it takes up, in degrees.
func (p *party) ownGround() orb.Geometry {
	if p.ground != nil {
		return p.ground.geometry
	}
	return p.geometry
}

// footprint is that ground if it is not what is recorded, otherwise nil.
func (p *party) footprint() orb.Geometry {
	if p.ground != nil {
		return p.ground.geometry
	}
	return nil
}

// beyond is how far its ground reaches beyond what is recorded, in metres.
func (p *party) beyond() float64 {
	if p.ground != nil {
		return p.ground.beyond
	}
	return 0
}

// sideOfCemetery puts a mixed cemetery on the civilian side only: that civilians lie in
// a cemetery that is recorded as mixed is no finding.
func sideOfCemetery(use string) (s side, mixed bool) {
	switch use {
	case "pow":
		return pow, false
	case "civilian":
		return civilian, false
	case "mixed":
		return civilian, true
	}
	return 0, false
}

func sideOfPlot(occupancy string) (s side, mixed bool) {
	switch occupancy {
	case "pow":
		return pow, false
	case "civilian":
		return civilian, false
	case "mixed":
		return pow | civilian, true
	}
	return 0, false
}

func hasOutline(g orb.Geometry) bool { return g.Dimensions() == 2 }

// outlineFault is the rule that the outline breaks, if it bears on its area. It is looked
// up once, by whoever asks first.
func (p *party) outlineFault() string {
	p.checked.Do(func() {
		for _, f := range geo.Check(p.geometry) {
			switch f.Rule {
			case geo.RuleSelfIntersection, geo.RuleRingsCross, geo.RuleHoleOutside, geo.RulePartsOverlap, geo.RuleNoExtent:
				p.fault = f.Rule
				return
			}
		}
	})
	return p.fault
}

// parties are the two sides to be joined. A mixed plot stands on both.
type parties struct {
	pow, civilian []*party
	leftOut       map[leftOut]int
	book          sourceBook
}

func (ps *parties) add(f data.Feature) {
	p, why := partyOf(f, ps.book)
	if why != takesPart {
		ps.leftOut[why]++
		return
	}
	if p.side&pow != 0 {
		ps.pow = append(ps.pow, p)
	}
	if p.side&civilian != 0 {
		ps.civilian = append(ps.civilian, p)
	}
}

func geometries(ps []*party) []orb.Geometry {
	out := make([]orb.Geometry, len(ps))
	for i, p := range ps {
		out[i] = p.geometry
	}
	return out
}

// same reports a pair that is not to be compared: a feature with itself, or two mixed
// plots the second time.
func same(a, b *party) bool {
	if a.collection != b.collection || a.side != pow|civilian || b.side != pow|civilian {
		return false
	}
	return a.id >= b.id
}
