package crs

import "strings"

// datum settles the ellipsoid, the datum and the operation to WGS 84.
func (p *parameters) datum(c *CRS) {
	var known *datum
	if name := p.take("datum"); name != "" {
		if known = datumNamed(name); known == nil || known.code != "EPSG:4326" {
			p.fail("+datum=%s is not known: give +ellps and +towgs84, or an EPSG code", shortened(name))
			return
		}
	}
	shift := p.towgs84()
	c.Ellipsoid = p.ellipsoid()
	if known == nil && c.Ellipsoid == wgs84Ellipsoid && (shift == nil || *shift == helmert{}) {
		known = datumOf("EPSG:4326")
	}
	if known != nil {
		if c.Ellipsoid != nil && c.Ellipsoid != known.ellipsoid || shift != nil && *shift != (helmert{}) {
			p.fail("+datum=WGS84 is contradicted by +ellps or +towgs84: leave out what is wrong")
			return
		}
		c.on(known)
		return
	}
	if c.Ellipsoid == nil {
		p.fail("the PROJ string names no ellipsoid: add +ellps (krass, bessel, WGS84, PZ90) or +datum=WGS84")
		return
	}
	c.defined(shift)
}

// towgs84 is nil if there is none.
func (p *parameters) towgs84() *helmert {
	if !p.has("towgs84") {
		return nil
	}
	text := p.take("towgs84")
	h, err := towgs84(strings.Split(text, ","))
	if err != nil {
		p.fail("+towgs84=%s: %w", shortened(text), err)
	}
	return &h
}

// projEllipsoids are the names that PROJ has for ours.
var projEllipsoids = map[string]*Ellipsoid{
	"WGS84": wgs84Ellipsoid, "krass": krassowsky, "bessel": bessel, "PZ90": pz90Ellipsoid, "GSK2011": gsk2011Spheroid,
}

// ellipsoid is by name or by +a with +rf or +b; nil if there is none.
func (p *parameters) ellipsoid() *Ellipsoid {
	var named *Ellipsoid
	if p.has("ellps") {
		name := p.take("ellps")
		if named = projEllipsoids[name]; named == nil {
			p.fail("+ellps=%s is not known: krass, bessel, WGS84, PZ90 and GSK2011 are, others by +a and +rf", shortened(name))
		}
	}
	if !p.has("a") {
		return named
	}
	a, rf := p.number("a", 0), p.number("rf", 0)
	if b := p.number("b", a); b != a {
		rf = a / (a - b)
	}
	e, err := measured("from a definition", a, rf)
	switch {
	case err != nil:
		p.fail("+a, +b, +rf: %w", err)
	case named != nil && named != e:
		p.fail("+ellps is contradicted by +a, +b or +rf: leave out what is wrong")
	}
	return e
}
