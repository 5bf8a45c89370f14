package notation

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/geo/crs"
)

// readSystem reads two numbers after the code of their system: EPSG:28423 5372132 23505207.
func readSystem(text string) ([]Reading, *Refusal) {
	m := systemForm.FindStringSubmatch(text)
	if m == nil {
		return nil, nil
	}
	c, err := crs.Lookup("EPSG:" + m[1])
	if err != nil {
		return nil, &Refusal{"crs_unknown", fmt.Sprintf("EPSG:%s is not known", m[1]), "give the position in degrees or in a system of the region"}
	}
	if c.Kind == crs.Geographic {
		return onDatum(c, m[2])
	}
	a, b, ok := metresOf(m[2])
	if !ok {
		return nil, &Refusal{"two_numbers", "after the code two numbers in metres were expected", "write EPSG:28423 5372132 23505207"}
	}
	return inSystem(c, System, a, b)
}

var systemForm = regexp.MustCompile(`(?i)^epsg\s*:?\s*(\d{4,5})[\s,:;]+(.+)$`)

// onDatum reads degrees that stand on another datum than WGS 84.
func onDatum(c crs.CRS, text string) ([]Reading, *Refusal) {
	readings, refusal := readDegrees(text)
	for i := range readings {
		p, err := c.ToWGS84(readings[i].Point)
		if err != nil {
			return nil, &Refusal{"outside_zone", err.Error(), "check the coordinates and the code"}
		}
		readings[i].Point, readings[i].System, readings[i].Accuracy = p, c, accuracyAt(c, p)
	}
	return readings, refusal
}

// inSystem reads two numbers in a projected system: in the order that makes sense, by names
// or by their size.
func inSystem(c crs.CRS, notation Name, a, b metre) ([]Reading, *Refusal) {
	if a.name != 0 && a.name == b.name {
		return nil, refuseAxes
	}
	xy, order := orb.Point{a.value, b.value}, EastNorth
	switch {
	case a.name == 'n' || b.name == 'e':
		xy, order = orb.Point{b.value, a.value}, NorthEast
	case a.name != 'e' && b.name != 'n' && c.Swapped(xy):
		xy, order = orb.Point{b.value, a.value}, NorthEast
	}
	for _, f := range c.Check(xy) {
		return nil, &Refusal{f.Rule, f.Message, f.Advice}
	}
	p, err := c.ToWGS84(xy)
	if err != nil {
		return nil, &Refusal{"outside_zone", err.Error(), "check the coordinates and the zone"}
	}
	return []Reading{{Point: p, Notation: notation, Order: order, System: c, Accuracy: accuracyAt(c, p), Precision: max(a.step, b.step) / 2,
		Reasons: []Reason{{string(order), "", map[Order]string{
			NorthEast: "read with the northing first", EastNorth: "read with the easting first"}[order]}}}}, nil
}

var (
	utmLeading  = regexp.MustCompile(`(?i)^(?:wgs\s*-?\s*84)?[\s/,]*(utm\b)?\s*(?:zone|зона)?\s*(\d{1,2})\s*([a-z])?[\s,:;/]+(.+)$`)
	utmTrailing = regexp.MustCompile(`(?i)^(.+?)[\s,;(]+(?:utm\s*)?(?:zone\s*|зона\s*)?(\d{1,2})\s*([a-z])\)?$`)
)

// bareUTM is what makes three numbers a zone with easting and northing.
var bareUTM = regexp.MustCompile(`^[1-9]\d{5}(?:\.\d+)?[\s,;]+\d{7}(?:\.\d+)?$`)

// readUTM reads a zone with its band, or with N or S for the half of the earth, and easting
// and northing behind it or before it.
func readUTM(text string) ([]Reading, *Refusal) {
	var zone, band, rest string
	named := false
	if m := utmLeading.FindStringSubmatch(text); m != nil {
		zone, band, rest, named = m[2], m[3], m[4], m[1] != ""
	} else if m := utmTrailing.FindStringSubmatch(text); m != nil {
		zone, band, rest = m[2], m[3], m[1]
	} else {
		return nil, nil
	}
	a, b, ok := metresOf(rest)
	if !ok || a.name == 'x' || a.name == 'y' || max(a.value, b.value) < eastingLow || band == "" && !named && !bareUTM.MatchString(rest) {
		return nil, nil
	}
	if a.name == 'n' || b.name == 'e' || a.name == 0 && a.value >= eastingHigh && b.value < eastingHigh {
		a, b = b, a
	}
	if !(a.value >= eastingLow && a.value < eastingHigh) || !(b.value <= southNorthing) {
		return nil, &Refusal{"easting_range", fmt.Sprintf("easting %v and northing %v lie outside every zone of UTM", a.value, b.value),
			"eastings of UTM have six digits and northings up to seven; write 53U 505298 5369933"}
	}
	n, _ := strconv.Atoi(zone) // one or two digits
	band = strings.ToUpper(band)
	if refusal := checkZone(n, band); refusal != nil {
		return nil, refusal
	}
	return utmReadings(n, band, a, b)
}

// roundedOver is how far, in degrees, a northing rounded to a kilometre can lie beyond the edge
// of its band.
const roundedOver = 0.01

