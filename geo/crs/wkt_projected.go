package crs

import (
	"errors"
	"fmt"
	"strings"
)

func projectedWKT(n *node) (CRS, error) {
	if err := n.onlyHas(projectedParts); err != nil {
		return CRS{}, err
	}
	base := n.part("GEOGCS", "BASEGEOGCRS", "BASEGEODCRS")
	if base == nil {
		return CRS{}, errors.New("no geographic system was given: " + adviceLookup)
	}
	c, err := geographicWKT(base)
	if err != nil {
		return CRS{}, err
	}
	c.Code, c.Name = "", n.name()
	if c.NorthFirst, err = n.axes(); err != nil {
		return CRS{}, err
	}
	if err := n.inMetres(); err != nil {
		return CRS{}, err
	}
	conversion := n // the older form has method and parameters beside the rest
	if v := n.part("CONVERSION"); v != nil {
		conversion = v
	}
	method := conversion.part("PROJECTION", "METHOD").name()
	values, err := conversion.parameters()
	if err != nil {
		return CRS{}, err
	}
	switch plain(strings.ReplaceAll(method, "_", " ")) {
	case "transversemercator", "gausskruger":
		return values.transverseMercator(c)
	case "mercatorauxiliarysphere", "popularvisualisationpseudomercator":
		return values.webMercator(c)
	case "mercator1sp":
		if strings.Contains(n.part("EXTENSION").word(1), "+a=6378137 +b=6378137") {
			return values.webMercator(c)
		}
	}
	return CRS{}, fmt.Errorf("projection %q is not read; Transverse_Mercator, Gauss_Kruger and Web Mercator are: "+
		"convert the file to WGS 84", shortened(method))
}

// values are the parameters of a projection by their plain names, until they are taken.
type values map[string]float64

// parameterNames brings the names of OGC, Esri and EPSG together.
var parameterNames = map[string]string{
	"centralmeridian": "lon", "longitudeofcenter": "lon", "longitudeofnaturalorigin": "lon",
	"latitudeoforigin": "lat", "latitudeofnaturalorigin": "lat",
	"scalefactor": "scale", "scalefactoratnaturalorigin": "scale",
	"falseeasting": "x", "falsenorthing": "y",
	"standardparallel1": "parallel", "auxiliaryspheretype": "sphere",
}

func (n *node) parameters() (values, error) {
	out := values{}
	for _, p := range n.parts {
		if p.keyword != "PARAMETER" {
			continue
		}
		key, ok := parameterNames[strings.ReplaceAll(plain(p.name()), "_", "")]
		if !ok {
			return nil, fmt.Errorf("parameter %q is not read: give an EPSG code or a PROJ string instead", shortened(p.name()))
		}
		if _, twice := out[key]; twice {
			return nil, fmt.Errorf("parameter %q stands twice: leave one out", shortened(p.name()))
		}
		v, err := p.number(1)
		if err != nil {
			return nil, err
		}
		if err := p.ownUnit(key); err != nil {
			return nil, err
		}
		out[key] = v
	}
	return out, nil
}

// ownUnit checks the unit that ISO 19162 gives with a parameter.
func (n *node) ownUnit(key string) error {
	switch key {
	case "lon", "lat", "parallel":
		return n.inDegrees()
	case "x", "y":
		return n.inMetres()
	}
	return n.unit(1, "plain factors", "SCALEUNIT")
}

func (v values) get(key string, otherwise float64) float64 {
	if x, ok := v[key]; ok {
		return x
	}
	return otherwise
}

func (v values) transverseMercator(c CRS) (CRS, error) {
	for _, needed := range []string{"lon", "x"} {
		if _, ok := v[needed]; !ok {
			return CRS{}, errors.New("the central meridian or the false easting is missing: " + adviceLookup)
		}
	}
	c.Kind = TransverseMercator
	c.Projection = Projection{v["lon"], v["lat"], v.get("scale", 1), v["x"], v["y"]}
	if err := c.Projection.check(); err != nil {
		return CRS{}, err
	}
	c.Projection.CentralMeridian = wrap(c.Projection.CentralMeridian)
	c.Zone = zoneOf(c.Projection)
	return identified(c), nil
}

func (v values) webMercator(c CRS) (CRS, error) {
	if v["lon"] != 0 || v["lat"] != 0 || v["x"] != 0 || v["y"] != 0 || v["parallel"] != 0 || v["sphere"] != 0 ||
		v.get("scale", 1) != 1 || c.Datum != "EPSG:4326" {
		return CRS{}, errors.New("a Web Mercator with shifts, or not on WGS 84, is not read: use EPSG:3857, or convert the file to WGS 84")
	}
	out := webMercator()
	out.NorthFirst = c.NorthFirst
	return out, nil
}
