package web

import (
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// offer is one form in which a resource can be had.
type offer struct {
	name  string // as f= takes it
	title string
	media string
	also  []string // further media types it satisfies
}

var (
	asJSON    = offer{name: "json", title: "JSON", media: "application/json"}
	asGeoJSON = offer{name: "json", title: "GeoJSON", media: "application/geo+json", also: []string{"application/json", "application/vnd.geo+json"}}
	asHTML    = offer{name: "html", title: "HTML", media: "text/html"}
	asOpenAPI = offer{name: "json", title: "OpenAPI 3.0", media: "application/vnd.oai.openapi+json;version=3.0", also: []string{"application/json", "application/openapi+json"}}
)

// negotiate picks an offer: by the parameter f if it is given, else by the header Accept.
// Who accepts everything gets the first.
func negotiate(r *http.Request, p params, offers ...offer) (offer, error) {
	if f, ok := p["f"]; ok {
		names := make([]string, len(offers))
		for i, o := range offers {
			if o.name == f {
				return o, nil
			}
			names[i] = o.name
		}
		return offer{}, badParameter("f", fmt.Sprintf("Unknown format %q; this can be had as %s.", f, strings.Join(names, ", ")))
	}
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(accept) == "" {
		return offers[0], nil
	}
	best, found := offer{}, 0.0
	for _, o := range offers {
		if q := wish(accept, o); q > found {
			best, found = o, q
		}
	}
	if found == 0 {
		return offer{}, &problem{Status: http.StatusNotAcceptable, Detail: "This cannot be had in any of the media types that the header Accept names."}
	}
	return best, nil
}

// wish is how much a client wants an offer, from 0 for not at all to 1. The most
// specific media range that fits decides (RFC 9110, 12.5.1).
func wish(accept string, o offer) float64 {
	best, q := 0, 0.0
	for part := range strings.SplitSeq(accept, ",") {
		media, parameters, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil {
			continue
		}
		specific := fits(media, o)
		if specific <= best {
			continue
		}
		best, q = specific, 1
		if text, ok := parameters["q"]; ok {
			if q, err = strconv.ParseFloat(text, 64); err != nil || !(q >= 0 && q <= 1) {
				q = 0
			}
		}
	}
	return q
}

// fits says how closely a media range describes an offer: 0 not at all, 1 as anything,
// 2 as something of its kind, 3 as one of its lesser names, 4 by name.
func fits(media string, o offer) int {
	name, _, _ := strings.Cut(o.media, ";")
	kind, _, _ := strings.Cut(name, "/")
	switch media {
	case name:
		return 4
	case kind + "/*":
		return 2
	case "*/*":
		return 1
	}
	if slices.Contains(o.also, media) {
		return 3
	}
	return 0
}
