package crs

import (
	"fmt"
	"math"
	"strings"
)

// authorised holds a definition against the code that it claims. Of one that is not in the
// tables the definition alone counts.
func authorised(n *node, c CRS) (CRS, error) {
	id := n.part("AUTHORITY", "ID")
	if id == nil || !strings.EqualFold(id.word(0), "EPSG") && !strings.EqualFold(id.word(0), "ESRI") {
		return c, nil
	}
	code, ok := codeIn(id.word(1))
	if !ok {
		return c, nil
	}
	known, ok := byCode(code)
	if !ok {
		return c, nil
	}
	if what := c.differs(known); what != "" {
		return CRS{}, fmt.Errorf("the definition says that it is %s, but %s: correct one of the two", known.Code, what)
	}
	known.NorthFirst = c.NorthFirst
	if c.Operation.Known() {
		known.Operation = c.Operation
	}
	return known, nil
}

// differs says in what a definition is not the known system; empty if it is.
func (c CRS) differs(known CRS) string {
	p, q := c.Projection, known.Projection
	switch {
	case c.Kind != known.Kind:
		return "its projection is another"
	case c.Ellipsoid != known.Ellipsoid:
		return fmt.Sprintf("its ellipsoid is %s, not %s", c.Ellipsoid.Name, known.Ellipsoid.Name)
	case c.Datum != "" && c.Datum != known.Datum:
		return fmt.Sprintf("its datum is that of %s, not of %s", c.Datum, known.Datum)
	case p.CentralMeridian != q.CentralMeridian && math.Abs(math.Remainder(p.CentralMeridian-q.CentralMeridian, 360)) > 1e-9:
		return fmt.Sprintf("its central meridian is %v, not %v", p.CentralMeridian, q.CentralMeridian)
	case !p.like(q):
		return fmt.Sprintf("its scale, origin or false easting is not that of %s (%v, %v m)", known.Code, q.Scale, q.FalseEasting)
	}
	return ""
}
