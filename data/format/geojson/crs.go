package geojson

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// member crs of GeoJSON as it was written in 2008, before RFC 7946 took it away: a name or
// an EPSG code. Many programs still write it.
type memberCRS struct {
	Type       string `json:"type"`
	Properties struct {
		Name string          `json:"name"`
		Code json.RawMessage `json:"code"`
	} `json:"properties"`
}

// setCRS takes the member crs. It has to stand before the features, since they are read
// only once; behind them it may only say what is so without it.
func (f *file) setCRS(raw []byte) error {
	name, err := namedCRS(raw)
	if err != nil {
		return err
	}
	if name == "" || isWGS84(name) {
		return nil
	}
	if f.number > 0 && !f.stated {
		return fmt.Errorf("the file says only after its features that they are in %.80s: name it with --crs", name)
	}
	f.crs = name
	return nil
}

func namedCRS(raw []byte) (string, error) {
	var m *memberCRS
	if err := json.Unmarshal(raw, &m); err != nil {
		return "", fmt.Errorf("the member crs (%.120s) is not understood: name the coordinate reference system with --crs", raw)
	}
	switch {
	case m == nil:
		return "", nil
	case m.Properties.Name != "":
		return m.Properties.Name, nil
	case len(m.Properties.Code) > 0 && strings.EqualFold(m.Type, "EPSG"):
		return "EPSG:" + strings.Trim(string(m.Properties.Code), `"`), nil
	case strings.EqualFold(m.Type, "link"):
		return "", errors.New("the coordinate reference system is given as a link, which is never followed: name it with --crs")
	}
	return "", fmt.Errorf("the member crs (%.120s) is not understood: name the coordinate reference system with --crs", raw)
}

// isWGS84 reports whether a name means longitude and latitude on WGS 84.
func isWGS84(name string) bool {
	name = strings.ToUpper(name)
	for _, known := range []string{"CRS84", "CRS:84", "EPSG::4326", "EPSG:4326", "EPSG/0/4326"} {
		if strings.Contains(name, known) {
			return true
		}
	}
	return name == "4326"
}
