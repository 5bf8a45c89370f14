package format

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/crs"
)

// frame turns the coordinates of a file's records into longitude and latitude in WGS 84.
// Nothing is moved on a guess: numbers that make no sense in the system that the file, or
// the person importing, names refuse the record and say what they look like.
type frame struct {
	stated     *system // what the person importing says; nil if nothing
	northFirst bool    // the first of two numbers is northing or latitude
	known      map[string]*system
	told       map[string]bool // findings about the whole file that were reported
	last       *system         // the last one that a record was in, as its file says
}

// system is a coordinate reference system as somebody names it.
type system struct {
	text string
	crs.CRS
	err error // nobody knows it
}

// plain reports whether coordinates are in WGS 84 degrees as they stand.
func (s *system) plain() bool {
	return s == nil || s.err == nil && s.Kind == crs.Geographic && s.Operation.Identity()
}

// newFrame is an ErrInvalid if nobody knows the system that the person importing names.
func newFrame(stated string, northFirst bool) (*frame, error) {
	f := &frame{northFirst: northFirst, known: map[string]*system{}, told: map[string]bool{}}
	if stated == "" {
		return f, nil
	}
	f.stated = f.lookup(stated)
	if f.stated.err != nil {
		return nil, fmt.Errorf("%w: --crs %.80s: %w", data.ErrInvalid, stated, f.stated.err)
	}
	return f, nil
}

func (f *frame) lookup(text string) *system {
	if s, ok := f.known[text]; ok {
		return s
	}
	s := &system{text: text}
	s.CRS, s.err = crs.Lookup(text)
	if len(f.known) < maxSystems {
		f.known[text] = s
	}
	return s
}

// maxSystems is how many systems of one file are remembered; an honest file has one for
// each of its layers.
const maxSystems = 1000

// turn gives the record its position in WGS 84, and says by which operation if one was
// needed. The source may know a better one than is usual for the datum.
func (f *frame) turn(r data.Record, operation string) (data.Record, crs.Operation) {
	if r.Geometry == nil || r.Refused() {
		return r, crs.Operation{}
	}
	s := f.system(&r)
	f.last, r.CRS = s, ""
	if f.northFirst {
		r.Geometry = exchanged(r.Geometry)
	}
	if s.plain() {
		return r, crs.Operation{}
	}
	if s.err != nil {
		return refused(r, "crs_unknown", fmt.Sprintf("the coordinates are in %.80q: %v", s.text, s.err), "name the system with --crs, or convert the file to WGS 84 first"), crs.Operation{}
	}
	c := s.CRS
	if op, ok := crs.OperationNamed(operation); ok && (op.From == c.Datum || !c.Operation.Known()) {
		c = c.Using(op)
	}
	return f.project(r, c), c.Operation
}

// system is the one the record's position is in. What the person importing says goes
// before what the file says, and that is told once.
func (f *frame) system(r *data.Record) *system {
	switch {
	case f.stated == nil && r.CRS == "":
		return nil
	case f.stated == nil:
		return f.lookup(r.CRS)
	case r.CRS != "" && f.lookup(r.CRS).label() != f.stated.label():
		f.once(r, "crs_overridden", fmt.Sprintf("the file says that its coordinates are in %s, but they are read as %s, as --crs says", f.lookup(r.CRS).label(), f.stated.label()),
			"leave --crs out if the file is right")
	}
	return f.stated
}

func (s *system) label() string {
	if s.err == nil {
		return name(s.CRS)
	}
	return fmt.Sprintf("%.60q", s.text)
}

func name(c crs.CRS) string {
	if c.Code == "" {
		return c.Name
	}
	return c.Code + " " + c.Name
}

func (f *frame) project(r data.Record, c crs.CRS) data.Record {
	if first, ok := geo.FirstPosition(r.Geometry); ok {
		for _, doubt := range c.Check(first) {
			return refused(r, doubt.Rule, doubt.Message, f.advice(doubt))
		}
	}
	g, err := c.GeometryToWGS84(r.Geometry)
	if err != nil {
		return refused(r, "crs_range", fmt.Sprintf("in %s: %v", name(c), err), "check the coordinates and the system they are in")
	}
	r.Geometry = g
	if p, ok := geo.FirstPosition(g); ok {
		if _, doubts := c.Operation.AccuracyAt(p); len(doubts) > 0 {
			f.once(&r, doubts[0].Rule, doubts[0].Message, doubts[0].Advice)
		}
	}
	return r
}

func (f *frame) advice(doubt crs.Finding) string {
	if doubt.Rule == crs.RuleSwapped && !f.northFirst {
		return doubt.Advice + ": say --north-first, or exchange the columns"
	}
	return doubt.Advice
}

// once adds a finding to the first record that it holds for.
func (f *frame) once(r *data.Record, rule, message, advice string) {
	if f.told[rule] {
		return
	}
	f.told[rule] = true
	r.Problems = append(r.Problems, data.Problem{Severity: data.Warning, Rule: rule, Message: message, Advice: advice + " (this is said once for the file)"})
}

func refused(r data.Record, rule, message, advice string) data.Record {
	r.Problems = append(r.Problems, data.Problem{Severity: data.Refused, Rule: rule, Message: message, Advice: advice})
	return r
}

// exchanged is the geometry with the two numbers of every position exchanged.
func exchanged(g orb.Geometry) orb.Geometry {
	return project.Geometry(orb.Clone(g), func(p orb.Point) orb.Point { return orb.Point{p[1], p[0]} })
}
