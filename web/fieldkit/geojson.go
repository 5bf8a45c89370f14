package fieldkit

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"

	"burialmap/data"
)

// geojson writes one collection of features (RFC 7946): stops, routes, places and ground,
// each with the name of its layer.
func (p *packing) geojson(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriterSize(w, 64<<10)
	head, err := json.Marshal(p.manifest().withoutFiles())
	if err != nil {
		return err
	}
	out.WriteString(`{"type":"FeatureCollection","burialmap":`)
	out.Write(head)
	out.WriteString(`,"features":[`)
	between := "\n"
	for _, c := range append([]data.Collection{planStops, planRoutes, planPlaces}, groundCollections...) {
		for f, err := range p.planFeatures(ctx, c) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			out.WriteString(between)
			between = ",\n"
			text, err := feature(c, f)
			if err != nil {
				return err
			}
			out.Write(text)
		}
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

// withoutFiles is the manifest as it stands within files.
func (m Manifest) withoutFiles() Manifest {
	m.Files = []Written{}
	return m
}

// feature is a feature as GeoJSON with its layer among the properties.
func feature(c data.Collection, f data.Feature) ([]byte, error) {
	text := f.AppendGeoJSON(nil)
	mark := []byte(`,"properties":{`)
	at := bytes.Index(text, mark) + len(mark)
	own, err := ownProperties(c, f)
	if err != nil {
		return nil, err
	}
	if text[at] == '}' {
		own = bytes.TrimSuffix(own, []byte(","))
	}
	return bytes.Join([][]byte{text[:at], own, text[at:]}, nil), nil
}

// ownProperties are the layer, and the values of a layer that the data do not know; a comma
// ends them.
func ownProperties(c data.Collection, f data.Feature) ([]byte, error) {
	own := append([]byte(`"layer":"`), c.Name+`",`...)
	if _, known := data.CollectionNamed(c.Name); known {
		return own, nil
	}
	for _, field := range c.Fields {
		v, ok := f.Properties[field.Name]
		if !ok {
			continue
		}
		value, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		own = append(append(append(own, '"'), field.Name...), '"', ':')
		own = append(append(own, value...), ',')
	}
	return own, nil
}