// utmReadings holds one position for each thing that the letter can mean: a band, and with N
// and S a half of the earth too.
func utmReadings(zone int, band string, east, north metre) ([]Reading, *Refusal) {
	var all []Reading
	add := func(south bool, reason Reason) {
		c := utmSystem(zone, south)
		p, err := c.ToWGS84(orb.Point{east.value, north.value})
		low, high := 0.0, float64(northEnd)
		if south {
			low, high = southEnd, 0
		}
		if reason.Code == "band" {
			low, high = bandSpan(band)
		}
		if err != nil || p[1] < low-roundedOver || p[1] > high+roundedOver {
			return
		}
		all = append(all, Reading{Point: p, Notation: UTM, System: c, Precision: max(east.step, north.step) / 2, Reasons: []Reason{reason}})
	}
	if band != "" {
		add(band < "N", Reason{"band", band, fmt.Sprintf("%s names the band of latitude", band)})
	}
	if band == "" {
		add(false, Reason{"northern_half", "", "taken to be in the northern half of the earth, since nothing says so"})
	}
	if (band == "N" || band == "S") && len(all) == 0 || band == "S" {
		add(band == "S", Reason{"half", band, fmt.Sprintf("%s names the half of the earth", map[string]string{"N": "northern", "S": "southern"}[band])})
	}
	if len(all) == 0 {
		return nil, &Refusal{"band", fmt.Sprintf("a northing of %v m does not lie in band %s", north.value, band),
			"check the letter after the zone; the Far East has S to W, and N may stand for the northern half"}
	}
	return all, nil
}

var datumNames = regexp.MustCompile(`(?i)\b(?:sk|ck|gk)[\s-]*(42|95)\b|(?:ск|гк)[\s-]*(42|95)|\bpulkovo[\s-]*19(42|95)|пулково[\s-]*19(42|95)`)

// readSoviet reads a grid reference of a Soviet map: northing and easting with the zone before
// it, in either order where the numbers decide it. Where the datum is not named it is read in
// SK-42, as nearly all maps are, and then in SK-95.
func readSoviet(text string) ([]Reading, *Refusal) {
	grids, reason := []soviet{sk42, sk95}, Reason{"datum_assumed", "", "the text does not name the datum; nearly all Soviet maps are in SK-42"}
	if m := datumNames.FindStringSubmatch(text); m != nil {
		text = strings.Trim(datumNames.ReplaceAllString(text, " "), " ,;:")
		reason = Reason{"datum_named", "", "the text names the datum"}
		grids = grids[:1]
		if strings.Contains(strings.Join(m[1:], ""), "95") {
			grids = []soviet{sk95}
		}
	}
	a, b, ok := metresOf(text)
	if !ok || max(a.value, b.value) < eastingLow {
		return nil, nil
	}
	var all []Reading
	for _, s := range grids {
		for _, r := range s.readings(a, b) {
			r.Reasons = append(r.Reasons, reason)
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		return nil, refuseGrid(a, b)
	}
	return all, nil
}

// readings are the zones and orders in which two numbers lie in their zone. X is the northing;
// whoever wrote it the other way around is understood where the zone number tells.
func (s soviet) readings(a, b metre) []Reading {
	var all []Reading
	for _, o := range []struct {
		north, east metre
		order       Order
	}{{a, b, NorthEast}, {b, a, EastNorth}} {
		zone := int(min(o.east.value, 1e9) / 1e6)
		c, ok := s.system(zone)
		xy := orb.Point{o.east.value, o.north.value}
		if !ok || len(c.Check(xy)) > 0 || o.north.name == 'e' || o.east.name == 'n' {
			continue
		}
		p, err := c.ToWGS84(xy)
		if err != nil {
			continue
		}
		order := Reason{"northing_first", "", "read with the northing first, as Soviet maps have it"}
		if o.order == EastNorth {
			order = Reason{"easting_first", "", "read with the easting first"}
		}
		all = append(all, Reading{Point: p, Notation: s.notation, Order: o.order, System: c, Accuracy: accuracyAt(c, p),
			Precision: max(a.step, b.step) / 2, Reasons: []Reason{order, {"zone", strconv.Itoa(zone), fmt.Sprintf("zone %d by the digits before the easting", zone)}}})
	}
	return labelled(all, a, b)
}

// labelled keeps the reading in which X is the northing, if there is one.
func labelled(all []Reading, a, b metre) []Reading {
	if a.name != 'x' && b.name != 'x' {
		return all
	}
	want := NorthEast
	if b.name == 'x' {
		want = EastNorth
	}
	for _, r := range all {
		if r.Order == want {
			return []Reading{r}
		}
	}
	return all
}

// refuseGrid says why two great numbers are no reference.
func refuseGrid(a, b metre) *Refusal {
	low, high := min(a.value, b.value), max(a.value, b.value)
	switch {
	case low >= eastingLow && low < eastingHigh && high < southNorthing:
		return &Refusal{"zone_missing", fmt.Sprintf("easting %v has no zone", low),
			fmt.Sprintf("write the zone before a Soviet easting (23%06.0f), or before a reference in UTM (53U %06.0f %07.0f)", low, low, high)}
	case math.Abs(low) < eastingLow:
		return none
	}
	return &Refusal{"outside_zone", fmt.Sprintf("%v and %v lie in no zone, whichever of the two is the northing", a.value, b.value),
		"check the digits: a northing of the region has seven, an easting eight, the zone first"}
}
