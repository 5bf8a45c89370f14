package crs

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// parsePROJ reads a PROJ string: "+proj=tmerc +lat_0=0 +lon_0=135 +k=1 +x_0=23500000
// +y_0=0 +ellps=krass +towgs84=… +units=m +no_defs". What it does not know it refuses by
// name, because a parameter that is left out moves graves.
func parsePROJ(text string) (CRS, error) {
	p, err := projParameters(text)
	if err != nil {
		return CRS{}, err
	}
	if init := p.take("init"); init != "" {
		return p.named(init)
	}
	kind := p.take("proj")
	c := CRS{Name: "from a PROJ string"}
	switch kind {
	case "longlat", "latlong", "lonlat", "latlon":
		c.Kind = Geographic
	case "tmerc", "etmerc", "utm":
		c.Kind = TransverseMercator
	case "merc", "webmerc":
		return p.webMercator(kind)
	case "":
		return CRS{}, errors.New("the PROJ string has no +proj: " + adviceLookup)
	default:
		return CRS{}, fmt.Errorf("+proj=%s is not read; known are longlat, tmerc, utm and Web Mercator: convert the file to WGS 84", shortened(kind))
	}
	p.onGreenwich()
	p.datum(&c)
	if c.Kind == TransverseMercator {
		c.Projection = p.projection(kind == "utm")
		c.Zone = zoneOf(c.Projection)
		p.metres()
	}
	if err := p.rest(); err != nil {
		return CRS{}, err
	}
	return identified(c), nil
}

// parameters are those of a PROJ string that have not been understood yet, and the first
// thing that was wrong with the others.
type parameters struct {
	values map[string]string
	err    error
}

func projParameters(text string) (*parameters, error) {
	p := &parameters{values: map[string]string{}}
	for word := range strings.FieldsSeq(text) {
		key, value, _ := strings.Cut(strings.TrimPrefix(word, "+"), "=")
		if _, twice := p.values[key]; twice {
			return nil, fmt.Errorf("the PROJ string has +%s twice: leave one out", shortened(key))
		}
		p.values[key] = value
	}
	return p, nil
}

func (p *parameters) has(key string) bool { _, ok := p.values[key]; return ok }

// take gives a value and strikes the parameter off.
func (p *parameters) take(key string) string {
	v := p.values[key]
	delete(p.values, key)
	return v
}

func (p *parameters) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

// number takes a decimal number, or the default if the parameter is not there.
func (p *parameters) number(key string, otherwise float64) float64 {
	if !p.has(key) {
		return otherwise
	}
	text := p.take(key)
	v, err := decimal(text)
	if err != nil {
		p.fail("+%s=%s is not a number", key, shortened(text))
	}
	return v
}

// named follows +init=epsg:28425.
func (p *parameters) named(init string) (CRS, error) {
	p.take("no_defs")
	p.take("type")
	if err := p.rest(); err != nil {
		return CRS{}, err
	}
	if _, ok := codeIn(init); !ok {
		return CRS{}, fmt.Errorf("+init=%s names no EPSG code: %s", shortened(init), adviceLookup)
	}
	return Lookup(init)
}

// onGreenwich refuses what changes the meaning of all the others.
func (p *parameters) onGreenwich() {
	if pm := p.take("pm"); pm != "" && pm != "greenwich" && pm != "0" {
		p.fail("+pm=%s: only longitudes from Greenwich are read", shortened(pm))
	}
	if axis := p.take("axis"); axis != "" && axis != "enu" {
		p.fail("+axis=%s: coordinates are read as easting, northing; leave +axis out and say which column is which", shortened(axis))
	}
}

func (p *parameters) projection(utm bool) Projection {
	if utm {
		zone := p.number("zone", 0)
		if zone != math.Trunc(zone) || zone < 1 || zone > 60 {
			p.fail("+proj=utm needs a +zone from 1 to 60")
		}
		if p.has("south") {
			p.fail("+south: only northern zones are read")
		}
		return Projection{CentralMeridian: 6*zone - 183, Scale: 0.9996, FalseEasting: 500000}
	}
	scale := p.number("k_0", 1)
	if p.has("k") {
		scale = p.number("k", 1)
	}
	out := Projection{p.number("lon_0", 0), p.number("lat_0", 0), scale, p.number("x_0", 0), p.number("y_0", 0)}
	if err := out.check(); err != nil {
		p.fail("%w", err)
	}
	out.CentralMeridian = wrap(out.CentralMeridian)
	return out
}

func (p *parameters) metres() {
	if units := p.take("units"); units != "" && units != "m" {
		p.fail("+units=%s: only metres are read", shortened(units))
	}
	if p.number("to_meter", 1) != 1 {
		p.fail("+to_meter: only metres are read")
	}
}

// webMercator accepts the one Mercator projection that web maps use.
func (p *parameters) webMercator(kind string) (CRS, error) {
	a := p.number("a", 6378137)
	sphere := kind == "webmerc" || p.has("b") && p.number("b", 0) == a
	if kind == "webmerc" {
		p.take("datum")
		p.take("ellps")
	}
	for key, want := range map[string]float64{"lat_ts": 0, "lon_0": 0, "x_0": 0, "y_0": 0, "k": 1, "k_0": 1} {
		sphere = p.number(key, want) == want && sphere
	}
	if grids := p.take("nadgrids"); grids != "" && grids != "@null" {
		p.fail("+nadgrids=%s: grids are not read", shortened(grids))
	}
	p.onGreenwich()
	p.metres()
	if !sphere || a != 6378137 {
		p.fail("+proj=merc is read only as Web Mercator, +a=6378137 +b=6378137 without shifts: use EPSG:3857, or convert the file to WGS 84")
	}
	if err := p.rest(); err != nil {
		return CRS{}, err
	}
	return webMercator(), nil
}

// rest refuses what nobody has understood.
func (p *parameters) rest() error {
	for _, harmless := range []string{"no_defs", "wktext", "type", "units"} {
		if v := p.values[harmless]; harmless != "type" || v == "" || v == "crs" {
			delete(p.values, harmless)
		}
	}
	if p.err != nil {
		return p.err
	}
	var left []string
	for key := range p.values {
		left = append(left, "+"+shortened(key))
	}
	if len(left) == 0 {
		return nil
	}
	slices.Sort(left)
	if len(left) > 5 {
		left = append(left[:5], "…")
	}
	return fmt.Errorf("the PROJ string has parameters that are not read: %s; leave out what does not matter, or convert the file to WGS 84", strings.Join(left, ", "))
}
