package notation

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"burialmap/geo"
)

const plain = `([+-]?\d{1,3}(?:\.\d{1,20})?)`

// The places of addresses that hold a position, the particular before the general: a place
// that was chosen counts for more than the middle of the map.
var addressPatterns = []struct {
	pattern  *regexp.Regexp
	lonFirst bool
}{
	{regexp.MustCompile(`!3d` + plain + `!4d` + plain), false},
	{regexp.MustCompile(`[?&#]mlat=` + plain + `&mlon=` + plain), false},
	{regexp.MustCompile(`[?&#](?:q|query|destination|daddr|marker)=(?:loc:)?` + plain + `[,+ ]+` + plain), false},
	{regexp.MustCompile(`@` + plain + `,` + plain), false},
	{regexp.MustCompile(`[?&#](?:ll|sll|center|cp)=` + plain + `[,~]` + plain), false},
	{regexp.MustCompile(`[#&]map=\d{1,2}(?:\.\d+)?/` + plain + `/` + plain), false},
	{regexp.MustCompile(`#\d{1,2}(?:\.\d+)?/` + plain + `/` + plain), false},
	{regexp.MustCompile(`[?&#]lat=` + plain + `&(?:lon|lng)=` + plain), false},
	{regexp.MustCompile(`[?&#](?:lon|lng)=` + plain + `&lat=` + plain), true},
}

// longitudeFirst are services whose addresses have it first where others have the latitude.
var longitudeFirst = regexp.MustCompile(`(?i)^https?://[^/]*(?:yandex|2gis)\.`)

var (
	chosenLongitudeFirst = regexp.MustCompile(`[?&](?:whatshere\[point\]|pt)=` + plain + `,` + plain)
	middleLongitudeFirst = regexp.MustCompile(`(?:[?&](?:ll|m)=|/geo/\d+/)` + plain + `,` + plain)
)

// readURL reads geo: URIs and the addresses of pages with a map.
func readURL(text string) ([]Reading, *Refusal) {
	if len(text) >= 4 && strings.EqualFold(text[:4], "geo:") {
		return readGeoURI(text[4:])
	}
	isAddress := regexpAddress.MatchString(text)
	if !isAddress && !strings.HasPrefix(text, "#") && !strings.HasPrefix(text, "@") {
		return nil, nil
	}
	if decoded, err := url.PathUnescape(text); err == nil {
		text = decoded
	}
	if longitudeFirst.MatchString(text) {
		for _, p := range []*regexp.Regexp{chosenLongitudeFirst, middleLongitudeFirst} {
			if m := p.FindStringSubmatch(text); m != nil {
				return addressed(m[1], m[2], true)
			}
		}
	}
	for _, p := range addressPatterns {
		m := p.pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		return addressed(m[1], m[2], p.lonFirst)
	}
	if !isAddress {
		return nil, nil
	}
	return nil, &Refusal{"address_without_position", "this address names no position", "open the page, and copy the coordinates that it shows"}
}

var regexpAddress = regexp.MustCompile(`(?i)^(?:https?|comgooglemaps|om)://`)

// addressed reads the two numbers of an address, whose order its form fixes.
func addressed(first, second string, lonFirst bool) ([]Reading, *Refusal) {
	readings, refusal := readDegrees(first + ";" + second)
	if refusal != nil {
		return nil, refusal
	}
	order := LatLon
	if lonFirst {
		order = LonLat
	}
	for _, r := range readings {
		if r.Order == order {
			r.Notation = MapURL
			r.Reasons = []Reason{{"address", "", "the address of a map names this position"}}
			return []Reading{r}, nil
		}
	}
	return nil, &Refusal{"latitude_range", fmt.Sprintf("%s, %s in this address is no place on earth", first, second), "check the address"}
}

var geoURI = regexp.MustCompile(`(?i)^` + plain + `,` + plain + `(?:,[+-]?\d+(?:\.\d+)?)?((?:;[a-z0-9-]+(?:=[^;?]*)?)*)(?:\?.*)?$`)

// readGeoURI reads what follows geo: (RFC 5870).
func readGeoURI(text string) ([]Reading, *Refusal) {
	m := geoURI.FindStringSubmatch(text)
	if m == nil {
		return nil, &Refusal{"geo_uri", "this is no geo: URI", "write it as geo:48.4825,135.0717"}
	}
	readings, refusal := addressed(m[1], m[2], false)
	if refusal != nil {
		return nil, refusal
	}
	readings[0].Notation = GeoURI
	readings[0].Reasons = []Reason{{"geo_uri", "", "a geo: URI has the latitude first"}}
	for part := range strings.SplitSeq(m[3], ";") {
		name, value, _ := strings.Cut(strings.ToLower(part), "=")
		switch {
		case name == "crs" && value != "wgs84":
			return nil, &Refusal{"geo_uri_crs", fmt.Sprintf("the system %q of this URI is not known", value), "give the position in WGS 84"}
		case name == "u":
			if n, ok := lex(value, false); ok && len(n) == 1 && n[0].kind == aNumber && n[0].value < 1e7 {
				readings[0].Stated = geo.Accuracy(n[0].value)
			}
		}
	}
	return readings, nil
}
