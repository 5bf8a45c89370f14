package crs

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// parseWKT understands the geographic and projected systems of well-known text: GEOGCS and
// PROJCS as GDAL and Esri write them, GEOGCRS and PROJCRS of ISO 19162.
func parseWKT(text string) (CRS, error) {
	n, err := readWKT(text)
	if err != nil {
		return CRS{}, err
	}
	if n.keyword == "COMPD_CS" || n.keyword == "COMPOUNDCRS" { // heights are not used
		if n = n.part("PROJCS", "GEOGCS", "PROJCRS", "GEOGCRS", "GEODCRS"); n == nil {
			return CRS{}, errors.New("the compound system has no horizontal part: " + adviceLookup)
		}
	}
	var c CRS
	switch n.keyword {
	case "GEOGCS", "GEOGCRS", "GEODCRS", "GEOGRAPHICCRS", "GEODETICCRS":
		c, err = geographicWKT(n)
	case "PROJCS", "PROJCRS", "PROJECTEDCRS":
		c, err = projectedWKT(n)
	default:
		return CRS{}, fmt.Errorf("%s is not read; PROJCS, GEOGCS, PROJCRS and GEOGCRS are: "+
			"give one of them or an EPSG code", shortened(n.keyword))
	}
	if err != nil {
		return CRS{}, fmt.Errorf("%s %q: %w", n.keyword, shortened(n.name()), err)
	}
	return authorised(n, c)
}

// The parts of a system that are read, and those that change nothing. Any other is refused.
var (
	geographicParts = []string{"DATUM", "ENSEMBLE", "PRIMEM", "UNIT", "ANGLEUNIT"}
	projectedParts  = []string{
		"GEOGCS", "BASEGEOGCRS", "BASEGEODCRS", "PROJECTION", "CONVERSION", "PARAMETER", "UNIT", "LENGTHUNIT",
	}
	harmlessParts = []string{
		"AUTHORITY", "ID", "AXIS", "CS", "USAGE", "SCOPE", "AREA", "BBOX", "TIMEEXTENT", "VERTICALEXTENT",
		"REMARK", "EXTENSION", "DYNAMIC",
	}
)

func (n *node) onlyHas(known []string) error {
	for _, p := range n.parts {
		if !slices.Contains(known, p.keyword) && !slices.Contains(harmlessParts, p.keyword) {
			return fmt.Errorf("%s is not read: give an EPSG code or a PROJ string instead", shortened(p.keyword))
		}
	}
	return nil
}

// geographicWKT also reads the system that a projected one is based on.
func geographicWKT(n *node) (CRS, error) {
	c := CRS{Name: n.name(), Kind: Geographic}
	if err := n.onlyHas(geographicParts); err != nil {
		return CRS{}, err
	}
	if n.part("CS").word(0) == "Cartesian" {
		return CRS{}, errors.New("geocentric coordinates are not read: convert the file to WGS 84")
	}
	if err := n.onGreenwich(); err != nil {
		return CRS{}, err
	}
	if err := n.inDegrees(); err != nil {
		return CRS{}, err
	}
	var err error
	if c.NorthFirst, err = n.axes(); err != nil {
		return CRS{}, err
	}
	if err := c.datumWKT(n.part("DATUM", "ENSEMBLE")); err != nil {
		return CRS{}, err
	}
	if d := datumOf(c.Datum); d != nil {
		c.Code, c.Name = d.code, d.name
		if c.Datum == "EPSG:4326" && !c.NorthFirst {
			c.Code, c.Name = "OGC:CRS84", crs84().Name
		}
	}
	return c, nil
}

func (n *node) onGreenwich() error {
	pm := n.part("PRIMEM")
	if pm == nil {
		return nil
	}
	if lon, err := pm.number(1); err != nil || lon != 0 {
		return fmt.Errorf("prime meridian %q: only longitudes from Greenwich are read", shortened(pm.name()))
	}
	return nil
}

func (n *node) inDegrees() error {
	return n.unit(degree, "degrees", "UNIT", "ANGLEUNIT")
}

func (n *node) inMetres() error {
	return n.unit(1, "metres", "UNIT", "LENGTHUNIT")
}

// unit checks the unit of a system and of each of its axes, where one is given.
func (n *node) unit(want float64, called string, keywords ...string) error {
	for _, holder := range append([]*node{n}, n.parts...) {
		if holder != n && holder.keyword != "AXIS" && holder.keyword != "CS" {
			continue
		}
		u := holder.part(keywords...)
		if u == nil {
			continue
		}
		size, err := u.number(1)
		if err != nil {
			return err
		}
		if math.Abs(size/want-1) > 1e-9 {
			return fmt.Errorf("unit %q: only %s are read", shortened(u.name()), called)
		}
	}
	return nil
}

// axes says whether north stands first. Without any axes, as Esri writes it, east does.
func (n *node) axes() (northFirst bool, err error) {
	var directions []string
	for _, p := range n.parts {
		if p.keyword == "AXIS" {
			directions = append(directions, strings.ToLower(p.word(1)))
		}
	}
	switch order := strings.Join(directions, " "); order {
	case "", "east north", "east north up":
		return false, nil
	case "north east", "north east up":
		return true, nil
	default:
		return false, fmt.Errorf("axes to the %s: only those to the north and east are read", shortened(order))
	}
}
