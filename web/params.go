package web

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// params are the query parameters of a request, each given once and known.
type params map[string]string

// readParams refuses a parameter that is not among the known ones, or comes twice.
func readParams(r *http.Request, known ...string) (params, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, badParameter("", "The query part of the address cannot be read.")
	}
	p := params{}
	for name, all := range values {
		if !slices.Contains(known, name) {
			return nil, badParameter(name, fmt.Sprintf("Unknown parameter %q; known here are: %s.", name, strings.Join(known, ", ")))
		}
		if len(all) > 1 {
			return nil, badParameter(name, fmt.Sprintf("Parameter %q is given %d times; give it once.", name, len(all)))
		}
		p[name] = all[0]
	}
	return p, nil
}

// number is a whole number between lo and hi, or the default if it is not given.
func (p params) number(name string, otherwise, lo, hi int64) (int64, error) {
	text, ok := p[name]
	if !ok {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < lo || strings.HasPrefix(text, "+") {
		return 0, badParameter(name, fmt.Sprintf("Parameter %q is to be a whole number from %d to %d.", name, lo, hi))
	}
	return min(n, hi), nil
}

// limit is the number of features asked for. More than the most is not an error: the
// standard has the server give as many as it can.
func (p params) limit(otherwise int64) (int, error) {
	n, err := p.number("limit", otherwise, 1, maxLimit)
	return int(n), err
}

// bbox is the bound asked for, or nil. Six numbers hold heights, which no feature here
// has: they are checked and do not matter. West may be greater than east.
func (p params) bbox() (*orb.Bound, error) {
	text, ok := p["bbox"]
	if !ok {
		return nil, nil
	}
	refuse := func(detail string) error {
		return badParameter("bbox", "Parameter \"bbox\": "+detail)
	}
	var n []float64
	for part := range strings.SplitSeq(text, ",") {
		v, ok := decimal(strings.TrimSpace(part))
		if !ok {
			return nil, refuse("expected four or six decimal numbers separated by commas: west,south,east,north.")
		}
		n = append(n, v)
	}
	switch len(n) {
	case 4:
	case 6:
		if n[2] > n[5] {
			return nil, refuse("the lower height is above the upper one.")
		}
		n = []float64{n[0], n[1], n[3], n[4]}
	default:
		return nil, refuse("expected four or six decimal numbers separated by commas: west,south,east,north.")
	}
	if math.Abs(n[0]) > 180 || math.Abs(n[2]) > 180 || math.Abs(n[1]) > 90 || math.Abs(n[3]) > 90 {
		return nil, refuse("longitudes go from -180 to 180 and latitudes from -90 to 90; longitude comes first.")
	}
	if n[1] > n[3] {
		return nil, refuse("south is above north.")
	}
	return &orb.Bound{Min: orb.Point{n[0], n[1]}, Max: orb.Point{n[2], n[3]}}, nil
}

// decimal reads a plain decimal number: no NaN, no Inf, no hexadecimal, no underscores,
// all of which strconv would take.
func decimal(text string) (float64, bool) {
	if text == "" || strings.Trim(text, "0123456789+-.eE") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}
