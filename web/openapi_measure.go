package web

import "fmt"

// measureOperation is measuring, which changes nothing and is there whether or not the data
// can be edited.
func measureOperation() object {
	positions := object{"type": "array", "minItems": 1, "items": object{}}
	wrong := func(about string) object {
		return object{"description": about, "content": object{"application/problem+json": media(ref("problem"))}}
	}
	return object{
		"operationId": "measure",
		"summary": fmt.Sprintf("Lengths, azimuths and areas of a geometry on the ellipsoid of WGS 84, its edges taken as geodesics: lengths to 0.1 mm, areas to 1e-9 of the whole. "+
			"At most %d positions. An outline that meets itself is refused with the place where it does. Nothing is changed.", maxMeasured),
		"parameters": []object{{"name": ownHeader, "in": "header", "required": true, "description": "Keeps pages of other hosts out.", "schema": object{"type": "string", "enum": []string{"1"}}}},
		"requestBody": object{"required": true, "content": object{asGeoJSON.media: media(object{
			"type": "object", "required": []string{"type", "coordinates"}, "properties": object{
				"type":        object{"type": "string", "enum": []string{"LineString", "MultiLineString", "Polygon", "MultiPolygon"}},
				"coordinates": positions,
			}})}},
		"responses": object{
			"200":     object{"description": "What it measures.", "content": object{asJSON.media: media(ref("measurement"))}},
			"400":     wrong("The body is not one JSON object."),
			"403":     wrong("A page of another host asks, or the header is missing."),
			"413":     wrong("The body is too large."),
			"415":     wrong("The body is of another media type."),
			"422":     wrong("The geometry cannot be measured; the findings say why and what to do."),
			"503":     object{"$ref": "#/components/responses/unavailable"},
			"default": object{"$ref": "#/components/responses/wrong"},
		},
	}
}

// measurementSchema is what measuring answers.
func measurementSchema() object {
	whole := object{"type": "integer", "minimum": 0}
	metres := func(about string) object {
		return object{"type": "number", "minimum": 0, "description": about}
	}
	azimuth := object{"type": "number", "minimum": 0, "maximum": 360}
	segment := object{"type": "object", "required": []string{"length_m", "azimuth", "arrival"}, "properties": object{
		"length_m": metres("Metres."), "azimuth": azimuth, "arrival": azimuth,
		"seam": object{"type": "boolean", "description": "Where an outline is cut at ±180°: not counted in the perimeter."}}}
	path := object{"type": "object", "required": []string{"part", "length_m", "segments"}, "properties": object{
		"part": whole, "ring": whole, "length_m": metres("Metres, without seams."), "segments": list(segment)}}
	return object{"type": "object", "required": []string{"type", "ellipsoid", "paths"}, "properties": object{
		"type": object{"type": "string"}, "ellipsoid": object{"type": "string", "enum": []string{"WGS 84"}},
		"length_m": metres("Of lines, in metres."), "perimeter_m": metres("Of polygons: all their rings, in metres."), "area_m2": metres("Of polygons, their holes taken away, in square metres."),
		"paths": list(path), "findings": list(ref("finding"))}}
}
