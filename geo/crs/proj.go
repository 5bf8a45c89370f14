package crs

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
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
	for _, word := range strings.Fields(text) {
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

// on puts a system on a datum from the tables.
func (c *CRS) on(d *datum) {
	c.Datum, c.Ellipsoid, c.Operation = d.code, d.ellipsoid, operationsFrom(d.code)[0]
}

// defined takes the transformation that a definition carries. One that EPSG publishes for
// this ellipsoid is known by its numbers, and with it the datum.
func (c *CRS) defined(shift *helmert) {
	if shift == nil {
		return
	}
	for _, d := range datums {
		for _, o := range operationsFrom(d.code) {
			if d.ellipsoid == c.Ellipsoid && (c.Datum == "" || c.Datum == d.code) && o.shift.like(*shift) && !o.Identity() {
				c.on(&d)
				c.Operation = o
				return
			}
		}
	}
	c.Operation = Operation{
		Name: "from the definition", From: c.Datum,
		Note: "the definition gives towgs84 without a source or an accuracy", shift: *shift,
	}
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

// towgs84 takes three or seven numbers in the signs of PROJ and WKT: position vector.
func towgs84(words []string) (helmert, error) {
	var v [7]float64
	if len(words) != 3 && len(words) != 7 {
		return helmert{}, fmt.Errorf("it has %d numbers; it needs three (shifts in metres) or seven (and rotations in seconds, scale in ppm)", len(words))
	}
	for i, w := range words {
		x, err := decimal(strings.TrimSpace(w))
		if err != nil || math.Abs(x) > 10000 {
			return helmert{}, fmt.Errorf("%q is not a shift, rotation or scale of a datum", shortened(w))
		}
		v[i] = x
	}
	return positionVector(v[0], v[1], v[2], v[3], v[4], v[5], v[6]), nil
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

// measured is an ellipsoid from its measures, which must be about those of the earth.
func measured(name string, a, inverseFlattening float64) (*Ellipsoid, error) {
	if !(a > 6.3e6 && a < 6.5e6) || inverseFlattening != 0 && !(inverseFlattening > 200 && inverseFlattening < 400) {
		return nil, fmt.Errorf("%v m with 1/f = %v is not an ellipsoid of the earth", a, inverseFlattening)
	}
	return ellipsoidLike(name, a, inverseFlattening), nil
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

// check refuses parameters that no map has.
func (p Projection) check() error {
	switch {
	case !(math.Abs(p.CentralMeridian) <= 360):
		return fmt.Errorf("a central meridian of %v° is none", p.CentralMeridian)
	case !(math.Abs(p.OriginLatitude) < 90):
		return fmt.Errorf("a latitude of origin of %v° is none", p.OriginLatitude)
	case !(p.Scale > 0.9 && p.Scale < 1.1):
		return fmt.Errorf("a scale factor of %v is none", p.Scale)
	case !(math.Abs(p.FalseEasting) <= 1e8 && math.Abs(p.FalseNorthing) <= 1e8):
		return fmt.Errorf("a false easting of %v and northing of %v are none", p.FalseEasting, p.FalseNorthing)
	}
	return nil
}

// zoneOf is the zone number in a false easting of 25 500 000, or 45 250 000 in GSK-2011.
func zoneOf(p Projection) int {
	zone, rest := math.Modf(p.FalseEasting / 1e6)
	if rest != 0.5 && rest != 0.25 || zone < 1 || zone > 64 {
		return 0
	}
	return int(zone)
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

var decimalPattern = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$`)

// decimal reads a plain number; ParseFloat alone would take hexadecimal and infinity.
func decimal(text string) (float64, error) {
	if len(text) > 64 || !decimalPattern.MatchString(text) {
		return 0, errors.New("not a number")
	}
	return strconv.ParseFloat(text, 64)
}
